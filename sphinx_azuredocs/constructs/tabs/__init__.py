"""Tabs: headings that link to ``#tab/id``."""

from __future__ import annotations

from ...page.dialects import ARTICLES
from ..construct import Construct, plain
from .render import render_tab_group
from .syntax import tabs_plugin

CONSTRUCT = Construct(
    "tabs", dialects=ARTICLES, syntax=plain(tabs_plugin), render=(render_tab_group,)
)
