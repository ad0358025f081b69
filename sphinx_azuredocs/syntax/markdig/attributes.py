"""Attributes in braces: ``# Title {#id}``, ``![x](x.png){.wide}``.

Also on a line before a block: ``{.lead}``. Identifiers, classes, widths and heights are
kept, as they have a meaning in every output format; other attributes are dropped.
Source: Markdig: ``GenericAttributesParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse

_AT_END = re.compile(r"(?:\A|[ \t]+)(?P<attributes>\{[#.:\w][^{}\n]*\})[ \t]*\Z")
_AT_HEADING_END = re.compile(r"[ \t]*(?P<attributes>\{[#.:\w][^{}\n]*\})[ \t]*\Z")
_IN_INFO = re.compile(r"[ \t]*(?P<attributes>\{[#.][^{}\n]*\})[ \t]*\Z")
_KEPT = ("id", "class", "width", "height")
_BLOCKS = ("paragraph_open", "heading_open")


def attributes_plugin(md: MarkdownIt) -> None:
    """Read the attributes of blocks, images, links and code.

    :param md: the parser.
    """
    md.use(attrs_block_plugin, allowed=_KEPT)
    md.use(attrs_plugin, allowed=_KEPT)
    md.core.ruler.before("inline", "attributes_at_end", _at_end)
    md.core.ruler.before("inline", "anchors_of_blocks", _anchors)
    md.core.ruler.after("inline", "anchors_in_text", _anchors_in_text)


def read_attributes(text: str) -> dict[str, Any] | None:
    """Read attributes in braces.

    :param text: the text with its braces.
    :return: the attributes that are kept; ``None`` for other text.
    """
    try:
        end, attributes = parse(text)
    except ParseError:
        return None
    whole = end == len(text) - 1
    return {k: v for k, v in attributes.items() if k in _KEPT} if whole else None


def _at_end(state: StateCore) -> None:
    """Read the attributes after the text of headings, paragraphs and fences."""
    opening: Token | None = None
    for token in state.tokens:
        if token.type == "inline" and opening is not None:
            is_heading = opening.type == "heading_open"
            pattern = _AT_HEADING_END if is_heading else _AT_END
            token.content = _taken(opening, token.content, pattern)
        elif token.type == "fence":
            token.info = _taken(token, token.info, _IN_INFO)
        opening = token if token.type in _BLOCKS else None


def _taken(target: Token, text: str, pattern: re.Pattern[str]) -> str:
    """Move the attributes at the end of a text to a token; return the text before."""
    match = pattern.search(text) if text.rstrip(" \t").endswith("}") else None
    attributes = read_attributes(match["attributes"]) if match else None
    if match is None or not attributes:
        return text
    add_attributes(target, attributes)
    return text[: match.start()]


def add_attributes(token: Token, attributes: dict[str, Any]) -> None:
    """Add attributes to a token; classes are added to its classes.

    :param token: the token.
    :param attributes: the attributes, as from :func:`read_attributes`.
    """
    classes = [token.attrs.get("class", ""), attributes.get("class", "")]
    token.attrs.update(attributes)
    if any(classes):
        token.attrs["class"] = " ".join(map(str, filter(None, classes)))


def _anchors(state: StateCore) -> None:
    """Turn the identifiers of blocks into anchors, as targets of links."""
    state.tokens[:] = _with_anchors(state.tokens)


def _anchors_in_text(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and "{" in token.content:
            token.children = list(_with_anchors(token.children or []))


def _with_anchors(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        name = token.attrs.pop("id", None) if token.nesting >= 0 else None
        if name and token.type == "heading_open":
            token.meta.setdefault("anchors", []).append(str(name))
        elif name:
            meta = {"anchors": [str(name)]}
            yield Token("anchor", "", 0, block=token.block, map=token.map, meta=meta)
        yield token
