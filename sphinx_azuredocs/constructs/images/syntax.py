"""Images: ``:::image type="content" source="x.png" alt-text="Words":::``.

An image can be in text or alone on its line. The blocks between an image of type
``complex`` and ``:::image-end:::`` are its long description. Source of the grammar:
docfx: ``ImageExtension.cs``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...syntax.triple_colon import Attributes, TripleColon, allow, complex_only, require
from ...syntax.triple_colon_inline import TripleColonInline
from ...warnings import WarningKind

_EXAMPLE = ':::image type="content" source="image.png" alt-text="What it shows":::'
_TYPES = ("content", "complex", "icon")


def _read(attributes: Attributes) -> dict[str, Any]:
    allow(
        attributes,
        *("type", "source", "alt-text", "lightbox", "border", "link", "loc-scope"),
    )
    kind = attributes.get("type", "content").strip().lower()
    is_icon = kind == "icon"
    require(attributes, "source", *(() if is_icon else ("alt-text",)))
    border = attributes.get("border", "").strip().lower()
    return {
        "source": attributes["source"].strip(),
        "alt": "" if is_icon else attributes["alt-text"],
        "lightbox": attributes.get("lightbox", "").strip(),
        "link": attributes.get("link", "").strip(),
        "border": border == "true" or (border != "false" and not is_icon),
        "is_icon": is_icon,
    }


def _check(attributes: Attributes) -> Iterator[str]:
    kind = attributes.get("type", "content").strip()
    if kind.lower() not in _TYPES:
        yield f'unknown type="{kind}"; the types are {", ".join(map(repr, _TYPES))}'
    if kind.lower() == "complex":
        yield 'type="complex" is within text; write it on a line of its own'


COMPLEX_IMAGE = TripleColon(
    name="image",
    kind=WarningKind.IMAGE,
    read=complex_only(_read),
    token_type="complex_image",
    example=f"{_EXAMPLE.replace('content', 'complex')} … :::image-end:::",
    closes=None,
    dedents=True,
    is_inline_too=True,
    describes=True,
)
"""Tokens ``complex_image_open`` and ``complex_image_close``.

The opening token has the ``meta`` of :data:`INLINE_IMAGE`. The tokens between them are
the long description.
"""

INLINE_IMAGE = TripleColonInline(
    name="image",
    kind=WarningKind.IMAGE,
    read=_read,
    check=_check,
    token_type="colon_image",
    example=_EXAMPLE,
)
"""Token ``colon_image``.

``meta``: strings ``source``, ``alt``, ``lightbox`` (the path of a larger image) and
``link``; booleans ``border`` and ``is_icon``.
"""
