"""Raw HTML: the URLs of files in it, and its conversion to XML for EPUB."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from urllib.parse import quote

from ..attributes import HTML_ATTRIBUTES
from .book import book_attributes
from .elements import ELEMENTS, VOID

_PIECE = re.compile(
    r"<!--(?P<comment>-?(?=>)|.*?--)>"
    r"|(?P<declaration><!\[CDATA\[.*?\]\]>|<[?!][^>]*>)"
    rf"|<(?P<raw>script|style)(?P<raw_attributes>\s{HTML_ATTRIBUTES})?>"
    r"(?P<content>.*?)</(?P=raw)\s*>"
    rf"|<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?=[\s/>])"
    rf"(?P<attributes>{HTML_ATTRIBUTES})>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=][^\s<>/=]*)
        (?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'
                     |(?P<bare>[^\s"'<>][^\s<>]*)))?""",
    re.VERBOSE,
)
_XML_NAME = re.compile(r"[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HYPHENS = re.compile(r"-(?=-)")
_NAMESPACES = {
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
}
_XLINK = "http://www.w3.org/1999/xlink"
_FILES = {
    **dict.fromkeys(("audio", "embed", "iframe", "img", "input", "track"), ("src",)),
    "video": ("src", "poster"),
    "source": ("src", "srcset"),
    "object": ("data",),
}
"""Element → its attributes with URLs of files that it shows."""
_PLAYERS = frozenset(("audio", "embed", "iframe", "object", "source", "video"))
_LEFT_OUT = frozenset(("base", "form", "frame", "frameset", "head", "link", "meta"))
_LEFT_OUT |= {"noframes", "param", "script", "slot", "template", "title"}
"""Elements that a book cannot have. Their content stays, except that of scripts."""
_RENAMED = {
    "acronym": "abbr",
    "center": "div",
    "dir": "ul",
    "strike": "s",
    "tt": "code",
}
_RENAMED |= dict.fromkeys(("big", "blink", "font", "marquee", "nobr"), "span")
"""Element that HTML no longer has → a similar element."""
_DRAWING = re.compile(r"<svg\b(?P<attributes>[^>]*[^>/])?>.*?</svg>", re.DOTALL)
_LABEL = re.compile(r'aria-label="(?P<text>[^"]*)"')
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def replace_urls(html: str, replace: Callable[[str], str | None]) -> str:
    """Return HTML with other URLs for the files that its elements show.

    :param html: the HTML.
    :param replace: a function from a URL, with character references decoded, to the new
        URL; ``None`` removes the attribute.
    """

    def tag(match: re.Match[str]) -> str:
        names = _FILES.get((match["name"] or "").lower(), ())
        if match["end"] or not names:
            return match[0]

        def attribute(found: re.Match[str]) -> str:
            name = found["name"].lower()
            value = _value(found)
            if name not in names or not value:
                return found[0]
            is_set = name == "srcset"
            new = _replace_set(value, replace) if is_set else replace(value)
            return "" if new is None else f'{found["name"]}="{escape(new)}"'

        attributes = _ATTRIBUTE.sub(attribute, match["attributes"])
        return f"<{match['name']}{attributes}>"

    return _PIECE.sub(tag, html)


def _replace_set(value: str, replace: Callable[[str], str | None]) -> str | None:
    """Return a ``srcset`` with other URLs; ``None`` if no URL is left.

    :param value: the value of the attribute.
    :param replace: a function from a URL to the new URL; ``None`` removes the URL.
    """
    candidates = []
    for candidate in value.split(","):
        url, _, descriptor = candidate.strip().partition(" ")
        new = replace(url) if url else None
        if new is not None:
            candidates.append(f"{new} {descriptor}".strip())
    return ", ".join(candidates) or None


def file_urls(html: str) -> list[str]:
    """Return the URLs of the files that elements in HTML show.

    :return: the URLs in order without duplicates, with character references decoded.
    """
    urls: dict[str, None] = {}

    def note(url: str) -> str:
        urls[url] = None
        return url

    replace_urls(html, note)
    return [*urls]


def as_xml(html: str, dropped: list[str] | None = None) -> str:
    """Return HTML as the XML of an EPUB book.

    Every attribute has a value, and character references have no names. Attributes that
    EPUB does not allow are replaced (:func:`book_attributes`). Books cannot show files
    of other sites: a player of such a file becomes a link, an image its text.

    :param html: HTML in which each element has an end tag, except void elements; or
        single tags whose counterparts are in other HTML.
    :param dropped: the open elements whose start tags were replaced, over all HTML of a
        page; changed in place.
    """
    xml = "".join(_xml(html, [] if dropped is None else dropped))
    return _DRAWING.sub(_as_image, _NO_XML.sub("", xml))


def _as_image(drawing: re.Match[str]) -> str:
    """Return an image for a drawing in SVG.

    The manifest of a book must name the pages with SVG, and Sphinx does not name them.
    """
    label = _LABEL.search(drawing["attributes"] or "")
    url = f"data:image/svg+xml,{quote(drawing[0])}"
    return f'<img alt="{label["text"] if label else ""}" src="{url}" />'


def _xml(html: str, dropped: list[str]) -> Iterator[str]:
    end = 0
    for match in _PIECE.finditer(html):
        yield _text(html[end : match.start()])
        end = match.end()
        if match["comment"] is not None:
            yield _comment(match["comment"])
        elif match["raw"]:
            name = match["raw"].lower()
            if name not in _LEFT_OUT:
                yield _start_tag(name, _values(match["raw_attributes"] or ""))
                yield escape(match["content"], quote=False)
                yield f"</{name}>"
        elif match["name"]:
            yield _tag(match, dropped)
    yield _text(html[end:])


def _text(text: str) -> str:
    return escape(unescape(text), quote=False)


def _comment(content: str) -> str:
    content = _HYPHENS.sub("- ", content[:-2].strip().rstrip("-").rstrip())
    return f"<!-- {content} -->" if content else ""


def _tag(match: re.Match[str], dropped: list[str]) -> str:
    name = match["name"]
    if name.lower() in ELEMENTS:
        name = name.lower()
    if ":" in name or name in _LEFT_OUT or (match["end"] and name in VOID):
        return ""
    if match["end"]:
        if name in dropped:
            dropped.remove(name)
            return ""
        return f"</{_RENAMED.get(name, name)}>"
    values = _values(match["attributes"])
    is_empty = name in VOID or match["attributes"].rstrip().endswith("/")
    if (replacement := _replacement(name, values)) is not None:
        if not is_empty:
            dropped.append(name)
        return replacement
    return _start_tag(name, values, is_empty=is_empty)


def _replacement(element: str, values: Mapping[str, str]) -> str | None:
    """Return what a book shows for an element without its file; else ``None``.

    :param element: the name of the element.
    :param values: its attributes.
    """
    names = ("data",) if element == "object" else ("src", "srcset")
    url = next((values[name] for name in names if values.get(name)), "")
    if element in ("img", "track") and (not url or _REMOTE.match(url)):
        return _text(values.get("alt", ""))
    if element in _PLAYERS and _REMOTE.match(url):
        text = values.get("title") or values.get("aria-label") or url
        return f'<a href="{escape(url)}">{escape(text)}</a>'
    is_empty = element in ("embed", "iframe", "object", "source") and not url
    return "" if is_empty else None


def _values(text: str) -> dict[str, str]:
    """Return the attributes in the source of a start tag that XML can have.

    :param text: the source between the name of the element and ``>``.
    :return: names as written → values, with character references decoded.
    """
    values: dict[str, str] = {}
    known: set[str] = set()
    for match in _ATTRIBUTE.finditer(text):
        name = match["name"]
        if name.lower() in known or not _XML_NAME.fullmatch(name):
            continue
        prefix = name.partition(":")[0] if ":" in name else ""
        if prefix not in ("", "xlink", "xml", "xmlns"):
            continue
        known.add(name.lower())
        values[name] = _value(match)
    return values


def _start_tag(
    element: str, values: Mapping[str, str], *, is_empty: bool = False
) -> str:
    values = book_attributes(element, values)
    if values.get("poster") and _REMOTE.match(values["poster"]):
        del values["poster"]
    if element in _NAMESPACES:
        values.setdefault("xmlns", _NAMESPACES[element])
    if any(name.startswith("xlink:") for name in values):
        values.setdefault("xmlns:xlink", _XLINK)
    attributes = "".join(f' {name}="{escape(x)}"' for name, x in values.items())
    element = _RENAMED.get(element, element)
    return f"<{element}{attributes}{' /' if is_empty else ''}>"


def _value(match: re.Match[str]) -> str:
    return unescape(match["double"] or match["single"] or match["bare"] or "")
