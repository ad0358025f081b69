"""Render functions for rows and columns, which the style sheet lays out side by side.

On narrow screens the style sheet puts the columns below each other.
"""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from ...renderer.containers import render_container

ROW_CLASS = "azure-row"


COLUMN_CLASS = "azure-column"


SPAN_CLASS = "azure-span-"


"""Prefix of the class of a wide column, before its width as a number of columns."""


def render_row(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``row`` token as a container of columns."""
    render_container(renderer, token, [ROW_CLASS])


def render_column(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``column`` token as a container with a class for its width."""
    span = token.meta["span"]
    wide = [f"{SPAN_CLASS}{span}"] if span > 1 else []
    render_container(renderer, token, [COLUMN_CLASS, *wide])
