"""Thematic breaks, which Markdown has anywhere: ``---``, ``***``.

docutils has them between the paragraphs of a section only, and complains of all others.
Those are empty containers, which the style sheet makes rules of.
"""

from __future__ import annotations

from docutils import nodes

from ..page.context import PageContext
from ..page.dialects import ARTICLES
from .construct import Construct

RULE_CLASS = "azure-rule"
_NO_CONTENT = (nodes.Titular, nodes.meta, nodes.decoration, nodes.transition)


def settle_breaks(document: nodes.document, _context: PageContext) -> None:
    """Replace the thematic breaks that docutils would complain of.

    :param document: the page, rendered.
    """
    for node in list(document.findall(nodes.transition)):
        if not _parts_content(node):
            rule = nodes.container(classes=[RULE_CLASS])
            rule.source, rule.line = node.source, node.line
            node.replace_self(rule)


def _parts_content(node: nodes.transition) -> bool:
    """Whether a break is between the parts of a section."""
    before: nodes.Node | None = node.previous_sibling()
    if before is None or isinstance(before, _NO_CONTENT):
        return False
    if not isinstance(node.parent, nodes.document | nodes.section):
        return False
    following: nodes.Node | None = node
    while (
        following is not None
        and following.next_node(descend=False, siblings=True) is None
    ):
        following = following.parent
    return following is not None


CONSTRUCT = Construct(
    "thematic-break",
    dialects=ARTICLES,
    finish=settle_breaks,
    finish_on=frozenset(("hr",)),
)
