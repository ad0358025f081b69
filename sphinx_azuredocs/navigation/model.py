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
    """The pages under one heading.

    :param title: the heading.
    :param id: its id on the root page.
    :param entries: the pages, and groups of them, in their order.
    :param folder: the folder of the table of contents that the group is made of; None
        for a group in a table, or from metadata.
    :param order: the rank of the table among those that list the same page, the lowest
        first.
    :param is_expanded: True if sidebars show its entries from the beginning.
    :param has_page: True if the group has a page itself, which is its first entry.
    """

    title: str
    id: str
    entries: tuple[Entry | Group, ...]
    folder: str | None = None
    order: int = 0
    is_expanded: bool = False
    has_page: bool = False

    def walk(self) -> Iterator[tuple[tuple[Group, ...], Entry]]:
        """Yield the pages, each with the groups that it is in, this one first."""
        for entry in self.entries:
            if isinstance(entry, Entry):
                yield (self,), entry
            else:
                yield from (((self, *path), inner) for path, inner in entry.walk())

    @cached_property
    def first(self) -> Entry | None:
        """The first page of the project in it, else the first URL; None if empty."""
        entries = [entry for _path, entry in self.walk()]
        pages = (entry for entry in entries if entry.docname)
        return next(pages, entries[0] if entries else None)

    def groups(self) -> Iterator[Group]:
        """Yield this group, and all in it."""
        return (path[-1] for path in self.paths())

    def paths(self) -> Iterator[tuple[Group, ...]]:
        """Yield this group and all in it, each with the groups that it is in."""
        yield (self,)
        for entry in self.entries:
            if isinstance(entry, Group):
                yield from ((self, *path) for path in entry.paths())


class Listing(NamedTuple):
    """An entry, with the groups that it is in.

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

        Of several tables of contents that list the page, the one with the lowest order
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

        :param docname: the page; one that is not listed has no groups.
        """
        listing = self.listings.get(docname)
        return listing.groups if listing else ()

    def opened(self, docname: str) -> tuple[Group, ...]:
        """Return the groups that are open in the sidebar of a page.

        A page that no table of contents lists gets the nearest one above it in the
        folder tree, of several the one with the lowest order, as in docfx.

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
        """The groups that are tables of contents, each after those that it is in."""
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

        A page shows these as its parents and as links to the neighbouring pages.
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

        :param before: the table of contents of the build before.
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
            # A table of contents is in the sidebars of its pages.
            or (changed and any(g.id in changed for g in self.opened(docname)))
        }

    @property
    def tables(self) -> tuple[Group, ...]:
        """The groups in sidebars: all, if there are tables of contents of docsets."""
        is_of_docsets = any(group.folder is not None for group in self.groups)
        return self.groups if is_of_docsets else ()


def _heading(group: Group) -> tuple[str, Entry | None]:
    """Return what the sidebars of other pages show of a group."""
    return group.title, group.first


def _is_above(folder: str, docname: str) -> bool:
    """Return True if a page is in a folder, or in one below it."""
    return not folder or docname.startswith(f"{folder}/")


def _rank(path: tuple[Group, ...], docname: str) -> tuple[int, int, int]:
    """Return the order of the innermost table of groups, and its distance to a page.

    The distance is the number of folders down, then up: a folder up is nearer.
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
    """Makes ids that are the same in each build and in every language.

    :param taken: the ids that the root page has already.
    """

    def __init__(self, taken: AbstractSet[str]) -> None:
        self._taken = set(taken)

    def new(self, *words: str) -> str:
        """Return an id that is made of words, and not taken yet."""
        base = id_ = nodes.make_id(" ".join(words))
        count = 1
        while id_ in self._taken:
            count += 1
            id_ = f"{base}-{count}"
        self._taken.add(id_)
        return id_
