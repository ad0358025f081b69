"""The elements of HTML, by what becomes of them in a page."""

from __future__ import annotations

import re

from ..attributes import HTML_ATTRIBUTES

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta")
) | {"param", "source", "track", "wbr"}
"""Elements without content or end tag."""

TABLE_PARTS = frozenset(
    ("caption", "colgroup", "col", "tbody", "td", "tfoot", "th", "thead", "tr")
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
DISSOLVED = frozenset(
    (
        *("address", "article", "aside", "body", "center", "div", "fieldset"),
        *("figcaption", "figure", "footer", "header", "hgroup", "html", "main"),
        *("nav", "noscript", "search", "section"),
    )
)
"""Blocks that only group others: their content is the page's."""

CONVERTED_BLOCKS = (
    DISSOLVED
    | TABLE_PARTS
    | HEADINGS
    | {"blockquote", "dd", "dir", "dl", "dt", "hr", "li", "menu", "ol", "p", "pre"}
    | {"table", "ul"}
)
"""Blocks that become structure of the page."""

KEPT_BLOCKS = frozenset(
    ("canvas", "details", "dialog", "form", "frameset", "iframe", "legend", "object")
) | {"optgroup", "option", "script", "style", "summary", "svg", "template", "textarea"}
"""Blocks that nothing but HTML has."""

BLOCKS = CONVERTED_BLOCKS | KEPT_BLOCKS
"""Elements that end a paragraph of text."""

STRONG = frozenset(("b", "strong"))
EMPHASIS = frozenset(("cite", "dfn", "em", "i", "var"))
CODE = frozenset(("code", "kbd", "samp", "tt"))
SHIFTED = {"sub": "subscript", "sup": "superscript"}
MARKED = frozenset(("big", "del", "ins", "mark", "s", "small", "strike", "u"))
"""Inline elements that stay as a class of that name."""
SPANS = frozenset(("abbr", "acronym", "span"))
"""Inline elements that become a node with their attributes."""
PLAIN = SPANS | frozenset(
    ("bdi", "bdo", "blink", "data", "font", "label", "nobr", "q", "time")
)
"""Inline elements whose names are no words of text."""
DIRECTIONS = ("auto", "ltr", "rtl")
"""The values of ``dir``, the direction of text."""
KEPT_INLINES = (
    frozenset(
        ("area", "audio", "base", "button", "datalist", "embed", "input", "link", "map")
    )
    | {"math", "meta", "meter", "output", "param", "picture", "progress", "rb", "rp"}
    | {"rt", "rtc", "ruby", "select", "slot", "source", "title", "track", "video"}
    | {"frame", "head"}
)
"""Inline elements that nothing but HTML has."""

CHOICES = frozenset(("datalist", "select"))
"""Inline elements that contain options, which are blocks elsewhere."""

CONVERTED_INLINES = (
    STRONG | EMPHASIS | CODE | MARKED | PLAIN | SHIFTED.keys() | {"a", "br", "img"}
) | {"wbr", "xref"}

ELEMENTS = BLOCKS | CONVERTED_INLINES | KEPT_INLINES
"""All of them; what else stands between angle brackets is text: ``<jobFile>``."""

# Names that are more often a placeholder than an element, if nothing else is said.
_COMMON_WORDS = frozenset(
    (
        *("address", "area", "base", "body", "button", "caption", "data", "embed"),
        *("dialog", "form", "frame", "head", "header", "footer", "html", "input"),
        *("label", "link", "main", "map", "menu", "meta", "object", "option"),
        *("output", "param", "picture", "search", "section", "select", "slot"),
        *("source", "summary", "template", "time", "title", "track", "var"),
    )
)

_RAW_TEXT = frozenset(("iframe", "script", "style", "textarea", "title"))
"""Elements that contain no other elements, up to their end tag."""

TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])"
    rf"(?P<attributes>{HTML_ATTRIBUTES})>"
)
"""The tag of an element."""


CHUNK = re.compile(
    r"""<div\s+chunk\s*=\s*(?:"(?P<angled>[^"\n]*)"|(?P<bare>[^\s"'<>]+?))
        \s*(?:/>|>\s*</div\s*>)""",
    re.IGNORECASE | re.VERBOSE,
)
"""An include as the site of 2013 wrote it: ``<div chunk="../chunks/file.md" />``."""

_CHUNK_ATTRIBUTE = re.compile(r"\s*chunk\s*=", re.IGNORECASE)


def is_html(name: str, attributes: str, text: str) -> bool:
    """Return True for a tag of HTML, False for a placeholder.

    :param name: the name in it.
    :param attributes: what follows the name.
    :param text: the text around it in lower case, in which an end tag is looked for.
    """
    name = name.lower()
    if name not in ELEMENTS or (name == "div" and _CHUNK_ATTRIBUTE.match(attributes)):
        return False
    if name in _RAW_TEXT and f"</{name}" not in text:
        # Without an end tag it would hide the rest of the page.
        return False
    attributes = attributes.strip(" /")
    if attributes and name in CONVERTED_INLINES and "=" not in attributes:
        # `a <b and c> d`
        return False
    if name not in _COMMON_WORDS or attributes:
        return True
    if name == "option" and any(f"<{control}" in text for control in CHOICES):
        return True
    return f"</{name}" in text


def is_named(tag: re.Match[str], text: str) -> bool:
    """Whether text speaks of a tag: ``insert it after the <h2> tag``.

    :param tag: a tag in the midst of text.
    :param text: the text, in lower case.
    """
    name = tag["name"].lower()
    return name in HEADINGS and not tag["end"] and f"</{name}" not in text
