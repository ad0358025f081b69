"""Select the entries that a page carries in its sidebar: the branch of the page.

The branch consists of the groups that contain the page, their siblings, and the entries
of the innermost group. It has a limited number of lines, however large the table of
contents is. The script of the sidebar loads the other entries from shared files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from .model import Contents, Entry, Group

ROOT_LIST = "tables"
"""The name of the list of the outermost groups."""
MAX_LINES = 28
"""The most lines in the lists that lead to a page, except in tables of many levels."""
_MAX_EXPANDED = 28
"""The most lines in groups that are expanded in addition."""
_OWN_LINES = 18
"""The lines that the innermost list has before its ancestors' lists have more."""
_MAX_NAME = 100
_MIN_LINES = 3
"""A line of an ancestor, and the lines that lead to the entries before and after it."""


class Target(NamedTuple):
    """The target of a link in a sidebar.

    :param docname: the docname of the page; empty for a URL or the start page.
    :param fragment: the anchor on the page.
    :param url: the URL elsewhere.
    """

    docname: str
    fragment: str = ""
    url: str = ""


class Line(NamedTuple):
    """A line in a sidebar: a page, a group, or a link to entries that are left out.

    :param title: the text; empty for a link to entries that are left out.
    :param target: the target of its link; None for text alone.
    :param is_group: True for a group of entries.
    :param is_current: True for the page itself.
    :param is_ancestor: True for a group that contains the page.
    :param is_expanded: True for a group that is open although it does not contain the
        page.
    :param below: the list of its entries; None for a page or a closed group.
    :param id: the id of a group on the start page.
    """

    title: str
    target: Target | None
    is_group: bool = False
    is_current: bool = False
    is_ancestor: bool = False
    is_expanded: bool = False
    below: Lines | None = None
    id: str = ""


class Lines(NamedTuple):
    """A list of lines in a sidebar.

    :param file: the name of the shared file in which the whole list is.
    :param group: the id of the group whose entries it lists; empty for the list of the
        file itself.
    :param lines: the lines.
    """

    file: str
    group: str
    lines: tuple[Line, ...] = ()

    @property
    def needs_script(self) -> bool:
        """True if this list or a list below it needs a shared file."""
        return any(
            needs_file(line) or (line.below is not None and line.below.needs_script)
            for line in self.lines
        )


def needs_file(line: Line) -> bool:
    """Return True for a closed group, and for a line for entries that are left out.

    :param line: a line of a sidebar.
    """
    return not line.title or (line.is_group and line.below is None)


def file_of(group: Group) -> str:
    """Return the name of the shared file of an outermost group, without suffix.

    :param group: the group.
    """
    if len(group.id) <= _MAX_NAME:
        return group.id
    return f"{group.id[:_MAX_NAME]}-{sha256(group.id.encode()).hexdigest()[:12]}"


def target_of(entry: Entry | None) -> Target | None:
    """Return the target of an entry as a link has it.

    :param entry: the entry; None for no target.
    """
    return Target(entry.docname, entry.fragment, entry.url) if entry else None


def branch(contents: Contents, docname: str) -> Lines:
    """Return the lines in the sidebar of a page.

    :param contents: the table of contents of the project.
    :param docname: the page.
    """
    return _Brancher(contents, docname).lines()


@dataclass
class _Brancher:
    """A maker of the lines in the sidebar of a page.

    :param contents: the table of contents of the project.
    :param docname: the page.
    """

    contents: Contents
    docname: str
    expanded: int = _MAX_EXPANDED
    """The lines that are left for groups that are expanded in addition."""
    path: tuple[Group, ...] = ()
    opened: Mapping[str, Group] = field(default_factory=dict)
    """The groups that are open, by their ids."""
    sizes: dict[str, int] = field(default_factory=dict)
    """Id of a group → the number of lines for its entries."""

    def lines(self) -> Lines:
        """Return the lines, from the outermost groups inwards."""
        self.path = self.contents.groups_of(self.docname)
        opened = self.contents.opened(self.docname)
        is_flat = self.contents.is_flat
        if is_flat:
            (table,) = self.contents.groups
            opened = opened or (table,)
        if len(opened) <= is_flat:
            # The theme then makes the control of one group, which the script copies.
            opened = (*opened, *self._first_group())
        self.opened = {group.id: group for group in opened}
        own = self.path or opened
        lengths = [len(self.contents.groups), *(len(group.below) for group in own)]
        ids = ["", *(group.id for group in own)]
        self.sizes = dict(zip(ids, shares(lengths), strict=True))
        for group in opened:
            self.sizes.setdefault(group.id, min(len(group.below), _OWN_LINES))
        if is_flat:
            return self._list(table.below, file_of(table), table.id, level=1)
        return self._list(self.contents.groups, ROOT_LIST, "", level=0)

    def _first_group(self) -> tuple[Group, ...]:
        """Return the first group of the outermost list; empty without groups."""
        contents = self.contents
        entries = contents.groups[0].below if contents.is_flat else contents.groups
        groups = (e for e in entries if isinstance(e, Group) and e.below)
        return tuple(islice(groups, 1))

    def _list(
        self, entries: Sequence[Entry | Group], file: str, id_: str, level: int
    ) -> Lines:
        """Return the lines of a list that is open.

        :param entries: all its entries.
        :param file: the name of the shared file in which the whole list is.
        :param id_: the id of its group; empty for the outermost list.
        :param level: the number of groups around it.
        """
        at, size = self._index(entries, level), self.sizes[id_]
        start, stop = window(len(entries), size, at)
        shown = [self._line(entry, file, level) for entry in entries[start:stop]]
        if start:
            shown.insert(0, Line("", _nearest(entries, range(start - 1, -1, -1))))
        if stop < len(entries):
            shown.append(Line("", _nearest(entries, range(stop, len(entries)))))
        return Lines(file, id_ if level > 1 else "", tuple(shown))

    def _index(self, entries: Sequence[Entry | Group], level: int) -> int:
        """Return the index of the entry that leads to the page, or is the page."""
        if level < len(self.path):
            return self.contents.positions[self.path[level].id]
        if self.path and level == len(self.path):
            return self.contents.page_positions[self.docname]
        open_ = (i for i, e in enumerate(entries[:MAX_LINES]) if self._is_open(e))
        return next(open_, 0)

    def _is_open(self, entry: Entry | Group) -> bool:
        return isinstance(entry, Group) and entry.id in self.opened

    def _line(self, entry: Entry | Group, file: str, level: int) -> Line:
        if isinstance(entry, Entry):
            is_current = entry.docname == self.docname and level == len(self.path)
            return Line(
                entry.name or entry.title,
                target_of(entry),
                is_current=is_current and not entry.fragment,
            )
        is_ancestor = level < len(self.path) and entry.id == self.path[level].id
        below = self._below(entry, file_of(entry) if not level else file, level)
        return Line(
            entry.title,
            self._target_of_group(entry),
            is_group=bool(entry.below),
            is_ancestor=is_ancestor,
            is_expanded=entry.is_expanded and below is not None and not is_ancestor,
            below=below,
        )

    def _target_of_group(self, group: Group) -> Target | None:
        if group.lead is not None:
            return target_of(group.lead)
        # Furo fails on an item with a sublist and no link. The start page lists the
        # groups without a page.
        return Target("") if group.below else None

    def _below(self, group: Group, file: str, level: int) -> Lines | None:
        """Return the lines below a group; None for a closed group."""
        if not group.below:
            return None
        if group.id not in self.opened:
            size = min(self.expanded, len(group.below))
            if not group.is_expanded or size < min(_MIN_LINES, len(group.below)):
                return None
            self.expanded -= size
            self.sizes[group.id] = size
        return self._list(group.below, file, group.id, level + 1)


def _nearest(entries: Sequence[Entry | Group], indices: Iterable[int]) -> Target:
    """Return the target of the first entry with a link; else the start page.

    :param entries: all entries of a list.
    :param indices: the indices of the entries that the list leaves out.
    """
    for index in indices:
        entry = entries[index]
        found = target_of(entry.lead if isinstance(entry, Group) else entry)
        if found is not None:
            return found._replace(fragment="")
    return Target("")


def shares(lengths: Sequence[int]) -> list[int]:
    """Return how many lines each list has, at most :data:`MAX_LINES` in total.

    The innermost list comes first, up to 18 lines. Short lists of its ancestors are
    complete, longer lists have equal shares.

    :param lengths: the lengths of the lists, from the outermost list inwards.
    """
    *outer, own = lengths
    free = MAX_LINES - min(own, _OWN_LINES)
    sizes = [0] * len(outer)
    by_length = sorted(range(len(outer)), key=lambda index: outer[index])
    for count, index in enumerate(by_length):
        share = max(free // (len(outer) - count), _MIN_LINES)
        sizes[index] = min(outer[index], share)
        free = max(free - sizes[index], 0)
    rest = MAX_LINES - sum(sizes)
    return [*sizes, min(own, max(rest, _OWN_LINES))]


def window(length: int, size: int, at: int) -> tuple[int, int]:
    """Return the first index of the entries that a list shows, and the index after.

    The lines that lead to the entries before and after count as lines of the list.

    :param length: the number of entries.
    :param size: the number of lines, at least 3 if the list is longer.
    :param at: the index of the entry around which entries are shown.
    """
    if length <= size:
        return 0, length
    inner = size - 2
    start = at - inner // 2
    # A line that leads to a single entry would take the place of the entry.
    if start <= 1:
        return 0, size - 1
    if start + inner >= length - 1:
        return length - size + 1, length
    return start, start + inner
