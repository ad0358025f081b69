"""The attributes that only HTML has, such as ``style`` and ``target``."""

from __future__ import annotations

import re
from collections.abc import Mapping

ATTRIBUTE_NAME = re.compile(r"[a-z_][\w.-]*")
"""Pattern of attribute names that are valid in HTML and XML, in lower case."""

_QUOTES = re.compile('["“”]')
_CELL = frozenset(("colspan", "rowspan"))
_READ: dict[str, frozenset[str]] = {
    "a": frozenset(("href", "name", "nocheck", "title")),
    "abbr": frozenset(("title",)),
    "acronym": frozenset(("title",)),
    "img": frozenset(("alt", "name", "src", "title")),
    "ol": frozenset(("start", "type")),
    "span": frozenset(("class",)),
    "td": _CELL,
    "th": _CELL,
}
"""Element → its attributes that are converted to node attributes."""


def kept_attributes(name: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of an element that only HTML output has.

    Left out are ids, event handlers such as ``onclick``, and attributes that are
    converted to node attributes.

    :param name: the name of the element, in lower case.
    :param attributes: names in lower case → values, with character references decoded.
    """
    read = _READ.get(name, frozenset())
    return {
        key: _QUOTES.sub("", value) if key == "target" else value
        for key, value in attributes.items()
        if key != "id"
        and key not in read
        and not key.startswith("on")
        and ATTRIBUTE_NAME.fullmatch(key)
    }
