"""Render function for block quotes that are account comparisons."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from .nodes import mark_comparison


def render_account_comparison(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``account_comparison`` token: a block quote with a list of accounts.

    A first paragraph with ``meta["title"]`` becomes the title of the comparison.
    """
    content = nodes.Element()
    renderer.add_line_and_source_path(content, token)
    with renderer.current_node_context(content):
        renderer.render_children(token)
    title: list[nodes.Node] = []
    first = token.children[0] if token.children else None
    if first is not None and first.meta.get("title"):
        title = list(content.pop(0).children)
    renderer.current_node.extend(mark_comparison(content, title, content))
