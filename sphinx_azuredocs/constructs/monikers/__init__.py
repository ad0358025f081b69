"""Moniker ranges: ``::: moniker range="…"``."""

from __future__ import annotations

from ..construct import Construct
from .render import render_moniker
from .syntax import MONIKER

CONSTRUCT = Construct("moniker", blocks=(MONIKER,), render=(render_moniker,))
