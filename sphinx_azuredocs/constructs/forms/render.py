"""Render function for forms, which only work on Microsoft Learn."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer

FORM_CLASS = "azure-form"


def render_form(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``form`` token as the text of the form's button, in bold."""
    text = token.meta["text"]
    paragraph = nodes.paragraph(text, "", nodes.strong(text, text))
    form = nodes.container("", paragraph, classes=[FORM_CLASS])
    for node in (form, paragraph):
        renderer.add_line_and_source_path(node, token)
    renderer.current_node.append(form)
