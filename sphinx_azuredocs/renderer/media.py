"""How the images, videos and forms of the modern dialect are rendered."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from docutils import nodes
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from ..images import BORDER_CLASS, DESCRIPTION_CLASS, ICON_CLASS, LIGHTBOX_CLASS
from ..videos import build_video, build_video_link, media_classes, media_label
from .azure import AzureRenderer

FORM_CLASS = "azure-form"


def render_colon_image(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an image, in its link if it has one."""
    image = nodes.image(alt=token.meta["alt"])
    renderer.add_line_and_source_path(image, token)
    image["uri"] = renderer.image_uri(token.meta["source"], token)
    # Sphinx takes the line from images that have no source text.
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
    """Append an image in a link, which is resolved as all links are."""
    opening = Token("link_open", "a", 1, attrs={"href": token.meta["link"]})
    opening.map, opening.meta = (list(token.map) if token.map else None), {}
    text = Token("text", "", 0, content="")
    link = SyntaxTreeNode([opening, text, Token("link_close", "a", -1)]).children[0]
    before = len(renderer.current_node)
    renderer.render_link(link)
    for node in renderer.current_node.children[before:]:
        assert isinstance(node, nodes.Element)
        inner = next(node.findall(nodes.inline), node)
        inner.children = []
        inner += image


def _append_in_lightbox(
    renderer: AzureRenderer, token: SyntaxTreeNode, image: nodes.image
) -> None:
    """Append an image in a link to its larger version."""
    link = _link_to_file(
        renderer, token, token.meta["lightbox"].removesuffix("#lightbox")
    )
    link["classes"].append(LIGHTBOX_CLASS)
    link += image
    renderer.current_node.append(link)


def _link_to_file(
    renderer: AzureRenderer, token: SyntaxTreeNode, url: str
) -> nodes.Element:
    """A link, without text, to a file of the project, or to one elsewhere."""
    uri = renderer.image_uri(url, token)
    parts = urlsplit(uri)
    link: nodes.Element
    if parts.scheme or parts.netloc:
        link = nodes.reference(refuri=uri, internal=False)
    else:
        link = addnodes.download_reference(
            refdomain=None,
            reftarget=uri,
            refdoc=renderer.sphinx_env.docname,
            reftype="link",
            refexplicit=True,
        )
    renderer.add_line_and_source_path(link, token)
    return link


def render_media(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a file of video or sound: a link, which HTML makes a player of."""
    meta = token.meta
    name = meta["title"] or PurePosixPath(unquote(urlsplit(meta["url"]).path)).name
    link = _link_to_file(renderer, token, meta["url"])
    link["classes"] += media_classes(meta["kind"])
    link += nodes.Text(media_label(meta["kind"], name))
    renderer.current_node.append(link)


def render_complex_image(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an image, and its long description under it."""
    paragraph = nodes.paragraph()
    renderer.add_line_and_source_path(paragraph, token)
    with renderer.current_node_context(paragraph, append=True):
        render_colon_image(renderer, token)
    _render_description(renderer, token)


def _render_description(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    if token.children:
        description = nodes.container(classes=[DESCRIPTION_CLASS])
        renderer.add_line_and_source_path(description, token)
        with renderer.current_node_context(description, append=True):
            renderer.render_children(token)


def append_video(
    renderer: AzureRenderer, token: SyntaxTreeNode, url: str, title: str
) -> None:
    """Append a video as a block.

    :param url: where it is shown.
    :param title: what it is called; empty if it has no name.
    """
    video = build_video(url, title)
    for node in video.findall(nodes.Element):
        renderer.add_line_and_source_path(node, token)
    renderer.current_node.append(video)


def render_video_url(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a video, by its URL."""
    append_video(renderer, token, token.meta["url"], token.meta["title"])


def render_colon_video(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a video in text."""
    link = build_video_link(token.meta["url"], token.meta["title"])
    renderer.add_line_and_source_path(link, token)
    renderer.current_node.append(link)


def render_complex_video(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a video, and what is said of it under it."""
    render_video_url(renderer, token)
    _render_description(renderer, token)


def render_form(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a form, which works nowhere but on the site: the words on its button."""
    text = token.meta["text"]
    paragraph = nodes.paragraph(text, "", nodes.strong(text, text))
    form = nodes.container("", paragraph, classes=[FORM_CLASS])
    for node in (form, paragraph):
        renderer.add_line_and_source_path(node, token)
    renderer.current_node.append(form)


RENDER_RULES = (
    render_colon_image,
    render_complex_image,
    render_media,
    render_colon_video,
    render_complex_video,
    render_form,
)
"""A function for each token of this room."""
