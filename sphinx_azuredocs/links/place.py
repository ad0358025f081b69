"""The page and folders of a link, and the paths that the link may mean."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """The page and folders that a link is relative to.

    All folders are relative to the source directory, with ``/`` as separator. The
    source directory itself is the empty string.

    :param docname: the page with the link, whose published URL a relative URL is joined
        with.
    :param folders: the folders that a relative path may start from: the folder of the
        file that contains the link, then the folder of the page.
    :param home: the folder that ``~/`` names.
    """

    docname: str
    folders: tuple[str, ...]
    home: str = ""

    @classmethod
    def of_page(cls, docname: str) -> Place:
        """Return the place of the links in the source file of a page."""
        return cls(docname, (posixpath.dirname(docname),))

    def paths(self, path: str) -> Iterator[str]:
        """Yield the paths that a path may mean, relative to the source directory.

        Paths that leave the source directory are skipped.

        :param path: the path, decoded; ``/`` at its beginning is the source directory.
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
