"""What a table of contents is: pages in groups, and groups in groups."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from docutils import nodes


class Entry(NamedTuple):
    """A page in the table of contents, or a place elsewhere.

    :param docname: the page, or empty.
    :param title: its title.
    :param name: what it is called here, if it is not its title.
    :param url: the place elsewhere.
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
    :param folder: the folder whose table of contents it is, if it is one.
    :param order: its place among tables that have the same page, the lowest first.
    :param is_expanded: whether what is in it is shown from the beginning.
    """

    title: str
    id: str
    entries: tuple[Entry | Group, ...]
    folder: str | None = None
    order: int = 0
    is_expanded: bool = False

    def walk(self) -> Iterator[tuple[tuple[Group, ...], Entry]]:
        """The entries, each with the groups that it is in, from this one inwards."""
        for entry in self.entries:
            if isinstance(entry, Entry):
                yield (self,), entry
            else:
                yield from (((self, *path), inner) for path, inner in entry.walk())

    @cached_property
    def first(self) -> Entry | None:
        """The first entry that is a page of the project, else the first at all."""
        entries = [entry for _path, entry in self.walk()]
        pages = (entry for entry in entries if entry.docname)
        return next(pages, entries[0] if entries else None)

    def groups(self) -> Iterator[Group]:
        """This group, and all in it."""
        return (path[-1] for path in self.paths())

    def paths(self) -> Iterator[tuple[Group, ...]]:
        """This group and all in it, each with the groups that it is in."""
        yield (self,)
        for entry in self.entries:
            if isinstance(entry, Group):
                yield from ((self, *path) for path in entry.paths())


@dataclass(frozen=True)
class Contents:
    """A table of contents; empty where the project has its own.

    :param title: the heading over the groups, which a single group does without.
    :param id: its id on the root page.
    :param groups: the groups, in their order.
    """

    title: str = ""
    id: str = ""
    groups: tuple[Group, ...] = ()

    @cached_property
    def places_of(self) -> dict[str, tuple[tuple[Group, ...], Entry]]:
        """Docname → the groups that the page is in, and its entry there.

        Of several tables of contents that have the page, the one whose order is the
        lowest counts, then the nearest, as in docfx.
        """
        places: dict[str, tuple[tuple[Group, ...], Entry]] = {}
        ranks: dict[str, tuple[object, ...]] = {}
        for path, entry in self._walk():
            rank = (bool(entry.fragment), *_rank(path, entry.docname))
            if rank < ranks.get(entry.docname, (2,)):
                places[entry.docname], ranks[entry.docname] = (path, entry), rank
        return places

    @cached_property
    def path_of(self) -> dict[str, tuple[Group, ...]]:
        """Docname → the groups that the page is in, from the outermost inwards."""
        return {docname: path for docname, (path, _e) in self.places_of.items()}

    def opened(self, docname: str) -> tuple[Group, ...]:
        """The groups that are open in the sidebar of a page.

        For a page that no table of contents has, those around it on its own path count
        as well, as docfx has it: the nearest with the lowest order.
        """
        path = self.path_of.get(docname, ())
        if any(group.folder is not None for group in path):
            return path
        up = [p for p in self._tables if _is_above(p[-1].folder or "", docname)]
        nearest = min(up, key=lambda p: _rank(p, docname), default=())
        return (*path, *nearest)

    @cached_property
    def _tables(self) -> tuple[tuple[Group, ...], ...]:
        """The groups that are tables of contents, each with those that it is in."""
        found = (path for group in self.groups for path in group.paths())
        return tuple(path for path in found if path[-1].folder is not None)

    def _walk(self) -> Iterator[tuple[tuple[Group, ...], Entry]]:
        for group in self.groups:
            yield from ((path, entry) for path, entry in group.walk() if entry.docname)

    @property
    def ids(self) -> set[str]:
        """The ids that it has on the root page."""
        inner = (group for outer in self.groups for group in outer.groups())
        return {self.id, *(group.id for group in inner)} - {""}

    def places(self) -> dict[str, tuple[object, ...]]:
        """Docname → what the page shows of its place among the others."""
        entries = [entry for _path, entry in self._walk()]
        around = zip([None, *entries], [*entries[1:], None], strict=False)
        neighbours: dict[str, tuple[object, ...]] = {}
        for entry, pair in zip(entries, around, strict=False):
            neighbours.setdefault(entry.docname, pair)
        return {
            docname: (
                tuple((group.title, group.id) for group in path),
                *neighbours[docname],
            )
            for docname, path in self.path_of.items()
        }

    def moved_since(self, before: Contents) -> set[str]:
        """The pages that show something else of their places than before.

        :param before: the table of contents as it was.
        """
        then, now = before.places(), self.places()
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
        """The groups that sidebars have: all, if there are tables of contents."""
        is_of_docsets = any(group.folder is not None for group in self.groups)
        return self.groups if is_of_docsets else ()


def _heading(group: Group) -> tuple[str, Entry | None]:
    """What the sidebars of other pages have of a group."""
    return group.title, group.first


def _is_above(folder: str, docname: str) -> bool:
    """Whether a page is in a folder, or in one below it."""
    return not folder or docname.startswith(f"{folder}/")


def _rank(path: tuple[Group, ...], docname: str) -> tuple[int, int, int]:
    """The order of the table that groups are in, and how far it is from a page.

    A folder up is nearer than one down.
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
    """Ids that are the same in each build and in every language.

    :param taken: those that the root page has already.
    """

    def __init__(self, taken: AbstractSet[str]) -> None:
        self._taken = set(taken)

    def new(self, *words: str) -> str:
        """An id that is made of words, and not taken yet."""
        base = id_ = nodes.make_id(" ".join(words))
        count = 1
        while id_ in self._taken:
            count += 1
            id_ = f"{base}-{count}"
        self._taken.add(id_)
        return id_
