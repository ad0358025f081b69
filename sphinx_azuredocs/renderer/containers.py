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

from . import AzureRenderer


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
