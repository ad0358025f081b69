"""HTML of pages without scripts, forms and embedded content.

The HTML is written anew from its tags: only known elements and attributes, with values
in quotes. A tag that browsers would read in another way is therefore written as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

from ..files.urls import is_allowed, is_allowed_image

ELEMENTS = frozenset(
    (
        *("a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo"),
        *("big", "blockquote", "br", "caption", "center", "cite", "code", "col"),
        *("colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em"),
        *("figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol"),
        *("p", "pre", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "section"),
        *("small", "span", "strike", "strong", "sub", "summary", "sup", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var"),
        "wbr",
    )
)
"""The elements that are kept."""
ATTRIBUTES = frozenset(
    (
        *("abbr", "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing"),
        *("class", "color", "colspan", "datetime", "dir", "face", "headers", "height"),
        *("id", "lang", "name", "open", "rel", "reversed", "rowspan", "scope", "size"),
        *("span", "start", "summary", "target", "title", "type", "valign", "value"),
        "width",
    )
)
"""The attributes that are kept, except those with URLs."""
# Declarations, which are no part of a page. Python's parser raises errors for some.
_DECLARATION = re.compile(r"<!doctype\b[^>]*>|<(?=\?|!(?!--))", re.IGNORECASE)
_URLS = {"href": is_allowed, "cite": is_allowed, "src": is_allowed_image}
# Their content is no text of the page.
_HIDING = frozenset(("script", "style", "template", "svg", "math", "title"))


def safe_html(html: str) -> tuple[str, list[str]]:
    """Return HTML without what may run a script or load a page, and what is left out.

    :param html: the HTML, of which start or end tags may be missing.
    :return: the HTML, and the names of elements and attributes that are left out.
    """
    writer = _Writer()
    writer.feed(_DECLARATION.sub(_as_text, html))
    writer.close()
    return "".join(writer.written), list(dict.fromkeys(writer.dropped))


def _as_text(declaration: re.Match[str]) -> str:
    return "&lt;" if declaration[0] == "<" else ""


def safe_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes that are kept.

    :param attributes: names in lower case → values, with character references decoded.
    """
    return {name: value for name, value in attributes.items() if _is_safe(name, value)}


def _is_safe(name: str, value: str) -> bool:
    if name in _URLS:
        return _URLS[name](value)
    return name in ATTRIBUTES or name.startswith(("aria-", "data-"))


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self.dropped: list[str] = []
        self._hidden: list[str] = []
        """The open elements whose content is left out."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.dropped.append(f"<{tag}>")
            if tag in _HIDING:
                self._hidden.append(tag)
        elif not self._hidden:
            given = {name: value or "" for name, value in attrs}
            kept = safe_attributes(given)
            self.dropped += [name for name in given if name not in kept]
            values = (f' {name}="{escape(value)}"' for name, value in kept.items())
            self.written.append(f"<{tag}{''.join(values)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A slash has a meaning only in SVG and MathML, which are left out.
        self.handle_starttag(tag, attrs)
        if tag in ("svg", "math") and self._hidden:
            self._hidden.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        elif tag in ELEMENTS and not self._hidden:
            self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.written.append(escape(data, quote=False))
