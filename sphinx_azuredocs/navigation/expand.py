"""Follow the links of a table of contents.

As in docfx, the target of an item is a page, a URL, a folder or another table. A folder
stands for the first page of the table in it. The items of another table become the
children of the item.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from ..docset.toc_names import NAMES, is_toc
from ..files.door import ABSENT, SourceTree, defect_of, is_file
from ..files.letter_case import find_file
from ..files.names import readable_name
from ..syntax.html.xref_element import SCHEME
from ..warnings import Problem, WarningKind
from .toc_file import (
    MAX_DEPTH,
    PAGE_KEYS,
    UID_KEYS,
    TocItem,
    TocTarget,
    read_toc,
    too_deep,
)

_URL = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_SUFFIX = re.compile(r"[?#]")
# An included table ranks after the tables that no other table includes (docfx).
_ORDER_OF_INCLUDED = 100


class Toc(NamedTuple):
    """A table of contents whose links have been followed.

    :param items: the items at its top level, each with its target.
    :param problems: its defects, and the defects of the tables that it includes.
    :param included: the other tables whose items are in it.
    :param order: its rank among the tables that list the same page, the lowest first.
    """

    items: tuple[TocItem, ...]
    problems: Sequence[Problem]
    included: frozenset[Path]
    order: int | None = None

    @property
    def others(self) -> set[Path]:
        """The files of the tables that it includes or that its items name."""
        inner = itertools.chain.from_iterable(item.walk() for item in self.items)
        return {item.target.toc for item in inner if item.target.toc} | self.included


def order_of(path: Path, tocs: Mapping[Path, Toc]) -> int:
    """Return the rank of a table among the tables that list the same page.

    :param path: the file of the table.
    :param tocs: all tables by their files.
    """
    order = tocs[path].order
    if order is not None:
        return order
    is_included = any(path in toc.included for toc in tocs.values())
    return _ORDER_OF_INCLUDED if is_included else 0


def expand(path: Path, home: Path | None = None, tree: SourceTree | None = None) -> Toc:
    """Return a table of contents whose links have been followed.

    :param path: the file.
    :param home: the folder that ``~/`` stands for; by default the folder of the file.
    :param tree: the folders in which tables must be; ``home`` by default.
    """
    home = home or path.parent
    tree = tree or SourceTree.of(home)
    expander = _Expander(home, tree)
    toc = read_toc(path, tree)
    items = expander.items(toc.items, (path,))
    problems = tuple(dict.fromkeys((*toc.problems, *expander.problems)))
    return Toc(items, problems, frozenset(expander.included), toc.order)


class _Expander:
    """A reader of tables of contents that follows the links of items.

    :param home: the folder that ``~/`` stands for.
    :param tree: the folders in which tables must be.
    """

    def __init__(self, home: Path, tree: SourceTree) -> None:
        self._home, self._tree = home, tree
        self.problems: list[Problem] = []
        self.included: set[Path] = set()

    def read(
        self, path: Path, chain: Sequence[Path], depth: int
    ) -> tuple[TocItem, ...]:
        """Return the items of a table with their targets.

        :param path: the file of the table.
        :param chain: the files of the tables that include it, the outermost first.
        :param depth: the level of its items, from 1.
        """
        toc = read_toc(path, self._tree)
        self.problems += toc.problems
        return self.items(toc.items, (*chain, path), depth)

    def items(
        self, items: Sequence[TocItem], chain: Sequence[Path], depth: int = 1
    ) -> tuple[TocItem, ...]:
        """Return items with their targets.

        :param items: the items as written.
        :param chain: the files of the tables that contain them, the outermost first.
        :param depth: the level of the items, from 1.
        """
        if items and depth > MAX_DEPTH:
            self.problems.append(too_deep(items[0].file, items[0].line))
            return ()
        followed = (self._item(item, chain, depth) for item in items)
        return tuple(item for item in followed if item is not None)

    def _item(self, item: TocItem, chain: Sequence[Path], depth: int) -> TocItem | None:
        href = self._without_suffix(item)
        if is_toc(href) and not _URL.match(href):
            return self._including(item, href, chain, depth)
        toc = self._toc_of(item, href)
        page, line = item.page_href, item.line_of(*PAGE_KEYS)
        if not page and not _is_folder(href):
            page, line = href, item.line_of("href")
        if page.startswith(("#", "?")):
            message = f"{page} names no page; write the path of the page before it"
            self._note(message, item, line)
            page = ""
        if not page and not item.uid and _URL.match(item.toc_href):
            page, line = item.toc_href, item.line_of("tocHref")
        items = self.items(item.items, chain, depth + 1)
        target = self._target(item, page, line, toc)
        if toc is not None and not page and not item.uid:
            target = self._first_page(item, toc, chain, depth)
        name = item.name or (_name_of(href) if _is_folder(href) else "")
        if not (name or target.page or target.uid):
            self._note("an item has no name; give it one", item, item.line)
        return replace(item, name=name, items=items, target=target)

    def _without_suffix(self, item: TocItem) -> str:
        """Return the ``href`` of an item; without query and fragment for a table."""
        path = _SUFFIX.split(item.href, maxsplit=1)[0]
        if _URL.match(path) or not (is_toc(path) or _is_folder(path)):
            return item.href
        if path != item.href:
            message = f"{item.href} is a table of contents; remove what follows {path}"
            self._note(message, item, item.line_of("href"))
        return path

    def _including(
        self, item: TocItem, href: str, chain: Sequence[Path], depth: int
    ) -> TocItem | None:
        """Return an item with the items of another table; None for a circle."""
        path = _existing(self._path(href, item.file))
        if path in chain:
            self._note_cycle(item, href, (*chain, path))
            return None
        defect = defect_of(path, self._tree)
        if not defect:
            self.included.add(path)
            if item.items:
                message = f"what is below it was left out; {href} is in its place"
                self._note(message, item, item.items[0].line)
            items = self.read(path, chain, depth + 1)
        else:
            self._note(_missing(href, defect), item, item.line_of("href"))
            items = self.items(item.items, chain, depth + 1)
        line = item.line_of(*(PAGE_KEYS if item.page_href else ("href",)))
        target = self._target(item, item.page_href, line, None)
        name = item.name or _name_of(href)
        return replace(item, name=name, items=items, target=target)

    def _toc_of(self, item: TocItem, href: str) -> Path | None:
        """Return the file of the other table that an item names, else None."""
        key, written = ("tocHref", item.toc_href) if item.toc_href else ("href", href)
        if not written or _URL.match(written):
            return None
        if is_toc(written):
            path = _existing(self._path(written, item.file))
        elif item.toc_href:
            message = f"tocHref {written} is no table of contents; name its file"
            self._note(message, item, item.line_of("tocHref"))
            return None
        elif _is_folder(written):
            folder = self._path(written, item.file)
            paths = [_existing(folder / name) for name in NAMES]
            path = next((path for path in paths if is_file(path)), paths[0])
        else:
            return None
        defect = defect_of(path, self._tree)
        if not defect:
            return path
        self._note(_missing(written, defect), item, item.line_of(key))
        return None

    def _first_page(
        self, item: TocItem, toc: Path, chain: Sequence[Path], depth: int
    ) -> TocTarget:
        """Return the first page of another table of contents as a target."""
        line = item.line_of("href", "tocHref")
        if toc in chain:
            self._note_cycle(item, item.toc_href or item.href, (*chain, toc))
            return TocTarget(toc=toc, line=line)
        # Tables that the other table includes do not count as included by this table.
        other = _Expander(self._home, self._tree)
        items = other.read(toc, chain, depth + 1)
        self.problems += other.problems
        for inner in itertools.chain.from_iterable(i.walk() for i in items):
            page, uid = inner.target.page, inner.target.uid
            if uid or isinstance(page, Path):
                return TocTarget(page, uid=uid, toc=toc, line=line)
        return TocTarget(toc=toc, line=line)

    def _target(
        self, item: TocItem, href: str, line: int, toc: Path | None
    ) -> TocTarget:
        """Return the target that the keys of an item name.

        :param item: the item.
        :param href: the path or URL of its page; may be empty.
        :param line: the line of ``href``.
        :param toc: the other table of contents that lists the page.
        """
        if item.uid:
            line = item.line_of(*UID_KEYS)
        if href.startswith(SCHEME):
            uid = item.uid or href.removeprefix(SCHEME)
            return TocTarget(uid=uid, toc=toc, line=line)
        if not href or _URL.match(href):
            return TocTarget(href or None, "", item.uid, toc, line)
        page = self._path(href, item.file)
        return TocTarget(page, _suffix(href), item.uid, toc, line)

    def _path(self, href: str, file: Path) -> Path:
        """Return the absolute path that an ``href`` names, without ``..``."""
        written = unquote(_SUFFIX.split(href, maxsplit=1)[0]).replace("\\", "/")
        folder = self._home if written.startswith("~/") else file.parent
        return Path(os.path.normpath(folder / written.removeprefix("~/")))

    def _note_cycle(self, item: TocItem, href: str, chain: Sequence[Path]) -> None:
        names = " → ".join(file.parent.name for file in chain)
        message = f"{href} refers to itself, by {names}; it was left out"
        self._note(message, item, item.line_of("tocHref" if item.toc_href else "href"))

    def _note(self, message: str, item: TocItem, line: int) -> None:
        self.problems.append(Problem(WarningKind.TOC, message, item.file, line))


def _missing(href: str, defect: str) -> str:
    if defect == ABSENT:
        return f"there is no table of contents {href}; correct the path"
    return f"the table of contents {href} {defect}; correct the path"


def _is_folder(href: str) -> bool:
    return href.endswith(("/", "\\")) and not _URL.match(href)


def _suffix(href: str) -> str:
    """Return the query and fragment of a path, as written."""
    match = _SUFFIX.search(href)
    return href[match.start() :] if match else ""


def _name_of(href: str) -> str:
    """Return a name for an item without a name, made from the path of its target."""
    path = href.replace("\\", "/")
    path = path.rpartition("/")[0] if is_toc(path) else path
    return unquote(readable_name(path.strip("/")))


def _existing(path: Path) -> Path:
    """Return a path in the letter case of an existing file, else unchanged."""
    return find_file((path,)) or path
