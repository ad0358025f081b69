"""Attributes that only HTML has: ``style``, ``target``, ``title`` of an image.

docutils has no node attribute for them, and its writers write no others. A node keeps
them under one key, which other formats ignore. For HTML a marker node comes first in
the node, and adds the attributes to the start tag that was written last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..domain.resolver import HTML_KEY as _KEY
from ..page.builders import ONE_PAGE

_HAS_ATTRIBUTES = "has_html_attributes"
"""Attribute of a document in which some node has HTML attributes."""
_LATE = 900
"""After references are resolved, and after transforms that replace nodes."""
_TAGS: dict[type[nodes.Element], str] = {
    nodes.paragraph: "p",
    nodes.container: "div",
    nodes.inline: "span",
    nodes.abbreviation: "abbr",
    nodes.strong: "strong",
    nodes.emphasis: "em",
    nodes.literal: "code",
    nodes.superscript: "sup",
    nodes.subscript: "sub",
    nodes.reference: "a",
    nodes.image: "img",
    nodes.bullet_list: "ul",
    nodes.enumerated_list: "ol",
    nodes.list_item: "li",
    nodes.definition_list: "dl",
    nodes.term: "dt",
    nodes.definition: "dd",
    nodes.block_quote: "blockquote",
    nodes.table: "table",
    nodes.row: "tr",
    nodes.entry: "t[dh]",
    nodes.title: "h[1-6]",
}
_LINKS = addnodes.pending_xref | addnodes.download_reference
_JOINED = {"class": " ", "style": "; "}
"""Attributes whose values are joined → what stands between them."""
_CHUNKS = 4
"""How many of the strings last written may have the start tag."""


class html_attributes(nodes.Invisible, nodes.Element):  # noqa: N801
    """A marker in HTML pages: adds attributes to the element that contains it.

    ``tag`` is a pattern of the name of the element, ``values`` are the attributes.
    """


def set_html_attributes(
    node: nodes.Element, attributes: Mapping[str, str], document: nodes.document
) -> None:
    """Give a node attributes for HTML.

    :param node: the node. A link that is still to be resolved keeps them in its text.
    :param attributes: names in lower case and values, not escaped.
    :param document: the document of the node.
    """
    if not attributes:
        return
    tag = _TAGS.get(type(node))
    if tag is None and not isinstance(node, _LINKS):
        return
    if tag is None:
        inner = next((c for c in node.children if isinstance(c, nodes.Element)), None)
        if inner is None:
            return
        node, tag = inner, "a"
    node[_KEY] = (tag, {**attributes})
    document[_HAS_ATTRIBUTES] = True


class AttributesInHtml(SphinxPostTransform):
    """Put markers into the nodes that have attributes for HTML."""

    default_priority = _LATE
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Change a page."""
        if self.document.get(_HAS_ATTRIBUTES):
            _mark_all(self.document)


class AttributesInOnePage(SphinxPostTransform):
    """Put the markers into a document that is made of all pages."""

    default_priority = _LATE
    builders = ONE_PAGE

    def run(self, **_kwargs: object) -> None:
        """Change the document."""
        _mark_all(self.document)


def _mark_all(document: nodes.document) -> None:
    for node in list(document.findall(_has_attributes)):
        assert isinstance(node, nodes.Element)
        _mark(node)
        del node[_KEY]


def _has_attributes(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and _KEY in node


def _mark(node: nodes.Element) -> None:
    tag, values = node[_KEY]
    marker = html_attributes(tag=tag, values=values)
    if not isinstance(node, nodes.image):
        node.insert(0, marker)
        return
    parent = node.parent
    # docutils takes no other children beside the image of a linked figure.
    in_figure = not isinstance(parent.parent, nodes.TextElement)
    if isinstance(parent, nodes.reference) and len(parent) == 1 and in_figure:
        return
    parent.insert(parent.index(node) + 1, marker)


def add_attributes(written: list[str], tag: str, values: Mapping[str, str]) -> None:
    """Add attributes to the start tag that was written last.

    Attributes that the tag has are kept, and values of ``style`` are joined.

    :param written: the strings that were written; changed.
    :param tag: a pattern of the name of the element.
    :param values: names in lower case and values, not escaped.
    """
    pattern = re.compile(rf"<(?:{tag})(?=[\s/>])[^<>]*>")
    for index in range(len(written) - 1, max(-1, len(written) - 1 - _CHUNKS), -1):
        found = [*pattern.finditer(written[index])]
        if found:
            begin, end = found[-1].span()
            text = written[index]
            start_tag = _with_attributes(text[begin:end], values)
            written[index] = text[:begin] + start_tag + text[end:]
            return


def _with_attributes(start_tag: str, values: Mapping[str, str]) -> str:
    added = ""
    for name, value in values.items():
        present = re.search(rf'\s{re.escape(name)}="([^"]*)"', start_tag)
        if present is None:
            added += f' {name}="{escape(value)}"'
        elif name in _JOINED:
            old = present[1].rstrip("; ")
            both = f' {name}="{old}{_JOINED[name]}{escape(value)}"'
            start_tag = start_tag.replace(present[0], both)
    end = -2 if start_tag.endswith("/>") else -1
    head, tail = start_tag[:end].rstrip(), start_tag[end:]
    return f"{head}{added}{' ' if end == -2 else ''}{tail}"


def _visit(translator: Any, node: html_attributes) -> None:
    add_attributes(translator.body, node["tag"], node["values"])
    raise nodes.SkipNode


def setup_html_attributes(app: Sphinx) -> None:
    """Register the marker and the transform that places it.

    :param app: the application.
    """
    app.add_node(html_attributes, html=(_visit, None))
    app.add_post_transform(AttributesInHtml)
    app.add_post_transform(AttributesInOnePage)
