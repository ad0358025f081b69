"""HTML pages in the places of redirected ones: each leads on to the new URL."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.display import progress_message
from sphinx.util.logging import getLogger

from ..docset.redirection_files import leads_to_page
from ..domain.azure import AzureDomain, azure_domain
from ..files.door import FileError, exists, is_file, read_head
from ..files.urls import join_url, split_url
from ..links.fragments import find_anchor
from ..links.lookup import (
    End,
    File,
    Nothing,
    OnSite,
    Page,
    end_of,
    lookup,
    lookup_moved,
)
from ..links.place import Place
from ..locale import translate as _
from ..page.builders import PAGES
from ..warnings import Problem, WarningKind, report

_LOGGER = getLogger(__name__)
_MARKER = '<meta http-equiv="refresh" content="0; url='
_HEAD = 1_000
"""How many bytes of a page are searched for the marker of redirect pages."""


def report_redirects(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report the problems of redirections."""
    domain = azure_domain(env)
    problems = (
        *domain.redirects.problems,
        *_problems_of_files(domain),
        *_problems_of_pages(domain),
    )
    for problem in problems:
        report(_LOGGER, problem)


def _problems_of_files(domain: AzureDomain) -> Iterator[Problem]:
    """Yield the problems of redirection files."""
    for docname, redirect in domain.redirects.entries.items():
        entry, target = redirect.entry, lookup_moved(docname, domain).to
        if target is None:
            message = f"{entry.source} is redirected to itself; correct the URL"
            yield Problem(WarningKind.REDIRECT, message, entry.file, entry.line)
        elif message := _missing_anchor(domain, redirect.url, target):
            yield Problem(WarningKind.REDIRECT, message, entry.file, entry.line)


def _problems_of_pages(domain: AzureDomain) -> Iterator[Problem]:
    """Yield the problems of ``redirect_url`` in front matter."""
    ends = {
        docname: end_of(lookup(metadata.redirect_url, Place.of_page(docname), domain))
        for docname, metadata in domain.pages.items()
        if metadata.redirect_url and leads_to_page(metadata.redirect_url)
    }
    following = {d: end.docname for d, end in ends.items() if isinstance(end, Page)}
    for docname, end in sorted(ends.items()):
        url = domain.pages[docname].redirect_url
        message = _missing_anchor(domain, url, end) if end else ""
        if end is None or _is_in_circle(docname, following):
            message = f"redirect_url {url!r} leads to this page itself; correct the URL"
        if message:
            path = Path(domain.env.doc2path(docname))
            line = domain.pages[docname].redirect_url_line
            yield Problem(WarningKind.REDIRECT, message, path, line)


def _is_in_circle(docname: str, following: Mapping[str, str]) -> bool:
    """Return whether a page is among those that its redirections lead to."""
    seen: set[str] = set()
    name = following.get(docname)
    while name is not None and name != docname and name not in seen:
        seen.add(name)
        name = following.get(name)
    return name == docname


def _missing_anchor(domain: AzureDomain, url: str, target: End) -> str:
    """Return a message if a redirection names an anchor that its page lacks."""
    if not isinstance(target, Page) or not split_url(url).fragment:
        return ""
    docname, fragment = target.docname, target.fragment
    anchors = domain.anchors.get(docname, {})
    if find_anchor(fragment, anchors) or not domain.is_complete(docname):
        return ""
    page = Path(domain.env.doc2path(docname, base=False)).as_posix()
    return f"{url}: {page} has no anchor #{fragment}; correct the URL"


def write_redirect_pages(app: Sphinx, exception: Exception | None) -> None:
    """Write a page at the path of each page that was removed or says it has moved."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name not in PAGES:
        return
    pages = dict(_redirect_pages(azure_domain(app.env), builder))
    if pages:
        with progress_message("writing redirect pages"):
            for docname, uri in pages.items():
                _write(azure_domain(app.env), builder, docname, uri)


def _write(
    domain: AzureDomain, builder: StandaloneHTMLBuilder, docname: str, uri: str
) -> None:
    """Write a page that leads on, unless another page or file is in its place."""
    path = Path(builder.get_outfilename(docname))
    is_page = docname in domain.env.found_docs
    if docname in _pages_of_builder(builder) or not (is_page or _is_free(path)):
        defect = f"the build has another file at {docname}"
    else:
        try:
            write_page(path, uri)
            return
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            defect = f"its page cannot be written: {reason}"
    redirect = domain.redirects.entries.get(docname)
    if redirect is not None:
        message = f"{redirect.entry.source} is not redirected: {defect}"
        place = redirect.entry.file, redirect.entry.line
    else:
        message = f"the page is not redirected: {defect}"
        place = Path(domain.env.doc2path(docname)), 1
    report(_LOGGER, Problem(WarningKind.REDIRECT, message, *place))


def _pages_of_builder(builder: StandaloneHTMLBuilder) -> set[str]:
    """Return the names of the pages that Sphinx writes without a source."""
    indices = {str(index[0]) for index in builder.domain_indices}
    return {"search", "genindex", *indices, *builder.config.html_additional_pages}


def _is_free(path: Path) -> bool:
    """Return True if nothing but an earlier redirect page is at a path."""
    if not exists(path):
        return not any(is_file(parent) for parent in path.parents)
    try:
        return is_file(path) and _MARKER.encode() in read_head(path, _HEAD)
    except FileError:
        return False


def _redirect_pages(
    domain: AzureDomain, builder: StandaloneHTMLBuilder
) -> Iterator[tuple[str, str]]:
    """Yield the docname of each redirect page, and the URI that it leads to."""
    for docname in sorted(domain.redirects.entries):
        target = lookup_moved(docname, domain).to
        if target is not None:
            url = domain.redirects.entries[docname].url
            yield docname, _uri(builder, docname, url, target)
    for docname, metadata in sorted(domain.pages.items()):
        url = metadata.redirect_url
        if url and leads_to_page(url):
            yield docname, _uri_of_page(domain, builder, docname, url)


def _uri_of_page(
    domain: AzureDomain, builder: StandaloneHTMLBuilder, docname: str, url: str
) -> str:
    """Return the URI that a page says it has moved to."""
    base = domain.urls.url_of(docname)
    target = lookup(url, Place.of_page(docname), domain)
    if isinstance(target, File) and base:
        target = lookup(join_url(base, url), Place.of_page(docname), domain)
    end = end_of(target) or OnSite(url)
    if isinstance(end, Nothing) and base:
        return end.url
    return _uri(builder, docname, url, end)


def _uri(
    builder: StandaloneHTMLBuilder,
    docname: str,
    url: str,
    target: End,
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
{_MARKER}{target}">
<link rel="canonical" href="{target}">
</head>
<body>
<p>{text} <a href="{target}">{target}</a></p>
</body>
</html>
"""
