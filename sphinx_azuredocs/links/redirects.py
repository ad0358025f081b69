"""Pages that have gone elsewhere: links to them, and what is left in their places.

What redirection files say, and ``redirect_url`` in the front matter of a page. A link
to an old page leads to the new one at once; who has an old URL finds a page there in
HTML that leads on, by the browser's own means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from sphinx.util.logging import getLogger

from ..docset.redirection_files import Redirection
from ..warnings import Problem, WarningKind
from .published_urls import PublishedUrls

_LOGGER = getLogger(__name__)


@dataclass(frozen=True)
class Redirects:
    """Where pages have gone.

    :param urls: docname of an old page → the URL it has gone to.
    :param docnames: key of an old published URL → docname of the old page.
    :param problems: the problems of redirections.
    """

    urls: Mapping[str, str] = field(default_factory=dict)
    docnames: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

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
    problems: list[Problem] = []
    for docname, url, entry in entries:
        if docname in pages:
            message = f"{entry.source} is redirected and there; remove one of them"
            problems.append(_problem(message, entry))
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
            problems.append(_problem(message, place))
        else:
            followed[docname] = end
    return Redirects(followed, docnames, tuple(problems))


def _problem(message: str, entry: Redirection) -> Problem:
    return Problem(WarningKind.REDIRECT, message, entry.file, entry.line)


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
