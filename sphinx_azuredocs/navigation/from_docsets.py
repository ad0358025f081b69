"""Make the groups of the generated table from the tables of contents of docsets."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from sphinx.locale import _ as word_of_sphinx
from sphinx.util.logging import getLogger

from ..docset import Docset
from ..docset.toc_names import is_breadcrumb, is_toc
from ..domain.azure import AzureDomain
from ..domain.site import uid_scope
from ..files.names import readable_name
from ..files.urls import is_allowed
from ..links.lookup import File, Moved, Nothing, OnSite, Page, lookup, lookup_path
from ..links.place import Place
from ..links.uids import UidKey
from ..warnings import Problem, WarningKind, report
from .expand import Toc, expand, order_of
from .model import Entry, Group, Ids
from .toc_file import MAX_DEPTH, TocItem, too_deep

_LOGGER = getLogger(__name__)


def read_tocs(domain: AzureDomain) -> dict[Path, Toc]:
    """Return the tables of contents of a project, except breadcrumb files.

    :param domain: the domain, which knows the docsets.
    :return: file → table of contents.
    """
    homes = {
        path: docset.root
        for docset in domain.docsets
        for path in _toc_files(docset, Path(domain.env.srcdir))
    }
    return {path: expand(path, home, domain.tree) for path, home in homes.items()}


def uids_in(domain: AzureDomain, tocs: Mapping[Path, Toc]) -> set[UidKey]:
    """Return the keys of the uids that tables of contents name.

    :param domain: the domain, which knows the docsets.
    :param tocs: all tables by their files.
    """
    return {
        _uid_key(domain, item)
        for toc in tocs.values()
        for outer in toc.items
        for item in outer.walk()
        if item.target.uid
    }


def make_groups(
    domain: AzureDomain,
    ids: Ids,
    tocs: Mapping[Path, Toc],
    words: Callable[[str], str] = str,
) -> tuple[Group, ...]:
    """Return a group for each outermost table of contents; report defects.

    :param domain: the domain, in which the uids of the tables are resolved.
    :param ids: makes the ids for the root page.
    :param tocs: all tables by their files.
    :param words: translates the names of items.
    """
    translated = {
        path: toc._replace(items=tuple(_translated(item, words) for item in toc.items))
        for path, toc in tocs.items()
    }
    maker = _GroupMaker(domain, ids, translated)
    groups = [maker.table(path) for path in outermost(tocs)]
    found = [problem for toc in tocs.values() for problem in toc.problems]
    # A table that several tables include is read for each of them.
    for problem in dict.fromkeys((*found, *maker.problems)):
        report(_LOGGER, problem)
    return tuple(group for group in groups if group.entries)


def _translated(item: TocItem, words: Callable[[str], str]) -> TocItem:
    """Return an item with the names of it and of its children translated."""
    items = tuple(_translated(inner, words) for inner in item.items)
    return replace(item, name=words(item.name), items=items)


def outermost(tocs: Mapping[Path, Toc]) -> list[Path]:
    """Return the files of the tables that no other table names.

    Of tables that name each other in a circle, the table nearest to the root is
    returned.

    :param tocs: all tables by their files.
    :return: their files, in the order of ``tocs``.
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


def _uid_key(domain: AzureDomain, item: TocItem) -> UidKey:
    return item.target.uid, False, uid_scope(domain.docsets, item.file)


class _GroupMaker:
    """A maker of groups from tables of contents, which collects their defects.

    :param domain: the domain, in which the uids of the tables are resolved.
    :param ids: makes the ids for the root page.
    :param tocs: all tables by their files.
    """

    def __init__(self, domain: AzureDomain, ids: Ids, tocs: Mapping[Path, Toc]) -> None:
        self._domain, self._env, self._ids = domain, domain.env, ids
        self._tocs = tocs
        # Each table becomes one group, even if several items name it.
        self._used = {*outermost(tocs)}
        self.problems: list[Problem] = []

    def table(self, path: Path) -> Group:
        """Return a table of contents as a group.

        :param path: the file of the table.
        """
        items = self._tocs[path].items
        # A table that begins with a page gets the name of this page.
        first = items[0] if items else None
        is_page = first and (first.target.page or first.target.uid)
        title = first.name if first and is_page and not _is_group(first) else ""
        folder = self._folder(path)
        title = title or self._title_of_index(path.parent)
        title = title or readable_name(path.parent.name if folder else "")
        title = title or word_of_sphinx("Table of Contents")
        id_ = self._ids.new("toc", folder)
        entries = tuple(self._entries(items, id_))
        return Group(title, id_, entries, folder, order_of(path, self._tocs))

    def _title_of_index(self, folder: Path) -> str:
        """Return the title of the index page of a folder; empty without the page."""
        docname = (folder / "index").relative_to(self._env.srcdir).as_posix()
        is_root = docname == self._env.config.root_doc
        return "" if is_root else self._domain.title_of(docname)

    def _folder(self, path: Path) -> str:
        folder = path.parent.relative_to(self._env.srcdir).as_posix()
        return "" if folder == "." else folder

    def _entries(
        self, items: Iterable[TocItem], id_: str, depth: int = 1
    ) -> Iterator[Entry | Group]:
        """Yield an entry or group for each item.

        :param items: the items.
        :param id_: the id of the group that contains them.
        :param depth: the level of the items, from 1.
        """
        for item in items:
            if depth > MAX_DEPTH:
                self.problems.append(too_deep(item.file, item.line))
                return
            toc = self._use(item.target.toc)
            page = self._page(item)
            if toc is not None or item.items:
                yield from self._group(item, page, toc, id_, depth)
            elif page is not None:
                yield page
            elif item.name and not item.target.exists:
                yield Group(item.name, self._ids.new(id_, item.name), ())

    def _group(
        self,
        item: TocItem,
        page: Entry | None,
        toc: Path | None,
        id_: str,
        depth: int,
    ) -> Iterator[Entry | Group]:
        """Yield the group of an item; only its entries if the item has no title.

        :param item: the item, with children or with another table.
        :param page: the page of the item.
        :param toc: the other table.
        :param id_: the id of the group that contains the item.
        :param depth: the level of the item, from 1.
        """
        title = item.name or (page.title if page else "")
        inner = self._ids.new(id_, title) if title else id_
        below = (*item.items, *(self._tocs[toc].items if toc else ()))
        entries = tuple(self._entries(below, inner, depth + 1))
        has_page = False
        if page and not any(_is_same_page(page, e) for e in _pages_in(entries)):
            entries, has_page = (page, *entries), True
        if not title:
            yield from entries
        elif entries:
            group = Group(title, inner, entries, None, 0, item.is_expanded, has_page)
            if toc:
                folder, order = self._folder(toc), order_of(toc, self._tocs)
                group = replace(group, folder=folder, order=order)
            yield group

    def _use(self, toc: Path | None) -> Path | None:
        """Return the table that an item names; None if it is a group already."""
        if toc is None or toc not in self._tocs or toc in self._used:
            return None
        self._used.add(toc)
        return toc

    def _page(self, item: TocItem) -> Entry | None:
        """Return the entry of the page of an item; report a URL that is not allowed."""
        written = item.target.page
        entry = self._find(item)
        urls = (written if isinstance(written, str) else "", entry.url if entry else "")
        for url in urls:
            if not is_allowed(url):
                message = f"{url} is no URL of a page; write one of http or https"
                self._note(message, item)
                return None
        return entry

    def _find(self, item: TocItem) -> Entry | None:
        """Return the entry of the target of an item, in this project or elsewhere."""
        page = item.target.page
        if item.target.uid:
            found = self._uid(item)
            if found is not None or page is None:
                return found
        if page is None:
            return None
        if isinstance(page, Path):
            return self._file(page, item)
        return self._url(page, item.name)

    def _file(self, path: Path, item: TocItem) -> Entry | None:
        """Return the entry of a source file; report a file that is not a page."""
        fragment = unquote(item.target.suffix.partition("#")[2])
        source = os.path.relpath(path, self._env.srcdir).replace(os.sep, "/")
        found = lookup_path(source, self._domain, fragment=fragment)
        if isinstance(found, Moved) and found.to is not None:
            return self._found(found.to, item.name)
        if isinstance(found, Page):
            return self._found(found, item.name, self._checked(found, item))
        name = os.path.relpath(path, item.file.parent)
        if isinstance(found, File):
            self._note(f"{name} is no page; name one that has a link to it", item)
        else:
            self._note(f"there is no page {name}; correct the path", item)
        return None

    def _checked(self, page: Page, item: TocItem) -> str:
        """Return the anchor that an item names; report an unknown anchor."""
        anchors = self._domain.anchors.get(page.docname, {})
        if page.fragment and page.fragment not in anchors:
            path = self._env.doc2path(page.docname)
            name = os.path.relpath(path, item.file.parent)
            self._note(f"{name} has no anchor #{page.fragment}; correct it", item)
            return ""
        return page.fragment

    def _uid(self, item: TocItem) -> Entry | None:
        """Return the entry of the uid of an item; report an unknown uid."""
        xref = self._domain.of_project.resolved[_uid_key(self._domain, item)]
        if xref is None:
            self._note(f"nothing has the uid {item.target.uid!r}; correct it", item)
            return None
        if xref.docname:
            return self._entry(xref.docname, item.name)
        name = item.name or xref.name()
        return Entry("", name, name, xref.url)

    def _note(self, message: str, item: TocItem) -> None:
        problem = Problem(WarningKind.TOC, message, item.file, item.target.line)
        self.problems.append(problem)

    def _url(self, url: str, name: str) -> Entry:
        """Return the entry of a URL, which may be the published URL of a page."""
        place = Place.of_page(self._env.config.root_doc)
        found = lookup(url, place, self._domain)
        if isinstance(found, Moved):
            found = found.to or OnSite(url)
        return self._found(found, name)

    def _found(
        self, found: Page | OnSite | Nothing | File, name: str, fragment: str = ""
    ) -> Entry:
        """Return the entry of the target that an item names."""
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


def _pages_in(entries: Iterable[Entry | Group]) -> Iterator[Entry]:
    """Yield the pages among entries, including the pages in groups."""
    for entry in entries:
        if isinstance(entry, Entry):
            yield entry
        else:
            yield from (inner for _groups, inner in entry.walk())


def _is_group(item: TocItem) -> bool:
    """Return True if an item has children or another table."""
    return bool(item.items or item.target.toc)


def _is_same_page(one: Entry, other: Entry) -> bool:
    return (one.docname, one.url, one.fragment) == (
        other.docname,
        other.url,
        other.fragment,
    )
