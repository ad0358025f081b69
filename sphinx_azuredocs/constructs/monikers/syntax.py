"""Moniker ranges: ``::: moniker range=">= product-2.0"`` … ``::: moniker-end``.

Content for some versions of a product. Source of the grammar: docfx:
``MonikerRangeParser.cs``.
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
"""Tokens ``moniker_open`` (``meta``: ``range``) and ``moniker_close``."""
