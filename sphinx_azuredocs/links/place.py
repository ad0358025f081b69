"""Where a link is written, and the paths that it may mean there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a link is written.

    All folders are relative to the source directory, with ``/`` as separator; that of
    the source directory itself is empty.

    :param docname: the page with the link, whose published URL a relative one is
        joined with.
    :param folders: the folders that a relative path may start from: that of the file
        in which it is written, then that of the page.
    :param home: the folder that ``~/`` names.
    """

    docname: str
    folders: tuple[str, ...]
    home: str = ""

    @classmethod
    def of_page(cls, docname: str) -> Place:
        """Return the place of links that are written in the file of a page."""
        return cls(docname, (posixpath.dirname(docname),))

    def paths(self, path: str) -> Iterator[str]:
        """Yield the paths that a path may mean, relative to the source directory.

        :param path: decoded; ``/`` at its beginning is the source directory. A path
            that leaves the source directory means none.
        """
        folders = self.folders
        if path.startswith("~/"):
            folders, path = (self.home,), path.removeprefix("~/")
        elif path.startswith("/"):
            folders, path = ("",), path.lstrip("/")
        for folder in folders:
            joined = posixpath.normpath(posixpath.join(folder, path))
            if joined != ".." and not joined.startswith(("../", "/")):
                yield "" if joined == "." else joined
