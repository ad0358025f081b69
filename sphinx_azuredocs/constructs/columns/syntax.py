"""Columns side by side: ``:::row:::`` with ``:::column span="2":::`` in it.

Both may be indented as one likes, and so may what is in them: their content is read
as if its first line were not indented.
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
        msg = f'span="{span}" is not a number'
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
"""Tokens ``column_open`` (``meta``: number ``span``) and ``column_close``."""
