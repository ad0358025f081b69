"""Rows of columns: ``:::row:::`` with ``:::column span="2":::`` in it.

Rows, columns and their content may be indented: indentation is measured from the first
line of the content. Source: docfx: ``RowParser.cs``, ``NestedColumnParser.cs``.
"""

from __future__ import annotations

from typing import Any

from ...syntax.attributes import InvalidError
from ...syntax.triple_colon import Attributes, TripleColon, allow
from ...warnings import WarningKind


def _read_row(attributes: Attributes) -> dict[str, Any]:
    allow(attributes, "count")
    return {}


def _read_column(attributes: Attributes) -> dict[str, Any]:
    allow(attributes, "span")
    span = attributes.get("span", "").strip()
    if span and not span.isdecimal():
        msg = f'span="{span}" is not a whole number'
        raise InvalidError(msg)
    return {"span": int(span or 1)}


ROW = TripleColon(
    name="row",
    kind=WarningKind.ROW,
    read=_read_row,
    token_type="row",
    example=":::row:::",
    closes=True,
    nests=True,
    dedents=True,
)
"""Tokens ``row_open`` and ``row_close``."""

COLUMN = TripleColon(
    name="column",
    kind=WarningKind.ROW,
    read=_read_column,
    token_type="column",
    example=":::column:::",
    closes=True,
    nests=True,
    dedents=True,
)
"""Tokens ``column_open`` and ``column_close``.

``meta["span"]`` is the width of the column as a number of columns, an integer.
"""
