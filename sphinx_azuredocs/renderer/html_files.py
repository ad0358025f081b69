"""Raw HTML: copying of the project files that it shows, and conversion for EPUB."""

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
"""Attribute of a raw node: URL as written → new URL or output path ``_downloads/…``."""
_DOWNLOADS = "_downloads"
_PAGES = ("/", ".html", ".htm", ".aspx", ".php")
"""Ends of URLs of pages. Missing pages are not reported: a server may generate them."""


class HtmlFileRenderer(ImageRenderer):
    """Renderer of raw HTML, which copies the project files that the HTML shows."""

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Render a block of raw HTML, and register the files in it to be copied."""
        start = len(self.current_node)
        super().render_html_block(token)
        for node in self.current_node.children[start:]:
            if isinstance(node, nodes.raw):
                node[_FILES] = self._files_of(node.astext(), token)

    def _files_of(self, html: str, token: SyntaxTreeNode) -> dict[str, str]:
        """Return the replacements of URLs in HTML, and register the files for copying.

        :param html: the raw HTML.
        :param token: the token of the HTML, for relative paths and lines of warnings.
        :return: URL as written → new URL, or output path ``_downloads/…``.
        """
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
        """Register a file to be copied; return its path below the output directory.

        :param path: the path of the file, relative to the source directory.
        """
        docname = self.sphinx_env.docname
        self.sphinx_env.note_dependency(path.replace("/", os.sep))
        name = self.sphinx_env.dlfiles.add_file(docname, path)
        return f"{_DOWNLOADS}/{name}"


def write_html_files(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make URLs of files in raw HTML relative to the page; for EPUB, convert to XML.

    Handler of Sphinx's event ``doctree-resolved``.

    :param app: the Sphinx application.
    :param doctree: the doctree of the page, with resolved references.
    :param docname: the docname of the page.
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
    """Return HTML in which the URLs of files are relative to a page.

    :param html: the raw HTML.
    :param files: URL as written → new URL, or output path ``_downloads/…``.
    :param page: the URL of the page, relative to the output directory.
    :param is_book: True for EPUB, in which attributes with downloads are removed.
    """

    def replace(url: str) -> str | None:
        new = files.get(url, url)
        if not new.startswith(f"{_DOWNLOADS}/"):
            return new
        # Sphinx does not copy downloads into an EPUB book.
        return None if is_book else relative_uri(page, quote(new))

    return replace_urls(html, replace) if files else html
