"""The page header: YAML front matter, ``<properties … />`` and ``<tags … />``.

.. code-block:: html

    <properties pageTitle="Sign up" description="…" services="a,b" authors="x" />
    <tags ms.service="a" ms.date="12/01/2014" />

The tags stand at the top of the file, after front matter if there is any. Their
grammar is that of the articles' contributor guide (January 2015), and of
headers that deviate from it: on one or several lines, with blank lines inside, with
either tag first, with repeated tags, below included files, with attributes without
value, in any letter case, closed by ``></tags>``, or followed by text on their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..files.door import FileError, read_head
from ..files.front_matter import end_of_front_matter, read_front_matter
from ..files.names import find_name
from ..syntax.attributes import strict_attributes
from ..warnings import Problem, WarningKind

_MERGE_MARKERS = re.compile(r"(?:(?:<{7}|={7}|>{7})(?![<=>]).*\n|[ \t]*\n)*")
_TAG_START = re.compile(r"\s*<(properties|tags)(?=[\s/>])", re.IGNORECASE)
_LATER_TAG = re.compile(
    r"^ {0,3}<(properties|tags)(?=[\s/>])", re.IGNORECASE | re.MULTILINE
)
# Allowed above a header: included files and blank lines.
_PREAMBLE = re.compile(
    r"""(?:[ \t]*\n|\s*<div\s+chunk[^>\n]*>(?:\s*</div>)?
        |\s*\[!?(?:AZURE\.)?INCLUDE[^\n]*\](?=[ \t]*(?:\n|\Z)))+""",
    re.IGNORECASE | re.VERBOSE,
)
# The header must precede the first heading and the first code block.
_BODY = re.compile(
    r"^ {0,3}(?:\#{1,6}|`{3}|~{3}|<h[1-6]\b|<pre\b)|^[^\n]+\n {0,3}(?:=+|-+)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_TAG_END = re.compile(r"\s*/?>")
_LINE_END = re.compile(r"\r\n?")


_HEAD = 8_192
"""How many bytes at the beginning of a file are searched for a header."""


@dataclass(frozen=True)
class PageHeader:
    """The header of a page.

    :param front_matter: the names and values of the front matter.
    :param tags: the attributes of both tags as written, entities decoded.
    :param lines: name → 1-based line, of the front matter and the tags.
    :param line: the 1-based line at which the tags begin.
    :param problems: the defects of the header, each with its line.
    :param yaml: the text of the front matter between its markers.
    :param has_tags: True if there is a tag, even a malformed tag.
    """

    front_matter: dict[str, Any] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    line: int = 1
    problems: tuple[Problem, ...] = ()
    yaml: str = ""
    has_tags: bool = False

    def line_of(self, name: str, default: int = 1) -> int:
        """Return the 1-based line of a name, in any letter case.

        For a name in both front matter and tags, this is the line of the value that
        counts.

        :param name: the name.
        :param default: the line for a name that the header does not have.
        """
        return find_name(self.lines, name) or default


def begins_with_tags(path: Path) -> bool:
    """Return True if a file begins with ``<properties>`` or ``<tags>``.

    :param path: the file; False if it cannot be read.
    """
    try:
        head = read_head(path, _HEAD).decode("utf-8", "replace")
    except FileError:
        return False
    return read_tags(head.replace("\r\n", "\n"))[0].has_tags


def read_head_of_page(path: Path) -> PageHeader:
    """Return the header of a page that is within the first 8 KiB of its file.

    :param path: the file; the header is empty if it cannot be read.
    """
    try:
        head = read_head(path, _HEAD).decode("utf-8", "replace")
    except FileError:
        return PageHeader()
    return read_page_header(head)[0]


def read_page_header(text: str) -> tuple[PageHeader, str]:
    """Return the header of a page, and its text without the tags.

    :param text: the text of the page.
    :return: the header, and the text. Blank lines replace the tags, so that line
        numbers do not change. The front matter is kept.
    """
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    text = text.removeprefix("\ufeff")
    front = read_front_matter(text)
    header, text = read_tags(text)
    problems = (*header.problems, *front.problems)
    empty = {name for name, value in front.data.items() if value in (None, "", [])}
    own = {name: line for name, line in front.lines.items() if name not in empty}
    header = replace(
        header,
        front_matter=front.data,
        lines={**front.lines, **header.lines, **own},
        problems=problems,
        yaml=front.content,
    )
    return header, text


def read_tags(text: str) -> tuple[PageHeader, str]:
    r"""Return the header of a file without front matter, and its text without tags.

    :param text: the text of the file, with ``\n`` line ends.
    :return: the header, and the text with blank lines instead of the tags.
    """
    text = text.removeprefix("\ufeff")
    start = end_of_front_matter(text)
    markers = _MERGE_MARKERS.match(text, start)
    position = markers.end() if markers else start
    tag = _TAG_START.match(text, position) or _tag_below(text, position)
    if not tag:
        return PageHeader(), text

    attributes: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    if markers and markers[0].strip():
        problems.append(_conflict(text.count("\n", 0, position)))
    first_line = _line_at(text, position)
    edits: list[tuple[int, int, str]] = []
    cut = start if tag.start() == position else tag.start()
    while tag:
        name, line = tag[1].lower(), _line_at(text, tag.start(1))
        found = _read_tag(text, tag.end(), name)
        if found is None:
            problems.append(_malformed(name, line))
            # An unreadable tag is escaped: as HTML it would be invisible.
            edits.append((tag.start(1) - 1, tag.start(1), "&lt;"))
            break
        position, pairs = found
        edits.append((cut, position, "\n" * text.count("\n", cut, position)))
        conflicts = []
        for key, value, offset in pairs:
            if attributes.setdefault(key, value) != value:
                conflicts.append(key)
            lines.setdefault(key, _line_at(text, offset))
        if conflicts:
            problems.append(_contradiction(name, conflicts, line))
        tag = _TAG_START.match(text, position) or _later_tag(text, position)
        cut = tag.start() if tag else position
    header = PageHeader(
        tags=attributes,
        lines=lines,
        line=first_line,
        problems=tuple(problems),
        has_tags=bool(attributes or problems),
    )
    return header, _edited(text, edits)


def _tag_below(text: str, position: int) -> re.Match[str] | None:
    """Return the match of the first tag of a header below included files."""
    preamble = _PREAMBLE.match(text, position)
    return _LATER_TAG.match(text, preamble.end()) if preamble else None


def _later_tag(text: str, position: int) -> re.Match[str] | None:
    """Return the match of the next header tag above the first heading of a page."""
    body = _BODY.search(text, position)
    return _LATER_TAG.search(text, position, body.start() if body else len(text))


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with some ranges replaced.

    Whitespace after a removed tag is removed, since it would indent the rest of the
    line.

    :param edits: start, end and replacement of each range, in the order of the text.
    """
    parts, position = [], 0
    for begin, end, replacement in edits:
        before = text[position:begin]
        parts += [before.lstrip(" \t") if position else before, replacement]
        position = end
    rest = text[position:]
    is_tag = position and not text.startswith("<", position - 1)
    return "".join(parts) + (rest.lstrip(" \t") if is_tag else rest)


def _line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _read_tag(
    text: str, position: int, name: str
) -> tuple[int, list[tuple[str, str, int]]] | None:
    """Return the end of a tag and its attributes.

    :return: the offset after the tag, and name, value and offset of each attribute;
        ``None`` for a tag without end.
    """
    pairs, position = strict_attributes(text, position)
    end = _TAG_END.match(text, position)
    if end is None:
        return None
    closing = re.compile(rf"\s*</{name}\s*>", re.IGNORECASE).match(text, end.end())
    return (closing or end).end(), pairs


def _conflict(line: int) -> Problem:
    message = "a merge conflict was left above the header; resolve it"
    return Problem(WarningKind.HEADER, message, line=line)


def _malformed(name: str, line: int) -> Problem:
    return Problem(
        WarningKind.HEADER,
        f"the <{name}> header is malformed and was left as text; "
        f'write <{name} name="value" … />, every value in closed quotes',
        line=line,
    )


def _contradiction(name: str, attributes: list[str], line: int) -> Problem:
    return Problem(
        WarningKind.HEADER,
        f"<{name}> gives another value than before for {', '.join(attributes)}; "
        "the first was taken: keep one of them",
        line=line,
    )
