"""Tabs: headings that link to ``#tab/id``."""

from __future__ import annotations

from sphinx.config import Config

from ...assets import beside
from ...locale import translate as _
from ...page.dialects import ARTICLES
from ..choices import choices
from ..construct import Construct, plain
from .nodes import TAB_GROUP_CLASS
from .render import render_tab_group
from .syntax import tabs_plugin


def _words(_config: Config) -> dict[str, str]:
    return {"label": _("Choose a version")}


CONSTRUCT = Construct(
    "tabs",
    dialects=ARTICLES,
    syntax=plain(tabs_plugin),
    render=(render_tab_group,),
    assets=(
        *choices(TAB_GROUP_CLASS),
        beside(__file__, "azuredocs-tabs.js", TAB_GROUP_CLASS, data=_words),
        beside(__file__, "azuredocs-tabs.css", TAB_GROUP_CLASS),
    ),
)
