"""Notes: ``> [AZURE.NOTE]``, ``> [!NOTE]``, ``> [!div class="…"]``."""

from __future__ import annotations

from ..construct import Construct, plain
from .render import render_alert, render_div
from .syntax import quote_plugin

CONSTRUCT = Construct(
    "note", syntax=plain(quote_plugin), render=(render_alert, render_div)
)
