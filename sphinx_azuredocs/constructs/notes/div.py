"""Markers of divisions: ``> [!div class="checklist"]``, quotes with a class.

The attributes may be in backticks. A name that begins with ``div`` is a division, as in
docfx: ``[!divclass]``. The classes ``op_single_selector`` and ``op_multi_selector``
turn the list in the quote into a selector; ``title1`` and ``title2`` name its
dimensions. Source: docfx: ``QuoteSectionNoteParser.cs``.
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
    """The marker of a division.

    :param token_type: ``div``, ``selector`` or ``selector_list``.
    :param meta: the ``meta`` of the opening token: the list ``classes`` and ``id`` of a
        division, the list ``arguments`` of a selector.
    """

    token_type: str
    meta: dict[str, Any]


def match_div(line: str) -> Div | None:
    """Return the marker of a division that is alone on a line.

    :param line: the line.
    :return: ``None`` for another line.
    """
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
