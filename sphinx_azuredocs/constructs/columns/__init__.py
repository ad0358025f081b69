"""Rows and columns: ``:::row:::`` and ``:::column:::``."""

from __future__ import annotations

from ...assets import beside
from ...page.dialects import ARTICLES
from ..construct import Construct
from .render import ROW_CLASS, render_column, render_row
from .syntax import COLUMN, ROW

CONSTRUCT = Construct(
    "columns",
    dialects=ARTICLES,
    blocks=(ROW, COLUMN),
    render=(render_row, render_column),
    assets=(beside(__file__, "azuredocs-columns.css", ROW_CLASS),),
)
