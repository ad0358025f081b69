"""Rows and columns: ``:::row:::`` and ``:::column:::``."""

from __future__ import annotations

from ...page.dialects import ARTICLES
from ..construct import Construct
from .render import render_column, render_row
from .syntax import COLUMN, ROW

CONSTRUCT = Construct(
    "columns",
    dialects=ARTICLES,
    blocks=(ROW, COLUMN),
    render=(render_row, render_column),
)
