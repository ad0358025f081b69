"""Divisions: ``> [!div class="checklist"]``, a quote that has a class.

Their attributes may stand in back-ticks. As in docfx, a word that begins with ``div``
is a division, too: ``[!divclass]``. The classes ``op_single_selector`` and
``op_multi_selector`` make a selector of the list in them, whose dimensions are named
by ``title1``, ``title2``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ...syntax.attributes import html_attributes

_DIV = re.compile(
    r"[ \t]*\[!div[ \t]*(?P<ticks>`?)(?P<attributes>[^\]`]*)(?P<end>`?)[ \t]*\]"
    r"[ \t]*",
    re.IGNORECASE,
)
_SELECTORS = {"op_single_selector": "selector", "op_multi_selector": "selector_list"}


@dataclass(frozen=True)
class Div:
    """A division's tokens.

    :param token_type: their type: ``div``, ``selector`` or ``selector_list``.
    :param meta: the ``meta`` of the opening one: the list ``classes`` and ``id`` of
        a division, the list ``arguments`` of a selector.
    """

    token_type: str
    meta: dict[str, Any]


def match_div(line: str) -> Div | None:
    """The division that a line begins, if that is all there is on the line."""
    match = _DIV.fullmatch(line)
    if match is None:
        return None
    text = match["attributes"] or "" if match["ticks"] == match["end"] else ""
    attributes = html_attributes(text)
    classes = attributes.get("class", "").split()
    for name in classes:
        if selector := _SELECTORS.get(name.lower()):
            titles = {k: v for k, v in attributes.items() if k.startswith("title")}
            return Div(selector, {"arguments": [titles[k] for k in sorted(titles)]})
    return Div("div", {"classes": classes, "id": attributes.get("id", "")})
