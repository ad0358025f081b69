"""How the dialect's own tokens are rendered: one function a token type.

Each is added to MyST's renderer by its own mechanism, and gets that renderer as its
first argument.
"""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from . import AzureRenderer, line_of


def render_literal_text(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render text as it was written."""
    renderer.append_as_written(token)


def render_problem(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Report a problem that syntax came upon."""
    renderer.report(token.meta["problem"], line_of(token))


def render_anchor(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an anchor as a target of its own, with no text."""
    target = nodes.target()
    renderer.add_line_and_source_path(target, token)
    for name in token.meta["anchors"]:
        renderer.add_anchor(target, name)
    if target["ids"]:
        renderer.current_node.append(target)


RENDER_RULES = (
    render_literal_text,
    render_problem,
    render_anchor,
)
"""The render functions of this module; each handles the token type in its name."""
