"""Selectors: ``> [AZURE.SELECTOR]``, links to the versions of an article."""

from __future__ import annotations

from ...assets import beside
from ...syntax.quote_list import selector_plugin
from ..construct import Construct, plain
from .nodes import SELECTOR_CLASS, setup_selectors
from .render import render_selector, render_selector_list
from .write import respell_selector, write_selector, write_selector_list

CONSTRUCT = Construct(
    "selector",
    syntax=plain(selector_plugin),
    render=(render_selector, render_selector_list),
    write=(write_selector, write_selector_list),
    respell=respell_selector,
    setup=setup_selectors,
    assets=(beside(__file__, "azuredocs-selectors.css", SELECTOR_CLASS),),
)
