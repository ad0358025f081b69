"""Render functions for selectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from ...links.lookup import Page, lookup_early
from ...renderer import AzureRenderer
from .nodes import Version, build_selector, build_selector_list

_LINKS = nodes.reference | addnodes.pending_xref | addnodes.download_reference


def render_selector(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``selector`` token, with the blocks before and after its list."""
    _render_selector(renderer, token, build_selector)


def render_selector_list(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``selector_list`` token: a selector of several dimensions.

    ``meta["arguments"]`` has the names of the dimensions.
    """
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
            versions = [
                _version(renderer, link, text) for link, text in _labelled(block)
            ]
            said = token.meta.get("current", -1)
            if 0 <= said < len(versions) and not any(v.current for v in versions):
                versions[said] = replace(versions[said], current=True, is_said=True)
        renderer.current_node.append(build(versions) if versions else block)


def _labelled(block: nodes.bullet_list) -> Iterator[tuple[nodes.Element, str]]:
    """Yield the links of a list, each with its label: the link text and adjacent text.

    An item without a link is yielded as an inline node.
    """
    for item in block.findall(nodes.list_item):
        links: list[nodes.Element] = []
        labels: list[str] = []
        words = ""
        for node in _links_and_text(item):
            if isinstance(node, nodes.Element):
                links.append(node)
                labels.append(words + node.astext())
                words = ""
            else:
                words += node.astext()
        if labels:
            labels[-1] += words
        elif words.strip():
            links, labels = [nodes.inline()], [words]
            links[0].source, links[0].line = item.source, item.line
        for link, label in zip(links, labels, strict=True):
            yield link, " ".join(label.split())


def _links_and_text(node: nodes.Element) -> Iterator[nodes.Node]:
    """Yield the links and text nodes in a node, except in nested lists.

    An image is yielded as its text; a space follows each block.
    """
    for child in node.children:
        if isinstance(child, _LINKS | nodes.Text):
            yield child
        elif isinstance(child, nodes.image):
            yield nodes.Text(child.astext())
        elif isinstance(child, nodes.Element) and not isinstance(
            child, nodes.bullet_list
        ):
            yield from _links_and_text(child)
            if not isinstance(child, nodes.Inline):
                yield nodes.Text(" ")


def _version(renderer: AzureRenderer, link: nodes.Element, text: str) -> Version:
    current = False
    if isinstance(link, addnodes.pending_xref) and "place" in link:
        found = lookup_early(link["reftarget"], link["place"], renderer.domain)
        docname = renderer.sphinx_env.docname
        current = isinstance(found, Page) and found.docname == docname
    return Version(link, text, current)
