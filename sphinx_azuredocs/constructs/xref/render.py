"""Render functions for links by uid (``xref:UID``), which the domain resolves later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from sphinx import addnodes

from ...page.dialects import Dialect
from ...syntax.html.xref_element import SCHEME

if TYPE_CHECKING:
    from ...renderer import AzureRenderer


def is_url_scheme(config: MdParserConfig | None, dialect: Dialect) -> bool:
    """Return True if MyST treats ``xref:`` as the scheme of an external URL.

    This depends on MyST's settings, and applies only to plain MyST pages.

    :param config: MyST's settings for the page; None for a parser without settings.
    :param dialect: the dialect of the page.
    """
    if config is None or dialect is not Dialect.MYST:
        return False
    return (
        "xref" in config.url_schemes
        or config.all_links_external
        or config.commonmark_only
        or config.gfm_only
    )


def is_xref(token: SyntaxTreeNode) -> bool:
    """Return True if the URL of a link token has the scheme ``xref:``."""
    return str(token.attrs.get("href", "")).lower().startswith(SCHEME)


def render_link(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``link`` token: a reference by uid, or an ordinary link."""
    is_url = is_url_scheme(renderer.md_config, renderer.context.dialect)
    if is_xref(token) and not is_url:
        render_xref(renderer, token)
    else:
        renderer.render_link(token)


def render_xref(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a link by uid as a ``pending_xref`` of the domain ``azure``."""
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
    renderer.keep_attributes(reference, token)
    renderer.current_node.append(reference)
