"""Render functions for included text, whose nodes have the included file as source."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx.application import Sphinx

from ...renderer import AzureRenderer

_INCLUDED = "azure_included"
"""Attribute of an inline node that contains text of an included file."""


def render_include(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``include`` token: the blocks of an included file."""
    with renderer.reading(token.meta["file"]):
        renderer.render_children(token)


def render_include_text(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``include_text`` token: text of an included file within a paragraph."""
    line = token.meta["line"] + 1
    for descendant in token.walk(include_self=False):
        for part in descendant.to_tokens():
            part.map = [line, line]
    with renderer.reading(token.meta["file"]):
        content = token.meta.get("content", "")
        if not content:
            renderer.render_children(token)
            return
        # A separate message in translation catalogs.
        text = nodes.inline(content, translatable=True)
        text[_INCLUDED] = True
        text.source, text.line = renderer.document["source"], line
        with renderer.current_node_context(text, append=True):
            renderer.render_children(token)


def unwrap_included_text(app: Sphinx, document: nodes.document) -> None:
    """Replace the inline nodes of included text by their children.

    Handler of Sphinx's event ``doctree-read``, after translation. The nodes are needed
    for the messages of the builder ``gettext``, which keeps them.

    :param app: the Sphinx application.
    :param document: the doctree of the page.
    """
    if app.builder.name == "gettext":
        return
    for node in list(document.findall(nodes.inline)):
        if _INCLUDED in node:
            index = node.parent.index(node)
            node.parent[index : index + 1] = node.children
