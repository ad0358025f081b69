"""The attributes that only HTML has, such as ``style`` and ``target``."""

from __future__ import annotations

import re
from collections.abc import Mapping

ATTRIBUTE_NAME = re.compile(r"[a-z_][\w.-]*")
"""Pattern of the names that HTML and XML have in common, in lower case."""

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
"""Element → attributes that nodes have."""


def kept_attributes(name: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of an element that only HTML has.

    Event handlers are left out, and what becomes part of a node.

    :param name: the element.
    :param attributes: names in lower case and values, decoded.
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
