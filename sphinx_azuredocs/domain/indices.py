"""The indices of the ``azure`` domain: pages by what their metadata says."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable
from typing import ClassVar, cast

from sphinx.domains import Index, IndexEntry

from ..locale import translate as _
from .metadata import PageMetadata
from .queries import Page
from .site import SiteDomain


class PageIndex(Index):
    """An index of the pages by something that their metadata says."""

    newest_first: ClassVar[bool] = False
    """Whether groups, and the pages in each, are in the order of their dates."""

    @abstractmethod
    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """What to list a page under; nothing for one that has no entry.

        :param metadata: the page's.
        """

    def has_entries(self) -> bool:
        """Return True if the index lists a page."""
        pages = cast("SiteDomain", self.domain).all_pages()
        return any(any(self.keys(page.metadata)) for page in pages)

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Group the pages.

        :param docnames: the pages to list; all of them by default.
        """
        wanted = None if docnames is None else set(docnames)
        groups: defaultdict[str, list[IndexEntry]] = defaultdict(list)
        pages = cast("SiteDomain", self.domain).all_pages()
        for page in sorted(pages, key=Page.order):
            if wanted is None or page.docname in wanted:
                for key in filter(None, self.keys(page.metadata)):
                    groups[key].append(_entry(page))
        if self.newest_first:
            for entries in groups.values():
                entries.sort(key=lambda entry: entry.extra, reverse=True)
        return sorted(
            groups.items(),
            key=lambda group: group[0].casefold(),
            reverse=self.newest_first,
        ), True


def _entry(page: Page) -> IndexEntry:
    return IndexEntry(page.title, 0, page.docname, "", page.text("date"), "", "")


class ServiceIndex(PageIndex):
    """The pages by Azure service."""

    name = "services"
    localname = _("Pages by service")
    shortname = _("services")

    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """The services."""
        return metadata.services


class AuthorIndex(PageIndex):
    """The pages by author."""

    name = "authors"
    localname = _("Pages by author")
    shortname = _("authors")

    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """The authors."""
        return metadata.authors


class TopicIndex(PageIndex):
    """The pages by type of article."""

    name = "topics"
    localname = _("Pages by topic")
    shortname = _("topics")

    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """The type of article."""
        return (metadata.topic,)


class DateIndex(PageIndex):
    """The pages by the month of their date, the newest first."""

    name = "dates"
    localname = _("Pages by date")
    shortname = _("dates")
    newest_first = True

    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """The month, as in ISO dates."""
        return (metadata.date.isoformat()[:7],) if metadata.date else ()
