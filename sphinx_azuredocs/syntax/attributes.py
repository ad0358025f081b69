"""The attributes of tags and of lines of three colons: three grammars.

HTML
    As HTML's tokenizer reads them: the value is in double or single quotes, or bare up
    to whitespace, or missing. A quote within a bare value belongs to the value, and a
    quote between attributes is ignored. Source: HTML Living Standard §13.2.5.32–39.
docfx
    ``name="value"``, in double quotes only, or a name alone. Source: docfx:
    ``TripleColonBlockParser.cs``.
Lenient
    HTML with typographic quotes, quotes of which one is missing, and other mistakes
    that writers of 2013 to 2016 made. For tags that HTML's grammar does not match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

HTML_ATTRIBUTES = (
    r"""(?>[^<>=]|=\s*+(?>"[^"]*+"|'[^']*+'|[^\s"'<>][^\s<>]*+|(?=>)))*+"""
)
"""Pattern of all attributes of a tag. The atomic groups keep it linear."""

# `bad` is a value without quotes, which docfx rejects.
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
_QUOTES = "\"'“”‘’"
_LENIENT_ATTRIBUTE = re.compile(
    rf"(?P<name>[A-Za-z][\w-]*)\s*(?:=_?|(?=[{_QUOTES}]))[\s{_QUOTES}]*"
    rf"(?P<value>[^\s<>{_QUOTES}]*)[{_QUOTES}]?"
)


class InvalidError(ValueError):
    """Raised for attributes that a construct may not have; its text says why."""


def html_attributes(text: str) -> dict[str, str]:
    """Read attributes by the grammar of HTML.

    :param text: what stands between the name of a tag and its end.
    :return: names in lower case and values, character references decoded. The first
        attribute of a name counts. A missing value is the empty string.
    """
    attributes: dict[str, str] = {}
    for match in _HTML_ATTRIBUTE.finditer(text):
        value = match["double"] or match["single"] or match["bare"] or ""
        attributes.setdefault(match["name"].lower(), unescape(value))
    return attributes


def lenient_attributes(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names and values of attributes by the lenient grammar, as written.

    :param text: what stands between the name of a tag and its end.
    """
    for match in _LENIENT_ATTRIBUTE.finditer(text):
        yield match["name"], match["value"]


def docfx_attributes(text: str, pos: int = 0) -> tuple[dict[str, str], int]:
    """Read attributes by the grammar of docfx, up to other text.

    :param text: the text that the attributes are written in.
    :param pos: the position at which they begin.
    :return: the attributes, names in lower case, and the position of their end.
    :raises InvalidError: for one that has no quotes around its value, or is there
        twice.
    """
    attributes: dict[str, str] = {}
    while match := _DOCFX_ATTRIBUTE.match(text, pos):
        name = match["name"].lower()
        if match["bad"] is not None:
            msg = f'{name} must have its value in double quotes: {name}="value"'
            raise InvalidError(msg)
        if name in attributes:
            msg = f"{name} is given twice; remove one"
            raise InvalidError(msg)
        attributes[name] = match["value"] or ""
        pos = match.end()
    return attributes, pos
