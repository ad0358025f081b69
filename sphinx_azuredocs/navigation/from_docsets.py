"""The tables of contents of docsets, with their links followed to pages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from sphinx.locale import _ as word_of_sphinx
from sphinx.util.logging import getLogger

from ..docset import Docset, docset_of
from ..docset.toc_names import is_breadcrumb, is_toc
from ..domain.azure import AzureDomain
from ..domain.uids import resolve_uid
from ..files.names import readable_name
from ..links.lookup import File, Moved, Nothing, OnSite, Page, lookup, lookup_path
from ..links.place import Place
from ..syntax.html.xref_element import SCHEME
from ..warnings import Problem, WarningKind, report
from .expand import Toc, TocEntry, expand, order_of
from .model import Entry, Group, Ids

_LOGGER = getLogger(__name__)


def tables_of_contents(domain: AzureDomain, ids: Ids) -> tuple[Group, ...]:
    """The tables of contents of a project, a group for each.

    Those that others refer to are in these; those of breadcrumbs are none.

    :param domain: what is known of the pages.
    :param ids: gives the ids for the root page.
    """
    env = domain.env
    homes = {
        path: docset.root
        for docset in domain.docsets
        for path in _toc_files(docset, Path(env.srcdir))
    }
    tocs = {path: expand(path, home) for path, home in homes.items()}
    reader = _Reader(domain, ids, tocs)
    groups = [reader.table(path) for path in outermost(tocs)]
    found = [problem for toc in tocs.values() for problem in toc.problems]
    # A table may be in several others, and is read for each.
    for problem in dict.fromkeys((*found, *reader.problems)):
        report(_LOGGER, problem)
    return tuple(group for group in groups if group.entries)


def outermost(tocs: Mapping[Path, Toc]) -> list[Path]:
    """The tables that no other has or leads to; of those in a circle, the uppermost.

    :param tocs: all tables, by their files.
    :return: some of them, in the same order.
    """
    inner = set().union(*(toc.others - {path} for path, toc in tocs.items()))
    found = {path for path in tocs if path not in inner}
    reached = _reached(found, tocs)
    for path in sorted(tocs, key=lambda path: len(path.parts)):
        if path not in reached:
            found.add(path)
            reached |= _reached({path}, tocs)
    return [path for path in tocs if path in found]


def _reached(start: Iterable[Path], tocs: Mapping[Path, Toc]) -> set[Path]:
    reached: set[Path] = set()
    pending = [*start]
    while pending:
        path = pending.pop()
        if path not in reached:
            reached.add(path)
            pending += tocs[path].others if path in tocs else ()
    return reached


def _toc_files(docset: Docset, srcdir: Path) -> Iterator[Path]:
    if docset.root.is_relative_to(srcdir):
        for page in docset.pages():
            path = docset.root / page
            if is_toc(path) and not is_breadcrumb(path):
                yield path


class _Reader:
    """Makes groups of tables of contents, and notes what is wrong with them.

    :param domain: what is known of the pages.
    :param ids: gives the ids for the root page.
    :param tocs: all tables.
    """

    def __init__(self, domain: AzureDomain, ids: Ids, tocs: Mapping[Path, Toc]) -> None:
        self._domain, self._env, self._ids = domain, domain.env, ids
        self._tocs = tocs
        # The tables that have their place, not to be had twice.
        self._placed = {*outermost(tocs)}
        self.problems: list[Problem] = []

    def table(self, path: Path) -> Group:
        """A table of contents as a group."""
        entries = self._tocs[path].entries
        # The first page is that of the whole, where it is alone.
        first = entries[0] if entries else None
        is_page = first and (first.target or first.uid)
        title = first.name if first and is_page and not _has_more(first) else ""
        folder = self._folder(path)
        title = title or readable_name(path.parent.name if folder else "")
        title = title or word_of_sphinx("Table of Contents")
        id_ = self._ids.new("toc", folder)
        parts = tuple(self._parts(entries, id_))
        return Group(title, id_, parts, folder, order_of(path, self._tocs))

    def _folder(self, path: Path) -> str:
        folder = path.parent.relative_to(self._env.srcdir).as_posix()
        return "" if folder == "." else folder

    def _parts(self, entries: Iterable[TocEntry], id_: str) -> Iterator[Entry | Group]:
        for entry in entries:
            page = self._page(entry)
            toc = self._place(entry.toc)
            if toc is None and not entry.items:
                if page is not None:
                    yield page
                elif not (entry.target or entry.uid or entry.toc) and entry.name:
                    yield Group(entry.name, self._ids.new(id_, entry.name), ())
                continue
            title = entry.name or (page.title if page else "")
            inner = self._ids.new(id_, title) if title else id_
            below = (*entry.items, *(self._tocs[toc].entries if toc else ()))
            parts = tuple(self._parts(below, inner))
            if page and not any(_is_same_page(page, part) for part in _walk(parts)):
                parts = (page, *parts)
            if not title:
                yield from parts
            elif parts and toc:
                folder, order = self._folder(toc), order_of(toc, self._tocs)
                yield Group(title, inner, parts, folder, order, entry.is_expanded)
            elif parts:
                yield Group(title, inner, parts, is_expanded=entry.is_expanded)

    def _place(self, toc: Path | None) -> Path | None:
        """A table that an entry leads to, unless it has a place already."""
        if toc is None or toc not in self._tocs or toc in self._placed:
            return None
        self._placed.add(toc)
        return toc

    def _page(self, entry: TocEntry) -> Entry | None:
        """The page of an item, here or elsewhere."""
        target = entry.target
        uid = entry.uid
        if isinstance(target, str) and target.startswith(SCHEME):
            uid = uid or target.removeprefix(SCHEME)
            target = None
        if uid:
            found = self._uid(uid, entry)
            if found is not None or target is None:
                return found
        if target is None:
            return None
        if isinstance(target, Path):
            return self._file(target, entry)
        return self._elsewhere(target, entry.name)

    def _file(self, target: Path, entry: TocEntry) -> Entry | None:
        """The page of a file."""
        path = os.path.relpath(target, self._env.srcdir).replace(os.sep, "/")
        found = lookup_path(path, self._domain, fragment=_fragment_of(entry))
        if isinstance(found, Moved) and found.to is not None:
            return self._found(found.to, entry.name)
        if isinstance(found, Page):
            return self._found(found, entry.name, self._checked(found, entry))
        name = os.path.relpath(target, entry.file.parent)
        if isinstance(found, File):
            self._note(f"{name} is no page; name one that has a link to it", entry)
        else:
            self._note(f"there is no page {name}; correct the path", entry)
        return None

    def _checked(self, page: Page, entry: TocEntry) -> str:
        """Return the anchor that an item names; empty if the page has it not."""
        fragment = page.fragment
        anchors = self._domain.anchors.get(page.docname, {})
        if fragment and fragment not in anchors:
            path = self._env.doc2path(page.docname)
            name = os.path.relpath(path, entry.file.parent)
            self._note(f"{name} has no anchor #{fragment}; correct it", entry)
            return ""
        return fragment

    def _uid(self, uid: str, entry: TocEntry) -> Entry | None:
        """What a uid names; its name, where the item has none."""
        docset = docset_of(self._domain.docsets, entry.file)
        root = str(docset.root) if docset else ""
        xref = resolve_uid(self._domain, uid, docset=root)
        if xref is None:
            message = f"nothing has the uid {uid!r}; correct it"
            self._note(message, entry)
            return None
        if xref.docname:
            return self._entry(xref.docname, entry.name)
        name = entry.name or xref.name()
        return Entry("", name, name, xref.url)

    def _note(self, message: str, entry: TocEntry) -> None:
        self.problems.append(Problem(WarningKind.TOC, message, entry.file, entry.line))

    def _elsewhere(self, target: str, name: str) -> Entry:
        """A URL, which may be that of a page here."""
        place = Place.of_page(self._env.config.root_doc)
        found = lookup(target, place, self._domain)
        if isinstance(found, Moved):
            found = found.to or OnSite(target)
        return self._found(found, name)

    def _found(
        self, found: Page | OnSite | Nothing | File, name: str, fragment: str = ""
    ) -> Entry:
        """Return the entry of what an item names."""
        match found:
            case Page(docname=docname):
                return self._entry(docname, name, fragment)
            case OnSite(url=url) | Nothing(url=url) | File(path=url):
                return Entry("", name or url, name or url, url)

    def _entry(self, docname: str, name: str, fragment: str = "") -> Entry:
        title = self._domain.title_of(docname) or docname
        name = name or self._domain.name_of(docname)
        shown = name if name and name != title else None
        return Entry(docname, title, shown, fragment=fragment)


def _fragment_of(entry: TocEntry) -> str:
    return unquote(entry.beyond.partition("#")[2])


def _walk(parts: Iterable[Entry | Group]) -> Iterator[Entry]:
    for part in parts:
        if isinstance(part, Entry):
            yield part
        else:
            yield from (entry for _path, entry in part.walk())


def _has_more(entry: TocEntry) -> bool:
    """Whether an entry has others below it."""
    return bool(entry.items or entry.toc)


def _is_same_page(one: Entry, other: Entry) -> bool:
    return (one.docname, one.url, one.fragment) == (
        other.docname,
        other.url,
        other.fragment,
    )
