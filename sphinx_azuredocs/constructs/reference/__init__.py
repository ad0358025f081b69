"""Reference pages: commands, types and operations, from YAML that tools generate."""

from __future__ import annotations

from sphinx.application import Sphinx

from ...assets import beside
from ...page.dialects import ARTICLES
from ..construct import Construct
from .html import setup_html
from .kinds import setup_kinds
from .options import setup_options
from .page import PAGE_CLASS, render_reference_page


def _setup(app: Sphinx) -> None:
    """Register the domain of options, and the transforms."""
    setup_options(app)
    setup_html(app)
    setup_kinds(app)


CONSTRUCT = Construct(
    "reference",
    dialects=ARTICLES,
    render=(render_reference_page,),
    setup=_setup,
    assets=(beside(__file__, "azuredocs-reference.css", PAGE_CLASS),),
)
