"""The model of a table of contents: pages in groups, and groups in groups."""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import NamedTuple

from docutils import nodes

MAX_ENTRIES = 1_000
"""The most entries on a start page that shows all levels."""
MAX_LIST = 100
"""The most entries of one list on a start page that leaves out levels."""
_CARD_LEVELS = 2
"""The levels on a start page of cards: the tables, and their outermost entries."""


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

    def __getstate__(self) -> dict[str, object]:
        """Return the fields, without cached properties."""
        return _fields_of(self)

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
        url = None
        for entry in self.entries:
            found = entry.first if isinstance(entry, Group) else entry
            if found is not None and found.docname:
                return found
            url = url or found
        return url

    @cached_property
    def lead(self) -> Entry | None:
        """The entry to which the title of the group links: its page, else the first."""
        first = self.entries[0] if self.has_page else self.first
        return first if isinstance(first, Entry) else None

    @cached_property
    def below(self) -> tuple[Entry | Group, ...]:
        """The entries that sidebars list below the title of the group.

        The title links to the page of the group, which is not repeated.
        """
        return self.entries[1:] if self.has_page else self.entries

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
    :param unlisted: pages that no table lists, but that have a table above them in the
        folder tree. They are in a hidden toctree.
    :param is_landing: True if the start page is a page of a docset: it shows no table
        of contents in HTML.
    """

    title: str = ""
    id: str = ""
    groups: tuple[Group, ...] = ()
    originals: Mapping[str, str] = field(default_factory=dict)
    unlisted: tuple[Entry, ...] = ()
    is_landing: bool = False

    def __getstate__(self) -> dict[str, object]:
        """Return the fields, without cached properties."""
        return _fields_of(self)

    @property
    def is_flat(self) -> bool:
        """True if sidebars begin with the entries of the only table of contents."""
        return self.is_landing and len(self.groups) == 1

    @property
    def has_cards(self) -> bool:
        """True if the start page shows several tables of docsets, as cards."""
        tables = [group for group in self.groups if group.folder is not None]
        return not self.is_landing and len(tables) > 1

    @cached_property
    def docnames(self) -> frozenset[str]:
        """The pages in the toctrees of the root page."""
        return frozenset((*self.listings, *(e.docname for e in self.unlisted)))

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

    @cached_property
    def positions(self) -> dict[str, int]:
        """The id of each group → its index in the list of a sidebar."""
        positions = {group.id: index for index, group in enumerate(self.groups)}
        for outer in self.groups:
            for group in outer.groups():
                for index, entry in enumerate(group.below):
                    if isinstance(entry, Group):
                        positions[entry.id] = index
        return positions

    @cached_property
    def page_positions(self) -> dict[str, int]:
        """Docname → the index of its main listing in the list of a sidebar."""
        positions = {}
        for group in itertools.chain.from_iterable(
            outer.groups() for outer in self.groups
        ):
            for index, entry in enumerate(group.below):
                if isinstance(entry, Entry) and entry.docname:
                    listing = self.listings[entry.docname]
                    if listing.groups[-1].id == group.id and listing.entry == entry:
                        positions[entry.docname] = index
        return {docname: positions.get(docname, 0) for docname in self.listings}

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
        above = self._above(docname)
        # Of equal tables, the first is the nearest.
        nearest = min(above, key=lambda p: p[-1].order, default=())
        return (*path, *nearest)

    def has_table_above(self, docname: str) -> bool:
        """Return True if there is a table above a page in the folder tree.

        :param docname: the page.
        """
        return bool(self._above(docname))

    def _above(self, docname: str) -> list[tuple[Group, ...]]:
        """Return the paths of the tables above a page, the nearest first."""
        folder = docname
        above: list[tuple[Group, ...]] = []
        while folder:
            folder = posixpath.dirname(folder)
            above += self._tables.get(folder, ())
        return above

    @cached_property
    def _tables(self) -> dict[str, list[tuple[Group, ...]]]:
        """Folder → the paths of the groups that are its tables, outermost first."""
        tables: dict[str, list[tuple[Group, ...]]] = {}
        for outer in self.groups:
            for path in outer.paths():
                if (folder := path[-1].folder) is not None:
                    tables.setdefault(folder, []).append(path)
        return tables

    def _walk(self) -> Iterator[tuple[tuple[Group, ...], Entry]]:
        for group in self.groups:
            yield from ((path, entry) for path, entry in group.walk() if entry.docname)

    @cached_property
    def levels(self) -> int | None:
        """The number of levels that the start page shows; None if it shows all."""
        if self.is_landing:
            return 0
        if self.has_cards:
            return _CARD_LEVELS
        if sum(1 for group in self.groups for _ in group.walk()) <= MAX_ENTRIES:
            return None
        # A single table is open.
        fewest = 1 if self.title else 2
        lists: list[Sequence[Entry | Group]] = [self.groups]
        level, count = 1, _count(lists)
        while lists := [*_inner_lists(lists)]:
            count += _count(lists)
            if count > MAX_ENTRIES and level >= fewest:
                break
            level += 1
        return level

    @property
    def ids(self) -> set[str]:
        """The ids of the title and of the groups on the root page."""
        inner = (group for outer in self.groups for group in outer.groups())
        return {self.id, *(group.id for group in inner)} - {""}


def is_opened(entries: Sequence[Entry | Group]) -> bool:
    """Return True if a start page that leaves out levels may open the groups of a list.

    :param entries: the list.
    """
    return len(entries) <= MAX_LIST


def _count(lists: Sequence[Sequence[Entry | Group]]) -> int:
    return sum(min(len(entries), MAX_LIST) for entries in lists)


def _inner_lists(
    lists: Iterable[Sequence[Entry | Group]],
) -> Iterator[Sequence[Entry | Group]]:
    """Yield the lists of the groups in some lists."""
    for entries in lists:
        for entry in entries if is_opened(entries) else ():
            if isinstance(entry, Group):
                yield entry.entries


def _fields_of(value: Group | Contents) -> dict[str, object]:
    return {item.name: getattr(value, item.name) for item in fields(value)}


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
        self._counts: dict[str, int] = {}

    def new(self, *words: str) -> str:
        """Return a new id made from words."""
        base = id_ = nodes.make_id(" ".join(words))
        count = self._counts.get(base, 1)
        while id_ in self._taken:
            count += 1
            id_ = f"{base}-{count}"
        self._counts[base] = count
        self._taken.add(id_)
        return id_
