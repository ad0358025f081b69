"""Forms of Microsoft Learn: ``:::form action="create" submitText="Create":::``.

Source of the grammar: docfx: ``ChromelessFormExtension.cs``.
"""

from __future__ import annotations

from typing import Any

from ...syntax.triple_colon import Attributes, TripleColon, allow, require
from ...warnings import WarningKind


def _read(attributes: Attributes) -> dict[str, Any]:
    allow(attributes, "action", "submittext", "model")
    require(attributes, "action", "submittext")
    return {"text": attributes["submittext"]}


FORM = TripleColon(
    name="form",
    kind=WarningKind.FORM,
    read=_read,
    token_type="form",
    example='::: form action="name" submitText="Words on the button" :::',
    is_container=False,
    closes=None,
)
"""Token ``form`` (``meta``: ``text``, the text of the button)."""
