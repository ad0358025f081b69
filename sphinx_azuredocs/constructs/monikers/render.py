"""Render function for moniker ranges, each below a label with the versions."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from ...renderer.containers import render_with_sections
from .nodes import MONIKER_CLASS, moniker_label


def render_moniker(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``moniker`` token: its blocks, after a label with the moniker range."""
    with renderer.alternative():
        pieces = render_with_sections(renderer, token)
    for piece in pieces:
        piece["classes"].append(MONIKER_CLASS)
    if pieces:
        label = moniker_label(token.meta["range"])
        renderer.add_line_and_source_path(label, token)
        pieces[0].parent.insert(pieces[0].parent.index(pieces[0]), label)
