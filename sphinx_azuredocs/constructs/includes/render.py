"""Rendering included text, with its own file and lines."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx.application import Sphinx

from ...renderer import AzureRenderer

_INCLUDED = "azure_included"
"""The attribute of a node around included text."""


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
        content = token.meta.get("content", "")
        if not content:
            renderer.render_children(token)
            return
        # A message of its own for translators.
        text = nodes.inline(content, translatable=True)
        text[_INCLUDED] = True
        text.source, text.line = renderer.document["source"], line
        with renderer.current_node_context(text, append=True):
            renderer.render_children(token)


def unwrap_included_text(app: Sphinx, document: nodes.document) -> None:
    """Replace the nodes around included text by their content, after translation.

    :param app: the application.
    :param document: the page.
    """
    if app.builder.name == "gettext":
        return
    for node in list(document.findall(nodes.inline)):
        if _INCLUDED in node:
            index = node.parent.index(node)
            node.parent[index : index + 1] = node.children
