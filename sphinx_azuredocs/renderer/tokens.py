"""Render functions for tokens that several constructs use.

A function ``render_<token type>`` is registered as a rule of MyST's renderer, and gets
the renderer as its first argument.
"""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from . import AzureRenderer, line_of


def render_literal_text(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``literal_text`` token: source text as a paragraph, without markup."""
    renderer.append_as_written(token)


def render_problem(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Report the problem of a ``problem`` token, which the parser found."""
    renderer.report(token.meta["problem"], line_of(token))


def render_anchor(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``anchor`` token as an empty target.

    ``meta["anchors"]`` has the names of the anchor. A target without new names is left
    out.
    """
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
