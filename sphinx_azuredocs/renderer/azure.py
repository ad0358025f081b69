"""MyST's renderer, with the behaviour that the dialect changes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import clean_astext, token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.warnings_ import MystWarnings
from sphinx import addnodes
from sphinx.util.logging import get_node_location, getLogger

from ..account_comparison import (
    NODE_CLASS,
    build_comparison,
    compares_accounts,
    read_accounts,
)
from ..code_languages import INTERACTIVE_CLASS, PLAIN, code_language
from ..config import Settings
from ..diagrams import diagram_directive
from ..domain import AzureDomain, azure_domain
from ..files import find_file
from ..front_matter import FrontMatter, parse_front_matter
from ..repository import docset_at, home_of
from ..syntax.sources import SourceFile, Sources
from ..warnings import WARNING_TYPE, Problem, WarningKind, warn_once
from .xref import is_xref, render_xref

_LOGGER = getLogger(__name__)
_Node = TypeVar("_Node", bound=nodes.Element)
# Labels of a project may have a colon, too.
_SCHEME = re.compile(r"(?P<name>[a-z][\w+.-]+)://|(?:tel|sms|ms-[a-z-]+):(?=\S)")
_WEB_SCHEMES = ("http", "https", "")


class AzureRenderer(SphinxRenderer):
    """Render the tokens of a page, and of the files it includes, to docutils nodes."""

    def setup_render(
        self, options: dict[str, Any], env: MutableMapping[str, Any]
    ) -> None:
        """Prepare to render a page."""
        super().setup_render(options, env)
        self.settings = Settings.from_config(self.sphinx_env.config)
        self.sources = Sources.of(env)
        self.domain: AzureDomain = azure_domain(self.sphinx_env)
        page_path = self.sphinx_env.doc2path(self.sphinx_env.docname)
        # What another file takes in, and a translated paragraph, are parsed alone.
        self.home = home_of(self.sphinx_env, page_path)
        self.is_page = Path(self.sources.page.path) == Path(page_path)
        self.has_page_heading = False
        self.has_rules = self.has_zones = False
        is_article = self.md.options.get("azuredocs_is_article", False)
        self.is_in_dialect = is_article or docset_at(self.sphinx_env, page_path)

    # Places: nodes and warnings name the file that is being rendered

    @contextmanager
    def reading(self, file: SourceFile) -> Iterator[None]:
        """Render what was written in another file of the page."""
        source, reporter_source = self.document["source"], self.reporter.source
        self.document["source"] = self.reporter.source = file.path
        try:
            with self.sources.reading(file, self.md_env):
                yield
        finally:
            self.document["source"], self.reporter.source = source, reporter_source

    def create_warning(
        self,
        message: str,
        subtype: MystWarnings | str,
        *,
        wtype: str | None = None,
        line: int | None = None,
        append_to: nodes.Element | None = None,
    ) -> nodes.system_message | None:
        """Report a warning at a line of the file that is being rendered."""
        if subtype is MystWarnings.MD_HEADING_NON_CONSECUTIVE:
            # Sections nest by level all the same: nothing is lost.
            return None
        if self.sources.current is self.sources.page:
            return super().create_warning(
                message, subtype, wtype=wtype, line=line, append_to=append_to
            )
        subtype = subtype if isinstance(subtype, str) else subtype.value
        place = f"{self.sources.current.path}:{line or ''}"
        warn_once(_LOGGER, subtype, message, place, wtype or "myst")
        return None

    def add_line_and_source_path(
        self, node: nodes.Element, token: SyntaxTreeNode
    ) -> None:
        """Give a node its place, to the very line where syntax has noted it."""
        super().add_line_and_source_path(node, token)
        if not token.is_root and "line" in token.meta:
            node.line = self.document.current_line = token.meta["line"] + 1

    def report(self, problem: Problem, line: int | None) -> None:
        """Report a problem.

        :param problem: its own line, if it has one, goes before the other.
        :param line: the 1-based line in the file that is being rendered.
        """
        if problem.line is not None:
            line = problem.line + 1
        self.create_warning(
            problem.message, problem.kind.value, wtype=WARNING_TYPE, line=line
        )

    def _render_finalise(self) -> None:
        self._report_duplicate_references()
        if self.is_page:
            self._resolve_links_in_page()
        if self.settings.account_comparison == "auto":
            self._recognise_account_comparisons()
        super()._render_finalise()

    def _report_duplicate_references(self) -> None:
        """Report the definitions that contradict an earlier one of their file."""
        for file in self.sources.files:
            with self.reading(file):
                for again in file.duplicates:
                    if again["href"] == file.references[again["label"]]["href"]:
                        continue
                    message = (
                        f"[{again['label'].lower()}] is defined before with another "
                        "URL, which holds; rename or remove one of them"
                    )
                    problem = Problem(WarningKind.REFERENCE, message, again["map"][0])
                    self.report(problem, None)
        # MyST would report them all, and at lines of the page.
        self.md_env["duplicate_refs"] = []

    def _resolve_links_in_page(self) -> None:
        """Point links such as ``#part`` to what the page has.

        What it has not may be a label of the project: those stay for the domain, or
        for MyST where it has inventories of other projects to look in.
        """
        ids = {id_: id_ for id_ in self.document.ids}
        slugs = {slug: entry[1] for slug, entry in self._heading_slugs.items()}
        anchors = ids | slugs
        other_case = {name.lower(): name for name in anchors}
        explicit = self.document.nametypes
        for link in list(self.document.findall(nodes.reference)):
            target = str(link.get("refuri", ""))[1:]
            if not link.get("id_link") or explicit.get(target):
                continue
            if not link.children and not self.is_in_dialect:
                continue
            name = target if target in anchors else other_case.get(target.lower())
            if name is None and link.get("nocheck"):
                del link["id_link"]
                continue
            if name is None:
                self._leave_to_domain(link, target)
                continue
            if not link.children:
                # The title of what it leads to is its text.
                continue
            if name != target:
                message = f"#{target} is spelled #{name} in this page"
                self._report_at(WarningKind.ANCHOR_CASE, message, link)
            del link["id_link"], link["refuri"]
            link["refid"] = anchors[name]

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Render front matter; what is none is left out, and said at its line."""
        header: FrontMatter = self.md.options["azuredocs_front_matter"]
        if token.content != header.content:
            header = parse_front_matter(token.content)
        if header.problem:
            self.report(header.problem, None)
        elif header.data and token.token:
            # MyST takes what has been read as it is.
            token.token.content = header.data  # type: ignore[assignment]
            super().render_front_matter(token)

    def _leave_to_domain(self, link: nodes.reference, target: str) -> None:
        if getattr(self.sphinx_env.config, "intersphinx_mapping", None):
            return
        reference = addnodes.pending_xref(
            "",
            nodes.inline("", "", *link.children, classes=link["classes"]),
            refdomain=AzureDomain.name,
            reftype="anchor",
            reftarget=target,
            refdoc=self.sphinx_env.docname,
            refexplicit=True,
        )
        if "reftitle" in link:
            reference["reftitle"] = link["reftitle"]
        reference.source, reference.line = link.source, link.line
        link.replace_self(reference)

    def _report_at(self, kind: WarningKind, message: str, node: nodes.Node) -> None:
        place = get_node_location(node) or self.sphinx_env.docname
        warn_once(_LOGGER, kind.value, message, place, WARNING_TYPE)

    def _recognise_account_comparisons(self) -> None:
        for bullet_list in list(self.document.findall(nodes.bullet_list)):
            if _is_in_comparison(bullet_list):
                continue
            accounts = read_accounts(bullet_list)
            if accounts and compares_accounts(accounts, self.settings.account_kinds):
                bullet_list.replace_self(build_comparison(accounts))

    def append_as_written(self, token: SyntaxTreeNode) -> None:
        """Append the content of a token as text, in which no markup is looked for."""
        paragraph = nodes.paragraph(token.content, token.content)
        self.add_line_and_source_path(paragraph, token)
        self.current_node.append(paragraph)

    # Headings

    def update_section_level_state(self, section: nodes.section, level: int) -> None:
        """Nest a section, and note whether it is the page's own."""
        super().update_section_level_state(section, level)
        self.has_page_heading |= level == 1

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading, with the anchors that it was given."""
        super().render_heading(token)
        node = self.current_node
        if not isinstance(node, nodes.section):
            node = self._last_node(nodes.rubric)
            # A heading for who hears the page, too.
            node["heading-level"] = node["level"]
        for anchor in (*token.meta.get("anchors", ()), *self._slug_without_uids(token)):
            self.add_anchor(node, anchor)

    def _slug_without_uids(self, token: SyntaxTreeNode) -> Iterator[str]:
        """Docfx's anchor of a heading that has references by uid."""
        slugify = self.md_config.heading_slug_func
        inline = token.to_tokens()[1].children or []
        depth, words = 0, []
        for child in inline:
            if depth or "xref" in child.meta:
                depth += child.nesting
            elif child.type in ("text", "code_inline"):
                words.append(child.content)
        if callable(slugify) and any("xref" in child.meta for child in inline):
            yield slugify("".join(words))

    @contextmanager
    def part_of_page(self) -> Iterator[list[tuple[nodes.Element, int]]]:
        """Render a part of a page whose sections end where the part ends.

        Gives the nodes that what is rendered may go into, and how many children each
        of them has before.
        """
        levels = dict(self._level_to_section)
        parents = dict.fromkeys((self.current_node, *levels.values()))
        yield [(parent, len(parent)) for parent in parents]
        # What follows is in the innermost section that goes on.
        self._level_to_section = {
            level: section
            for level, section in levels.items()
            if self._level_to_section.get(level) is section
        }
        self.current_node = self._level_to_section[max(self._level_to_section)]

    def add_anchor(self, node: nodes.Element, anchor: str) -> None:
        """Make a node the target of links to ``#anchor``.

        Anchors are a page's own, as many pages have the same ones: they are no
        labels of the project.
        """
        if not anchor or " " in anchor:
            return
        if anchor not in self.document.ids:
            node["ids"].append(anchor)
            self.document.ids[anchor] = node
        if self.document.ids[anchor] is node:
            first = node.children[0] if node.children else None
            title = clean_astext(first) if isinstance(first, nodes.title) else ""
            self._heading_slugs[anchor] = (node.line, anchor, title)

    def _last_node(self, kind: type[_Node]) -> _Node:
        """The node that MyST's renderer has just appended."""
        node = self.current_node.children[-1]
        assert isinstance(node, kind)
        return node

    def render_alert(self, token: SyntaxTreeNode) -> None:
        """Render an alert; one of no kind has its title as its first paragraph."""
        if not token.children or not token.children[0].meta.get("title"):
            super().render_alert(token)
            kinds = self.md.options.get("azuredocs_alerts", {})
            classes = kinds.get((token.info or "").upper(), ())
            if classes:
                self._last_node(nodes.Element)["classes"] += classes
            return
        admonition = nodes.admonition()
        self.add_line_and_source_path(admonition, token)
        with self.current_node_context(admonition, append=True):
            self.render_children(token)
        title = nodes.title("", "", *admonition.pop(0).children)
        self.add_line_and_source_path(title, token.children[0])
        admonition.insert(0, title)
        return

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Render a fence: a diagram, where there is something that draws it."""
        name = diagram_directive(token.info, self.sphinx_env.config)
        if name is None:
            return super().render_fence(token)
        # A blank line: what follows is never an option of the directive.
        content = f"\n{token.content}"
        self.current_node += self.run_directive(name, "", content, token_line(token, 0))
        return None

    def create_highlighted_code_block(
        self, text: str, lexer_name: str | None, *args: Any, **options: Any
    ) -> nodes.Element:
        """Make a code block, of a language by the name that the site has for it."""
        language = code_language(lexer_name or "none")
        is_article = self.md.options.get("azuredocs_is_article")
        lexer = language.lexer
        if is_article and not language.is_known:
            lexer = PLAIN
        block = super().create_highlighted_code_block(text, lexer, *args, **options)
        if is_article:
            # Fragments, with dots and names for values, are no mistakes.
            block["force"] = True
        if language.is_interactive:
            block["classes"].append(INTERACTIVE_CLASS)
        return block

    def render_s(self, token: SyntaxTreeNode) -> None:
        """Render text that is struck through, which docutils has no node for."""
        node = nodes.inline(classes=["azure-deleted"])
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """Render a thematic break."""
        super().render_hr(token)
        self.has_rules = True

    def render_hardbreak(self, token: SyntaxTreeNode) -> None:
        """Render a line break, which parts words in formats that have none, too."""
        super().render_hardbreak(token)
        self.current_node.append(nodes.Text("\n"))

    # Links and images

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link: by published URL or file what can be, the rest as MyST."""
        if is_xref(token):
            return render_xref(self, token)
        target = self.md.normalizeLinkText(str(token.attrGet("href") or ""))
        target = target.replace("\\", "/")
        if not target:
            message = "a link has no URL and was left as text; add one"
            self.report(Problem(WarningKind.LINK, message), line_of(token))
            return self.render_children(token)
        if self._is_for_a_program(target):
            return self.render_link_url(token)
        if self._is_for_myst(token, target):
            super().render_link(token)
            link = self.current_node[-1]
            if isinstance(link, nodes.Element):
                link["nocheck"] = token.attrGet("nocheck") == "bookmark"
            return None
        parts = urlsplit(target)
        files: list[str] = []
        if not parts.netloc and "." in parts.path.rpartition("/")[2]:
            files = list(self._resolve_path(unquote(parts.path), token))
        docnames = [*filter(None, map(self.sphinx_env.path2doc, files))]
        is_page = any(docname in self.sphinx_env.found_docs for docname in docnames)
        file = next((file for file in files if Path(file).is_file()), None)
        if file and not is_page:
            return self._render_download(token, file)
        reference = addnodes.pending_xref(
            refdomain=AzureDomain.name,
            reftype="link",
            reftarget=target,
            refdoc=self.sphinx_env.docname,
            refexplicit=bool(token.children),
            file_docnames=docnames,
            nocheck=token.attrGet("nocheck") == "bookmark",
        )
        self.domain.note_link(self.sphinx_env.docname, reference)
        self._process_wrap_node(
            reference, token, bool(token.children), ["xref", "azure"], target
        )
        return None

    def _is_for_a_program(self, target: str) -> bool:
        """Whether a link is a URL of a scheme that MyST takes for a label."""
        match = _SCHEME.match(target)
        return match is not None and match["name"] not in self.md_config.url_schemes

    def _is_for_myst(self, token: SyntaxTreeNode, target: str) -> bool:
        """Whether a link is none that the dialect has a say in."""
        config = self.md_config
        if config.commonmark_only or config.gfm_only or config.all_links_external:
            return True
        if "external" in str(token.attrs.get("class", "")).split():
            return True
        try:
            parts = urlsplit(target)
        except ValueError:
            return True
        if parts.scheme not in _WEB_SCHEMES or not (parts.netloc or parts.path):
            return True
        if parts.netloc and token.meta.get("is_bare"):
            # A URL in text is no more than what it says.
            return True
        if parts.netloc:
            return not self.domain.urls.is_site(target)
        # A bare word may be a label of the project, and is no link by URL.
        return not any(character in target for character in "/.#")

    def _resolve_path(self, path: str, token: SyntaxTreeNode) -> Iterator[str]:
        """What a path may mean: relative to the file it is written in, or the page."""
        srcdir = str(self.sphinx_env.srcdir)
        if path.startswith("~/"):
            bases, path = [str(self.home)], path.removeprefix("~/")
        elif path.startswith("/"):
            bases, path = [srcdir], path.lstrip("/")
        else:
            written_in: SourceFile = token.meta.get("defined_in", self.sources.current)
            files = dict.fromkeys((written_in.path, self.sources.page.path))
            bases = [os.path.dirname(file) for file in files]
        for base in bases:
            file = os.path.normpath(os.path.join(base, path))
            if file == srcdir or file.startswith(srcdir + os.sep):
                yield file

    def _source_path(self, file: str | Path) -> str:
        """The path of a file as Sphinx has it: ``/`` is the source directory."""
        path = str(file).removeprefix(str(self.sphinx_env.srcdir))
        return "/" + path.replace(os.sep, "/").lstrip("/")

    def _render_download(self, token: SyntaxTreeNode, file: str) -> None:
        target = self._source_path(file)
        reference = addnodes.download_reference(
            refdomain=None,
            reftarget=target,
            refdoc=self.sphinx_env.docname,
            reftype="link",
            refexplicit=bool(token.children),
        )
        classes = ["xref", "download", "azure"]
        self._process_wrap_node(reference, token, bool(token.children), classes, target)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render an image, its path relative to the file it was written in."""
        if not token.attrGet("src"):
            message = "an image has no source and was left out, but its words; add one"
            self.report(Problem(WarningKind.IMAGE, message), line_of(token))
            text = self.renderInlineAsText(token.children or [])
            self.current_node.append(nodes.Text(text))
            return
        super().render_image(token)
        image = self._last_node(nodes.image)
        # Sphinx takes the line from images that have no source text.
        image.rawsource = f"![{image['alt']}]({image['uri']})"
        image["uri"] = self.image_uri(image["uri"], token)

    def image_uri(self, uri: str, token: SyntaxTreeNode) -> str:
        """Where an image is, for Sphinx to find it.

        :param uri: its URI, as it is written.
        :param token: the token that names it.
        """
        parts = urlsplit(uri)
        if parts.scheme or parts.netloc or uri.startswith("/"):
            return uri
        path = unquote(parts.path).replace("\\", "/")
        files = [Path(file) for file in self._resolve_path(path, token)]
        return self._source_path(find_file(files) or files[0]) if files else uri


def _is_in_comparison(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None:
        if NODE_CLASS in parent.get("classes", ()):
            return True
        parent = parent.parent
    return False


def line_of(token: SyntaxTreeNode) -> int | None:
    """The 1-based line of a token, if it has one."""
    if "line" in token.meta:
        return int(token.meta["line"]) + 1
    return token_line(token, 0) or None
