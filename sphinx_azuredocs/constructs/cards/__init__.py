"""Cards: the sections of landing and hub pages, which are lists of links in YAML.

Only HTML shows cards. In other formats they are sections.
"""

from __future__ import annotations

from docutils import nodes

from ...assets import beside
from ...page.dialects import ARTICLES
from ..construct import Construct

KINDS = frozenset(("hub", "landing"))
"""The kinds of YAML pages that have cards, in lower case."""
CARD_CLASS = "azure-card"
GROUP_CLASS = "azure-cards"
"""The class of a section that contains cards."""


def mark_cards(page: nodes.section) -> None:
    """Add classes to the sections of a page: cards, and groups of cards.

    :param page: the outer section of the page.
    """
    for section in page.findall(nodes.section):
        is_group = any(isinstance(child, nodes.section) for child in section.children)
        if is_group:
            section["classes"].append(GROUP_CLASS)
        elif section is not page:
            section["classes"].append(CARD_CLASS)


CONSTRUCT = Construct(
    "cards",
    dialects=ARTICLES,
    assets=(beside(__file__, "azuredocs-cards.css", GROUP_CLASS),),
)
