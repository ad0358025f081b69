"""Render function for tab groups: the tabs in sequence, each below its title."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from ...renderer.containers import new_container, render_container
from .nodes import TAB_GROUP_CLASS, tab_classes, tab_id, tab_title


def render_tab_group(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``tab_group`` token as a container with one container for each tab."""
    number = renderer.md_env["azuredocs_tab_groups"] = (
        renderer.md_env.get("azuredocs_tab_groups", 0) + 1
    )
    group = new_container(renderer, token, [TAB_GROUP_CLASS])
    with renderer.current_node_context(group, append=True):
        for tab in token.children or []:
            _render_tab(renderer, tab, number)


def _render_tab(renderer: AzureRenderer, token: SyntaxTreeNode, number: int) -> None:
    ids, condition = token.meta["ids"], token.meta["condition"]
    with renderer.alternative():
        node = render_container(renderer, token, tab_classes(ids, condition))
        # Tabs with the same ids are reported when they are read.
        renderer.add_anchor(node, tab_id(number, ids, condition))
    title = node.children[0]
    assert isinstance(title, nodes.paragraph)
    title.replace_self(tab_title(title))
