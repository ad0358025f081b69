"""Render function for the check boxes of task lists."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from .nodes import build_box


def render_task_box(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``task_box`` token: the check box of a task."""
    renderer.current_node.append(build_box(checked=token.meta["checked"]))
