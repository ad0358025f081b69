"""Images: ``:::image type="content" source="x.png" alt-text="Words":::``.

In the middle of text or on a line of their own; one of type ``complex`` has a long
description, which are the blocks up to ``:::image-end:::``.
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
        yield f'type="{kind}" is none of {", ".join(_TYPES)}'
    if kind.lower() == "complex":
        yield "one with a description has a line to itself"


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

``meta`` is that of :data:`INLINE_IMAGE`.
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

Its ``meta``: ``source``, ``alt``, ``lightbox`` (a larger image), ``link``, and the
truth values ``border`` and ``is_icon``.
"""
