"""Rendering selectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from ...links.lookup import Page, lookup_early
from ...renderer import AzureRenderer
from .nodes import Version, build_selector, build_selector_list


def render_selector(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a selector, with what text there is around its list."""
    _render_selector(renderer, token, build_selector)


def render_selector_list(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a selector of several dimensions."""
    build = partial(build_selector_list, token.meta["arguments"])
    _render_selector(renderer, token, build)


def _render_selector(
    renderer: AzureRenderer,
    token: SyntaxTreeNode,
    build: Callable[[Sequence[Version]], nodes.container],
) -> None:
    content = nodes.Element()
    with renderer.current_node_context(content):
        renderer.render_children(token)
    for block in content.children:
        versions = []
        if isinstance(block, nodes.bullet_list):
            versions = [_version(renderer, link) for link in block.findall(_is_link)]
            said = token.meta.get("current", -1)
            if 0 <= said < len(versions) and not any(v.current for v in versions):
                versions[said] = replace(versions[said], current=True, is_said=True)
        renderer.current_node.append(build(versions) if versions else block)


def _is_link(node: nodes.Node) -> bool:
    return isinstance(node, nodes.reference | addnodes.pending_xref)


def _version(renderer: AzureRenderer, link: nodes.Node) -> Version:
    current = False
    if isinstance(link, addnodes.pending_xref) and "place" in link:
        found = lookup_early(link["reftarget"], link["place"], renderer.domain)
        docname = renderer.sphinx_env.docname
        current = isinstance(found, Page) and found.docname == docname
    return Version(cast("nodes.Element", link), current)
