"""Lines of Markdown to blocks: what is text, what is a heading, what is code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from tests.independent.html_names import BLOCK, CONTAINERS, KNOWN


class Line(NamedTuple):
    """A line of a file, perhaps without what its containers take of it."""

    number: int
    text: str


class BlockKind(Enum):
    """What a block is."""

    TEXT = "text"
    HEADING = "heading"
    CODE = "code"


@dataclass(frozen=True)
class Block:
    """Lines that belong together."""

    kind: BlockKind
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


TAB = 4
"""How deep a paragraph must be indented, at most, to belong to a list item."""

FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")
HEADING = re.compile(r"^ {0,3}(#{1,6})(?!#)(.*?)#*\s*$")
LAZY_TABLE = re.compile(r"^ {0,3}<table\b(?!.*</table)", re.IGNORECASE)
QUOTE = re.compile(r"^ {0,3}> ?")
RULE = re.compile(r"^ {0,3}([-*_])( *\1){2,} *$")
ITEM = re.compile(r"^( {0,3}(?:[-+*]|\d{1,9}[.)]))( +|$)")
UNDERLINE = re.compile(r"^ {0,3}(=+|-+) *$")
TAG_AT_START = re.compile(r" *</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>]|$)")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
OPEN_DEFINITION = re.compile(r" {0,3}\[[^\[\]]+\]: *$")
INCLUDE = re.compile(r" *\[(?:!|WACOM\.|AZURE\.)?INCLUDE *\[", re.IGNORECASE)
HEADING_END = re.compile(r"</h[1-6] *> *$", re.IGNORECASE)
COLONS = re.compile(
    r" {0,3}:::+ *(?:zone|zone-end|moniker|moniker-end|image-end|video-end)\b.*"
    r"| *:::+ *(?:row|row-end|column|column-end)\b.*",
    re.IGNORECASE,
)
"""Lines that say for whom or where the lines around them are shown."""
RAW_START = re.compile(r"<!--|<(pre|script|style)\b", re.IGNORECASE)
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")


def to_lines(text: str) -> list[Line]:
    """The lines of a file, with tabs as spaces."""
    return [
        Line(number, line.replace("\xa0", " ").replace("\u200b", "").expandtabs(4))
        for number, line in enumerate(text.split("\n"), 1)
    ]


def indentation(text: str) -> int:
    """How many spaces a line begins with."""
    return len(text) - len(text.lstrip(" "))


def is_blank(line: Line) -> bool:
    """Whether there is nothing on a line."""
    return not line.text.strip()


def is_heading(text: str) -> bool:
    """Whether a line is a heading with marks; ``#word`` is none, ``##word`` is."""
    match = HEADING.match(text)
    if match is None:
        return False
    return match[1] != "#" or match[2] == "" or not re.match(r"[a-z!.:]", match[2])


def starts_html(text: str) -> bool:
    """Whether a line begins with the tag of an element that is a block."""
    match = TAG_AT_START.match(text)
    if match and match[1].lower() in BLOCK:
        return indentation(text) < 4
    return text.lstrip(" ").startswith("<!--") and indentation(text) < 4


def starts_with_tag(text: str) -> bool:
    """Whether a line begins with a tag of HTML."""
    match = TAG_AT_START.match(text)
    return bool(match and match[1].lower() in KNOWN)


def interrupts(text: str) -> bool:
    """Whether a line begins a block although a paragraph goes before."""
    item = ITEM.match(text)
    return bool(
        FENCE.match(text)
        or is_heading(text)
        or QUOTE.match(text)
        or RULE.match(text)
        or COLONS.match(text)
        or starts_html(text)
        or (
            item
            and item.end() < len(text)
            and item[1].strip() in ("-", "+", "*", "1.", "1)")
        )
    )


def raw_end(lines: Sequence[Line], i: int) -> int:
    """The last line of a comment or ``<pre>`` that begins in line `i`, or `i`."""
    text = CODE_SPAN.sub("", lines[i].text)
    opened = None
    for start in RAW_START.finditer(text):
        end = "-->" if start[1] is None else f"</{start[1].lower()}"
        if end not in text[start.end() :].lower():
            opened = end
    if opened is not None:
        for j in range(i + 1, len(lines)):
            if opened in lines[j].text.lower():
                return j
    return i


def take_fence(lines: Sequence[Line], i: int) -> int:
    """The line behind a fenced block that begins in line `i`."""
    match = FENCE.match(lines[i].text)
    assert match
    end = re.compile(rf" {{0,3}}{match[1][0]}{{{len(match[1])},}} *$")
    for j in range(i + 1, len(lines)):
        if end.match(lines[j].text):
            return j + 1
    return len(lines)


def take_code(lines: Sequence[Line], i: int) -> int:
    """The line behind an indented block that begins in line `i`."""
    end = i
    for j in range(i, len(lines)):
        if is_blank(lines[j]):
            continue
        if indentation(lines[j].text) < 4:
            break
        end = j
    return end + 1


def lazy_end(lines: Sequence[Line], i: int) -> int:
    """The line behind code or a table that a line of a quote opens, if it is there.

    Its further lines have no ``>``, and none is blank. Else the next line.
    """
    text = lines[i].text.lstrip()
    inside = QUOTE.sub("", text, count=1)
    fence, table = FENCE.match(inside), LAZY_TABLE.match(inside)
    if not QUOTE.match(text) or not (fence or table):
        return i + 1
    end = re.compile(
        rf"{re.escape(fence[1])}[`~]* *$" if fence else ".*</table", re.IGNORECASE
    )
    for j in range(i + 1, len(lines)):
        text = lines[j].text.lstrip()
        if not text or QUOTE.match(text):
            break
        if end.match(text):
            return j + 1
    return i + 1


def take_quote(lines: Sequence[Line], i: int) -> int:
    """The line behind a block quote that begins in line `i`."""
    j = lazy_end(lines, i)
    while j < len(lines) and not is_blank(lines[j]):
        text = lines[j].text
        quoted = QUOTE.match(text)
        empty = QUOTE.sub("", lines[j - 1].text, count=1).strip() == ""
        if not quoted and (empty or interrupts(text) or ITEM.match(text)):
            break
        j = lazy_end(lines, j)
    return j


def take_item(lines: Sequence[Line], i: int, width: int) -> int:
    """The line behind a list item that begins in line `i` and is `width` deep."""
    j, after_blank, fence = raw_end(lines, i) + 1, False, False
    if j == i + 1 and FENCE.match(ITEM.sub("", lines[i].text)):
        fence = True
    while j < len(lines):
        text = lines[j].text
        if is_blank(lines[j]):
            after_blank = True
            j += 1
            continue
        if indentation(text) < width and (
            after_blank or fence or interrupts(text) or ITEM.match(text)
        ):
            break
        if indentation(text) >= width and FENCE.match(text[width:]):
            fence = not fence
        after_blank = False
        j = max(raw_end(lines, j) + 1, lazy_end(lines, j))
    return j


def take_html(lines: Sequence[Line], i: int) -> int:
    """The line behind a block of HTML that begins in line `i`."""
    j = raw_end(lines, i) + 1
    if lines[i].text.lstrip().startswith("<!--"):
        return j
    while j < len(lines) and not is_blank(lines[j]):
        if HEADING_END.search(lines[j - 1].text):
            break
        j = raw_end(lines, j) + 1
    return j


def take_paragraph(lines: Sequence[Line], i: int) -> int:
    """The line behind a paragraph that begins in line `i`."""
    j = raw_end(lines, i) + 1
    while j < len(lines) and not is_blank(lines[j]):
        if UNDERLINE.match(lines[j].text):
            return j + 1
        if interrupts(lines[j].text) and not OPEN_DEFINITION.match(lines[j - 1].text):
            break
        j = raw_end(lines, j) + 1
    return j


def dedent(lines: Sequence[Line], width: int) -> list[Line]:
    """The lines without the indentation of the item they are in."""
    return [
        Line(number, text[min(width, indentation(text)) :]) for number, text in lines
    ]


def unquote(lines: Sequence[Line]) -> list[Line]:
    """The lines of a quote without the marks of it."""
    return [Line(number, QUOTE.sub("", text, count=1)) for number, text in lines]


def take_container(lines: Sequence[Line], i: int) -> tuple[int, list[Line]]:
    """The line behind a quote or list item that begins in line `i`; and its lines."""
    first = lines[i]
    item = ITEM.match(first.text)
    if item is None or QUOTE.match(first.text):
        end = take_quote(lines, i)
        return end, unquote(lines[i:end])
    most = TAB + indentation(first.text)
    width = min(max(item.end(), len(item[1]) + 1), most)
    end = take_item(lines, i, width)
    rest = dedent(lines[i + 1 : end], width)
    return end, [Line(first.number, first.text[item.end() :]), *rest]


def depth_of_html(text: str) -> int:
    """How many more containers are opened in a text than closed."""
    return sum(
        -1 if closing else 1
        for closing, name in TAG.findall(text)
        if name.lower() in CONTAINERS
    )


def heading_line(line: Line) -> Line:
    """The line of a heading without its marks."""
    match = HEADING.match(line.text)
    return Line(line.number, match[2]) if match else line


def html_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """A block of HTML, in which lines with heading marks are headings."""
    begin, i = 0, 0
    while i < len(lines):
        if is_heading(lines[i].text):
            if begin < i:
                yield Block(BlockKind.TEXT, tuple(lines[begin:i]))
            yield Block(BlockKind.HEADING, (heading_line(lines[i]),))
            begin = i + 1
        i = raw_end(lines, i) + 1
    if begin < len(lines):
        yield Block(BlockKind.TEXT, tuple(lines[begin:]))


def paragraph_block(lines: Sequence[Line]) -> Block:
    """A paragraph, or the heading that it is if it is underlined."""
    if len(lines) > 1 and UNDERLINE.match(lines[-1].text):
        return Block(BlockKind.HEADING, tuple(lines[:-1]))
    return Block(BlockKind.TEXT, tuple(lines))


def blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of a file, or of a container in it, in order."""
    i, depth = 0, 0
    while i < len(lines):
        line = lines[i]
        in_html = depth > 0 and starts_with_tag(line.text)
        if is_blank(line):
            i += 1
            continue
        start = i
        if indentation(line.text) >= 4 and not in_html and not INCLUDE.match(line.text):
            i = take_code(lines, i)
            yield Block(BlockKind.CODE, tuple(lines[start:i]))
        elif FENCE.match(line.text):
            i = take_fence(lines, i)
            closed = i - 1 if FENCE.match(lines[i - 1].text) and i - 1 > start else i
            yield Block(BlockKind.CODE, tuple(lines[start + 1 : closed]))
        elif is_heading(line.text):
            i, depth = i + 1, 0
            yield Block(BlockKind.HEADING, (heading_line(line),))
        elif RULE.match(line.text) or COLONS.match(line.text):
            i += 1
        elif QUOTE.match(line.text) or ITEM.match(line.text):
            i, inside = take_container(lines, i)
            yield from blocks(inside)
        elif in_html or starts_html(line.text):
            i = take_html(lines, i)
            for block in html_blocks(lines[start:i]):
                headed = block.kind is BlockKind.HEADING or HEADING_END.search(
                    block.text
                )
                depth = 0 if headed else depth + depth_of_html(block.text)
                yield block
        else:
            i = take_paragraph(lines, i)
            block = paragraph_block(lines[start:i])
            depth = 0 if block.kind is BlockKind.HEADING else depth
            yield block
