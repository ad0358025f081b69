"""The attributes of HTML that EPUB allows, and CSS for those that it does not.

EPUB has the XML syntax of the HTML Standard (EPUB 3.3 §6.1). Checkers of books report
attributes that the standard no longer has. Their meaning in CSS: HTML Standard §15.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from .elements import ELEMENTS

_GLOBAL = frozenset(
    ("accesskey", "class", "dir", "hidden", "id", "lang", "role", "style", "tabindex")
) | {"title", "translate", "xml:lang", "xmlns"}
_SIZE = frozenset(("height", "width"))
_CELL = frozenset(("colspan", "rowspan", "headers"))
_MEDIA = frozenset(("autoplay", "controls", "loop", "muted", "preload", "src"))
_ALLOWED: dict[str, frozenset[str]] = {
    "a": frozenset(("download", "href", "hreflang", "rel", "target", "type")),
    "area": frozenset(("alt", "coords", "href", "shape", "target")),
    "audio": _MEDIA,
    "blockquote": frozenset(("cite",)),
    "button": frozenset(("disabled", "name", "type", "value")),
    "canvas": _SIZE,
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "data": frozenset(("value",)),
    "del": frozenset(("cite", "datetime")),
    "details": frozenset(("open",)),
    "embed": _SIZE | {"src", "type"},
    "iframe": _SIZE | {"allow", "allowfullscreen", "name", "src"},
    "img": _SIZE | {"alt", "src", "srcset", "usemap", "ismap"},
    "input": frozenset(("checked", "disabled", "max", "min", "name", "placeholder"))
    | {"readonly", "size", "type", "value"},
    "ins": frozenset(("cite", "datetime")),
    "label": frozenset(("for",)),
    "li": frozenset(("value",)),
    "map": frozenset(("name",)),
    "meter": frozenset(("high", "low", "max", "min", "optimum", "value")),
    "object": _SIZE | {"data", "name", "type"},
    "ol": frozenset(("reversed", "start", "type")),
    "optgroup": frozenset(("disabled", "label")),
    "option": frozenset(("disabled", "label", "selected", "value")),
    "progress": frozenset(("max", "value")),
    "q": frozenset(("cite",)),
    "select": frozenset(("disabled", "multiple", "name", "size")),
    "source": _SIZE | {"media", "sizes", "src", "srcset", "type"},
    "style": frozenset(("media", "type")),
    "td": _CELL,
    "textarea": frozenset(("cols", "disabled", "name", "readonly", "rows")),
    "th": _CELL | {"abbr", "scope"},
    "time": frozenset(("datetime",)),
    "track": frozenset(("default", "kind", "label", "src", "srclang")),
    "video": _MEDIA | _SIZE | {"poster"},
}
"""Element → its attributes, except the global attributes."""
_FOREIGN = frozenset(("math", "svg"))
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%)?")
_REMOTE_IN_STYLE = re.compile(
    r"[\w-]+\s*:[^;]*\burl\((?!\s*[\"']?data:)[^;]*(?:;|\Z)", re.IGNORECASE
)


def _length(value: str) -> str:
    match = _LENGTH.match(value)
    return f"{match[1]}{match[2] or 'px'}" if match else ""


def _word(value: str) -> str:
    value = value.strip().lower()
    return value if re.fullmatch(r"[a-z-]+", value) else ""


def _colour(value: str) -> str:
    value = value.strip()
    return value if re.fullmatch(r"#?\w+", value) else ""


_STYLES: dict[str, tuple[str, Callable[[str], str]]] = {
    "align": ("text-align", _word),
    "bgcolor": ("background-color", _colour),
    "bordercolor": ("border-color", _colour),
    "color": ("color", _colour),
    "cellspacing": ("border-spacing", _length),
    "height": ("height", _length),
    "nowrap": ("white-space", lambda _: "nowrap"),
    "valign": ("vertical-align", _word),
    "width": ("width", _length),
}
"""Attribute that HTML no longer has → the property of CSS, and its value."""


def book_attributes(element: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of an element for EPUB.

    Attributes for presentation become properties in ``style``. Other attributes that
    the HTML Standard does not have are left out, and so are event handlers, and
    properties in ``style`` that load a file.

    :param element: the name of the element. Elements of SVG and MathML, and unknown
        elements, keep their attributes.
    :param attributes: names as written → values.
    """
    if element not in ELEMENTS or element in _FOREIGN:
        return {**attributes}
    allowed = _GLOBAL | _ALLOWED.get(element, frozenset())
    kept: dict[str, str] = {}
    styles: list[str] = []
    for written, value in attributes.items():
        name = written.lower()
        is_size = name in _SIZE and not value.isdecimal()
        if name == "style":
            styles.append(_REMOTE_IN_STYLE.sub("", value).strip().rstrip("; "))
        elif (name in allowed and not is_size) or name.startswith(("aria-", "data-")):
            kept[name] = value
        elif element == "table" and name == "border":
            kept |= {} if value.strip() in ("", "0") else {"border": "1"}
        else:
            styles.append(_style(name, value))
    if style := "; ".join(filter(None, styles)):
        kept["style"] = style
    return kept


def _style(name: str, value: str) -> str:
    """Return the property in CSS for an attribute for presentation; empty if none."""
    property_, convert = _STYLES.get(name, ("", _word))
    new = convert(value) if property_ else ""
    return f"{property_}: {new}" if new else ""
