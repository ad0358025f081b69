"""Selectors: ``> [AZURE.SELECTOR]``, links to the versions of an article."""

from __future__ import annotations

from ...syntax.quote_list import selector_plugin
from ..construct import Construct, plain
from .nodes import setup_selectors
from .render import render_selector, render_selector_list

CONSTRUCT = Construct(
    "selector",
    syntax=plain(selector_plugin),
    render=(render_selector, render_selector_list),
    setup=setup_selectors,
)
