"""Rendering notes and divisions."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from ...renderer.containers import _render_container


def render_div(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a division."""
    node = _render_container(renderer, token, token.meta["classes"])
    renderer.add_anchor(node, token.meta["id"])


def render_alert(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an alert; a first paragraph with ``meta["title"]`` is its title."""
    if not token.children or not token.children[0].meta.get("title"):
        renderer.render_alert(token)
        kinds = renderer.context.engine.alerts
        classes = kinds.get((token.info or "").upper(), ())
        renderer.last_node(nodes.Element)["classes"] += classes
        return
    admonition = nodes.admonition()
    renderer.add_line_and_source_path(admonition, token)
    with renderer.current_node_context(admonition, append=True):
        renderer.render_children(token)
    title = nodes.title("", "", *admonition.pop(0).children)
    renderer.add_line_and_source_path(title, token.children[0])
    admonition.insert(0, title)
