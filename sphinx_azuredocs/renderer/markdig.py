"""Render functions for the tokens of Markdig's extension ``figures``."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from . import AzureRenderer

FIGURE_CLASS = "azure-figure"


def render_figure_caption(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``figure_caption`` token; :func:`render_figure` moves the caption."""
    caption = nodes.caption()
    renderer.add_line_and_source_path(caption, token)
    with renderer.current_node_context(caption, append=True):
        renderer.render_children(token)


def render_figure(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``figure`` token.

    If its first block is an image, the result is a docutils figure with a caption and
    the other blocks as legend. Otherwise it is a container of the blocks.
    """
    content = nodes.Element()
    with renderer.current_node_context(content):
        renderer.render_children(token)
    children = list(content.children)
    blocks = [node for node in children if not isinstance(node, nodes.caption)]
    image = _image_alone(blocks[0]) if blocks else None
    figure: nodes.Element
    if image is None:
        figure = nodes.container("", *map(_as_paragraph, children))
        figure["classes"].append(FIGURE_CLASS)
    else:
        captions = [node for node in children if isinstance(node, nodes.caption)]
        legend = [nodes.legend("", *blocks[1:])] if blocks[1:] else []
        figure = nodes.figure("", image, *_joined(captions), *legend)
    renderer.add_line_and_source_path(figure, token)
    renderer.current_node.append(figure)


def _image_alone(block: nodes.Node) -> nodes.Node | None:
    """Return the image, or link with an image, that is alone in a paragraph.

    :return: ``None`` for another block.
    """
    if not isinstance(block, nodes.paragraph) or len(block) != 1:
        return None
    only = block.children[0]
    image = only.children[0] if isinstance(only, nodes.reference) and only else only
    return only if isinstance(image, nodes.image) else None


def _joined(captions: Sequence[nodes.caption]) -> Sequence[nodes.caption]:
    """Return one caption, joined from all captions of a figure; empty without captions.

    :param captions: the captions above and below the image; the first is changed.
    """
    for other in captions[1:]:
        captions[0].extend([nodes.Text(" "), *other.children])
    return captions[:1]


def _as_paragraph(node: nodes.Node) -> nodes.Node:
    if not isinstance(node, nodes.caption):
        return node
    paragraph = nodes.paragraph("", "", *node.children, classes=["caption"])
    paragraph.source, paragraph.line = node.source, node.line
    return paragraph


RENDER_RULES = (
    render_figure_caption,
    render_figure,
)
"""The render functions of this module; each handles the token type in its name."""
