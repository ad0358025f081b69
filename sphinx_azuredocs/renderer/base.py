"""MyST's renderer, with the file and line of included text in nodes and warnings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, cast

from docutils import nodes
from docutils.parsers.rst.languages import get_language
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import clean_astext, token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.warnings_ import MystWarnings
from sphinx.util.logging import getLogger

from ..config.dialects import Dialect
from ..domain.azure import AzureDomain, azure_domain
from ..domain.docset_lookup import home_of
from ..files.door import UNRESOLVED, can_exist
from ..links.place import Place
from ..page.context import PageContext, PageResult
from ..syntax.sources import SourceFile, Sources
from ..warnings import WARNING_TYPE, Problem, WarningKind, report, warn_once
from .html_attributes import set_html_attributes

_LOGGER = getLogger(__name__)
_Node = TypeVar("_Node", bound=nodes.Element)


class BaseRenderer(SphinxRenderer):
    """Render the tokens of a page, and of the files it includes, to docutils nodes."""

    def __init__(self, parser: MarkdownIt) -> None:
        """Initialise what is the same for all pages.

        :param parser: the parser of the pages.
        """
        super().__init__(parser)
        self._lasting = {*vars(self), "_lasting"}

    def release(self) -> None:
        """Forget the page, so that its objects are freed before the next is read.

        A parser and its renderer are used for many pages.
        """
        for name in vars(self).keys() - self._lasting:
            delattr(self, name)

    def setup_render(
        self, options: dict[str, Any], env: MutableMapping[str, Any]
    ) -> None:
        """Initialise the state of the renderer for a page.

        :param options: MyST's options for the renderer.
        :param env: the environment of the parser, with the sources of the page.
        """
        # Not MyST's method, which makes a document for each page and does not use it.
        # That takes as long as the rest of a short page.
        self.md_env, self.md_options = env, options
        self.md_config = options["myst_config"]
        self.document = options["document"]
        self.current_node = options.get("current_node", self.document)
        self.reporter = self.document.reporter
        language = self.document.settings.language_code
        self.language_module_rst = cast("ModuleType", get_language(language))
        self._heading_offset = 0
        self._level_to_section = {0: self.document}
        self._heading_slugs = {}
        self.context = PageContext.of(self.md.options)
        self.settings = self.context.settings
        self.sources = Sources.of(env)
        self.domain: AzureDomain = azure_domain(self.sphinx_env)
        page_path = self.sphinx_env.doc2path(self.sphinx_env.docname)
        # False for text that MyST parses separately: files that the directive `include`
        # inserts, and translated paragraphs.
        self.home = home_of(self.sphinx_env, page_path)
        self.is_page = Path(self.document["source"]) == Path(page_path)
        self.has_page_heading = False
        self._token_types: set[str] = set()
        self._alternatives = 0
        self._anchor_places: dict[str, tuple[str | None, int | None]] = {}
        for problem in self.context.header.problems:
            self.report(problem)

    @contextmanager
    def reading(self, file: SourceFile) -> Iterator[None]:
        """Set the source of nodes and warnings to an included file, within the context.

        :param file: the file that contains the tokens to render.
        """
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
        if self.sources.current is self.sources.page:
            return super().create_warning(
                message, subtype, wtype=wtype, line=line, append_to=append_to
            )
        subtype = subtype if isinstance(subtype, str) else subtype.value
        place = f"{self.sources.current.path}:{line or ''}"
        warn_once(_LOGGER, message, place, wtype or "myst", subtype)
        return None

    def add_line_and_source_path(
        self, node: nodes.Element, token: SyntaxTreeNode
    ) -> None:
        """Set the source and line of a node, and its attributes for HTML.

        The line is the 0-based ``meta["line"]`` of the token if present, else the first
        line of its block.
        """
        super().add_line_and_source_path(node, token)
        if not token.is_root and "line" in token.meta:
            node.line = self.document.current_line = token.meta["line"] + 1
        self.keep_attributes(node, token)

    def keep_attributes(self, node: nodes.Element, token: SyntaxTreeNode) -> None:
        """Copy ``meta["html_attributes"]`` of a token to a node.

        These are attributes that only HTML output has.
        """
        if not token.is_root and (kept := token.meta.get("html_attributes")):
            set_html_attributes(node, kept, self.document)

    def report(self, problem: Problem, line: int | None = None) -> None:
        """Report a problem, by default in the file that is being rendered.

        :param problem: the problem.
        :param line: the 1-based line, used if the problem does not have a line.
        """
        if problem.file:
            report(_LOGGER, problem)
            return
        kind, line = problem.kind.value, problem.line or line
        self.create_warning(problem.message, kind, wtype=WARNING_TYPE, line=line)

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Render a link to a page or file as MyST does."""
        if self._can_be_file(token):
            super().render_link_unknown(token)

    def render_link_path(self, token: SyntaxTreeNode) -> None:
        """Render a link with the scheme ``path`` as MyST does."""
        if self._can_be_file(token):
            super().render_link_path(token)

    def render_link_project(self, token: SyntaxTreeNode) -> None:
        """Render a link with the scheme ``project`` as MyST does."""
        if self._can_be_file(token):
            super().render_link_project(token)

    def _can_be_file(self, token: SyntaxTreeNode) -> bool:
        """Return False for a link to a path that no file can have; render its text.

        MyST and Sphinx raise errors for such paths.
        """
        href = self.md.normalizeLinkText(str(token.attrGet("href") or ""))
        path = re.sub(r"^(?:path|project):", "", href).partition("#")[0]
        docname = self.sphinx_env.docname
        folder = os.path.dirname(self.sphinx_env.doc2path(docname))
        base = str(self.sphinx_env.srcdir) if path.startswith("/") else folder
        if can_exist(os.path.join(base, path.lstrip("/"))):
            return True
        message = f"the link was left as text: {href!r} {UNRESOLVED}; correct the path"
        self.report(Problem(WarningKind.LINK, message), line_of(token))
        self.render_children(token)
        return False

    def append_as_written(self, token: SyntaxTreeNode) -> None:
        """Append the source text of a token as a paragraph, without parsing markup."""
        paragraph = nodes.paragraph(token.content, token.content)
        self.add_line_and_source_path(paragraph, token)
        self.current_node.append(paragraph)

    def add_anchor(
        self, node: nodes.Element, anchor: str, line: int | None = None
    ) -> None:
        """Make a node the target of links to ``#anchor``.

        Unlike labels, anchors are local to a page, because many pages use the same
        names.

        :param node: the node; if another node already has the anchor, that node keeps
            it.
        :param anchor: the name. Empty names and names with spaces are ignored.
        :param line: the 1-based line of the anchor; by default that of the node.
        """
        if not anchor or " " in anchor:
            return
        self._check_anchor(node, anchor, line or node.line)
        if anchor not in self.document.ids:
            node["ids"].append(anchor)
            self.document.ids[anchor] = node
        if self.document.ids[anchor] is node:
            first = node.children[0] if node.children else None
            title = clean_astext(first) if isinstance(first, nodes.title) else ""
            self._heading_slugs[anchor] = (node.line, anchor, title)

    def _check_anchor(self, node: nodes.Element, anchor: str, line: int | None) -> None:
        """Report an anchor that occurs a second time in the same file.

        Zones, tabs and moniker ranges are not checked: readers see only one of several
        alternatives at a time.
        """
        place = node.source, line
        if self._alternatives:
            return
        first = self._anchor_places.setdefault(anchor, place)
        if first != place and first[0] == place[0]:
            message = (
                f"line {first[1]} has the anchor {anchor!r}, too; links lead to the "
                "first. Rename one of them"
            )
            self.report(Problem(WarningKind.ANCHOR, message), line)

    @contextmanager
    def alternative(self) -> Iterator[None]:
        """Allow duplicate anchors, within the context.

        For content that readers see instead of other content, such as a zone or tab.
        """
        self._alternatives += 1
        try:
            yield
        finally:
            self._alternatives -= 1

    def last_node(self, kind: type[_Node]) -> _Node:
        """Return the last child of the current node.

        :param kind: the expected node class; a node of another class is an error.
        """
        node = self.current_node.children[-1]
        assert isinstance(node, kind)
        return node

    def _render_tokens(self, tokens: list[Token]) -> None:
        self._token_types.update(token.type for token in tokens)
        super()._render_tokens(tokens)

    @property
    def result(self) -> PageResult:
        """The result of parsing the page so far."""
        return PageResult(self.has_page_heading, frozenset(self._token_types))

    def locate_definition(self, node: nodes.Element, token: SyntaxTreeNode) -> None:
        """Set the source and line of a link or image to its link reference definition.

        Warnings then name the line with the URL (CommonMark 0.31 §4.7). Plain MyST
        pages keep the line of the link.

        :param node: the node of the link or image.
        :param token: the token of the link or image.
        """
        if place := self.definition_of(token):
            node.source, node.line = place

    def definition_of(self, token: SyntaxTreeNode) -> tuple[str, int] | None:
        """Return the file and 1-based line of a link reference definition.

        :param token: the token of a link or image.
        :return: ``None`` for a link or image without a label, and in plain MyST pages.
        """
        file: SourceFile | None = token.meta.get("defined_in")
        definition = file and file.references.get(token.meta.get("label", ""))
        if file and definition and self.context.dialect is not Dialect.MYST:
            return file.path, definition["map"][0] + 1
        return None

    def place_of(self, token: SyntaxTreeNode) -> Place:
        """Return the page and directories from which a link or image is resolved.

        :param token: the token of the link or image.
        """
        written_in: SourceFile = token.meta.get("defined_in", self.sources.current)
        files = dict.fromkeys((written_in.path, self.sources.page.path))
        srcdir = str(self.sphinx_env.srcdir)
        folders = (_in_source(os.path.dirname(file), srcdir) for file in files)
        docname, home = str(self.sphinx_env.docname), str(self.home)
        return Place(docname, tuple(folders), _in_source(home, srcdir))

    def resolve_path(self, path: str, token: SyntaxTreeNode) -> Iterator[str]:
        """Yield the candidate files for a path, in order of precedence.

        :param path: the decoded path, relative to the file that contains it or to the
            page.
        :param token: the token of the link or image with the path.
        :return: absolute paths below the source directory; the files may not exist.
        """
        for found in self.place_of(token).paths(path):
            yield os.path.join(self.sphinx_env.srcdir, found)

    def source_path(self, file: str | Path) -> str:
        """Return the path of a file from the source directory, with a leading ``/``."""
        path = str(file).removeprefix(str(self.sphinx_env.srcdir))
        return "/" + path.replace(os.sep, "/").lstrip("/")


@lru_cache
def _in_source(folder: str, srcdir: str) -> str:
    """Return the path of a folder relative to the source directory.

    :return: a path with ``/`` as separator; empty for the source directory itself.
    """
    path = os.path.relpath(folder, srcdir).replace(os.sep, "/")
    return "" if path == "." else path


def line_of(token: SyntaxTreeNode) -> int | None:
    """Return the 1-based line of a token; ``None`` if the line is unknown."""
    if "line" in token.meta:
        return int(token.meta["line"]) + 1
    return token_line(token, 0) or None
