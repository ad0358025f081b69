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

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

_NAMES = ("toc.yml", "toc.yaml", "toc.md")
_BREADCRUMBS = ("breadcrumb", "breadcrumbs", "bread")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]*(?P<text>.*?)[ \t]*#*[ \t]*")
_LINK = re.compile(
    r"\[(?P<name>(?:\\.|[^\]\\])*)\]"
    r'\(\s*(?P<href><[^>]*>|[^\s")]*)(?:\s+"[^"]*")?\s*\)'
)
_UID = re.compile(r"<xref:(?P<angled>[^>]+)>|@(?P<bare>\S+)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|~/?$", re.IGNORECASE)
# The names that the items of a mapping may have, the later ones deprecated.
_NULL = "tag:yaml.org,2002:null"
_PAGES = ("topicHref", "homepage")
_UIDS = ("uid", "topicUid", "homepageUid")


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
    :param items: those below it.
    :param file: where it is written.
    :param line: the 1-based line there.
    """

    name: str
    href: str
    page: str
    uid: str
    items: tuple[TocItem, ...]
    file: Path
    line: int


@dataclass(frozen=True)
class TocEntry:
    """An item whose links are followed.

    :param name: its name, which may be empty.
    :param target: the absolute path of its page, without ``..``, or its URL.
    :param uid: the uid of its page.
    :param items: those below it, of other tables of contents too.
    :param file: where it is written.
    :param line: the 1-based line there.
    """

    name: str
    target: Path | str | None
    uid: str
    items: tuple[TocEntry, ...]
    file: Path
    line: int


def is_toc(path: str | Path) -> bool:
    """Whether a file is a table of contents, by its name."""
    return Path(path).name.lower() in _NAMES


def is_breadcrumb(path: Path) -> bool:
    """Whether a table of contents has the ways to pages of other docsets only."""
    return path.parent.name.lower() in _BREADCRUMBS or any(
        part.lower() in _BREADCRUMBS for part in path.parts[-3:-1]
    )


def read_toc(path: Path) -> tuple[tuple[TocItem, ...], list[TocProblem]]:
    """Read a table of contents.

    :param path: the file.
    :return: its items, and what is wrong with it.
    """
    problems: list[TocProblem] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".md":
            return _read_markdown(text, path, problems), problems
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return (), [TocProblem(f"it is not YAML: {error.problem}", path, line)]
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).partition("\n")[0]
        return (), [TocProblem(f"it cannot be read: {reason}", path, 1)]
    return _items(_child(root, "items") or root, path, problems), problems


def _child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    values = (value for key, value in node.value if key.value == name)
    return next(values, None)


def _text(node: yaml.Node, *names: str) -> str:
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
        if not isinstance(child, yaml.MappingNode):
            problems.append(TocProblem("an item is empty; remove it", path, line))
            continue
        href, page = _text(child, "href", "tocHref"), _text(child, *_PAGES)
        if _text(child, "tocHref") and _text(child, "href") and page:
            message = "tocHref goes with topicHref; write topicHref instead of href"
            problems.append(TocProblem(message, path, line))
        inner = _items(_child(child, "items"), path, problems)
        name, uid = _text(child, "name"), _text(child, *_UIDS)
        if name or href or page or uid or inner:
            items.append(TocItem(name, href, page, uid, inner, path, line))
        else:
            problems.append(TocProblem("an item is empty; remove it", path, line))
    return tuple(items)


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
        return TocItem(self.name, self.href, "", self.uid, items, path, self.line)


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
        href = match["href"].strip("<>")
        if href.startswith(("@", "xref:")):
            uid = href.removeprefix("@").removeprefix("xref:")
            return _Heading(match["name"], "", uid, line)
        return _Heading(match["name"], href, "", line)
    if match := _UID.fullmatch(text):
        return _Heading("", "", match["angled"] or match["bare"], line)
    return _Heading(text, "", "", line)


def expand(path: Path) -> tuple[tuple[TocEntry, ...], list[TocProblem], set[Path]]:
    """Read a table of contents, with those that it refers to in their places.

    :param path: the file.
    :return: its entries; what is wrong; all the files that were read but itself.
    """
    problems: list[TocProblem] = []
    read: set[Path] = set()
    entries = _expand(path, (path,), problems, read)
    return entries, problems, read


def _expand(
    path: Path, chain: Sequence[Path], problems: list[TocProblem], read: set[Path]
) -> tuple[TocEntry, ...]:
    items, found = read_toc(path)
    problems += found
    return tuple(_entries(items, chain, problems, read))


def _entries(
    items: Sequence[TocItem],
    chain: Sequence[Path],
    problems: list[TocProblem],
    read: set[Path],
) -> Iterator[TocEntry]:
    for item in items:
        inner = _entries(item.items, chain, problems, read)
        target: Any = _target(item.page or item.href, item.file)
        nested = _nested(item)
        if nested is None:
            yield _entry(item, target, tuple(inner))
        elif nested in chain:
            names = " → ".join(file.parent.name for file in (*chain, nested))
            message = f"{item.href} refers to itself, by {names}; it was left out"
            problems.append(TocProblem(message, item.file, item.line))
        elif not nested.is_file():
            message = f"there is no table of contents {item.href}; correct the path"
            problems.append(TocProblem(message, item.file, item.line))
            yield _entry(item, None, tuple(inner))
        else:
            read.add(nested)
            page = _target(item.page, item.file) if item.page else None
            below = _expand(nested, (*chain, nested), problems, read)
            yield _entry(item, page, below)


def _entry(
    item: TocItem, target: Path | str | None, items: tuple[TocEntry, ...]
) -> TocEntry:
    return TocEntry(item.name, target, item.uid, items, item.file, item.line)


def _target(href: str, file: Path) -> Path | str | None:
    """What an ``href`` names: a file's path, or a URL as it is."""
    if not href or _ELSEWHERE.match(href):
        return href or None
    path = unquote(re.split(r"[?#]", href, maxsplit=1)[0])
    return Path(os.path.normpath(file.parent / path.replace("\\", "/")))


def _nested(item: TocItem) -> Path | None:
    """The other table of contents that an item refers to."""
    target = _target(item.href, item.file)
    if not isinstance(target, Path):
        return None
    if is_toc(target):
        return _existing(target)
    if re.split(r"[?#]", item.href, maxsplit=1)[0].endswith(("/", "\\")):
        found = (_existing(target / name) for name in _NAMES)
        return next((path for path in found if path.is_file()), target / _NAMES[0])
    return None


def _existing(path: Path) -> Path:
    """A file of that name, in any letter case."""
    if not path.is_file() and path.parent.is_dir():
        for name in os.listdir(path.parent):
            if name.lower() == path.name.lower():
                return path.with_name(name)
    return path
