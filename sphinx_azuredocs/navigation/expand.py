"""Tables of contents with their links followed, and others in their places.

What an item leads to is docfx's: a page or URL; a folder, which stands for the first
page of the table in it; another table, which comes in the place of the item.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from ..docset.toc_names import NAMES, is_toc
from ..files.letter_case import find_file
from ..files.names import readable_name
from ..warnings import Problem, WarningKind
from .toc_file import PAGE_KEYS, UID_KEYS, TocItem, read_toc

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_BEYOND = re.compile(r"[?#]")
# Tables that others have in them come after those that do not, as docfx has it.
_ORDER_OF_INCLUDED = 100


@dataclass(frozen=True)
class TocEntry:
    """An item whose links are followed.

    :param name: its name, which may be empty.
    :param target: the absolute path of its page, without ``..``, or its URL.
    :param beyond: the query and anchor that go with the path.
    :param uid: the uid of its page, which goes before the target.
    :param toc: the table of contents that its page is in, where it is another one.
    :param is_expanded: whether what is below it is shown from the beginning.
    :param items: those below it, of other tables of contents too.
    :param file: where it is written.
    :param line: the 1-based line where it says what its page is.
    """

    name: str
    target: Path | str | None
    beyond: str
    uid: str
    toc: Path | None
    is_expanded: bool
    items: tuple[TocEntry, ...]
    file: Path
    line: int

    def walk(self) -> Iterator[TocEntry]:
        """This entry, and all below it."""
        yield self
        for entry in self.items:
            yield from entry.walk()


class Toc(NamedTuple):
    """A table of contents, with those that it refers to in their places.

    :param entries: its entries.
    :param problems: what is wrong.
    :param included: the other tables that are in it.
    :param order: its place among others that have the same page, the lowest first.
    """

    entries: tuple[TocEntry, ...]
    problems: Sequence[Problem]
    included: frozenset[Path]
    order: int | None = None

    @property
    def others(self) -> set[Path]:
        """The tables that are in it, and those that its entries lead to."""
        inner = (e for entry in self.entries for e in entry.walk())
        return {entry.toc for entry in inner if entry.toc} | self.included


def order_of(path: Path, tocs: Mapping[Path, Toc]) -> int:
    """The place of a table among others that have the same page.

    :param path: its file.
    :param tocs: all tables.
    """
    order = tocs[path].order
    if order is not None:
        return order
    is_included = any(path in toc.included for toc in tocs.values())
    return _ORDER_OF_INCLUDED if is_included else 0


def expand(path: Path, home: Path | None = None) -> Toc:
    """Read a table of contents, with those that it refers to in their places.

    :param path: the file.
    :param home: what ``~/`` stands for, if not the folder of the file.
    """
    expander = _Expander(home or path.parent)
    toc = read_toc(path)
    entries = expander.entries(toc.items, (path,))
    problems = tuple(dict.fromkeys((*toc.problems, *expander.problems)))
    return Toc(entries, problems, frozenset(expander.included), toc.order)


class _Expander:
    """Follows the links of items.

    :param home: what ``~/`` stands for.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self.problems: list[Problem] = []
        self.included: set[Path] = set()

    def read(self, path: Path, chain: Sequence[Path]) -> tuple[TocEntry, ...]:
        """The entries of a table.

        :param path: its file.
        :param chain: the tables that lead to it.
        """
        toc = read_toc(path)
        self.problems += toc.problems
        return self.entries(toc.items, (*chain, path))

    def entries(
        self, items: Iterable[TocItem], chain: Sequence[Path]
    ) -> tuple[TocEntry, ...]:
        """The entries of items.

        :param items: the items.
        :param chain: the tables that they are in, and which lead to these.
        """
        entries = (self._entry(item, chain) for item in items)
        return tuple(entry for entry in entries if entry is not None)

    def _entry(self, item: TocItem, chain: Sequence[Path]) -> TocEntry | None:
        href = self._without_anchor(item)
        if is_toc(href) and not _ELSEWHERE.match(href):
            return self._included(item, href, chain)
        toc = self._toc_of(item, href)
        page, line = item.page, item.line_of(*PAGE_KEYS)
        if not page and not _is_folder(href):
            page, line = href, item.line_of("href")
        if page.startswith(("#", "?")):
            message = f"{page} names no page; write the path of the page before it"
            self._note(message, item, line)
            page = ""
        items = self.entries(item.items, chain)
        target, uid = self._target(page, item.file), item.uid
        if not page and not uid and toc is not None:
            target, uid = self._first_page(item, toc, chain)
            line = item.line_of("href", "tocHref")
        elif not page and not uid and _ELSEWHERE.match(item.toc):
            target, line = item.toc, item.line_of("tocHref")
        name = item.name or (_name_of(href) if _is_folder(href) else "")
        if not (name or target or uid):
            self._note("an item has no name; give it one", item, item.line)
        beyond = _beyond(page) if isinstance(target, Path) else ""
        line = item.line_of(*UID_KEYS) if uid and uid == item.uid else line
        return TocEntry(
            *(name, target, beyond, uid, toc, item.is_expanded, items, item.file, line)
        )

    def _without_anchor(self, item: TocItem) -> str:
        """The ``href`` of an item; no table of contents has an anchor or query."""
        path = _BEYOND.split(item.href, maxsplit=1)[0]
        if _ELSEWHERE.match(path) or not (is_toc(path) or _is_folder(path)):
            return item.href
        if path != item.href:
            message = f"{item.href} is a table of contents; remove what follows {path}"
            self._note(message, item, item.line_of("href"))
        return path

    def _included(
        self, item: TocItem, href: str, chain: Sequence[Path]
    ) -> TocEntry | None:
        """An item that has another table in its place."""
        path, line = _existing(self._path(href, item.file)), item.line_of("href")
        name = item.name or _name_of(href)
        target = self._target(item.page, item.file)
        if path in chain:
            self._note_cycle(item, href, (*chain, path))
            return None
        if path.is_file():
            self.included.add(path)
            if item.items:
                message = f"what is below it was left out; {href} is in its place"
                self._note(message, item, item.items[0].line)
            items = self.read(path, chain)
        else:
            message = f"there is no table of contents {href}; correct the path"
            self._note(message, item, line)
            items = self.entries(item.items, chain)
        if item.page:
            line = item.line_of(*PAGE_KEYS)
        line = item.line_of(*UID_KEYS) if item.uid else line
        return TocEntry(
            name,
            target,
            _beyond(item.page),
            item.uid,
            None,
            item.is_expanded,
            items,
            item.file,
            line,
        )

    def _toc_of(self, item: TocItem, href: str) -> Path | None:
        """The other table of contents that the page of an item is in."""
        key, written = ("tocHref", item.toc) if item.toc else ("href", href)
        if not written or _ELSEWHERE.match(written):
            return None
        if is_toc(written):
            path = _existing(self._path(written, item.file))
        elif item.toc:
            message = f"tocHref {written} is no table of contents; name its file"
            self._note(message, item, item.line_of("tocHref"))
            return None
        elif _is_folder(written):
            folder = self._path(written, item.file)
            paths = [_existing(folder / name) for name in NAMES]
            path = next((path for path in paths if path.is_file()), paths[0])
        else:
            return None
        if path.is_file():
            return path
        message = f"there is no table of contents {written}; correct the path"
        self._note(message, item, item.line_of(key))
        return None

    def _first_page(
        self, item: TocItem, toc: Path, chain: Sequence[Path]
    ) -> tuple[Path | str | None, str]:
        """The page that leads to another table of contents: its first."""
        if toc in chain:
            self._note_cycle(item, item.toc or item.href, (*chain, toc))
            return None, ""
        # What it includes is in it, and not in the table of the item.
        other = _Expander(self._home)
        entries = other.read(toc, chain)
        self.problems += other.problems
        for entry in itertools.chain.from_iterable(e.walk() for e in entries):
            if entry.uid or isinstance(entry.target, Path):
                return entry.target, entry.uid
        return None, ""

    def _target(self, href: str, file: Path) -> Path | str | None:
        """What an ``href`` names: a file's path, or a URL as it is."""
        if not href or _ELSEWHERE.match(href):
            return href or None
        return self._path(href, file)

    def _path(self, href: str, file: Path) -> Path:
        written = unquote(_BEYOND.split(href, maxsplit=1)[0]).replace("\\", "/")
        folder = self._home if written.startswith("~/") else file.parent
        return Path(os.path.normpath(folder / written.removeprefix("~/")))

    def _note_cycle(self, item: TocItem, href: str, chain: Sequence[Path]) -> None:
        names = " → ".join(file.parent.name for file in chain)
        message = f"{href} refers to itself, by {names}; it was left out"
        self._note(message, item, item.line_of("tocHref" if item.toc else "href"))

    def _note(self, message: str, item: TocItem, line: int) -> None:
        self.problems.append(Problem(WarningKind.TOC, message, item.file, line))


def _is_folder(href: str) -> bool:
    return href.endswith(("/", "\\")) and not _ELSEWHERE.match(href)


def _beyond(href: str) -> str:
    match = _BEYOND.search(href)
    return href[match.start() :] if match else ""


def _name_of(href: str) -> str:
    """Return the default name of a folder or table: its path, readable."""
    path = href.replace("\\", "/")
    path = path.rpartition("/")[0] if is_toc(path) else path
    return unquote(readable_name(path.strip("/")))


def _existing(path: Path) -> Path:
    """Return the file of that path in any letter case, else the path as it is."""
    return find_file((path,)) or path
