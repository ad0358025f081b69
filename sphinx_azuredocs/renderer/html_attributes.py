"""Attributes that only HTML has: ``style``, ``target``, ``title`` of an image.

docutils has no node attributes for them, and its HTML writer writes only attributes
that it knows. They are stored as one node attribute, which other formats ignore. For
HTML a marker node is inserted as first child of the node. When the marker is visited,
it adds the attributes to the start tag that the writer wrote last.
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
from ..syntax.html.book import book_attributes

_HAS_ATTRIBUTES = "has_html_attributes"
"""Attribute of a document that contains nodes with HTML attributes."""
_LATE = 900
"""Transform priority: after references are resolved and transforms replace nodes."""
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
    # Sphinx writes a code block at once, with another element inside.
    nodes.literal_block: r"div(?=[^<>]*\bnotranslate\b)",
}
_WITHOUT_CHILDREN = nodes.image | nodes.literal_block
"""The nodes whose children are not written; the marker is inserted after them."""
_ELEMENTS = {"t[dh]": "td", "h[1-6]": "h1"}
"""Regular expression in ``_TAGS`` → an element with the same attributes."""
_LINKS = addnodes.pending_xref | addnodes.download_reference
_JOINED = {"class": " ", "style": "; "}
"""Attribute whose old and new values are joined → the separator."""
_CHUNKS = 4
"""The number of last written strings that are searched for the start tag."""


class html_attributes(nodes.Invisible, nodes.Element):  # noqa: N801
    """Marker node that adds attributes to the HTML element of its parent.

    ``tag`` is a regular expression for the name of the element. ``values`` maps
    attribute names in lower case to values that are not escaped.
    """


def set_html_attributes(
    node: nodes.Element, attributes: Mapping[str, str], document: nodes.document
) -> None:
    """Store attributes for HTML output on a node.

    :param node: the node. For an unresolved link they are stored on its first child,
        because Sphinx replaces the node of the link. Nodes of other classes than those
        in ``_TAGS`` are not changed.
    :param attributes: names in lower case → values, not escaped.
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
    """Post-transform that inserts the markers into the pages of HTML builders."""

    default_priority = _LATE
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Insert the markers into a page."""
        if self.document.get(_HAS_ATTRIBUTES):
            _mark_all(self.document)


class AttributesInOnePage(SphinxPostTransform):
    """Post-transform that inserts the markers into a document made of all pages."""

    default_priority = _LATE
    builders = ONE_PAGE

    def run(self, **_kwargs: object) -> None:
        """Insert the markers into the document."""
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
    if not isinstance(node, _WITHOUT_CHILDREN):
        node.insert(0, marker)
        return
    parent = node.parent
    if isinstance(node, nodes.literal_block):
        parent.insert(parent.index(node) + 1, marker)
        return
    # In a linked figure, docutils expects the image to be the only child of the link.
    in_figure = not isinstance(parent.parent, nodes.TextElement)
    if isinstance(parent, nodes.reference) and len(parent) == 1 and in_figure:
        return
    parent.insert(parent.index(node) + 1, marker)


def add_attributes(written: list[str], tag: str, values: Mapping[str, str]) -> None:
    """Add attributes to the last start tag of an element in the output.

    Existing attributes are kept. Values of ``class`` and ``style`` are joined. Nothing
    changes if the last strings do not contain the start tag.

    :param written: the strings of the output; changed in place.
    :param tag: a regular expression for the name of the element.
    :param values: names in lower case → values, not escaped.
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
    values = node["values"]
    if translator.builder.name == "epub":
        values = book_attributes(_ELEMENTS.get(node["tag"], node["tag"]), values)
    add_attributes(translator.body, node["tag"], values)
    raise nodes.SkipNode


def setup_html_attributes(app: Sphinx) -> None:
    """Register the marker node and the post-transforms that insert it.

    :param app: the Sphinx application.
    """
    app.add_node(html_attributes, html=(_visit, None))
    app.add_post_transform(AttributesInHtml)
    app.add_post_transform(AttributesInOnePage)
