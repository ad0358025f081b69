"""Grid tables: Markdig's extension ``gridtables``."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt

from ...page.dialects import ARTICLES
from ..construct import Construct
from .reader import read_grid
from .syntax import grid_table_plugin


def _add(md: MarkdownIt, _options: Any) -> None:
    md.use(grid_table_plugin, read_grid=read_grid)


CONSTRUCT = Construct("grid-table", dialects=ARTICLES, extensions={"gridtables": _add})
