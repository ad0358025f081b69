"""Render functions for raw HTML, whose elements with an id become link targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from ..syntax.html.elements import TAG
from . import AzureRenderer

# Comments, and the content of elements whose content is not HTML.
_WITHOUT_TAGS = re.compile(
    r"<!--.*?-->|(?<=<)(?P<name>script|style|textarea)\b[^>]*>.*?(?=</(?P=name)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ID = re.compile(
    r"""(?<!\S)id\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)


def render_html_block(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``html_block`` token."""
    renderer.render_html_block(token)
    _note_targets(renderer, token)


def render_html_inline(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``html_inline`` token: a tag within text."""
    renderer.render_html_inline(token)
    _note_targets(renderer, token)


def _note_targets(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Add the ids in the last rendered raw HTML to the anchors of the page.

    HTML output already contains the ids. For other formats, target nodes are appended.
    """
    node = (
        renderer.current_node.children[-1] if renderer.current_node.children else None
    )
    if not isinstance(node, nodes.raw):
        return
    ids = list(ids_of(token.content))
    for id_ in ids:
        renderer.add_anchor(node, id_)
    if ids:
        # In text, docutils does not move the ids of a target to the node after it.
        text = nodes.inline("", "", *(nodes.target(ids=[id_]) for id_ in ids))
        renderer.current_node.append(addnodes.only("", text, expr="not html"))


def ids_of(html: str) -> Iterator[str]:
    """Yield the ids of the elements in HTML, in order and without duplicates.

    :param html: the HTML; an end tag may be missing.
    """
    seen: set[str] = set()
    if "id" not in html.lower():
        return
    for tag in TAG.finditer(_WITHOUT_TAGS.sub("", html)):
        match = None if tag["end"] else _ID.search(tag["attributes"])
        if match is None:
            continue
        id_ = unescape(
            match["double"] or match["single"] or match["bare"] or ""
        ).strip()
        if id_ and id_ not in seen:
            seen.add(id_)
            yield id_


RENDER_RULES = (render_html_block, render_html_inline)
"""The render functions of this module; each handles the token type in its name."""
