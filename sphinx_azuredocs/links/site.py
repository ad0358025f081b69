"""The data of a project that the look-up of links needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .pages import Pages
from .published_urls import Aliases, PublishedUrls
from .redirects import Redirects


class Site(Protocol):
    """The tables in which links are looked up, each made once per build."""

    @property
    def known_pages(self) -> Pages:
        """All pages, by path."""

    @property
    def urls(self) -> PublishedUrls:
        """All pages, by published URL."""

    @property
    def aliases(self) -> Aliases:
        """All pages, by former URL. Complete once all pages are read."""

    @property
    def redirects(self) -> Redirects:
        """The redirections of removed pages."""

    def find_file(self, paths: Sequence[str]) -> str | None:
        """Return the first path of a file, in the letter case as written, else in any.

        :param paths: paths relative to the source directory.
        """
