"""Moniker ranges: ``::: moniker range="…"``."""

from __future__ import annotations

from ...page.dialects import ARTICLES
from ..construct import Construct
from .render import render_moniker
from .syntax import MONIKER

CONSTRUCT = Construct(
    "moniker", dialects=ARTICLES, blocks=(MONIKER,), render=(render_moniker,)
)
