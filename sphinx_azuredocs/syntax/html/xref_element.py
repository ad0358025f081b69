"""``<xref href="UID">``: the target of a reference by uid that is written in HTML."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

SCHEME = "xref:"


# Attribute of the element → part of the query of the URL.
_ATTRIBUTES = {
    "text": "text",
    "name": "text",
    "alt": "alt",
    "fullname": "alt",
    "displayproperty": "displayProperty",
    "altproperty": "altProperty",
    "title": "title",
}


def element_target(attributes: Mapping[str, str]) -> str | None:
    """The URL that an element ``<xref>`` stands for.

    :param attributes: its attributes, names in lower case.
    :return: ``None`` for one that names nothing.
    """
    uid = attributes.get("href") or quote(attributes.get("uid", ""), safe="")
    if not uid:
        return None
    path, hash_, fragment = uid.partition("#")
    parts = [
        f"{part}={quote(attributes[name], safe='')}"
        for name, part in _ATTRIBUTES.items()
        if attributes.get(name)
    ]
    separator = "&" if "?" in path else "?"
    query = separator + "&".join(parts) if parts else ""
    return f"{SCHEME}{path}{query}{hash_}{fragment}"
