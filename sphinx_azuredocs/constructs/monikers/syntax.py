"""Moniker ranges: ``::: moniker range=">= product-2.0"`` … ``::: moniker-end``.

A moniker is the name of a version of a product. The blocks in a moniker range apply to
the versions in the range. Source of the grammar: docfx: ``MonikerRangeParser.cs``.
"""

from __future__ import annotations

from typing import Any

from ...syntax.triple_colon import Attributes, TripleColon, require
from ...warnings import WarningKind


def _read(attributes: Attributes) -> dict[str, Any]:
    require(attributes, "range")
    return {"range": attributes["range"].strip()}


MONIKER = TripleColon(
    name="moniker",
    kind=WarningKind.MONIKER,
    read=_read,
    token_type="moniker",
    example='::: moniker range=">= product-1.0"',
    nests=True,
    allowed=("range",),
)
"""Tokens ``moniker_open`` (``meta``: ``range``, a string) and ``moniker_close``."""
