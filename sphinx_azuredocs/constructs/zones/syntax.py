"""Zones: ``::: zone pivot="cli,powershell"`` … ``::: zone-end``.

A zone is content for readers who chose one of its pivots, or for one of the output
targets of Microsoft Learn. Source of the grammar: docfx: ``ZoneExtension.cs``.
"""

from __future__ import annotations

import re
from typing import Any

from ...syntax.attributes import InvalidError
from ...syntax.triple_colon import Attributes, TripleColon, allow
from ...warnings import WarningKind

_PIVOT = re.compile(r"[a-z0-9-]+")
_TARGETS = ("docs", "chromeless", "pdf")


def _read(attributes: Attributes) -> dict[str, Any]:
    allow(attributes, "pivot", "target")
    if not attributes:
        msg = 'pivot="…" or target="…" is missing'
        raise InvalidError(msg)
    target = attributes.get("target", "").strip()
    if "target" in attributes and target not in _TARGETS:
        known = ", ".join(map(repr, _TARGETS))
        msg = f'unknown target="{target}"; the targets are {known}'
        raise InvalidError(msg)
    if target == "pdf" and "pivot" in attributes:
        msg = 'a zone with target="pdf" cannot have pivots; remove pivot'
        raise InvalidError(msg)
    pivots = []
    if "pivot" in attributes:
        pivots = [pivot.strip() for pivot in attributes["pivot"].split(",")]
    for pivot in pivots:
        if not _PIVOT.fullmatch(pivot):
            msg = f"pivot {pivot!r} has characters other than a-z, 0-9 and hyphens"
            raise InvalidError(msg)
    return {"pivots": pivots}


ZONE = TripleColon(
    name="zone",
    kind=WarningKind.ZONE,
    read=_read,
    token_type="zone",
    example='::: zone pivot="name"',
)
"""Tokens ``zone_open`` (``meta``: ``pivots``, a list) and ``zone_close``."""
