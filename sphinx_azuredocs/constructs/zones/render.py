"""Rendering zones."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from ...renderer.containers import render_with_sections
from .nodes import mark_zone


def render_zone(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a zone; its title comes when it is known what pivots the page has."""
    with renderer.alternative():
        pieces = render_with_sections(renderer, token)
    title = mark_zone(token.meta["pivots"], pieces)
    if title is not None:
        renderer.add_line_and_source_path(title, token)
