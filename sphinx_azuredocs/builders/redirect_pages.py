"""HTML pages in the places of redirected ones: each leads on to the new URL."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.display import progress_message
from sphinx.util.logging import getLogger

from ..docset.redirection_files import leads_to_page
from ..domain.azure import AzureDomain, azure_domain
from ..locale import translate as _
from ..page.builders import PAGES
from ..warnings import WarningKind, warn_at

_LOGGER = getLogger(__name__)


def report_redirects(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report what is wrong with redirections."""
    for message, file, line in azure_domain(env).redirects.problems:
        warn_at(_LOGGER, WarningKind.REDIRECT, message, file, line)


def write_redirect_pages(app: Sphinx, exception: Exception | None) -> None:
    """Write a page at the path of each page that has moved."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name not in PAGES:
        return
    pages = dict(_redirect_pages(azure_domain(app.env), builder))
    if pages:
        with progress_message("writing redirect pages"):
            for docname, uri in pages.items():
                write_page(Path(builder.get_outfilename(docname)), uri)


def _redirect_pages(
    domain: AzureDomain, builder: StandaloneHTMLBuilder
) -> Iterator[tuple[str, str]]:
    """Yield the docname of each redirect page, and the URI that it leads to."""
    for docname, url in sorted(domain.redirects.urls.items()):
        yield docname, _uri(domain, builder, docname, url)
    for docname, metadata in sorted(domain.pages.items()):
        url = metadata.redirect_url
        if url and leads_to_page(url):
            yield docname, _uri_of_page(domain, builder, docname, url)


def _uri_of_page(
    domain: AzureDomain, builder: StandaloneHTMLBuilder, docname: str, url: str
) -> str:
    """The URI that a page says it has gone to, which may be relative to its file."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return _uri(domain, builder, docname, url)
    path = posixpath.join(posixpath.dirname(docname), unquote(parts.path))
    page, suffix = posixpath.splitext(posixpath.normpath(path))
    is_file = suffix in (".html", *domain.env.config.source_suffix)
    if is_file and page in domain.env.found_docs and page != docname:
        return builder.get_relative_uri(docname, page) + _fragment(url)
    place = domain.urls.url_of(docname)
    if place:
        return _uri(domain, builder, docname, urljoin(place, url))
    is_in_folder = builder.name == "dirhtml" and posixpath.basename(docname) != "index"
    return f"../{url}" if is_in_folder else url


def _uri(
    domain: AzureDomain, builder: StandaloneHTMLBuilder, docname: str, url: str
) -> str:
    """The URI that leads from the place of an old page to a URL."""
    link = domain.urls.read(url, docname)
    target = domain.urls.docname(link)
    if target is not None and target != docname:
        return builder.get_relative_uri(docname, target) + _fragment(url)
    return link.url if link.absolute and not urlsplit(url).netloc else url


def _fragment(url: str) -> str:
    fragment = urlsplit(url).fragment
    return f"#{fragment}" if fragment else ""


def write_page(path: Path, uri: str) -> None:
    """Write a page that leads on.

    :param path: its file.
    :param uri: where it leads.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_page(uri), encoding="utf-8")


def _page(uri: str) -> str:
    text = escape(_("This page has moved."))
    target = escape(uri)
    return f"""\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{text}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{target}">
</head>
<body>
<p>{text} <a href="{target}">{target}</a></p>
</body>
</html>
"""
