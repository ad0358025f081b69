"""Write HTML pages at the paths of removed pages, which redirect to the new URLs."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.display import progress_message
from sphinx.util.logging import getLogger

from ..config import Settings
from ..docset.redirection_files import leads_to_page
from ..domain.azure import AzureDomain, azure_domain
from ..files.door import FileError, exists, is_file, is_folder, read_head
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
from ..page.builders import PAGES
from ..warnings import Problem, WarningKind, report
from .redirect_html import GENERATOR, RedirectPage, write_page
from .redirect_rules import write_rules

_LOGGER = getLogger(__name__)
_HEAD = 2_048
"""The number of bytes of a file that are searched for :data:`GENERATOR`."""
_FOLDERS_OF_FILES = ("_static", "_images", "_downloads", "_sources")
"""The folders of the output that hold files other than pages."""


def report_redirects(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report the defects of redirections."""
    domain = azure_domain(env)
    problems = (
        *domain.redirects.problems,
        *_problems_of_files(domain),
        *_problems_of_pages(domain),
    )
    for problem in problems:
        report(_LOGGER, problem)


def _problems_of_files(domain: AzureDomain) -> Iterator[Problem]:
    """Yield the defects of redirection files."""
    for docname, redirect in domain.redirects.entries.items():
        entry, target = redirect.entry, lookup_moved(docname, domain).to
        if target is None:
            message = f"{entry.source} is redirected to itself; correct the URL"
            yield Problem(WarningKind.REDIRECT, message, entry.file, entry.url_line)
        elif message := _missing_anchor(domain, redirect.url, target):
            yield Problem(WarningKind.REDIRECT, message, entry.file, entry.url_line)


def _problems_of_pages(domain: AzureDomain) -> Iterator[Problem]:
    """Yield the defects of ``redirect_url`` in front matter."""
    ends = _ends_of_pages(domain)
    following = _following(ends)
    for docname, end in sorted(ends.items()):
        url = domain.pages[docname].redirect_url
        message = _missing_anchor(domain, url, end) if end else ""
        if end is None or _is_in_circle(docname, following):
            message = f"redirect_url {url!r} leads to this page itself; correct the URL"
        if message:
            path = Path(domain.env.doc2path(docname))
            line = domain.pages[docname].redirect_url_line
            yield Problem(WarningKind.REDIRECT, message, path, line)


def _ends_of_pages(domain: AzureDomain) -> dict[str, End | None]:
    """Return docname → target of the page's ``redirect_url``; None for a circle."""
    return {
        docname: end_of(lookup(metadata.redirect_url, Place.of_page(docname), domain))
        for docname, metadata in domain.pages.items()
        if metadata.redirect_url and leads_to_page(metadata.redirect_url)
    }


def _following(ends: Mapping[str, End | None]) -> dict[str, str]:
    """Return docname → docname of the target, for targets that are pages."""
    return {d: end.docname for d, end in ends.items() if isinstance(end, Page)}


def _is_in_circle(docname: str, following: Mapping[str, str]) -> bool:
    """Return True if the redirections of a page lead back to it."""
    seen: set[str] = set()
    name = following.get(docname)
    while name is not None and name != docname and name not in seen:
        seen.add(name)
        name = following.get(name)
    return name == docname


def _missing_anchor(domain: AzureDomain, url: str, target: End) -> str:
    """Return a message if a redirection names an unknown anchor; else empty."""
    if not isinstance(target, Page) or not split_url(url).fragment:
        return ""
    docname, fragment = target.docname, target.fragment
    anchors = domain.anchors.get(docname, {})
    if find_anchor(fragment, anchors) or not domain.is_complete(docname):
        return ""
    page = Path(domain.env.doc2path(docname, base=False)).as_posix()
    return f"{url}: {page} has no anchor #{fragment}; correct the URL"


def note_written_page(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    _context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Store the name of an HTML page that the builder or an extension writes."""
    azure_domain(app.env).written_pages.add(pagename)


def write_redirect_pages(app: Sphinx, exception: Exception | None) -> None:
    """Write a redirect page for each removed page and each ``redirect_url``."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name not in PAGES:
        return
    domain = azure_domain(app.env)
    pages = dict(_pages_of_files(domain, builder))
    pages.update(_pages_of_pages(domain, builder))
    if pages:
        with progress_message("writing redirect pages"):
            for docname, page in pages.items():
                _write(builder, domain, docname, page)
    write_rules(builder, pages, Settings.of(app.config).redirect_rules)


def _write(
    builder: StandaloneHTMLBuilder,
    domain: AzureDomain,
    docname: str,
    page: RedirectPage,
) -> None:
    """Write a redirect page; report a path that cannot be written."""
    path, outdir = Path(builder.get_outfilename(docname)), Path(builder.outdir)
    try:
        write_page(path, page, outdir)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        redirect = domain.redirects.entries.get(docname)
        source = redirect.entry.source if redirect else docname
        message = f"{source} is not redirected: its page cannot be written: {reason}"
        place = (redirect.entry.file, redirect.entry.line) if redirect else (None, None)
        report(_LOGGER, Problem(WarningKind.REDIRECT, message, *place))


def redirect_page(
    builder: StandaloneHTMLBuilder, docname: str, uri: str, fragment: str = ""
) -> RedirectPage:
    """Return a redirect page to a page of the project.

    :param builder: the builder.
    :param docname: the target.
    :param uri: the relative URI of the target, with its fragment.
    :param fragment: the fragment, with its ``#``; may be empty.
    """
    base = str(builder.config.html_baseurl or "")
    target = builder.get_target_uri(docname) + fragment
    return RedirectPage(
        uri,
        azure_domain(builder.env).title_of(docname),
        join_url(f"{base.rstrip('/')}/", target) if base else "",
        builder.config.language,
    )


def _pages_of_files(
    domain: AzureDomain, builder: StandaloneHTMLBuilder
) -> Iterator[tuple[str, RedirectPage]]:
    """Yield docname and redirect page for the entries of redirection files."""
    taken = _Taken(domain, builder) if domain.redirects.entries else None
    for docname, redirect in sorted(domain.redirects.entries.items()):
        target = lookup_moved(docname, domain).to
        if target is None or taken is None:
            continue
        if taken.is_taken(Path(builder.get_outfilename(docname))):
            entry = redirect.entry
            message = (
                f"{entry.source} is redirected, but another file of the output has "
                "its path; remove the redirection"
            )
            problem = Problem(WarningKind.REDIRECT, message, entry.file, entry.line)
            report(_LOGGER, problem)
            continue
        yield docname, _page_to(builder, docname, redirect.url, target)


class _Taken:
    """The paths of the output that a redirect page must not take.

    :param domain: the pages of the project, and the pages that were written.
    :param builder: the builder.
    """

    def __init__(self, domain: AzureDomain, builder: StandaloneHTMLBuilder) -> None:
        self._outdir = Path(builder.outdir)
        self._is_complete = bool(domain.written_pages)
        names = domain.written_pages | domain.env.found_docs
        self._paths = {_path_key(builder.get_outfilename(name)) for name in names}

    def is_taken(self, path: Path) -> bool:
        """Return True if a page or file has a path or the path of one of its folders.

        :param path: the path of a file.
        """
        if _path_key(path) in self._paths or is_folder(path):
            return True
        inner = path.relative_to(self._outdir)
        parents = [self._outdir / parent for parent in inner.parents]
        if any(is_file(parent) for parent in parents) or any(
            _path_key(parent) in self._paths for parent in parents
        ):
            return True
        # A build that writes no page does not list the existing pages. The file of a
        # removed page may be overwritten.
        is_kept = inner.parts[0] in _FOLDERS_OF_FILES or not self._is_complete
        return is_kept and exists(path) and not _is_redirect_page(path)


def _path_key(path: str | os.PathLike[str]) -> str:
    """Return a path, normalised as the file system compares paths."""
    return os.path.normcase(path)


def _is_redirect_page(path: Path) -> bool:
    """Return True if a file is a redirect page of an earlier build."""
    try:
        return GENERATOR.encode() in read_head(path, _HEAD)
    except FileError:
        return False


def _pages_of_pages(
    domain: AzureDomain, builder: StandaloneHTMLBuilder
) -> Iterator[tuple[str, RedirectPage]]:
    """Yield docname and redirect page for the pages with ``redirect_url``.

    A page in a circle of redirections keeps its own output.
    """
    ends = _ends_of_pages(domain)
    following = _following(ends)
    for docname, end in sorted(ends.items()):
        if end is None or _is_in_circle(docname, following):
            continue
        url = domain.pages[docname].redirect_url
        base = domain.urls.url_of(docname)
        if isinstance(end, File) and base:
            end = end_of(lookup(join_url(base, url), Place.of_page(docname), domain))
        if isinstance(end, Nothing) and base:
            yield docname, _page_elsewhere(builder, end.url)
        else:
            yield docname, _page_to(builder, docname, url, end or OnSite(url))


def _page_to(
    builder: StandaloneHTMLBuilder, docname: str, url: str, target: End
) -> RedirectPage:
    """Return the redirect page of a removed or moved page.

    :param docname: the removed or moved page.
    :param url: the URL as it is written, for a target that is not in the output.
    :param target: the page or URL to redirect to.
    """
    match target:
        case Page(docname=page) if page != docname:
            fragment = f"#{target.fragment}" if target.fragment else ""
            uri = builder.get_relative_uri(docname, page) + fragment
            return redirect_page(builder, page, uri, fragment)
        case OnSite() | Nothing(is_absolute=True):
            return _page_elsewhere(builder, target.url)
        case _:
            # A relative URL is relative to the source file, not to the output file.
            name = posixpath.basename(docname)
            is_in_folder = builder.name == "dirhtml" and name != "index"
            uri = f"../{url}" if is_in_folder else url
            return RedirectPage(uri, language=builder.config.language)


def _page_elsewhere(builder: StandaloneHTMLBuilder, url: str) -> RedirectPage:
    """Return a redirect page to an absolute URL."""
    is_absolute = bool(split_url(url).scheme)
    canonical = url if is_absolute else ""
    return RedirectPage(url, canonical=canonical, language=builder.config.language)
