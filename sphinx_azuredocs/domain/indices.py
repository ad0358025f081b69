"""The indices of the ``azure`` domain: pages grouped by a metadata field."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable
from typing import ClassVar, cast

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains import Index, IndexEntry

from ..locale import translate as _
from .metadata import PageMetadata
from .queries import Page
from .site import SiteDomain

_SITEMAP = "sitemap_excludes"
"""A setting of the extension sphinx-sitemap."""
_TOP = ":doc"
"""The anchor that Sphinx's LaTeX and Texinfo writers give to the top of each page."""


class PageIndex(Index):
    """An index of the pages, grouped by a metadata field."""

    newest_first: ClassVar[bool] = False
    """True if groups, and the pages in each, are sorted by date, the newest first."""

    @abstractmethod
    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """Return the names of the groups that list a page; empty if no group does.

        :param metadata: the metadata of the page.
        """

    def has_entries(self) -> bool:
        """Return True if the index lists a page."""
        pages = cast("SiteDomain", self.domain).all_pages()
        return any(any(self.keys(page.metadata)) for page in pages)

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the groups with their index entries, and False for "not collapsed".

        :param docnames: the pages to list; all pages by default. Writers of printed
            documents pass the pages of the document, and omit entries without an
            anchor.
        """
        anchor = "" if docnames is None else _TOP
        docnames = None if docnames is None else list(docnames)
        wanted = None if docnames is None else set(docnames)
        groups: defaultdict[str, list[IndexEntry]] = defaultdict(list)
        pages = cast("SiteDomain", self.domain).all_pages()
        for page in sorted(pages, key=Page.order):
            if wanted is None or page.docname in wanted:
                for key in filter(None, self.keys(page.metadata)):
                    groups[key].append(_entry(page, anchor))
        if self.newest_first:
            for entries in groups.values():
                entries.sort(key=lambda entry: entry.extra, reverse=True)
        return sorted(
            groups.items(),
            key=lambda group: group[0].casefold(),
            reverse=self.newest_first,
        ), True


def _entry(page: Page, anchor: str) -> IndexEntry:
    return IndexEntry(page.title, 0, page.docname, anchor, page.text("date"), "", "")


def leave_indices_out_of_sitemap(_app: Sphinx, config: Config) -> None:
    """Exclude the indices from the site map of the extension *sphinx-sitemap*.

    A handler of Sphinx's event ``config-inited``.
    """
    if _SITEMAP in config:
        suffix = config.html_file_suffix or ".html"
        names = (f"{SiteDomain.name}-{index.name}" for index in INDICES)
        paths = [f"{name}{end}" for name in names for end in (suffix, "/")]
        config.sitemap_excludes = [*config[_SITEMAP], *paths]


class ServiceIndex(PageIndex):
    """The pages by Azure service."""

    name = "services"
    localname = _("Pages by service")
    shortname = _("services")

    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """Return the Azure services of a page."""
        return metadata.services


class AuthorIndex(PageIndex):
    """The pages by author."""

    name = "authors"
    localname = _("Pages by author")
    shortname = _("authors")

    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """Return the authors of a page."""
        return metadata.authors


class TopicIndex(PageIndex):
    """The pages by type of article."""

    name = "topics"
    localname = _("Pages by topic")
    shortname = _("topics")

    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """Return the type of article of a page."""
        return (metadata.topic,)


class DateIndex(PageIndex):
    """The pages by the month of their date, the newest first."""

    name = "dates"
    localname = _("Pages by date")
    shortname = _("dates")
    newest_first = True

    def keys(self, metadata: PageMetadata) -> Iterable[str]:
        """Return the month of the date of a page, as ``YYYY-MM``."""
        return (metadata.date.isoformat()[:7],) if metadata.date else ()


INDICES: tuple[type[PageIndex], ...] = (
    ServiceIndex,
    AuthorIndex,
    TopicIndex,
    DateIndex,
)
"""The indices of the domain."""
