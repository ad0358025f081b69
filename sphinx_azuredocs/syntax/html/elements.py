"""The elements of HTML, grouped by how they are converted."""

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
"""Block elements that only group other blocks: their content is kept without them."""

CONVERTED_BLOCKS = (
    DISSOLVED
    | TABLE_PARTS
    | HEADINGS
    | {"blockquote", "dd", "dir", "dl", "dt", "hr", "li", "menu", "ol", "p", "pre"}
    | {"table", "ul"}
)
"""Block elements that are converted to tokens of Markdown."""

KEPT_BLOCKS = frozenset(
    ("canvas", "details", "dialog", "form", "frameset", "iframe", "legend", "object")
) | {"optgroup", "option", "script", "style", "summary", "svg", "template", "textarea"}
"""Block elements that only HTML output has: they stay raw HTML."""

BLOCKS = CONVERTED_BLOCKS | KEPT_BLOCKS
"""All block elements: their tags end a paragraph."""

STRONG = frozenset(("b", "strong"))
EMPHASIS = frozenset(("cite", "dfn", "em", "i", "var"))
CODE = frozenset(("code", "kbd", "samp", "tt"))
SHIFTED = {"sub": "subscript", "sup": "superscript"}
MARKED = frozenset(("big", "del", "ins", "mark", "s", "small", "strike", "u"))
"""Inline elements that become a span with the class ``azure-<name>``."""
SPANS = frozenset(("abbr", "acronym", "span"))
"""Inline elements that become a span or abbreviation with their attributes."""
PLAIN = SPANS | frozenset(
    ("bdi", "bdo", "blink", "data", "font", "label", "nobr", "q", "time")
)
"""Inline elements that only style their content or group it."""
DIRECTIONS = ("auto", "ltr", "rtl")
"""The valid values of the attribute ``dir``, the text direction."""
KEPT_INLINES = (
    frozenset(
        ("area", "audio", "base", "button", "datalist", "embed", "input", "link", "map")
    )
    | {"math", "meta", "meter", "output", "param", "picture", "progress", "rb", "rp"}
    | {"rt", "rtc", "ruby", "select", "slot", "source", "title", "track", "video"}
    | {"frame", "head"}
)
"""Inline elements that only HTML output has: they stay raw HTML."""

CHOICES = frozenset(("datalist", "select"))
"""Inline elements that contain ``<option>``, elsewhere a block element."""

CONVERTED_INLINES = (
    STRONG | EMPHASIS | CODE | MARKED | PLAIN | SHIFTED.keys() | {"a", "br", "img"}
) | {"wbr", "xref"}

ELEMENTS = BLOCKS | CONVERTED_INLINES | KEPT_INLINES
"""All elements of HTML. Other names in angle brackets are text: ``<jobFile>``."""

# Elements whose names are common in text: without attributes or an end tag they are
# treated as placeholders.
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
"""Elements whose content is text up to their end tag, without other elements."""

TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])"
    rf"(?P<attributes>{HTML_ATTRIBUTES})>"
)
"""Pattern of a start or end tag (CommonMark 0.31 §6.6)."""


CHUNK = re.compile(
    r"""<div\s+chunk\s*=\s*
        (?:(?P<quote>["'])(?P<angled>[^"'\n]*)(?P=quote)|(?P<bare>[^\s"'<>]+?))
        \s*(?:/>|>\s*</div\s*>)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Pattern of an include in articles of 2013: ``<div chunk="../chunks/file.md" />``."""

_CHUNK_ATTRIBUTE = re.compile(r"\s*chunk\s*=", re.IGNORECASE)
_PARENTS = {"option": CHOICES, "summary": ("details",)}
"""Element whose end tag may be missing → the elements that contain it."""


def is_html(name: str, attributes: str, text: str) -> bool:
    """Return True if a tag is HTML, False for a placeholder such as ``<name>``.

    :param name: the name in the tag, in any letter case.
    :param attributes: the source of the attributes, between the name and ``>``.
    :param text: the text that contains the tag, in lower case; it is searched for the
        end tag.
    """
    name = name.lower()
    if name not in ELEMENTS or (name == "div" and _CHUNK_ATTRIBUTE.match(attributes)):
        return False
    if name in _RAW_TEXT and f"</{name}" not in text:
        # Without an end tag it would hide the rest of the page.
        return False
    attributes = attributes.strip(" /")
    if attributes and name in CONVERTED_INLINES and "=" not in attributes:
        # Text with angle brackets, such as `a <b and c> d`.
        return False
    if name not in _COMMON_WORDS or attributes:
        return True
    parents = _PARENTS.get(name, ())
    return f"</{name}" in text or any(f"<{parent}" in text for parent in parents)


def is_named(tag: re.Match[str], text: str) -> bool:
    """Return True if text mentions a tag: ``insert it after the <h2> tag``.

    This is the start tag of a heading without an end tag.

    :param tag: a match of :data:`TAG` within text.
    :param text: the text that contains the tag, in lower case.
    """
    name = tag["name"].lower()
    return name in HEADINGS and not tag["end"] and f"</{name}" not in text
