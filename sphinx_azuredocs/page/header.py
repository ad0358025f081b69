"""The page header: ``<properties … />`` and ``<tags … />`` at the top of a file.

.. code-block:: html

    <properties pageTitle="Sign up" description="…" services="a,b" authors="x" />
    <tags ms.service="a" ms.date="12/01/2014" />

The grammar is that of the articles' contributor guide (January 2015), and of what
was written in spite of it: on one line or many, with blank lines inside, either
tag first, given twice, closed by ``></tags>``, with text right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..warnings import Problem, WarningKind

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_MERGE_MARKERS = re.compile(r"(?:(?:<{7}|={7}|>{7})(?![<=>]).*\n|[ \t]*\n)*")
_TAG_START = re.compile(r"\s*<(properties|tags)(?=[\s/>])")
_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s"'<>/=]+)\s*=\s*
        (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|
        (?P<bare>(?!/?>)[^\s"'=<>`]+?)(?=\s|/?>))""",
    re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|\w+;|\w+(?![\w=]))")
_TAG_END = re.compile(r"\s*/?>")


_HEAD = 8_192
"""How many characters at the beginning of a file are searched for a header."""


@dataclass(frozen=True)
class PageHeader:
    """What the header of a page says.

    :param attributes: every attribute of both tags as written, entities decoded.
    :param line: the 0-based line at which the header begins.
    :param problems: what is wrong with it.
    """

    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    problems: tuple[Problem, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.attributes or self.problems)


def page_header_plugin(md: MarkdownIt) -> None:
    """Take the header off the text, into a ``page_header`` token in its stead.

    The token's ``meta["header"]`` is a :class:`PageHeader`.
    """
    md.core.ruler.before("block", "page_header", _page_header)


def _page_header(state: StateCore) -> None:
    # Directive bodies go through the core rules again: only a page has a header.
    if state.inlineMode or "azuredocs_header" in state.env:
        return
    header, state.src = split_page_header(state.src)
    state.env["azuredocs_header"] = header
    if header:
        token = Token("page_header", "", 0, hidden=True, block=True)
        token.meta = {"header": header}
        token.map = [header.line, header.line + 1]
        state.tokens.append(token)


def begins_with_header(path: Path) -> bool:
    """Return True if a file begins with a page header.

    :param path: the file; False if it cannot be read.
    """
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return bool(split_page_header(file.read(_HEAD))[0])
    except OSError:
        return False


def split_page_header(text: str) -> tuple[PageHeader, str]:
    r"""Part the header of a file from its text.

    :param text: the text of a file, with ``\n`` line ends.
    :return: the header, empty where there is none, and the text with blank lines
        in place of the header, so that line numbers hold.
    """
    text = text.removeprefix("\ufeff")
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    markers = _MERGE_MARKERS.match(text, start)
    position = markers.end() if markers else start
    if not _TAG_START.match(text, position):
        return PageHeader(), text

    attributes: dict[str, str] = {}
    problems: list[Problem] = []
    if markers and markers[0].strip():
        problems.append(_conflict(text.count("\n", 0, position) - 1))
    begin = position
    first_line = text.count("\n", 0, position)
    while tag := _TAG_START.match(text, position):
        line = text.count("\n", 0, tag.start(1))
        found = _read_tag(text, tag.end(), tag[1])
        if found is None:
            problems.append(_malformed(tag[1], line))
            # Not to be taken for HTML, which would hide it.
            text = f"{text[: tag.start(1) - 1]}&lt;{text[tag.start(1) :]}"
            break
        position, pairs = found
        conflicts = [
            name for name, value in pairs if attributes.setdefault(name, value) != value
        ]
        if conflicts:
            problems.append(_contradiction(tag[1], conflicts, line))
    header = PageHeader(attributes, first_line, tuple(problems))
    if position == begin:
        return header, text
    blank = "\n" * text.count("\n", start, position)
    return header, text[:start] + blank + text[position:].lstrip(" \t")


def _read_tag(
    text: str, position: int, name: str
) -> tuple[int, list[tuple[str, str]]] | None:
    """Read attributes up to the end of a tag: where it ends, and its pairs."""
    pairs = []
    while match := _ATTRIBUTE.match(text, position):
        value = match["double"] or match["single"] or match["bare"] or ""
        pairs.append((match["name"], _ENTITY.sub(_decode, value)))
        position = match.end()
    end = _TAG_END.match(text, position)
    if end is None:
        return None
    closing = re.compile(rf"\s*</{name}\s*>").match(text, end.end())
    return (closing or end).end(), pairs


def _conflict(line: int) -> Problem:
    return Problem(
        WarningKind.HEADER,
        "a merge conflict was left above the header; resolve it",
        line,
    )


def _decode(match: re.Match[str]) -> str:
    """Decode an entity as HTML does in attributes: by its whole name only."""
    entity = match[0]
    known = entity.endswith(";") or entity.startswith("&#") or entity[1:] in html5
    return unescape(entity) if known else entity


def _malformed(name: str, line: int) -> Problem:
    return Problem(
        WarningKind.HEADER,
        f"the <{name}> header is malformed and was left as text; "
        f'write <{name} name="value" … />, every value in closed quotes',
        line,
    )


def _contradiction(name: str, attributes: list[str], line: int) -> Problem:
    return Problem(
        WarningKind.HEADER,
        f"<{name}> gives another value than before for {', '.join(attributes)}; "
        "the first was taken: keep one of them",
        line,
    )
