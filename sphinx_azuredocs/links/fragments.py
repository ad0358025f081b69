"""Find the anchor of a page that a fragment names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Anchor(NamedTuple):
    """An anchor of a page.

    :param name: the name in links.
    :param id: the ``id`` of the element.
    """

    name: str
    id: str


def find_anchor(fragment: str, anchors: Mapping[str, str]) -> Anchor | None:
    """Return the anchor that a fragment names, else one in another letter case.

    :param fragment: the fragment, percent-decoded, without ``#``.
    :param anchors: name of an anchor → id of its element.
    """
    if fragment in anchors:
        return Anchor(fragment, anchors[fragment])
    lower = fragment.lower()
    for name, id_ in anchors.items():
        if name.lower() == lower:
            return Anchor(name, id_)
    return None
