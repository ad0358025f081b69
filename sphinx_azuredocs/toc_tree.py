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
    """

    docname: str
    title: str
    name: str | None = None
    url: str = ""


@dataclass(frozen=True)
class Group:
    """The pages under one heading.

    :param title: the heading.
    :param id: its id on the root page.
    :param entries: the pages, and groups of them, in their order.
    :param folder: the folder whose table of contents it is, if it is one.
    """

    title: str
    id: str
    entries: tuple[Entry | Group, ...]
    folder: str | None = None

    def walk(self) -> Iterator[tuple[tuple[Group, ...], Entry]]:
        """The entries, each with the groups that it is in, from this one inwards."""
        for entry in self.entries:
            if isinstance(entry, Entry):
                yield (self,), entry
            else:
                yield from (((self, *path), inner) for path, inner in entry.walk())

    @cached_property
    def first(self) -> Entry:
        """The first entry that is a page of the project, else the first at all."""
        entries = [entry for _path, entry in self.walk()]
        return next((e for e in entries if e.docname), entries[0])

    def groups(self) -> Iterator[Group]:
        """This group, and all in it."""
        yield self
        for entry in self.entries:
            if isinstance(entry, Group):
                yield from entry.groups()


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
    def path_of(self) -> dict[str, tuple[Group, ...]]:
        """Docname → the groups that the page is in, from the outermost inwards.

        Of several tables of contents that have the page, its nearest counts.
        """
        paths: dict[str, tuple[Group, ...]] = {}
        distances: dict[str, int] = {}
        for path, entry in self._walk():
            distance = _distance(path[0].folder, entry.docname)
            if distance < distances.get(entry.docname, distance + 1):
                paths[entry.docname], distances[entry.docname] = path, distance
        return paths

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
            or self.path_of[docname][0].id in changed
        }

    @property
    def tables(self) -> tuple[Group, ...]:
        """The groups that sidebars have: all, if there are tables of contents."""
        is_of_docsets = any(group.folder is not None for group in self.groups)
        return self.groups if is_of_docsets else ()


def _heading(group: Group) -> tuple[str, Entry]:
    """What the sidebars of other pages have of a group."""
    return group.title, group.first


def _distance(folder: str | None, docname: str) -> int:
    """How far a page is from the folder of a table of contents."""
    if folder is None:
        return 0
    parent = posixpath.dirname(docname)
    common = posixpath.commonpath([folder or ".", parent or "."]) if parent else ""
    return parent.count("/") + folder.count("/") - 2 * common.count("/") + (not common)


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
