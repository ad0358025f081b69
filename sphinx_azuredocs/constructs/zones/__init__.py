"""Zones: ``::: zone pivot="…"``, content for readers who chose a pivot."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ...assets import beside
from ...docset.zone_pivot_groups import forget_pivot_files
from ...page.context import PageContext
from ...page.dialects import ARTICLES
from ..choices import choices
from ..construct import Construct, Handler
from .nodes import SELECTOR_CLASS, ZONE_CLASS, apply_zones, report_pivot_files
from .render import render_zone
from .syntax import ZONE


def _finish(document: nodes.document, context: PageContext) -> None:
    if context.metadata is not None:
        line = context.header.line_of("zone_pivot_groups")
        apply_zones(document, context.metadata.zone_pivot_groups, line)


def _begin_build(_app: Sphinx, _env: BuildEnvironment, *_pages: set[str]) -> list[str]:
    """Discard the cached paths of pivot files, so that each build searches again."""
    forget_pivot_files()
    return []


CONSTRUCT = Construct(
    "zone",
    dialects=ARTICLES,
    blocks=(ZONE,),
    render=(render_zone,),
    finish=_finish,
    finish_on=frozenset(("zone_open",)),
    handlers=(
        # Before pages are compared with the files that are found.
        Handler("env-get-outdated", _begin_build, 100),
        Handler("env-check-consistency", report_pivot_files),
    ),
    assets=(
        *choices(SELECTOR_CLASS),
        beside(__file__, "azuredocs-zones.js", SELECTOR_CLASS),
        beside(__file__, "azuredocs-zones.css", SELECTOR_CLASS, ZONE_CLASS),
    ),
)
