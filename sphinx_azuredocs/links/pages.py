"""Find the pages of a project by path, in the letter case as written or in any."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable


class Pages:
    """The pages of a project, for look-ups by path.

    :param docnames: the docnames of all pages.
    :param suffixes: the suffixes of source files, as in ``source_suffix``.
    """

    def __init__(self, docnames: Collection[str], suffixes: Iterable[str]) -> None:
        self._docnames = frozenset(docnames)
        self._suffixes = tuple(suffix.lower() for suffix in suffixes)
        self._folded: dict[str, str] = {}
        self._folders: dict[str, str] = {"": ""}
        for docname in sorted(self._docnames):
            self._folded.setdefault(docname.casefold(), docname)
            folder = posixpath.dirname(docname)
            while folder and folder.casefold() not in self._folders:
                self._folders[folder.casefold()] = folder
                folder = posixpath.dirname(folder)

    def __contains__(self, docname: object) -> bool:
        return docname in self._docnames

    def docname_of(self, path: str) -> str | None:
        """Return the docname that a source file has, or would have.

        :param path: its path, relative to the source directory.
        :return: the path without its suffix; ``None`` for a file without a source
            suffix.
        """
        lower = path.lower()
        for suffix in self._suffixes:
            if lower.endswith(suffix) and not lower.endswith("/" + suffix):
                return path[: -len(suffix)]
        return None

    def find(self, docnames: Iterable[str]) -> str | None:
        """Return the first existing docname, else the first in another letter case.

        :param docnames: the docnames that a link may name.
        """
        docnames = tuple(docnames)
        for docname in docnames:
            if docname in self._docnames:
                return docname
        folded = (self._folded.get(docname.casefold()) for docname in docnames)
        return next(filter(None, folded), None)

    def in_own_case(self, path: str) -> str:
        """Return a path with its folders in the letter case of the source tree.

        :param path: a path relative to the source directory; folders without pages
            stay as they are written.
        """
        folder, inner = posixpath.dirname(path), posixpath.basename(path)
        while folder and folder.casefold() not in self._folders:
            inner = posixpath.join(posixpath.basename(folder), inner)
            folder = posixpath.dirname(folder)
        return posixpath.join(self._folders[folder.casefold()], inner)
