"""Columns side by side, where there is room for them: the style sheet sees to that."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from ...renderer.containers import render_container

ROW_CLASS = "azure-row"


COLUMN_CLASS = "azure-column"


SPAN_CLASS = "azure-span-"


"""The class of a column wider than one, before the number."""


def render_row(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render columns side by side."""
    render_container(renderer, token, [ROW_CLASS])


def render_column(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a column."""
    span = token.meta["span"]
    wide = [f"{SPAN_CLASS}{span}"] if span > 1 else []
    render_container(renderer, token, [COLUMN_CLASS, *wide])
