"""HTML that stays HTML: the files that it shows, and its form in EPUB."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from ..files.door import SourceTree, defect_of
from ..files.urls import split_url
from ..syntax.html.raw import as_xml, file_urls, replace_urls
from ..warnings import Problem, WarningKind
from .base import line_of
from .images import ImageRenderer

_FILES = "html_files"
"""Attribute of a raw node: URL as written → URL, or path below ``_downloads``."""
_DOWNLOADS = "_downloads"
_PAGES = ("/", ".html", ".htm", ".aspx", ".php")
"""Ends of URLs of pages, which may be served by other means."""


class HtmlFileRenderer(ImageRenderer):
    """HTML that stays HTML, with the files of the project that it shows."""

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Render HTML, and have the files copied that it shows."""
        start = len(self.current_node)
        super().render_html_block(token)
        for node in self.current_node.children[start:]:
            if isinstance(node, nodes.raw):
                node[_FILES] = self._files_of(node.astext(), token)

    def _files_of(self, html: str, token: SyntaxTreeNode) -> dict[str, str]:
        """Return what to write for each URL, and note the files for the builder."""
        found: dict[str, str] = {}
        for url in file_urls(html):
            parts = split_url(url)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            uri = self.image_uri(url, token)
            if uri.startswith("/") and self._is_file(uri):
                found[url] = self._note_file(uri.removeprefix("/"))
            elif uri != url and not uri.startswith("/"):
                found[url] = uri
            elif not url.startswith("/") and not parts.path.endswith(_PAGES):
                message = f"{url!r} names no file; correct the path"
                self.report(Problem(WarningKind.IMAGE, message), line_of(token))
        return found

    def _is_file(self, uri: str) -> bool:
        srcdir = Path(self.sphinx_env.srcdir)
        return not defect_of(srcdir / uri.removeprefix("/"), SourceTree.of(srcdir))

    def _note_file(self, path: str) -> str:
        """Have Sphinx copy a file; return its path below the output directory."""
        docname = self.sphinx_env.docname
        self.sphinx_env.note_dependency(path.replace("/", os.sep))
        name = self.sphinx_env.dlfiles.add_file(docname, path)
        return f"{_DOWNLOADS}/{name}"


def write_html_files(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the URLs of files as seen from the page, and the HTML of EPUB as XML.

    :param app: the application.
    :param doctree: the page, its references resolved.
    :param docname: its name.
    """
    builder = app.builder
    if builder.format != "html":
        return
    is_book = builder.name == "epub"
    page = builder.get_target_uri(docname).partition("#")[0]
    for node in list(doctree.findall(nodes.raw)):
        if _FILES not in node:
            continue
        html = _with_files(node.astext(), node[_FILES], page, is_book=is_book)
        node.children = [nodes.Text(as_xml(html) if is_book else html)]


def _with_files(html: str, files: dict[str, str], page: str, *, is_book: bool) -> str:
    """Return HTML with the URLs of its files as seen from a page."""

    def replace(url: str) -> str | None:
        new = files.get(url, url)
        if not new.startswith(f"{_DOWNLOADS}/"):
            return new
        # Sphinx copies no downloads into a book.
        return None if is_book else relative_uri(page, quote(new))

    return replace_urls(html, replace) if files else html
