"""Parse grid tables, whose borders are lines such as ``+---+``, with docutils."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docutils.parsers.rst.tableparser import GridTableParser, TableMarkupError
from docutils.statemachine import StringList

from .syntax import Grid, GridCell

_RULE = re.compile(r"\+(?:[-=:]+\+)+")


def read_grid(lines: Sequence[str]) -> Grid | None:
    """Parse the lines of a grid table.

    :param lines: the lines, without indentation.
    :return: the table; ``None`` if the lines are not a complete table.
    """
    plain = [line.rstrip() for line in lines]
    width = max(map(len, plain))
    # Colons align columns; docutils has no syntax for that.
    plain = [_without_colons(line.ljust(width)) for line in plain]
    try:
        _, head, body = GridTableParser().parse(StringList(plain, source=""))
    # For malformed tables the parser also fails with assertions and index errors.
    except (TableMarkupError, AssertionError, IndexError):
        return None
    rows = [*head, *body]
    if not rows:
        return None
    return Grid(tuple(tuple(map(_cell, row)) for row in rows), len(head))


def _without_colons(line: str) -> str:
    if not _RULE.fullmatch(line.rstrip()):
        return line
    return line.replace(":", "=" if "=" in line else "-")


def _cell(cell: Sequence[object] | None) -> GridCell | None:
    """Return a cell; ``None`` for a position that another cell spans.

    :param cell: the additional rows and columns that the cell spans, the 1-based line
        of its content in the table, and the content; ``None`` for a spanned position.
    """
    if cell is None:
        return None
    more_rows, more_columns, line, content = cell
    assert isinstance(more_rows, int)
    assert isinstance(more_columns, int)
    assert isinstance(line, int)
    assert isinstance(content, StringList)
    return GridCell(more_rows + 1, more_columns + 1, line - 1, "\n".join(content))
