"""How references by uid are rendered: as links that the domain resolves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from ...syntax.html.xref_element import SCHEME

if TYPE_CHECKING:
    from ...renderer import AzureRenderer


def is_xref(token: SyntaxTreeNode) -> bool:
    """Whether a link is a reference by uid."""
    return str(token.attrs.get("href", "")).lower().startswith(SCHEME)


def render_link(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a link, which may be a reference by uid."""
    if is_xref(token):
        render_xref(renderer, token)
    else:
        renderer.render_link(token)


def render_xref(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a reference by uid, for the domain to resolve."""
    kind = token.meta.get("xref", "")
    reference = addnodes.pending_xref(
        "",
        refdomain="azure",
        reftype="uid",
        reftarget=str(token.attrs["href"])[len(SCHEME) :],
        refdoc=renderer.sphinx_env.docname,
        refexplicit=bool(token.children) and not kind,
        xref=kind,
    )
    renderer.add_line_and_source_path(reference, token)
    renderer.copy_attributes(
        token, reference, ("class", "reftitle"), aliases={"title": "reftitle"}
    )
    text = nodes.inline("", "", classes=["xref", "azure"])
    with renderer.current_node_context(text):
        renderer.render_children(token)
    reference += text
    renderer.current_node.append(reference)
