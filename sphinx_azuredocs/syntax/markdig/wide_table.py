"""Pipe tables with rows of different lengths, as Markdig reads them.

All rows get as many cells as the longest row. GitHub Flavored Markdown 0.29 §4.10 drops
cells beyond the header row, and makes text of a table whose header row and delimiter
row differ in length. Also as in Markdig, a pipe in code, in a link or in a tag does not
separate cells (``| `a|b` | [c|d](e.md) | <b title="e|f"> |``), and a delimiter row can
begin like a list (``- | -``). Source: Markdig: ``PipeTableParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine, table
from markdown_it.token import Token

from ..attributes import HTML_ATTRIBUTES

_MAX_CELLS = 65_536
"""The most cells of a table after rows are extended."""
_WHOLE = re.compile(
    r"(?<![`\\])(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)"
    r"|(?<!\\)\[[^\[\]\n]*\]\([^()\n]*\)"
    rf"|(?<!\\)<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s{HTML_ATTRIBUTES})?>"
    r"|!--(?:(?!--)[^\n])*+-->|[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>)"
)
"""Pattern of code, links, tags, comments and autolinks; pipes in them are text."""
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]")
_BAR = re.compile(r"(?<!\\)\|")
_HIDDEN_BAR = "\ufdd0"  # a Unicode noncharacter
_DELIMITERS = re.compile(
    r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*"
)


def wide_table_plugin(md: MarkdownIt) -> None:
    """Extend all rows of a table to the number of cells in its longest row.

    :param md: the parser.
    """
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not _may_be_head(state, start_line, end_line):
        return False
    if _is_in_item(state, start_line):
        return False
    before = len(state.tokens)
    with _delimiters_read_as_such(state, start_line):
        found = table(state, start_line, end_line, silent)
        if not found:
            found = _evened(state, start_line, end_line, silent)
    if silent or not found:
        return found
    columns = next(_rows(state.tokens, before)).count
    cells = {
        row.line: _cells(text)
        for row in _rows(state.tokens, before)
        if _is_odd(text := getLine(state, row.line).strip(), columns)
        and row.line != start_line
    }
    if cells:
        _widen(state.tokens, before, columns, cells)
    return True


def _may_be_head(state: StateBlock, start_line: int, end_line: int) -> bool:
    """Return True if the next line begins like a delimiter row."""
    following = start_line + 1
    if following >= end_line:
        return False
    begin = state.bMarks[following] + state.tShift[following]
    return state.src[begin : begin + 1] in ("|", "-", ":")


def _is_in_item(state: StateBlock, start_line: int) -> bool:
    """Return True if a line begins a list item that the next line continues."""
    if state.sCount[start_line + 1] <= state.sCount[start_line]:
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    return bool(_ITEM.match(state.src, begin, state.eMarks[start_line]))


def _evened(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a table whose header row and delimiter row differ in length."""
    line = start_line + 1
    if state.sCount[line] < state.blkIndent:
        return False
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    delimiters, head = state.src[begin:end].strip(), getLine(state, start_line).strip()
    if "|" not in head or "|" not in delimiters:
        return False
    if not _DELIMITERS.fullmatch(delimiters):
        return False
    cells, columns = _cells(head), len(_cells(delimiters))
    if len(cells) == columns and "|" not in "".join(cells):
        return False  # not a table for another reason
    width = max(len(cells), columns)
    cells += [""] * (width - len(cells))
    escaped = (_BAR.sub(r"\\|", cell) for cell in cells)
    with _line_read_as(state, start_line, f"| {' | '.join(escaped)} |"):
        missing = " --- |" * (width - columns)
        bar = "" if delimiters.endswith("|") or not missing else "|"
        with _line_read_as(state, line, f"{delimiters}{bar}{missing}"):
            return table(state, start_line, end_line, silent)


@contextmanager
def _delimiters_read_as_such(state: StateBlock, start_line: int) -> Iterator[None]:
    """Add a leading pipe to a delimiter row that begins like a list: ``- | -``."""
    delimiters = getLine(state, start_line + 1)
    if (
        delimiters[:2] in ("- ", "-\t")
        and "|" in delimiters
        and "|" in getLine(state, start_line)
        and _DELIMITERS.fullmatch(delimiters)
    ):
        with _line_read_as(state, start_line + 1, f"|{delimiters}"):
            yield
    else:
        yield


@contextmanager
def _line_read_as(state: StateBlock, line: int, text: str) -> Iterator[None]:
    """Replace the text of a line for the time of the context."""
    source, offsets = state.src, (state.bMarks[line], state.eMarks[line])
    shift = state.tShift[line]
    state.src += f"\n{text}"
    state.bMarks[line], state.eMarks[line] = len(source) + 1, len(state.src)
    state.tShift[line] = 0
    try:
        yield
    finally:
        state.src, (state.bMarks[line], state.eMarks[line]) = source, offsets
        state.tShift[line] = shift


class _Row:
    """A row of a table.

    :param start: the index of its first token.
    :param end: the index of its last token.
    :param line: its 0-based line.
    """

    def __init__(self, start: int, end: int, line: int) -> None:
        self.start, self.end, self.line = start, end, line

    @property
    def count(self) -> int:
        """The number of cells; each cell has three tokens."""
        return (self.end - self.start - 1) // 3


def _rows(tokens: Sequence[Token], start: int) -> Iterator[_Row]:
    begin = start
    for index in range(start, len(tokens)):
        if tokens[index].type == "tr_open":
            begin = index
        elif tokens[index].type == "tr_close":
            map_ = tokens[begin].map
            yield _Row(begin, index, map_[0] if map_ else 0)


def _is_odd(text: str, columns: int) -> bool:
    """Return True if a row may have other cells than markdown-it made of it.

    :param text: the text of the row.
    :param columns: the number of cells that markdown-it made.
    """
    cells = text.count("|") + 1 - text.startswith("|") - text.endswith("|")
    return cells > columns or any("|" in whole[0] for whole in _WHOLE.finditer(text))


def _cells(text: str) -> list[str]:
    hidden = _WHOLE.sub(lambda whole: _BAR.sub(_HIDDEN_BAR, whole[0]), text)
    cells = escapedSplit(hidden)
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return [cell.strip().replace(_HIDDEN_BAR, "|") for cell in cells]


def _widen(
    tokens: list[Token], start: int, columns: int, cells: dict[int, list[str]]
) -> None:
    """Extend all rows to the number of cells in the longest row.

    :param start: the index of the table's first token.
    :param columns: the number of cells that markdown-it made of each row.
    :param cells: 0-based line → cells, of the rows that may have other cells.
    """
    rows = list(_rows(tokens, start))
    widest = max(map(len, cells.values()))
    width = max(columns, min(widest, _MAX_CELLS // len(rows)))
    for row in reversed(rows):
        opening, closing = tokens[row.end - 3], tokens[row.end - 1]
        for _ in range(columns, width):
            inline = Token("inline", "", 0, map=[row.line, row.line + 1], children=[])
            added = [opening.copy(attrs={}), inline, closing.copy()]
            tokens[row.end : row.end] = added
        texts = cells.get(row.line)
        if texts is None:
            continue
        # Beyond `_MAX_CELLS`, the last cell gets the rest of the row.
        texts[width - 1 :] = [" | ".join(texts[width - 1 :])]
        for index in range(width):
            text = texts[index] if index < len(texts) else ""
            tokens[row.start + 3 * index + 2].content = text
