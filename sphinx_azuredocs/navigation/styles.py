"""The style sheet of breadcrumbs, links to the next page, and cards of docsets."""

from __future__ import annotations

from ..assets import beside
from .breadcrumbs import BREADCRUMBS_CLASS
from .next_step import NEXT_CLASS
from .start_page import CARDS_CLASS

ASSETS = (
    beside(
        __file__,
        "azuredocs-navigation.css",
        *(BREADCRUMBS_CLASS, NEXT_CLASS, CARDS_CLASS),
    ),
)
