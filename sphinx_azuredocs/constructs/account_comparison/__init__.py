"""Account comparisons: lists that describe several kinds of account."""

from __future__ import annotations

from ...assets import beside
from ...syntax.quote_list import account_comparison_plugin
from ..construct import Construct, plain
from .nodes import NODE_CLASS, recognise_comparisons, setup_account_comparison
from .render import render_account_comparison

CONSTRUCT = Construct(
    "account-comparison",
    syntax=plain(account_comparison_plugin),
    render=(render_account_comparison,),
    finish=recognise_comparisons,
    setup=setup_account_comparison,
    assets=(beside(__file__, "azuredocs-account-comparison.css", NODE_CLASS),),
)
