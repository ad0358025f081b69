"""Render functions for triple-colon images."""

from __future__ import annotations

from docutils import nodes
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer, line_of
from ...renderer.files import link_to_file, render_description
from ...renderer.links import LIGHTBOX_CLASS
from .html import BORDER_CLASS, ICON_CLASS


def render_colon_image(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``colon_image`` token.

    The image is in a link if the token has a ``link`` or ``lightbox``. An image of a
    repository that is not checked out is reported, and its alternative text is shown.
    """
    if absent := renderer.absent_image(token.meta["source"], token):
        renderer.report(absent, line_of(token))
        renderer.current_node.append(nodes.inline("", token.meta["alt"]))
        return
    image = nodes.image(alt=token.meta["alt"])
    renderer.add_line_and_source_path(image, token)
    image["uri"] = renderer.image_uri(token.meta["source"], token)
    # Sphinx removes the line number of images without rawsource.
    image.rawsource = f"![{image['alt']}]({image['uri']})"
    if token.meta["is_icon"]:
        image["classes"].append(ICON_CLASS)
    if token.meta["border"]:
        image["classes"].append(BORDER_CLASS)
    if token.meta["link"]:
        _append_in_link(renderer, token, image)
    elif token.meta["lightbox"]:
        _append_in_lightbox(renderer, token, image)
    else:
        renderer.current_node.append(image)


def _append_in_link(
    renderer: AzureRenderer, token: SyntaxTreeNode, image: nodes.image
) -> None:
    """Append an image in a link, which is resolved like the links of Markdown."""
    opening = Token("link_open", "a", 1, attrs={"href": token.meta["link"]})
    opening.map, opening.meta = (list(token.map) if token.map else None), {}
    text = Token("text", "", 0, content="")
    link = SyntaxTreeNode([opening, text, Token("link_close", "a", -1)]).children[0]
    before = len(renderer.current_node)
    renderer.rules["render_link"](link)
    links = [
        node
        for node in renderer.current_node.children[before:]
        if isinstance(node, nodes.Element)
    ]
    if not links:
        # The URL was refused.
        renderer.current_node.append(image)
    for node in links:
        inner = next(node.findall(nodes.inline), node)
        inner.children = []
        inner += image


def _append_in_lightbox(
    renderer: AzureRenderer, token: SyntaxTreeNode, image: nodes.image
) -> None:
    """Append an image in a link to its larger version.

    docfx: ``ImageExtension.cs``: the attribute ``lightbox``.
    """
    link = link_to_file(
        renderer, token, token.meta["lightbox"].removesuffix("#lightbox")
    )
    link["classes"].append(LIGHTBOX_CLASS)
    link += image
    renderer.current_node.append(link)


def render_complex_image(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``complex_image`` token: an image, followed by its long description."""
    paragraph = nodes.paragraph()
    renderer.add_line_and_source_path(paragraph, token)
    with renderer.current_node_context(paragraph, append=True):
        render_colon_image(renderer, token)
    render_description(renderer, token)
