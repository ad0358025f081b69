"""Read ``TOC.yml`` and ``toc.md``, the tables of contents of a docset.

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

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import yaml

from ..files.door import FileError, SourceTree, read_text
from ..files.yaml_json import compose_yaml
from ..warnings import Problem, WarningKind

_HEADING = re.compile(r"(?P<marks>#+)[ \t]*(?P<text>.*?)(?:[ \t]+#*)?[ \t]*")
_DISPLAY = re.compile(r"\s\"[^\"]*\"\s*$")
_UID = re.compile(
    r"""<xref:(?P<mark>["']?)(?P<angled>[^>]+)(?P=mark)>
        |@(?P<quote>["'])(?P<quoted>.+)(?P=quote)
        |@(?P<bare>[^\W\d_][^\s"'<>]*)""",
    re.VERBOSE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NULL = "tag:yaml.org,2002:null"
# Keys with the same meaning; all except the first are deprecated.
PAGE_KEYS = ("topicHref", "homepage")
UID_KEYS = ("topicUid", "uid", "homepageUid")
MAX_DEPTH = 32
"""The largest number of levels of a table of contents, included tables counted."""


def too_deep(file: Path, line: int) -> Problem:
    """Return the problem of an item that is nested too deep.

    :param file: the file.
    :param line: the 1-based line of the item.
    """
    message = f"more than {MAX_DEPTH} levels; what is below them was left out"
    return Problem(WarningKind.TOC, message, file, line)


class TocTarget(NamedTuple):
    """The page that an item leads to.

    :param page: the absolute path of the page, without ``..``, or its URL.
    :param suffix: the query and fragment after the path.
    :param uid: the uid of the page; it has precedence over ``page``.
    :param toc: the other table of contents that lists the page.
    :param line: the 1-based line of the key that names the page.
    """

    page: Path | str | None = None
    suffix: str = ""
    uid: str = ""
    toc: Path | None = None
    line: int = 1

    @property
    def exists(self) -> bool:
        """True if the item leads to a page, a URL or another table of contents."""
        return bool(self.page or self.uid or self.toc)


@dataclass(frozen=True, kw_only=True)
class TocItem:
    """An item of a table of contents.

    :param name: the name, which may be empty.
    :param href: the file, folder, URL or other table of contents, as written.
    :param page_href: ``topicHref``: the page of an item that leads to another table of
        contents by ``href`` or ``tocHref``.
    :param uid: the uid of the page, as written.
    :param toc_href: ``tocHref``: the other table of contents that lists the page.
    :param is_expanded: True if sidebars show its children initially.
    :param items: its children.
    :param file: the file of the item.
    :param line: the 1-based line of the item.
    :param lines: key of YAML → the 1-based line of its value.
    :param target: the page that the item leads to; empty until the links of the table
        are followed.
    """

    name: str = ""
    href: str = ""
    page_href: str = ""
    uid: str = ""
    toc_href: str = ""
    is_expanded: bool = False
    items: tuple[TocItem, ...] = ()
    file: Path
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)
    target: TocTarget = TocTarget()

    def line_of(self, *keys: str) -> int:
        """Return the 1-based line of the first key that is set, else of the item."""
        return next((self.lines[key] for key in keys if key in self.lines), self.line)

    def walk(self) -> Iterator[TocItem]:
        """Yield this item and all its descendants."""
        yield self
        for item in self.items:
            yield from item.walk()


class TocFile(NamedTuple):
    """A table of contents as written.

    :param items: the items at its top level.
    :param problems: its defects.
    :param order: its rank among the tables that list the same page, the lowest first.
    """

    items: tuple[TocItem, ...] = ()
    problems: Sequence[Problem] = ()
    order: int | None = None


def read_toc(path: Path, tree: SourceTree | None = None) -> TocFile:
    """Return the table of contents in a file, with its defects.

    :param path: the file.
    :param tree: the folders in which it must be; its own folder by default.
    """
    problems: list[Problem] = []
    try:
        text = read_text(path, tree or SourceTree.of(path.parent))
        if path.suffix.lower() == ".md":
            return TocFile(_read_markdown(text, path, problems), problems)
        root = compose_yaml(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _broken(f"it is not YAML: {error.problem}", path, line)
    except FileError as error:
        return _broken(f"it was left out: it {error}", path, 1)
    except yaml.YAMLError as error:
        reason = str(error).partition("\n")[0]
        return _broken(f"it cannot be read: {reason}", path, 1)
    if isinstance(root, yaml.ScalarNode) and root.tag != _NULL:
        return _broken("it is no list of items", path, root.start_mark.line + 1)
    items = _items(_child(root, "items") or root, path, problems)
    order = _text(root, "order")
    return TocFile(items, problems, int(order) if order.isdecimal() else None)


def _broken(message: str, path: Path, line: int) -> TocFile:
    return TocFile(problems=[Problem(WarningKind.TOC, message, path, line)])


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
    node: yaml.Node | None, path: Path, problems: list[Problem], depth: int = 1
) -> tuple[TocItem, ...]:
    """Return the items of a list in YAML.

    :param node: the node of the list.
    :param path: the file.
    :param problems: a list to which defects are added.
    :param depth: the level of the items, from 1.
    """
    if depth > MAX_DEPTH and node is not None:
        problems.append(too_deep(path, node.start_mark.line + 1))
        return ()
    items = []
    for child in node.value if isinstance(node, yaml.SequenceNode) else []:
        line = child.start_mark.line + 1
        item = _item(child, path, problems, depth)
        if item is None:
            problems.append(
                Problem(WarningKind.TOC, "an item is empty; remove it", path, line)
            )
        else:
            items.append(item)
    return tuple(items)


def _item(
    node: yaml.Node, path: Path, problems: list[Problem], depth: int
) -> TocItem | None:
    """Return an item of a list; None for an item without any known key."""
    if not isinstance(node, yaml.MappingNode):
        return None
    item = TocItem(
        name=_text(node, "name"),
        href=_text(node, "href"),
        page_href=_text(node, *PAGE_KEYS),
        uid=_text(node, *UID_KEYS),
        toc_href=_text(node, "tocHref"),
        is_expanded=_text(node, "expanded").lower() == "true",
        items=_items(_child(node, "items"), path, problems, depth + 1),
        file=path,
        line=node.start_mark.line + 1,
        lines={
            str(key.value): value.start_mark.line + 1
            for key, value in node.value
            if _text(node, str(key.value))
        },
    )
    if item.toc_href and "homepage" in item.lines:
        message = f"tocHref {item.toc_href} goes with topicHref; write it for homepage"
        problems.append(
            Problem(WarningKind.TOC, message, path, item.line_of("homepage"))
        )
    keys = (item.name, item.href, item.page_href, item.uid, item.toc_href, item.items)
    return item if any(keys) else None


@dataclass
class _Heading:
    """A heading of a table in Markdown, with the headings below it."""

    name: str
    href: str
    uid: str
    line: int
    items: list[_Heading] = field(default_factory=list)

    def item(self, path: Path) -> TocItem:
        items = tuple(heading.item(path) for heading in self.items)
        return TocItem(
            name=self.name,
            href=self.href,
            uid=self.uid,
            items=items,
            file=path,
            line=self.line,
        )


def _read_markdown(
    text: str, path: Path, problems: list[Problem]
) -> tuple[TocItem, ...]:
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    root = _Heading("", "", "", 0)
    open_: list[_Heading] = [root]
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        match = _HEADING.fullmatch(line.strip())
        if match is None:
            message = f"{line.strip()} is no heading and was left out"
            problems.append(Problem(WarningKind.TOC, message, path, number))
            continue
        if line[0] != "#":
            message = "a heading begins with its line; remove the blanks before it"
            problems.append(Problem(WarningKind.TOC, message, path, number))
        level = len(match["marks"])
        if level > len(open_):
            message = "a heading is more than one level below the one before it"
            problems.append(Problem(WarningKind.TOC, message, path, number))
            level = len(open_)
        if level > MAX_DEPTH:
            problems.append(too_deep(path, number))
            continue
        heading = _heading(match["text"], number)
        del open_[level:]
        open_[-1].items.append(heading)
        open_.append(heading)
    return tuple(heading.item(path) for heading in root.items)


def _heading(text: str, line: int) -> _Heading:
    if text.startswith("[") and text.endswith(")") and "](" in text[2:]:
        name, _, link = text[1:-1].rpartition("](")
        href = _DISPLAY.sub("", link).strip().strip("<>").strip()
        if href.startswith(("@", "xref:")):
            uid = href.removeprefix("@").removeprefix("xref:").strip()
            return _Heading(name, "", uid, line)
        return _Heading(name, href, "", line)
    if match := _UID.fullmatch(text):
        uid = match["angled"] or match["quoted"] or match["bare"]
        return _Heading("", "", uid, line)
    return _Heading(text, "", "", line)
