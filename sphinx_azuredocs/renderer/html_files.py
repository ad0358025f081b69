"""Raw HTML: copying of the project files that it shows, and conversion for EPUB."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import cast
from urllib.parse import quote

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
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
_COPIED = (f"{_DOWNLOADS}/", "_images/")
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
    page = builder.get_target_uri(docname).partition("#")[0]
    dropped: list[str] = []
    for node in list(doctree.findall(nodes.raw)):
        if _FILES not in node:
            continue
        html, files = node.astext(), node[_FILES]
        if builder.name == "epub":
            in_book = _files_of_book(app, files, docname)
            html = as_xml(_with_files(html, in_book, page), dropped)
        else:
            html = _with_files(html, files, page)
        node.children = [nodes.Text(html)]


def _files_of_book(
    app: Sphinx, files: Mapping[str, str], docname: str
) -> dict[str, str | None]:
    """Return the replacements of URLs in a book, and have the files copied into it.

    Sphinx does not copy downloads into a book, so the files are copied as images.

    :param app: the Sphinx application.
    :param files: URL as written → new URL, or output path ``_downloads/…``.
    :param docname: the docname of the page.
    :return: URL as written → new URL, output path ``_images/…``, or ``None`` for a file
        that books cannot have.
    """
    env, builder = app.env, cast("Epub3Builder", app.builder)
    sources = {
        f"{_DOWNLOADS}/{name}": source for source, (_, name) in env.dlfiles.items()
    }
    found: dict[str, str | None] = {}
    for url, new in files.items():
        source = sources.get(new)
        if not new.startswith(f"{_DOWNLOADS}/"):
            found[url] = new
        elif source is None or Path(source).suffix not in builder.media_types:
            found[url] = None
        else:
            name = env.images.add_file(docname, source)
            builder.images[str(source)] = name
            found[url] = f"_images/{name}"
    return found


def _with_files(html: str, files: Mapping[str, str | None], page: str) -> str:
    """Return HTML in which the URLs of files are relative to a page.

    :param html: the raw HTML.
    :param files: URL as written → new URL, or path below the output directory; ``None``
        removes the attribute.
    :param page: the URL of the page, relative to the output directory.
    """

    def replace(url: str) -> str | None:
        new = files.get(url, url)
        if new is None or not new.startswith(_COPIED):
            return new
        return relative_uri(page, quote(new))

    return replace_urls(html, replace) if files else html
