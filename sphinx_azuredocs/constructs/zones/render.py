"""Render function for zones."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from ...renderer.containers import render_with_sections
from .nodes import mark_zone


def render_zone(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``zone`` token, with an empty container for the zone's title.

    :func:`.nodes.apply_zones` adds the title when the whole page is rendered.
    """
    with renderer.alternative():
        pieces = render_with_sections(renderer, token)
    title = mark_zone(token.meta["pivots"], pieces)
    if title is not None:
        renderer.add_line_and_source_path(title, token)
