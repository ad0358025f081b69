"""``TOC.yml`` and ``toc.md``: the tables of contents of a docset, as they are written.

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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import yaml

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


# The names that the items of a mapping may have, the later ones deprecated.
PAGE_KEYS = ("topicHref", "homepage")


UID_KEYS = ("topicUid", "uid", "homepageUid")


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
    problems: Sequence[Problem] = ()
    order: int | None = None


def read_toc(path: Path) -> TocFile:
    """Read a table of contents.

    :param path: the file.
    """
    problems: list[Problem] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".md":
            return TocFile(_read_markdown(text, path, problems), problems)
        root = compose_yaml(text)
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
    node: yaml.Node | None, path: Path, problems: list[Problem]
) -> tuple[TocItem, ...]:
    items = []
    for child in node.value if isinstance(node, yaml.SequenceNode) else []:
        line = child.start_mark.line + 1
        item = _item(child, path, problems)
        if item is None:
            problems.append(
                Problem(WarningKind.TOC, "an item is empty; remove it", path, line)
            )
        else:
            items.append(item)
    return tuple(items)


def _item(node: yaml.Node, path: Path, problems: list[Problem]) -> TocItem | None:
    """An item of a list; nothing for one that says nothing."""
    if not isinstance(node, yaml.MappingNode):
        return None
    item = TocItem(
        name=_text(node, "name"),
        href=_text(node, "href"),
        page=_text(node, *PAGE_KEYS),
        uid=_text(node, *UID_KEYS),
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
        problems.append(
            Problem(WarningKind.TOC, message, path, item.line_of("homepage"))
        )
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
    text: str, path: Path, problems: list[Problem]
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
