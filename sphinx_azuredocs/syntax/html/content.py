"""Functions that examine HTML elements: attributes, text, blocks, cells and titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from .elements import BLOCKS, CHOICES, DIRECTIONS, HEADINGS
from .kept import kept_attributes
from .tree import Element

TITLES = HEADINGS | {"b", "strong"}
"""Elements that are the title of a callout if they are its first element."""
CALLOUT_KINDS = ("NOTE", "IMPORTANT", "TIP", "WARNING", "CAUTION")
"""Titles of callouts that are also kinds of alerts, such as ``> [!NOTE]``."""

_KIND = re.compile(
    rf"(?:(?P<marker>\*\*|__)|<(?P<tag>b|strong)>)(?P<kind>{'|'.join(CALLOUT_KINDS)})"
    r"[ \t]*:?[ \t]*(?(marker)(?P=marker)|</(?P=tag)>)(?!\w)[ \t]*:?\s*",
    re.IGNORECASE,
)
_BOLD = re.compile(
    r"(?:\*\*(?P<stars>[^*\n]+)\*\*"
    r"|<(?P<tag>b|strong)>(?P<html>[^<>\n]+)</(?P=tag)>)[ \t]*:?\s*",
    re.IGNORECASE,
)
_OPENINGS = {
    "blockquote": "blockquote_open",
    "dir": "bullet_list_open",
    "dl": "dl_open",
    "menu": "bullet_list_open",
    "ol": "ordered_list_open",
    "p": "paragraph_open",
    "table": "html_table_open",
    "ul": "bullet_list_open",
}
"""Element → the type of the opening token to which it is converted."""
WITH_CONTENT = frozenset(("details", "dialog", "form", "legend", "summary"))
"""Elements whose tags stay raw HTML and whose content is converted."""
WITH_WORDS = frozenset(("legend", "summary"))
"""Elements that can contain text and headings, but not paragraphs."""
NUMBER = re.compile(r"\s*(-?\d{1,9})")
"""Pattern of a number in an attribute."""
_LIST_STYLES = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_LANGUAGE = re.compile(r"(?:^|\s)lang(?:uage)?-(?P<name>[\w+#.-]+)", re.IGNORECASE)


def direction_tag(node: Element) -> str:
    """Return the start tag of a ``<div>`` with the text direction of an element.

    :return: the empty string for an element without a valid ``dir``.
    """
    direction = node.attribute("dir").lower()
    return f'<div dir="{direction}">' if direction in DIRECTIONS else ""


def attributes_of(node: Element) -> dict[str, str]:
    """Return the attributes of an element that only HTML output has, except ``dir``."""
    attributes = {name.lower(): node.attribute(name) for name in node.attributes}
    kept = kept_attributes(node.name, attributes)
    kept.pop("dir", None)
    return kept


def add_attributes(node: Element, tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens of a block, with HTML attributes in its outermost opening token.

    :param node: the element of the block.
    :param tokens: the tokens to which it was converted; ``meta["html_attributes"]`` of
        the opening token is set.
    """
    kept = attributes_of(node)
    wanted = _OPENINGS.get(node.name, "heading_open" if node.name in HEADINGS else "")
    depth = 0
    for token in tokens:
        if depth == 0 and token.type == wanted and kept:
            token.meta["html_attributes"] = kept
        depth += token.nesting
        yield token


def code_language_of(node: Element) -> str:
    """Return the language of a ``<pre>``, by a class ``language-x`` or ``lang-x``.

    HTML generated from a fence has such a class (CommonMark 0.31 §4.5). The class may
    also be on the ``<code>`` in the ``<pre>``.

    :return: the name of the language; the empty string if no class has one.
    """
    inner = [child for child in node.children if child.name == "code"]
    for element in (node, *inner[:1]):
        if match := _LANGUAGE.search(element.attribute("class")):
            return match["name"]
    return ""


def split_content(nodes: Sequence[Element]) -> Iterator[tuple[str, list[Element]]]:
    """Yield runs of sibling elements of the same kind.

    Whitespace between blocks is dropped.

    :return: the kind ``"text"``, ``"block"`` or ``"li"``, and the elements of each run.
    """
    parts: list[tuple[str, list[Element]]] = []
    for node in nodes:
        kind = "text"
        if node.name == "li":
            kind = "li"
        elif is_block(node):
            kind = "block"
        elif node.is_blank and (not parts or parts[-1][0] != "text"):
            continue
        if parts and parts[-1][0] == kind:
            parts[-1][1].append(node)
        else:
            parts.append((kind, [node]))
    yield from parts


def is_block(node: Element) -> bool:
    """Return True if an element is a block element or contains a block element."""
    if node.name in BLOCKS:
        return True
    if node.name in CHOICES:
        return False
    return any(inner.name in BLOCKS for inner in node.descendants())


def take_title(content: list[Element]) -> list[Element]:
    """Remove the title of a callout from its content.

    A title is a first element that is bold or a heading, or whose text is a kind of
    alert.

    :param content: the elements in the callout; changed.
    :return: the element of the title in a list; empty for a callout without a title, or
        one that begins with a block of Markdown.
    """
    while content and content[0].block is None:
        if content[0].plain_text().strip():
            break
        content.pop(0)
    if not content or content[0].block is not None:
        return []
    if content[0].name in TITLES:
        return [content.pop(0)]
    text = content[0].plain_text().strip(" \n:").upper()
    return [content.pop(0)] if text in CALLOUT_KINDS else []


def take_kind(block: list[Token]) -> str:
    """Remove the kind of a callout from its first block: ``**Tip:** x``, ``## Tip``.

    :param block: the tokens of the first block in the callout; changed.
    :return: the kind in capitals; the empty string for a block without a kind.
    """
    if len(block) == 3 and block[0].type == "heading_open":
        kind = block[1].content.strip(" *_:").upper()
        if kind in CALLOUT_KINDS:
            block.clear()
            return kind
    if not _is_paragraph(block):
        return ""
    content = block[1].content
    match = _KIND.match(content)
    if match is None:
        return ""
    block[1].content = content[match.end() :]
    if not block[1].content:
        block.clear()
    return match["kind"].upper()


def take_bold_line(block: list[Token]) -> str:
    """Remove the first block of a callout if it is bold: ``**Mind it**``.

    :param block: the tokens of the block; changed.
    :return: the text of the title; the empty string for another block.
    """
    bold = _BOLD.fullmatch(block[1].content) if _is_paragraph(block) else None
    if bold is None:
        return ""
    block.clear()
    return str(bold["stars"] or bold["html"]).strip(" \t:")


def _is_paragraph(block: Sequence[Token]) -> bool:
    return len(block) == 3 and block[0].type == "paragraph_open"


def classes_of(node: Element) -> list[str]:
    """Return the classes of an element."""
    return node.attribute("class").split()


def list_attributes(node: Element) -> dict[str, Any]:
    """Return the first number and the style of an ``<ol>``; empty for other lists."""
    attributes: dict[str, Any] = {}
    if node.name == "ol":
        if start := NUMBER.match(node.attribute("start")):
            attributes["start"] = int(start[1])
        if style := _LIST_STYLES.get(node.attribute("type")):
            attributes["style"] = style
    return attributes


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a table row."""
    return [cell for cell in row.children if cell.name in ("td", "th")]


def has_headers_only(cells: Sequence[Element]) -> bool:
    """Return True if a table row has cells and all of them are ``<th>``."""
    return bool(cells) and all(cell.name == "th" for cell in cells)


def without_paragraphs(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield tokens, with paragraphs replaced by ``html_words``; tokens are changed."""
    for token in tokens:
        if token.type in ("paragraph_open", "paragraph_close"):
            token.type = token.type.replace("paragraph", "html_words")
        yield token
