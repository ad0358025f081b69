"""Functions to render links to files, and the descriptions of images and videos."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from ..files.urls import split_url
from . import AzureRenderer

DESCRIPTION_CLASS = "azure-long-description"


def link_to_file(
    renderer: AzureRenderer, token: SyntaxTreeNode, url: str
) -> nodes.Element:
    """Return a link without text to a file.

    A file of the project is linked as a download, another URL as a reference.

    :param renderer: the renderer.
    :param token: the token that names the file.
    :param url: the URL or path, as written.
    """
    uri = renderer.image_uri(url, token)
    parts = split_url(uri)
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


def render_description(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Append the description in a token; append nothing if the token has no children.

    :param renderer: the renderer.
    :param token: the token of an image or video.
    """
    if token.children:
        description = nodes.container(classes=[DESCRIPTION_CLASS])
        renderer.add_line_and_source_path(description, token)
        with renderer.current_node_context(description, append=True):
            renderer.render_children(token)
