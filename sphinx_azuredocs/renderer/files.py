"""How the images, videos and forms of the modern dialect are rendered."""

from __future__ import annotations

from urllib.parse import urlsplit

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from ..constructs.images.html import (
    DESCRIPTION_CLASS,
)
from . import AzureRenderer


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


def _render_description(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    if token.children:
        description = nodes.container(classes=[DESCRIPTION_CLASS])
        renderer.add_line_and_source_path(description, token)
        with renderer.current_node_context(description, append=True):
            renderer.render_children(token)
