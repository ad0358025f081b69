"""Zones: ``::: zone pivot="…"``, and the pivots that readers choose."""

from __future__ import annotations

from docutils import nodes

from ...page.context import PageContext
from ...page.dialects import ARTICLES
from ..construct import Construct
from .nodes import apply_zones
from .render import render_zone
from .syntax import ZONE


def _finish(document: nodes.document, context: PageContext) -> None:
    if context.metadata is not None:
        apply_zones(document, context.metadata.raw.get("zone_pivot_groups", ""), 1)


CONSTRUCT = Construct(
    "zone",
    dialects=ARTICLES,
    blocks=(ZONE,),
    render=(render_zone,),
    finish=_finish,
    finish_on=frozenset(("zone_open",)),
)
