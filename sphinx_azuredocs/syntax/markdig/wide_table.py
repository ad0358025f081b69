"""Tables whose rows are wider than their head: it is widened, and nothing is lost.

GitHub leaves out the cells that have no column in the head; Markdig does not. Nor does
it part a cell at a bar in code: ``| `a|b` | c |``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine, table
from markdown_it.token import Token

_MAX_CELLS = 65_536
"""How many cells a table may have after it is widened."""
_CODE = re.compile(r"(?<![`\\])(?P<marks>`+)(?!`)[^\n]+?(?<!`)(?P=marks)(?!`)")
_BAR = re.compile(r"(?<!\\)\|")
_HIDDEN_BAR = "\ufdd0"  # no character


def wide_table_plugin(md: MarkdownIt) -> None:
    """Widen the head of a table to its widest row."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    before = len(state.tokens)
    found = table(state, start_line, end_line, silent)
    if not found or silent:
        return found
    columns = next(_rows(state.tokens, before)).count
    cells = {
        row.line: _cells(text)
        for row in _rows(state.tokens, before)
        if row.line != start_line
        and _is_odd(text := getLine(state, row.line).strip(), columns)
    }
    if cells:
        _widen(state.tokens, before, columns, cells)
    return found


class _Row:
    """A row of a table.

    :param start: the index of its first token.
    :param end: the index of its last.
    :param line: its line.
    """

    def __init__(self, start: int, end: int, line: int) -> None:
        self.start, self.end, self.line = start, end, line

    @property
    def count(self) -> int:
        """How many cells it has, each of which has three tokens."""
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
    """Whether a row may have other cells than markdown-it has made of it."""
    cells = text.count("|") + 1 - text.startswith("|") - text.endswith("|")
    return cells > columns or any("|" in code[0] for code in _CODE.finditer(text))


def _cells(text: str) -> list[str]:
    hidden = _CODE.sub(lambda code: _BAR.sub(_HIDDEN_BAR, code[0]), text)
    cells = escapedSplit(hidden)
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return [cell.strip().replace(_HIDDEN_BAR, "|") for cell in cells]


def _widen(
    tokens: list[Token], start: int, columns: int, cells: dict[int, list[str]]
) -> None:
    """Give all rows as many cells as the widest has.

    :param start: the index of the table's first token.
    :param columns: how many cells they have.
    :param cells: line → cells, of the rows that may have others.
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
        # Beyond all measure: what is left is in the last one.
        texts[width - 1 :] = [" | ".join(texts[width - 1 :])]
        for index in range(width):
            text = texts[index] if index < len(texts) else ""
            tokens[row.start + 3 * index + 2].content = text
