"""References by uid in HTML: ``<xref href="UID">``.

Source of the attributes: docfx: ``XRefDetails.cs``.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

SCHEME = "xref:"


# Attribute of the element → parameter in the query of the URL.
_ATTRIBUTES = {
    "text": "text",
    "name": "text",
    "alt": "alt",
    "fullname": "alt",
    "displayproperty": "displayProperty",
    "altproperty": "altProperty",
    "title": "title",
    "data-throw-if-not-resolved": "throw",
}


def element_target(attributes: Mapping[str, str]) -> str | None:
    """Return the URL ``xref:UID?parameters`` of an element ``<xref>``.

    :param attributes: the attributes of the element, names in lower case.
    :return: ``None`` for an element without ``href`` or ``uid``.
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
