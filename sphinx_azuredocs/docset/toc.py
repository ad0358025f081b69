"""``TOC.yml`` and ``toc.md``: the tables of contents of a docset.

.. code-block:: yaml

    - name: Overview
      href: overview.md
    - name: Servers
      href: servers/toc.yml
    - name: Reference
      items:
      - name: Command line
        href: /cli/azure

The format is that of docfx: a list of items, or a mapping with ``items``; in Markdown,
headings whose text is a link.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import yaml

_NAMES = ("toc.yml", "toc.yaml", "toc.md")
_BREADCRUMBS = ("breadcrumb", "breadcrumbs", "bread")
_HEADING = re.compile(r"(?P<marks>#+)[ \t]*(?P<text>.*?)(?:[ \t]+#*)?[ \t]*")
_LINK = re.compile(
    r"\[(?P<name>.+)\]\(\s*(?P<href><[^>]*>|.*?)(?:\s+\"(?P<display>[^\"]*)\")?\s*\)"
)
_UID = re.compile(
    r"""<xref:(?P<mark>["']?)(?P<angled>[^>]+)(?P=mark)>
        |@(?P<quote>["'])(?P<quoted>.+)(?P=quote)
        |@(?P<bare>[^\W\d_][^\s"'<>]*)""",
    re.VERBOSE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_BEYOND = re.compile(r"[?#]")
_NULL = "tag:yaml.org,2002:null"
# The names that the items of a mapping may have, the later ones deprecated.
_PAGES = ("topicHref", "homepage")
_UIDS = ("topicUid", "uid", "homepageUid")
# Tables that others have in them come after those that do not, as docfx has it.
_ORDER_OF_INCLUDED = 100


@dataclass(frozen=True)
class TocProblem:
    """What is wrong in a table of contents.

    :param message: what it is.
    :param file: the file.
    :param line: the 1-based line in it.
    """

    message: str
    file: Path
    line: int


@dataclass(frozen=True)
class TocItem:
    """An item of a table of contents.

    :param name: its name, which may be empty.
    :param href: the file, folder, URL or other table that it leads to.
    :param page: the page that it has beside another table of contents.
    :param uid: the uid of its page.
    :param toc: the other table of contents that its page has, as ``tocHref``.
    :param is_expanded: whether what is below it is shown from the beginning.
    :param items: those below it.
    :param file: where it is written.
    :param line: the 1-based line there.
    :param lines: key of YAML → the line of its value, for those that it has.
    """

    name: str
    href: str
    page: str
    uid: str
    toc: str
    is_expanded: bool
    items: tuple[TocItem, ...]
    file: Path
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, *keys: str) -> int:
        """The line of the first of some keys that it has, else its own."""
        return next((self.lines[key] for key in keys if key in self.lines), self.line)


class TocFile(NamedTuple):
    """A table of contents as it is written.

    :param items: its items.
    :param problems: what is wrong with it.
    :param order: its place among others that have the same page, the lowest first.
    """

    items: tuple[TocItem, ...] = ()
    problems: Sequence[TocProblem] = ()
    order: int | None = None


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
    problems: Sequence[TocProblem]
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


def is_toc(path: str | Path) -> bool:
    """Whether a file is a table of contents, by its name."""
    return Path(path).name.lower() in _NAMES


def is_breadcrumb(path: Path) -> bool:
    """Whether a table of contents has the ways to pages of other docsets only."""
    return path.parent.name.lower() in _BREADCRUMBS or any(
        part.lower() in _BREADCRUMBS for part in path.parts[-3:-1]
    )


def read_toc(path: Path) -> TocFile:
    """Read a table of contents.

    :param path: the file.
    """
    problems: list[TocProblem] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".md":
            return TocFile(_read_markdown(text, path, problems), problems)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _broken(f"it is not YAML: {error.problem}", path, line)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).partition("\n")[0]
        return _broken(f"it cannot be read: {reason}", path, 1)
    if isinstance(root, yaml.ScalarNode) and root.tag != _NULL:
        return _broken("it is no list of items", path, root.start_mark.line + 1)
    items = _items(_child(root, "items") or root, path, problems)
    order = _text(root, "order")
    return TocFile(items, problems, int(order) if order.isdecimal() else None)


def _broken(message: str, path: Path, line: int) -> TocFile:
    return TocFile(problems=[TocProblem(message, path, line)])


def _child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    values = (value for key, value in node.value if key.value == name)
    return next(values, None)


def _text(node: yaml.Node | None, *names: str) -> str:
    for name in names:
        child = _child(node, name)
        if isinstance(child, yaml.ScalarNode) and child.tag != _NULL:
            return str(child.value).strip()
    return ""


def _items(
    node: yaml.Node | None, path: Path, problems: list[TocProblem]
) -> tuple[TocItem, ...]:
    items = []
    for child in node.value if isinstance(node, yaml.SequenceNode) else []:
        line = child.start_mark.line + 1
        item = _item(child, path, problems)
        if item is None:
            problems.append(TocProblem("an item is empty; remove it", path, line))
        else:
            items.append(item)
    return tuple(items)


def _item(node: yaml.Node, path: Path, problems: list[TocProblem]) -> TocItem | None:
    """An item of a list; nothing for one that says nothing."""
    if not isinstance(node, yaml.MappingNode):
        return None
    item = TocItem(
        name=_text(node, "name"),
        href=_text(node, "href"),
        page=_text(node, *_PAGES),
        uid=_text(node, *_UIDS),
        toc=_text(node, "tocHref"),
        is_expanded=_text(node, "expanded").lower() == "true",
        items=_items(_child(node, "items"), path, problems),
        file=path,
        line=node.start_mark.line + 1,
        lines={
            str(key.value): value.start_mark.line + 1
            for key, value in node.value
            if _text(node, str(key.value))
        },
    )
    if item.toc and "homepage" in item.lines:
        message = f"tocHref {item.toc} goes with topicHref; write it for homepage"
        problems.append(TocProblem(message, path, item.line_of("homepage")))
    says = (item.name, item.href, item.page, item.uid, item.toc, item.items)
    return item if any(says) else None


@dataclass
class _Heading:
    """An item that is being read, with those below it."""

    name: str
    href: str
    uid: str
    line: int
    items: list[_Heading] = field(default_factory=list)

    def item(self, path: Path) -> TocItem:
        items = tuple(heading.item(path) for heading in self.items)
        return TocItem(
            *(self.name, self.href, "", self.uid, ""), False, items, path, self.line
        )


def _read_markdown(
    text: str, path: Path, problems: list[TocProblem]
) -> tuple[TocItem, ...]:
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    root = _Heading("", "", "", 0)
    open_: list[_Heading] = [root]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _HEADING.fullmatch(line.strip())
        if match is None:
            message = f"{line.strip()} is no heading and was left out"
            problems.append(TocProblem(message, path, number))
            continue
        if line[0] != "#":
            message = "a heading begins with its line; remove the blanks before it"
            problems.append(TocProblem(message, path, number))
        level = len(match["marks"])
        if level > len(open_):
            message = "a heading is more than one level below the one before it"
            problems.append(TocProblem(message, path, number))
            level = len(open_)
        heading = _heading(match["text"], number)
        del open_[level:]
        open_[-1].items.append(heading)
        open_.append(heading)
    return tuple(heading.item(path) for heading in root.items)


def _heading(text: str, line: int) -> _Heading:
    if match := _LINK.fullmatch(text):
        href = match["href"].strip("<>").strip()
        if href.startswith(("@", "xref:")):
            uid = href.removeprefix("@").removeprefix("xref:").strip()
            return _Heading(match["name"], "", uid, line)
        return _Heading(match["name"], href, "", line)
    if match := _UID.fullmatch(text):
        uid = match["angled"] or match["quoted"] or match["bare"]
        return _Heading("", "", uid, line)
    return _Heading(text, "", "", line)


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
        self.problems: list[TocProblem] = []
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
        page, line = item.page, item.line_of(*_PAGES)
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
        name = item.name or (_readable(href) if _is_folder(href) else "")
        if not (name or target or uid):
            self._note("an item has no name; give it one", item, item.line)
        beyond = _beyond(page) if isinstance(target, Path) else ""
        line = item.line_of(*_UIDS) if uid and uid == item.uid else line
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
        name = item.name or _readable(href)
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
            line = item.line_of(*_PAGES)
        line = item.line_of(*_UIDS) if item.uid else line
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
            paths = [_existing(folder / name) for name in _NAMES]
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
        self.problems.append(TocProblem(message, item.file, line))


def _is_folder(href: str) -> bool:
    return href.endswith(("/", "\\")) and not _ELSEWHERE.match(href)


def _beyond(href: str) -> str:
    match = _BEYOND.search(href)
    return href[match.start() :] if match else ""


def _readable(href: str) -> str:
    """The name of a folder or table that has none, made of its path."""
    path = href.replace("\\", "/")
    path = path.rpartition("/")[0] if is_toc(path) else path
    return unquote(path.strip("/").replace("-", " ").replace("_", " "))


def _existing(path: Path) -> Path:
    """A file of that name, in any letter case."""
    if not path.is_file() and path.parent.is_dir():
        for name in os.listdir(path.parent):
            if name.lower() == path.name.lower():
                return path.with_name(name)
    return path
