"""The byline of an article: its authors, dates and services, below the title."""

from __future__ import annotations

from ...assets import beside
from ...page.dialects import ARTICLES
from ..construct import Construct, Handler
from .edit_links import set_theme_options
from .nodes import add_bylines

CONSTRUCT = Construct(
    "byline",
    dialects=ARTICLES,
    assets=(beside(__file__, "azuredocs-byline.css", "azure-byline"),),
    handlers=(
        # After the docsets are known.
        Handler("config-inited", set_theme_options, 880),
        Handler("doctree-resolved", add_bylines),
    ),
)
