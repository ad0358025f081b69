"""Parts that EPUB requires: the rights and version of a book, types of files, URLs."""

from __future__ import annotations

import re
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.config import Config
from sphinx.util.i18n import format_date

from ..docset import docsets_of
from ..page.article_folders import has_articles
from ..renderer.raw_html import ids_of
from .pages import is_ours

_MEDIA_TYPES = {
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".webm": "video/webm",
}
"""Suffix of audio and video that a book may contain (EPUB 3.3 §3.2) → media type."""
_SAFE = "%/:=&?~#+!$,;'@()*[]"
"""Characters that stay in URLs: those that RFC 3986 reserves."""
_NAME = re.compile(r"[^\W\d][\w.-]*")
"""A name of XML without colons."""


def add_media_types(app: Sphinx) -> None:
    """Register audio and video for EPUB, and suffixes in upper case, such as ``.PNG``.

    :param app: the application.
    """
    builder = app.builder
    if isinstance(builder, Epub3Builder):
        types = {**_MEDIA_TYPES, **builder.media_types}
        upper = {suffix.upper(): kind for suffix, kind in types.items()}
        builder.media_types = {**upper, **types}


def mend_links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make the URLs of links valid in a book.

    Characters that URLs cannot have are encoded. A link to an anchor that the page
    does not have becomes its text. Browsers tolerate both, but checkers of books
    report them. Handler of Sphinx's event ``doctree-resolved``.

    :param app: the application.
    :param doctree: the page, with resolved references.
    :param docname: the docname of the page.
    """
    if not isinstance(app.builder, Epub3Builder) or not is_ours(app.env, docname):
        return
    _drop_further_ids(doctree)
    ids = _ids(doctree)
    for node in list(doctree.findall(nodes.reference)):
        if "refuri" in node:
            node["refuri"] = valid_url(node["refuri"])
        if node.get("refid", _fragment(node)) not in ids:
            node.replace_self(node.children)


def _drop_further_ids(doctree: nodes.document) -> None:
    """Drop ids that are no names of XML, from nodes with another id.

    Objects of reference pages have such ids, ``cat-eat(system-string)``, beside a
    canonical one.
    """
    for node in doctree.findall(nodes.Element):
        ids = node.get("ids", ())
        if len(ids) > 1 and not all(map(_NAME.fullmatch, ids)):
            node["ids"] = [ids[0], *filter(_NAME.fullmatch, ids[1:])]


def _fragment(node: nodes.reference) -> str:
    """Return the fragment of a URL within the page; empty for another URL."""
    path, _, fragment = node.get("refuri", "").partition("#")
    return "" if path else fragment


def _ids(doctree: nodes.document) -> set[str]:
    """Return the ids of a page, and an empty string."""
    ids = {""}
    for node in doctree.findall(nodes.Element):
        ids.update(node.get("ids", ()))
        if isinstance(node, nodes.raw):
            ids.update(ids_of(node.astext()))
    return ids


def valid_url(url: str) -> str:
    """Return a URL whose invalid characters are percent-encoded (RFC 3986).

    :param url: the URL; it may contain spaces, and ``#`` in its fragment.
    """
    path, number_sign, fragment = url.partition("#")
    fragment = fragment.replace("#", "%23")
    return quote(f"{path}{number_sign}{fragment}", safe=_SAFE)


def list_pages_from_folder(app: Sphinx, config: Config) -> None:
    """List the pages of an EPUB by their paths if the root page is in a folder.

    With its default setting, Sphinx writes the paths relative to the folder of the root
    page into the navigation of the book, which is not in this folder.
    """
    if (
        "/" in config.root_doc
        and config.epub_tocscope == "default"
        and docsets_of(config, app.srcdir)
    ):
        config.epub_tocscope = "includehidden"


def _build_day() -> str:
    """Return the day of the build; the day of ``SOURCE_DATE_EPOCH`` if it is set."""
    return format_date("%Y-%m-%d", language="en")


def fill_in_epub_settings(app: Sphinx, _builder: Builder | None = None) -> None:
    """Set the version and rights of a book if ``conf.py`` does not set them.

    Repositories of articles have no ``conf.py`` of their own, and so no version. Plain
    MyST projects are left to Sphinx, which reports both.

    The version is set only while Sphinx checks the settings and while it writes. In
    between, Sphinx stores the settings in the environment, and a changed version would
    make it read every page again.
    """
    if app.builder.name == "epub" and has_articles(app.env):
        app.config.epub_copyright = app.config.epub_copyright or app.config.author
        app.config.version = app.config.version or _build_day()


def take_out_epub_settings(app: Sphinx) -> None:
    """Remove the version again before the environment stores the settings."""
    if app.builder.name == "epub" and app.config.version == _build_day():
        app.config.version = ""
