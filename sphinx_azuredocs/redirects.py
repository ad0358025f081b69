"""Pages that have gone elsewhere: links to them, and what is left in their places.

What redirection files say, and ``redirect_url`` in the front matter of a page. A link
to an old page leads to the new one at once; who has an old URL finds a page there in
HTML that leads on, by the browser's own means.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from .docset import Docset, DocsetError, docsets_of
from .docset.publishing import publishing_of
from .docset.redirections import (
    Redirection,
    all_redirections,
    leads_to_page,
)
from .links import PublishedUrls
from .translation import translate as _
from .warnings import WarningKind, warn_at

if TYPE_CHECKING:
    from .domain import AzureDomain

_LOGGER = getLogger(__name__)


@dataclass(frozen=True)
class Redirects:
    """Where pages have gone.

    :param urls: docname of an old page → the URL it has gone to.
    :param docnames: key of an old published URL → docname of the old page.
    :param problems: what is wrong with redirections: message, file, line.
    """

    urls: Mapping[str, str] = field(default_factory=dict)
    docnames: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[tuple[str, Path, int], ...] = ()

    def target(self, docnames: Iterable[str], key: str) -> str | None:
        """The URL that an old page has gone to.

        :param docnames: the pages that a link may name.
        :param key: the key of the published URL that it may name.
        """
        names = (*docnames, self.docnames.get(key, ""))
        return next((self.urls[name] for name in names if name in self.urls), None)


def make_redirects(
    entries: Iterable[tuple[str, str | None, Redirection]],
    pages: Collection[str],
    urls: PublishedUrls,
) -> Redirects:
    """Make a table of redirections, each followed to its end.

    :param entries: docname and published URL of old pages, and their redirections.
    :param pages: the docnames of all pages.
    :param urls: the published URLs of all pages.
    """
    direct: dict[str, str] = {}
    places: dict[str, Redirection] = {}
    docnames: dict[str, str] = {}
    problems: list[tuple[str, Path, int]] = []
    for docname, url, entry in entries:
        if docname in pages:
            message = f"{entry.source} is redirected and there; remove one of them"
            problems.append((message, entry.file, entry.line))
            continue
        direct.setdefault(docname, urljoin(url or "/", entry.url))
        places.setdefault(docname, entry)
        if url:
            docnames.setdefault(url.rstrip("/").lower(), docname)
    followed = {}
    for docname, place in places.items():
        end = _follow(docname, direct, docnames, urls)
        if end is None:
            message = f"{place.source} is redirected to itself; correct the URL"
            problems.append((message, place.file, place.line))
        else:
            followed[docname] = end
    return Redirects(followed, docnames, tuple(problems))


def _follow(
    docname: str,
    direct: Mapping[str, str],
    docnames: Mapping[str, str],
    urls: PublishedUrls,
) -> str | None:
    """The URL that a page has gone to in the end; ``None`` if it comes back."""
    seen = {docname}
    url = direct[docname]
    while True:
        link = urls.read(url, docname)
        following = docnames.get(link.key)
        if urls.docname(link) or following is None or following not in direct:
            return url
        if following in seen:
            return None
        seen.add(following)
        url = direct[following]


def redirects_of(env: BuildEnvironment, urls: PublishedUrls) -> Redirects:
    """The redirections of a project.

    :param env: the environment, whose pages are known.
    :param urls: the published URLs of all pages.
    """
    errors: list[tuple[str, Path, int]] = []
    entries = list(_entries(env, errors))
    made = make_redirects(entries, env.found_docs, urls)
    return Redirects(made.urls, made.docnames, (*errors, *made.problems))


def _entries(
    env: BuildEnvironment, errors: list[tuple[str, Path, int]]
) -> Iterator[tuple[str, str | None, Redirection]]:
    srcdir = Path(env.srcdir)
    docsets = docsets_of(env.config, srcdir)
    publishing = publishing_of(srcdir)
    if not docsets and publishing is None:
        return
    repository = publishing.root if publishing else docsets[0].root
    for entry in all_redirections(srcdir):
        if isinstance(entry, DocsetError):
            errors.append((f"{entry}", entry.path, entry.line))
            continue
        path = repository / entry.source
        docname = env.path2doc(str(path)) if path.is_relative_to(srcdir) else None
        if docname is not None:
            yield docname, _url_of(path, docsets), entry


def _url_of(path: Path, docsets: Iterable[Docset]) -> str | None:
    """Where a page was served, whether it is there or not."""
    for docset in docsets:
        if path.is_relative_to(docset.root):
            return docset.url_path(path.relative_to(docset.root).as_posix())
    return None


def _report(_app: Sphinx, env: BuildEnvironment) -> None:
    from .domain import azure_domain

    for message, file, line in azure_domain(env).redirects.problems:
        warn_at(_LOGGER, WarningKind.REDIRECT, message, file, line)


def _write_pages(app: Sphinx, exception: Exception | None) -> None:
    """Leave pages in the places of those that have gone."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if isinstance(builder, SingleFileHTMLBuilder) or builder.name not in _BUILDERS:
        return
    from .domain import azure_domain

    domain = azure_domain(app.env)
    for docname, url in sorted(domain.redirects.urls.items()):
        path = Path(builder.get_outfilename(docname))
        write_page(path, _uri(domain, builder, docname, url))
    for docname, metadata in sorted(domain.pages.items()):
        url = metadata.redirect_url
        if url and leads_to_page(url):
            path = Path(builder.get_outfilename(docname))
            write_page(path, _uri_of_page(domain, builder, docname, url))


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


def setup_redirects(app: Sphinx) -> None:
    """Have redirections checked, and pages left for them."""
    app.connect("env-check-consistency", _report)
    app.connect("build-finished", _write_pages)
