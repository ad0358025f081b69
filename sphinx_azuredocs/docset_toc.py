"""The tables of contents of docsets, with their links followed to pages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.util.logging import getLogger

from .docset import Docset, docsets_of
from .docset.toc import TocEntry, TocProblem, expand, is_breadcrumb, is_toc
from .domain import AzureDomain
from .syntax.xref import SCHEME
from .toc_tree import Entry, Group, Ids
from .warnings import WarningKind, warn_at
from .xref import resolve_uid

_LOGGER = getLogger(__name__)


def tables_of_contents(domain: AzureDomain, ids: Ids) -> tuple[Group, ...]:
    """The tables of contents of a project, a group for each.

    Those that others refer to are in these; those of breadcrumbs are none.

    :param domain: what is known of the pages.
    :param ids: gives the ids for the root page.
    """
    env = domain.env
    files = (
        path
        for docset in docsets_of(env.config, env.srcdir)
        for path in _toc_files(docset, Path(env.srcdir))
    )
    tables = [(path, *expand(path)) for path in files]
    inner = set().union(*(read for *_rest, read in tables))
    reader = _Reader(domain, ids)
    groups = [
        reader.table(path, entries)
        for path, entries, *_rest in tables
        if path not in inner
    ]
    found = [
        problem for _path, _entries, problems, _read in tables for problem in problems
    ]
    # A table may be in several others, and is read for each.
    for problem in dict.fromkeys((*found, *reader.problems)):
        kind = WarningKind.TOC
        warn_at(_LOGGER, kind, problem.message, problem.file, problem.line)
    return tuple(group for group in groups if group.entries)


def _toc_files(docset: Docset, srcdir: Path) -> Iterator[Path]:
    if docset.root.is_relative_to(srcdir):
        for page in docset.pages():
            path = docset.root / page
            if is_toc(path) and not is_breadcrumb(path):
                yield path


class _Reader:
    """Makes groups of tables of contents, and notes what is wrong with them."""

    def __init__(self, domain: AzureDomain, ids: Ids) -> None:
        self._domain, self._env, self._ids = domain, domain.env, ids
        self.problems: list[TocProblem] = []

    def table(self, path: Path, entries: Iterable[TocEntry]) -> Group:
        """A table of contents as a group."""
        entries = list(entries)
        folder = path.parent.relative_to(self._env.srcdir).as_posix()
        folder = "" if folder == "." else folder
        first = next((entry for entry in entries if entry.target), None)
        title = first.name if first else ""
        title = title or _readable(path.parent.name)
        id_ = self._ids.new("toc", folder)
        return Group(title, id_, tuple(self._parts(entries, id_)), folder)

    def _parts(self, entries: Iterable[TocEntry], id_: str) -> Iterator[Entry | Group]:
        for entry in entries:
            page = self._page(entry)
            if not entry.items:
                if page is not None:
                    yield page
                continue
            title = entry.name or (page.title if page else "")
            inner = self._ids.new(id_, title)
            parts = tuple(self._parts(entry.items, inner))
            first = (page,) if page and page not in parts else ()
            if first or parts:
                yield Group(title, inner, (*first, *parts))

    def _page(self, entry: TocEntry) -> Entry | None:
        """The page of an item, here or elsewhere."""
        target = entry.target
        if isinstance(target, str) and target.startswith(SCHEME):
            return self._uid(target.removeprefix(SCHEME), entry)
        if target is None:
            return self._uid(entry.uid, entry) if entry.uid else None
        if isinstance(target, Path):
            docname = self._env.path2doc(str(target))
            if docname not in self._env.found_docs:
                moved = self._domain.redirects.target([str(docname)], "")
                if moved is not None:
                    return self._elsewhere(moved, entry.name)
                if not target.is_file():
                    name = os.path.relpath(target, entry.file.parent)
                    message = f"there is no page {name}; correct the path"
                    self._note(message, entry)
                return None
            return self._entry(str(docname), entry.name)
        return self._elsewhere(target, entry.name)

    def _uid(self, uid: str, entry: TocEntry) -> Entry | None:
        """What a uid names; its name, where the item has none."""
        xref = resolve_uid(self._env, uid)
        if xref is None:
            message = f"nothing has the uid {uid!r}; correct it"
            self._note(message, entry)
            return None
        if xref.docname:
            return self._entry(xref.docname, entry.name)
        name = entry.name or xref.name()
        return Entry("", name, name, xref.url)

    def _note(self, message: str, entry: TocEntry) -> None:
        self.problems.append(TocProblem(message, entry.file, entry.line))

    def _elsewhere(self, target: str, name: str) -> Entry:
        """A URL, which may be that of a page here."""
        urls = self._domain.urls
        link = urls.read(target, self._env.config.root_doc)
        is_site = target.startswith("/") or urls.is_site(target)
        docname = urls.docname(link) if is_site else None
        if docname is not None:
            return self._entry(docname, name)
        url = link.url if is_site else target
        return Entry("", name or url, name or url, url)

    def _entry(self, docname: str, name: str) -> Entry:
        title = self._domain.title_of(docname) or docname
        return Entry(docname, title, name if name and name != title else None)


def _readable(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")
