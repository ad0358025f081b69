"""Account comparisons: lists that describe several kinds of account."""

from __future__ import annotations

from sphinx.application import Sphinx

from ...assets import beside
from ...syntax.quote_list import account_comparison_plugin
from ..construct import Construct, plain
from .html import SpaceInHtml
from .nodes import NODE_CLASS, AccountComparison, recognise_comparisons
from .render import render_account_comparison


def _setup(app: Sphinx) -> None:
    """Register the directive and the post-transform."""
    app.add_directive("account-comparison", AccountComparison)
    app.add_post_transform(SpaceInHtml)


CONSTRUCT = Construct(
    "account-comparison",
    syntax=plain(account_comparison_plugin),
    render=(render_account_comparison,),
    finish=recognise_comparisons,
    setup=_setup,
    assets=(beside(__file__, "azuredocs-account-comparison.css", NODE_CLASS),),
)
