"""The model of a table of contents: pages in groups, and groups in groups."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from docutils import nodes


class Entry(NamedTuple):
    """A page in the table of contents, or a URL elsewhere.

    :param docname: the docname of the page; empty for a URL.
    :param title: the title of the page.
    :param name: the link text, if it is not the title.
    :param url: the URL elsewhere.
    :param fragment: the anchor on the page.
    """

    docname: str
    title: str
    name: str | None = None
    url: str = ""
    fragment: str = ""


@dataclass(frozen=True)
class Group:
    """The pages and groups under one heading.

    :param title: the heading.
    :param id: its id on the root page.
    :param entries: the pages and groups in it, in their order.
    :param folder: the folder of the docset's table of contents from which the group is
        made; None for a group inside such a table, or from metadata.
    :param order: the rank of the table among the tables that list the same page, the
        lowest first.
    :param is_expanded: True if sidebars show its entries from the beginning.
    :param has_page: True if the first entry is the page of the group itself.
    """

    title: str
    id: str
    entries: tuple[Entry | Group, ...]
    folder: str | None = None
    order: int = 0
    is_expanded: bool = False
    has_page: bool = False

    def walk(self) -> Iterator[tuple[tuple[Group, ...], Entry]]:
        """Yield each page below the group, with its groups from this group inwards."""
        for entry in self.entries:
            if isinstance(entry, Entry):
                yield (self,), entry
            else:
                yield from (((self, *path), inner) for path, inner in entry.walk())

    @cached_property
    def first(self) -> Entry | None:
        """The first page of the project in the group, else the first URL, else None."""
        entries = [entry for _path, entry in self.walk()]
        pages = (entry for entry in entries if entry.docname)
        return next(pages, entries[0] if entries else None)

    def groups(self) -> Iterator[Group]:
        """Yield this group and all groups below it."""
        return (path[-1] for path in self.paths())

    def paths(self) -> Iterator[tuple[Group, ...]]:
        """Yield the path of each group, from this group to the group itself."""
        yield (self,)
        for entry in self.entries:
            if isinstance(entry, Group):
                yield from ((self, *path) for path in entry.paths())


class Listing(NamedTuple):
    """An entry, with the groups that contain it.

    :param groups: the groups, from the outermost inwards.
    :param entry: the entry.
    """

    groups: tuple[Group, ...]
    entry: Entry


@dataclass(frozen=True)
class Contents:
    """A table of contents; empty if the project has its own toctrees.

    :param title: the heading over the groups; empty for a single group.
    :param id: its id on the root page.
    :param groups: the groups, in their order.
    :param originals: translated text → the text as written in a table.
    """

    title: str = ""
    id: str = ""
    groups: tuple[Group, ...] = ()
    originals: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def listings(self) -> dict[str, Listing]:
        """Docname → the main listing of the page.

        If several tables of contents list the page, the table with the lowest order
        counts, then the nearest, as in docfx.
        """
        listings: dict[str, Listing] = {}
        ranks: dict[str, tuple[object, ...]] = {}
        for groups, entry in self._walk():
            rank = (bool(entry.fragment), *_rank(groups, entry.docname))
            if rank < ranks.get(entry.docname, (2,)):
                listings[entry.docname] = Listing(groups, entry)
                ranks[entry.docname] = rank
        return listings

    def groups_of(self, docname: str) -> tuple[Group, ...]:
        """Return the groups of the main listing of a page, from the outermost inwards.

        :param docname: the page. The result is empty for a page that is not listed.
        """
        listing = self.listings.get(docname)
        return listing.groups if listing else ()

    def opened(self, docname: str) -> tuple[Group, ...]:
        """Return the groups that are open in the sidebar of a page.

        A page that no table of contents lists gets the nearest table above it in the
        folder tree; of several, the table with the lowest order, as in docfx.

        :param docname: the page.
        """
        path = self.groups_of(docname)
        if any(group.folder is not None for group in path):
            return path
        up = [p for p in self._tables if _is_above(p[-1].folder or "", docname)]
        nearest = min(up, key=lambda p: _rank(p, docname), default=())
        return (*path, *nearest)

    @cached_property
    def _tables(self) -> tuple[tuple[Group, ...], ...]:
        """The path of each group that is a docset's table, outermost first."""
        found = (path for group in self.groups for path in group.paths())
        return tuple(path for path in found if path[-1].folder is not None)

    def _walk(self) -> Iterator[tuple[tuple[Group, ...], Entry]]:
        for group in self.groups:
            yield from ((path, entry) for path, entry in group.walk() if entry.docname)

    @property
    def ids(self) -> set[str]:
        """The ids of the title and of the groups on the root page."""
        inner = (group for outer in self.groups for group in outer.groups())
        return {self.id, *(group.id for group in inner)} - {""}

    def surroundings(self) -> dict[str, tuple[object, ...]]:
        """Return docname → the groups of the page, its previous and its next entry.

        A page shows its groups as parents, and links to the neighbouring pages.
        """
        entries = [entry for _path, entry in self._walk()]
        around = zip([None, *entries], [*entries[1:], None], strict=False)
        neighbours: dict[str, tuple[object, ...]] = {}
        for entry, pair in zip(entries, around, strict=False):
            neighbours.setdefault(entry.docname, pair)
        return {
            docname: (
                tuple((group.title, group.id) for group in groups),
                *neighbours[docname],
            )
            for docname, (groups, _entry) in self.listings.items()
        }

    def moved_since(self, before: Contents) -> set[str]:
        """Return the docnames of the pages whose navigation has changed.

        :param before: the table of contents of the previous build.
        """
        then, now = before.surroundings(), self.surroundings()
        if [*map(_heading, self.tables)] != [*map(_heading, before.tables)]:
            return {*then, *now}
        tables = set(before.tables)
        changed = {table.id for table in self.tables if table not in tables}
        return {
            docname
            for docname in then.keys() | now
            if then.get(docname) != now.get(docname)
            # The sidebar of a page shows the whole table that lists it.
            or (changed and any(g.id in changed for g in self.opened(docname)))
        }

    @property
    def tables(self) -> tuple[Group, ...]:
        """The groups in sidebars: all groups; empty without a docset's table."""
        is_of_docsets = any(group.folder is not None for group in self.groups)
        return self.groups if is_of_docsets else ()


def _heading(group: Group) -> tuple[str, Entry | None]:
    """Return the title and first page of a group, which all sidebars show."""
    return group.title, group.first


def _is_above(folder: str, docname: str) -> bool:
    """Return True if a page is in a folder or in a folder below it."""
    return not folder or docname.startswith(f"{folder}/")


def _rank(path: tuple[Group, ...], docname: str) -> tuple[int, int, int]:
    """Return the sort key of the innermost table of a path of groups, for a page.

    The key is the order of the table, then the number of folders down from the page to
    the table, then up. The lowest key wins.
    """
    tables = [group for group in path if group.folder is not None]
    if not tables:
        return 0, 0, 0
    table = tables[-1]
    start = posixpath.dirname(docname) or "."
    steps = posixpath.relpath(table.folder or ".", start).split("/")
    up = steps.count("..")
    down = len(steps) - up - steps.count(".")
    return table.order, down, up


class Ids:
    """A generator of ids that are the same in each build and in every language.

    :param taken: the ids in use on the root page.
    """

    def __init__(self, taken: AbstractSet[str]) -> None:
        self._taken = set(taken)

    def new(self, *words: str) -> str:
        """Return a new id made from words."""
        base = id_ = nodes.make_id(" ".join(words))
        count = 1
        while id_ in self._taken:
            count += 1
            id_ = f"{base}-{count}"
        self._taken.add(id_)
        return id_
