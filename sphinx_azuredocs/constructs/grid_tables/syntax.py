"""Grid tables, whose cells contain blocks and can span rows and columns.

.. code-block:: md

    +-----+-------+
    | A   | B     |
    +=====+=======+
    | 1   | - one |
    +-----+-------+

Source of the grammar: Markdig: ``GridTableParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from ...syntax.markdig.footer import parse_at

_BORDER = re.compile(r"\+(?:[-=:]+\+)+[ \t]*")
_MAX_COLUMNS = 100
"""The most columns of a table: the time to read it grows with their square."""


@dataclass(frozen=True)
class GridCell:
    """A cell of a grid table.

    :param rowspan: the number of rows that the cell spans.
    :param colspan: the number of columns that the cell spans.
    :param line: the first line of the text, 0-based from the first line of the table.
    :param text: the Markdown source in the cell.
    """

    rowspan: int
    colspan: int
    line: int
    text: str


@dataclass(frozen=True)
class Grid:
    """A grid table.

    :param rows: the cells of each row, header rows first; ``None`` for a position that
        another cell spans.
    :param heads: the number of header rows.
    """

    rows: tuple[tuple[GridCell | None, ...], ...]
    heads: int


ReadGrid = Callable[[Sequence[str]], Grid | None]
"""Parse the lines of a table; return ``None`` if they are not a complete table."""


def grid_table_plugin(md: MarkdownIt, *, read_grid: ReadGrid) -> None:
    """Add the block rule for grid tables.

    Their tokens are those of HTML tables, see :mod:`sphinx_azuredocs.syntax.html`.

    :param md: the parser.
    :param read_grid: the function that parses the lines of a table.
    """
    md.block.ruler.before(
        "table",
        "grid_table",
        partial(_grid_table, read_grid),
        {"alt": ["paragraph", "reference"]},
    )


def _grid_table(
    read_grid: ReadGrid, state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    if not _is_border(state, start_line) or state.is_code_block(start_line):
        return False
    lines = [_line(state, start_line)]
    if lines[0].count("+") > _MAX_COLUMNS + 1:
        return False
    for line in range(start_line + 1, end_line):
        text = _line(state, line)
        if state.sCount[line] < state.blkIndent or not text.startswith(("+", "|")):
            break
        lines.append(text)
    grid = read_grid(lines)
    if grid is None:
        return False
    if not silent:
        _push(state, grid, start_line)
        state.line = start_line + len(lines)
    return True


def _line(state: StateBlock, line: int) -> str:
    begin = state.bMarks[line] + state.tShift[line]
    return state.src[begin : state.eMarks[line]]


def _is_border(state: StateBlock, line: int) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    return bool(_BORDER.fullmatch(state.src, begin, state.eMarks[line]))


def _push(state: StateBlock, grid: Grid, first_line: int) -> None:
    state.push("html_table_open", "", 1).map = [first_line, first_line + 1]
    for number, row in enumerate(grid.rows):
        cells = [cell for cell in row if cell is not None]
        line = first_line + min((cell.line for cell in cells), default=0)
        opening = state.push("html_row_open", "", 1)
        opening.map = [line, line + 1]
        opening.meta = {"head": number < grid.heads}
        for cell in cells:
            _push_cell(state, cell, first_line, is_header=number < grid.heads)
        state.push("html_row_close", "", -1)
    state.push("html_table_close", "", -1)


def _push_cell(
    state: StateBlock, cell: GridCell, first_line: int, *, is_header: bool
) -> None:
    line = first_line + cell.line
    opening = state.push("html_cell_open", "", 1)
    opening.map, opening.meta = [line, line + 1], {"is_header": is_header}
    for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)):
        if span > 1:
            opening.meta[name] = span
    state.tokens += parse_at(cell.text, state, line)
    state.push("html_cell_close", "", -1)
