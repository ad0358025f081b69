"""Attributes of HTML tags and of triple-colon lines: four grammars.

HTML
    The grammar of HTML's tokenizer: a value is in double or single quotes, or unquoted
    up to whitespace, or missing. A quote within an unquoted value belongs to the value,
    and a quote between attributes is ignored. Source: HTML Living Standard
    §13.2.5.32–39.
Strict
    HTML with a value for each attribute, except a name before another attribute or the
    end of the tag. Unbalanced quotes end the attributes. For the tags of page headers.
docfx
    ``name="value"``, in double quotes only, or a name alone. Source: docfx:
    ``TripleColonBlockParser.cs``.
Lenient
    HTML with typographic quotes, unbalanced quotes and other mistakes in articles of
    2013 to 2016. For tags that HTML's grammar does not match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

HTML_ATTRIBUTES = (
    r"""(?>[^<>=]|=\s*+(?>"[^"]*+"|'[^']*+'|[^\s"'<>][^\s<>]*+|(?=>)))*+"""
)
"""Pattern of all attributes of a tag; atomic groups keep matching linear."""

# `bad` is an unquoted value, which docfx rejects.
_DOCFX_ATTRIBUTE = re.compile(
    r"[ \t]*(?P<name>[A-Za-z][\w-]*)"
    r'(?:[ \t]*=[ \t]*(?:"(?P<value>[^"\n]*)"|(?P<bad>[^\s:]*)))?'
)
_HTML_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=][^\s<>/=]*)
        (?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'
                     |(?P<bare>[^\s"'<>][^\s<>]*)))?""",
    re.VERBOSE,
)
_STRICT_ATTRIBUTE = re.compile(
    r"""\s*(?:(?P<name>[^\s"'<>/=]+)\s*=\s*
        (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|
        (?P<bare>(?!/?>)[^\s"'=<>`]+?)(?=\s|/?>))
        |(?P<empty>[a-zA-Z_][\w.:-]*)(?=\s+[\w.:-]+(?:\s*=|\s+)|\s*/?>))""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|\w+;|\w+(?![\w=]))")
_QUOTES = "\"'“”‘’"
_LENIENT_ATTRIBUTE = re.compile(
    rf"(?P<name>[A-Za-z][\w-]*)\s*(?:=_?|(?=[{_QUOTES}]))[\s{_QUOTES}]*"
    rf"(?P<value>[^\s<>{_QUOTES}]*)[{_QUOTES}]?"
)


class InvalidError(ValueError):
    """Invalid attributes of a construct; the message says which and why."""


def html_attributes(text: str) -> dict[str, str]:
    """Read attributes by the grammar of HTML.

    :param text: the text between the name of a tag and its end.
    :return: names in lower case → values, character references decoded. Of attributes
        with the same name the first is kept. A missing value is the empty string.
    """
    attributes: dict[str, str] = {}
    for match in _HTML_ATTRIBUTE.finditer(text):
        attributes.setdefault(match["name"].lower(), _value(match))
    return attributes


def strict_attributes(text: str, pos: int) -> tuple[list[tuple[str, str, int]], int]:
    """Read attributes by the strict grammar, up to the first other text.

    :param text: the text that contains the attributes.
    :param pos: the index at which they begin.
    :return: name as written, value and index of each attribute, character references
        decoded; and the index of their end.
    """
    attributes = []
    while match := _STRICT_ATTRIBUTE.match(text, pos):
        key = "name" if match["name"] else "empty"
        attributes.append((match[key], _value(match), match.start(key)))
        pos = match.end()
    return attributes, pos


def _value(match: re.Match[str]) -> str:
    value = match["double"] or match["single"] or match["bare"] or ""
    return _REFERENCE.sub(_decode, value)


def _decode(match: re.Match[str]) -> str:
    """Decode a character reference; without a semicolon only by its whole name.

    Source: HTML Living Standard §13.2.5.73, references in attributes.
    """
    reference = match[0]
    known = reference.endswith(";") or reference.startswith("&#")
    return unescape(reference) if known or reference[1:] in html5 else reference


def lenient_attributes(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names and values of attributes by the lenient grammar, as written.

    :param text: the text between the name of a tag and its end.
    """
    for match in _LENIENT_ATTRIBUTE.finditer(text):
        yield match["name"], match["value"]


def docfx_attributes(text: str, pos: int = 0) -> tuple[dict[str, str], int]:
    """Read attributes by the grammar of docfx, up to the first other text.

    :param text: the text that contains the attributes.
    :param pos: the index at which they begin.
    :return: the attributes, with names in lower case, and the index of their end.
    :raises InvalidError: if a value is unquoted or a name occurs twice.
    """
    attributes: dict[str, str] = {}
    while match := _DOCFX_ATTRIBUTE.match(text, pos):
        name = match["name"].lower()
        if match["bad"] is not None:
            msg = f'the value of {name!r} must be in double quotes: {name}="value"'
            raise InvalidError(msg)
        if name in attributes:
            msg = f"{name!r} is given twice; remove one"
            raise InvalidError(msg)
        attributes[name] = match["value"] or ""
        pos = match.end()
    return attributes, pos
