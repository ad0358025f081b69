"""Rendering included text, with its own file and lines."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer


def render_include(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render the blocks of an included file where the include stands."""
    with renderer.reading(token.meta["file"]):
        renderer.render_children(token)


def render_include_text(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render text of an included file in the middle of other text."""
    line = token.meta["line"] + 1
    for descendant in token.walk(include_self=False):
        for part in descendant.to_tokens():
            part.map = [line, line]
    with renderer.reading(token.meta["file"]):
        renderer.render_children(token)
