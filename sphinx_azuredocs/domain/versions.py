"""The versions of pages: which version each is of, and the same page of other versions.

Pages of a docset that have the same path in the output are one page in several
versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ..docset import Docset, docset_of
from ..docset.versions import Versions


class OtherVersion(NamedTuple):
    """A page in another version, or in its own.

    :param moniker: the version.
    :param docname: the page.
    """

    moniker: str
    docname: str


class PageVersions:
    """The versions of the pages of a project, each looked up once.

    :param pages: docname → source file.
    :param docsets: the docsets of the project.
    :param default: the moniker that the project names as the default.
    """

    def __init__(
        self, pages: dict[str, Path], docsets: tuple[Docset, ...], default: str
    ) -> None:
        self._pages = pages
        self._docsets = docsets
        self._default = default
        self._is_used = any(docset.versions.monikers for docset in docsets)
        self._known: dict[str, tuple[Docset, frozenset[str]] | None] = {}

    def _of(self, docname: str) -> tuple[Docset, frozenset[str]] | None:
        """Return the docset and the monikers of a page; None without versions."""
        if not self._is_used:
            return None
        if docname not in self._known:
            path = self._pages.get(docname)
            docset = docset_of(self._docsets, path) if path else None
            monikers: frozenset[str] = frozenset()
            if docset is not None and path is not None and docset.versions.monikers:
                group = docset.group_of(path.relative_to(docset.root).as_posix())
                monikers = docset.versions.of(group)
            self._known[docname] = (docset, monikers) if docset and monikers else None
        return self._known[docname]

    def monikers_of(self, docname: str) -> frozenset[str]:
        """Return the monikers of a page; empty for a page without versions.

        :param docname: the page.
        """
        found = self._of(docname)
        return found[1] if found else frozenset()

    def versions_of(self, docname: str) -> Versions:
        """Return the versions of the docset of a page.

        :param docname: the page.
        """
        found = self._of(docname)
        return found[0].versions if found else Versions()

    def is_default(self, docname: str) -> bool:
        """Return True if a page is of the default version, or has no version.

        :param docname: the page.
        """
        found = self._of(docname)
        if found is None:
            return True
        docset, monikers = found
        return docset.versions.default(self._default) in monikers

    def best(
        self, candidates: Iterable[str], docname: str = "", view: str = ""
    ) -> str | None:
        """Return the page of a version: the one asked for, that of a page, the default.

        :param candidates: the pages with a URL or uid, the preferred one first.
        :param docname: the page that refers to one of them.
        :param view: the moniker that the reference names.
        :return: None for no candidates.
        """
        names = list(candidates)
        if len(names) < 2 or not self._is_used:
            return names[0] if names else None
        own = self.monikers_of(docname)
        if view:
            wanted = [name for name in names if view in self.monikers_of(name)]
            names = wanted or names
        same = [name for name in names if own & self.monikers_of(name)]
        if not view and same:
            return same[0]
        default = [name for name in names if self.is_default(name)]
        return (default or names)[0]

    @cached_property
    def _families(self) -> dict[tuple[str, str], list[str]]:
        """Docset and path in the output → the pages, of all versions."""
        found: dict[tuple[str, str], list[str]] = {}
        for docname in sorted(self._pages):
            if key := self._family_of(docname):
                found.setdefault(key, []).append(docname)
        return found

    def _family_of(self, docname: str) -> tuple[str, str] | None:
        found = self._of(docname)
        if found is None:
            return None
        docset, _monikers = found
        path = self._pages[docname].relative_to(docset.root).as_posix()
        output = docset.output(path)
        return (str(docset.root), output.lower()) if output else None

    def others(self, docname: str) -> list[OtherVersion]:
        """Return the versions of a page with the page in each, in docfx.json's order.

        :param docname: the page.
        :return: empty for a page of one version only.
        """
        key = self._family_of(docname)
        if key is None:
            return []
        family = self._families.get(key, [])
        if len(family) < 2:
            return []
        found = []
        for moniker in self.versions_of(docname).monikers:
            pages = [name for name in family if moniker in self.monikers_of(name)]
            if pages:
                own = docname if docname in pages else pages[0]
                found.append(OtherVersion(moniker, own))
        return found

    def default_page(self, docname: str) -> str:
        """Return the page in the default version; the page itself if it has none.

        :param docname: the page.
        """
        others = (other.docname for other in self.others(docname))
        return next(filter(self.is_default, others), docname)

    def in_version(self, docname: str, view: str) -> str:
        """Return a page in a version; the page itself if the version has none.

        :param docname: the page.
        :param view: the moniker of the version.
        """
        if view in self.monikers_of(docname):
            return docname
        found = (o.docname for o in self.others(docname) if o.moniker == view)
        return next(found, docname)
