"""HTML pages in the places of redirected ones: each leads on to the new URL."""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from ..docset.redirection_files import leads_to_page
from ..domain.azure import AzureDomain, azure_domain
from ..links.lookup import (
    File,
    Moved,
    Nothing,
    OnSite,
    Page,
    lookup,
    lookup_moved,
)
from ..links.place import Place
from ..locale import translate as _
from ..warnings import WarningKind, warn_at

_LOGGER = getLogger(__name__)


def report_redirects(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report the faults of redirections."""
    domain = azure_domain(env)
    problems = [*domain.redirects.problems]
    for docname, redirect in domain.redirects.entries.items():
        if lookup_moved(docname, domain).to is None:
            entry = redirect.entry
            message = f"{entry.source} is redirected to itself; correct the URL"
            problems.append((message, entry.file, entry.line))
    for message, file, line in problems:
        warn_at(_LOGGER, WarningKind.REDIRECT, message, file, line)


def write_redirect_pages(app: Sphinx, exception: Exception | None) -> None:
    """Write a page at the path of each page that was removed or says it has moved."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if isinstance(builder, SingleFileHTMLBuilder) or builder.name not in _BUILDERS:
        return
    domain = azure_domain(app.env)
    for docname in sorted(domain.redirects.entries):
        target = lookup_moved(docname, domain).to
        if target is not None:
            path = Path(builder.get_outfilename(docname))
            url = domain.redirects.entries[docname].url
            write_page(path, _uri(builder, docname, url, target))
    for docname, metadata in sorted(domain.pages.items()):
        url = metadata.redirect_url
        if url and leads_to_page(url):
            path = Path(builder.get_outfilename(docname))
            write_page(path, _uri_of_page(domain, builder, docname, url))


def _uri_of_page(
    domain: AzureDomain, builder: StandaloneHTMLBuilder, docname: str, url: str
) -> str:
    """Return the URI that a page says it has moved to."""
    base = domain.urls.url_of(docname)
    target = lookup(url, Place.of_page(docname), domain)
    if isinstance(target, File) and base:
        target = lookup(urljoin(base, url), Place.of_page(docname), domain)
    if isinstance(target, Moved):
        target = target.to or OnSite(url)
    if isinstance(target, Nothing) and base:
        return target.url
    return _uri(builder, docname, url, target)


def _uri(
    builder: StandaloneHTMLBuilder,
    docname: str,
    url: str,
    target: Page | File | OnSite | Nothing,
) -> str:
    """Return the URI that leads from the path of an old page to its target.

    :param url: the URL as it is written, for a target that is not in the output.
    """
    match target:
        case Page(docname=page) if page != docname:
            fragment = f"#{target.fragment}" if target.fragment else ""
            return builder.get_relative_uri(docname, page) + fragment
        case OnSite() | Nothing(is_absolute=True):
            return target.url
        case _:
            # A relative URL is relative to the source file, wherever its page is.
            name = posixpath.basename(docname)
            is_in_folder = builder.name == "dirhtml" and name != "index"
            return f"../{url}" if is_in_folder else url


def write_page(path: Path, uri: str) -> None:
    """Write a page that leads on.

    :param path: its file.
    :param uri: where it leads.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_page(uri), encoding="utf-8")


_BUILDERS = ("html", "dirhtml")


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
