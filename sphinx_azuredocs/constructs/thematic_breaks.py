"""Thematic breaks: ``---``, ``***`` (CommonMark 0.31 §4.1).

docutils allows transitions only between the body elements of a section, and reports all
others. The others become empty containers, which the style sheet shows as lines.
"""

from __future__ import annotations

from docutils import nodes

from ..page.context import PageContext
from ..page.dialects import ARTICLES
from .construct import Construct

BREAK_CLASS = "azure-rule"
_NO_CONTENT = (nodes.Titular, nodes.meta, nodes.decoration, nodes.transition)


def settle_breaks(document: nodes.document, _context: PageContext) -> None:
    """Replace the transitions that docutils does not allow by empty containers.

    :param document: the doctree of the page.
    """
    for node in list(document.findall(nodes.transition)):
        if not _is_between_elements(node):
            container = nodes.container(classes=[BREAK_CLASS])
            container.source, container.line = node.source, node.line
            node.replace_self(container)


def _is_between_elements(node: nodes.transition) -> bool:
    """Return True if a transition has body elements of its section on both sides."""
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
