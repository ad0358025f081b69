"""Rendering forms, which work on the site only."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer

FORM_CLASS = "azure-form"


def render_form(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a form, which works nowhere but on the site: the words on its button."""
    text = token.meta["text"]
    paragraph = nodes.paragraph(text, "", nodes.strong(text, text))
    form = nodes.container("", paragraph, classes=[FORM_CLASS])
    for node in (form, paragraph):
        renderer.add_line_and_source_path(node, token)
    renderer.current_node.append(form)
