"""How the constructs that hold a part of a page are rendered.

Zones and moniker ranges hold headings, whose sections are in the table of contents as
all are, and end where the part ends. In the others headings are no sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import cast

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ..columns import COLUMN_CLASS, ROW_CLASS, SPAN_CLASS
from ..monikers import MONIKER_CLASS, moniker_label
from ..tabs import TAB_GROUP_CLASS, tab_classes, tab_id, tab_title
from ..zones import mark_zone
from .azure import AzureRenderer


def render_zone(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a zone; its title comes when it is known what pivots the page has."""
    pieces = _render_part(renderer, token)
    renderer.has_zones = True
    title = mark_zone(token.meta["pivots"], pieces)
    if title is not None:
        renderer.add_line_and_source_path(title, token)


def render_moniker(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render what is said of some versions only, with a line that says of which."""
    pieces = _render_part(renderer, token)
    for piece in pieces:
        piece["classes"].append(MONIKER_CLASS)
    if pieces:
        label = moniker_label(token.meta["range"])
        renderer.add_line_and_source_path(label, token)
        pieces[0].parent.insert(pieces[0].parent.index(pieces[0]), label)


def _render_part(renderer: AzureRenderer, token: SyntaxTreeNode) -> list[nodes.Element]:
    """Render what may have sections, which end where it ends.

    :return: its elements: the sections, and a container for what is in none.
    """
    if not isinstance(renderer.current_node, nodes.document | nodes.section):
        return [_render_container(renderer, token, [])]
    with renderer.part_of_page() as parents:
        renderer.render_children(token)
    return [
        piece
        for parent, start in parents
        for piece in _gather(renderer, parent, start, token)
    ]


def _gather(
    renderer: AzureRenderer, parent: nodes.Element, start: int, token: SyntaxTreeNode
) -> Iterator[nodes.Element]:
    """The children of a node from one on, what is no section in containers."""
    children = parent.children[start:]
    del parent.children[start:]
    for is_section, group in groupby(children, _is_section):
        pieces = cast("list[nodes.Element]", list(group))
        if not is_section:
            container = _container(renderer, token, [])
            container += pieces
            pieces = [container]
        parent += pieces
        yield from pieces


def _is_section(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section)


def render_row(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render columns side by side."""
    _render_container(renderer, token, [ROW_CLASS])


def render_column(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a column."""
    span = token.meta["span"]
    wide = [f"{SPAN_CLASS}{span}"] if span > 1 else []
    _render_container(renderer, token, [COLUMN_CLASS, *wide])


def render_div(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a division."""
    node = _render_container(renderer, token, token.meta["classes"])
    renderer.add_anchor(node, token.meta["id"])


def render_tab_group(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a group of tabs, one after the other."""
    number = renderer.md_env["azuredocs_tab_groups"] = (
        renderer.md_env.get("azuredocs_tab_groups", 0) + 1
    )
    group = _container(renderer, token, [TAB_GROUP_CLASS])
    with renderer.current_node_context(group, append=True):
        for tab in token.children or []:
            _render_tab(renderer, tab, number)


def _render_tab(renderer: AzureRenderer, token: SyntaxTreeNode, number: int) -> None:
    ids, condition = token.meta["ids"], token.meta["condition"]
    node = _render_container(renderer, token, tab_classes(ids, condition))
    renderer.add_anchor(node, tab_id(number, ids, condition))
    title = node.children[0]
    assert isinstance(title, nodes.paragraph)
    title.replace_self(tab_title(title))


def _container(
    renderer: AzureRenderer, token: SyntaxTreeNode, classes: list[str]
) -> nodes.container:
    node = nodes.container(classes=[*classes])
    renderer.add_line_and_source_path(node, token)
    return node


def _render_container(
    renderer: AzureRenderer, token: SyntaxTreeNode, classes: list[str]
) -> nodes.container:
    node = _container(renderer, token, classes)
    with renderer.current_node_context(node, append=True):
        renderer.render_children(token)
    return node


RENDER_RULES = (
    render_zone,
    render_moniker,
    render_row,
    render_column,
    render_div,
    render_tab_group,
)
"""A function for each token of this room."""
