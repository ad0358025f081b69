"""MyST's renderer, with true places for nodes and warnings."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from docutils import nodes
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import clean_astext, token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.warnings_ import MystWarnings
from sphinx.util.logging import getLogger

from ..config.dialects import Dialect
from ..domain.azure import AzureDomain, azure_domain
from ..domain.docset_lookup import home_of
from ..links.place import Place
from ..page.context import PageContext, PageResult
from ..syntax.sources import SourceFile, Sources
from ..warnings import WARNING_TYPE, Problem, WarningKind, report, warn_once
from .html_attributes import set_html_attributes

_LOGGER = getLogger(__name__)
_Node = TypeVar("_Node", bound=nodes.Element)


class BaseRenderer(SphinxRenderer):
    """Render the tokens of a page, and of the files it includes, to docutils nodes."""

    def setup_render(
        self, options: dict[str, Any], env: MutableMapping[str, Any]
    ) -> None:
        """Prepare to render a page."""
        super().setup_render(options, env)
        self.context = PageContext.of(self.md.options)
        self.settings = self.context.settings
        self.sources = Sources.of(env)
        self.domain: AzureDomain = azure_domain(self.sphinx_env)
        page_path = self.sphinx_env.doc2path(self.sphinx_env.docname)
        # What another file takes in, and a translated paragraph, are parsed alone.
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
        """Give a node its place, to the very line where syntax has noted it."""
        super().add_line_and_source_path(node, token)
        if not token.is_root and "line" in token.meta:
            node.line = self.document.current_line = token.meta["line"] + 1
        self.keep_attributes(node, token)

    def keep_attributes(self, node: nodes.Element, token: SyntaxTreeNode) -> None:
        """Give a node the attributes of its token that only HTML has."""
        if not token.is_root and (kept := token.meta.get("html_attributes")):
            set_html_attributes(node, kept, self.document)

    def report(self, problem: Problem, line: int | None = None) -> None:
        """Report a problem, by default in the file that is being rendered.

        :param problem: the problem.
        :param line: the 1-based line of a problem that has none of its own.
        """
        if problem.file:
            report(_LOGGER, problem)
            return
        kind, line = problem.kind.value, problem.line or line
        self.create_warning(problem.message, kind, wtype=WARNING_TYPE, line=line)

    def append_as_written(self, token: SyntaxTreeNode) -> None:
        """Append the content of a token as text, in which no markup is looked for."""
        paragraph = nodes.paragraph(token.content, token.content)
        self.add_line_and_source_path(paragraph, token)
        self.current_node.append(paragraph)

    def add_anchor(self, node: nodes.Element, anchor: str) -> None:
        """Make a node the target of links to ``#anchor``.

        Anchors are a page's own, as many pages have the same ones: they are no
        labels of the project.
        """
        if not anchor or " " in anchor:
            return
        self._check_anchor(node, anchor)
        if anchor not in self.document.ids:
            node["ids"].append(anchor)
            self.document.ids[anchor] = node
        if self.document.ids[anchor] is node:
            first = node.children[0] if node.children else None
            title = clean_astext(first) if isinstance(first, nodes.title) else ""
            self._heading_slugs[anchor] = (node.line, anchor, title)

    def _check_anchor(self, node: nodes.Element, anchor: str) -> None:
        """Report a name of two anchors that a reader sees together.

        Zones, tabs and moniker ranges are shown one at a time.
        """
        place = node.source, node.line
        if self._alternatives:
            return
        first = self._anchor_places.setdefault(anchor, place)
        if first != place and first[0] == place[0]:
            message = (
                f"line {first[1]} has the anchor {anchor!r}, too; links lead to the "
                "first. Rename one of them"
            )
            self.report(Problem(WarningKind.ANCHOR, message), node.line)

    @contextmanager
    def alternative(self) -> Iterator[None]:
        """Render content that is shown instead of other content, such as a zone."""
        self._alternatives += 1
        try:
            yield
        finally:
            self._alternatives -= 1

    def last_node(self, kind: type[_Node]) -> _Node:
        """Return the node that MyST's renderer has just appended."""
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
        """Give a link or image by label the line of its definition, to be reported.

        Plain MyST reports the line of the link.

        :param node: the link or image.
        :param token: its token.
        """
        file: SourceFile | None = token.meta.get("defined_in")
        definition = file and file.references.get(token.meta.get("label", ""))
        if file and definition and self.context.dialect is not Dialect.MYST:
            node.source, node.line = file.path, definition["map"][0] + 1

    def place_of(self, token: SyntaxTreeNode) -> Place:
        """Return where a link or image is written, to look it up.

        :param token: its token.
        """
        written_in: SourceFile = token.meta.get("defined_in", self.sources.current)
        files = dict.fromkeys((written_in.path, self.sources.page.path))
        srcdir = str(self.sphinx_env.srcdir)
        folders = (_in_source(os.path.dirname(file), srcdir) for file in files)
        docname, home = str(self.sphinx_env.docname), str(self.home)
        return Place(docname, tuple(folders), _in_source(home, srcdir))

    def resolve_path(self, path: str, token: SyntaxTreeNode) -> Iterator[str]:
        """Yield the files that a path may mean.

        :param path: decoded; relative to the file it is written in, or to the page.
        :param token: the token that names it.
        :return: absolute paths below the source directory.
        """
        for found in self.place_of(token).paths(path):
            yield os.path.join(self.sphinx_env.srcdir, found)

    def source_path(self, file: str | Path) -> str:
        """Return the path of a file relative to the source directory, after a ``/``."""
        path = str(file).removeprefix(str(self.sphinx_env.srcdir))
        return "/" + path.replace(os.sep, "/").lstrip("/")


@lru_cache
def _in_source(folder: str, srcdir: str) -> str:
    """Return a folder relative to the source directory, which itself is empty."""
    path = os.path.relpath(folder, srcdir).replace(os.sep, "/")
    return "" if path == "." else path


def line_of(token: SyntaxTreeNode) -> int | None:
    """The 1-based line of a token, if it has one."""
    if "line" in token.meta:
        return int(token.meta["line"]) + 1
    return token_line(token, 0) or None
