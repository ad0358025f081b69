"""Render functions for constructs that contain blocks.

Headings in zones and moniker ranges begin sections, which appear in the page's table of
contents and end with the zone or range. Headings in other containers become rubrics.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import cast

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from . import AzureRenderer


def render_with_sections(
    renderer: AzureRenderer, token: SyntaxTreeNode
) -> list[nodes.Element]:
    """Render the children of a token; sections that begin in the token end with it.

    :param renderer: the renderer.
    :param token: the container token.
    :return: the nodes that were appended, in page order: sections, and containers of
        the nodes outside sections.
    """
    if not isinstance(renderer.current_node, nodes.document | nodes.section):
        return [render_container(renderer, token, [])]
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
    """Wrap the children of a node that are not sections in containers.

    :param parent: the node; changed.
    :param start: the index of the first child to wrap.
    :param token: the token with the source and line of the containers.
    :return: the sections and containers from this index on.
    """
    children = parent.children[start:]
    del parent.children[start:]
    for is_section, group in groupby(children, _is_section):
        pieces = cast("list[nodes.Element]", list(group))
        if not is_section:
            container = new_container(renderer, token, [])
            container += pieces
            pieces = [container]
        parent += pieces
        yield from pieces


def _is_section(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section)


def new_container(
    renderer: AzureRenderer, token: SyntaxTreeNode, classes: list[str]
) -> nodes.container:
    """Return an empty container with the source and line of a token.

    :param renderer: the renderer.
    :param token: the token.
    :param classes: the classes of the container.
    """
    node = nodes.container(classes=[*classes])
    renderer.add_line_and_source_path(node, token)
    return node


def render_container(
    renderer: AzureRenderer, token: SyntaxTreeNode, classes: list[str]
) -> nodes.container:
    """Append a container with the rendered children of a token.

    :param renderer: the renderer.
    :param token: the token.
    :param classes: the classes of the container.
    """
    node = new_container(renderer, token, classes)
    with renderer.current_node_context(node, append=True):
        renderer.render_children(token)
    return node
