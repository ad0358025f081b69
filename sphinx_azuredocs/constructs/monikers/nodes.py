"""Moniker ranges: what is said of some versions of a product, with a label."""

from __future__ import annotations

from docutils import nodes

from ...locale import translate as _

MONIKER_CLASS = "azure-moniker"
LABEL_CLASS = "azure-label"


def moniker_label(range_: str) -> nodes.paragraph:
    """The line that says of which versions the next blocks are.

    :param range_: the range, as it is written.
    """
    text = _("Applies to: %s") % range_
    emphasis = nodes.emphasis(text, text)
    return nodes.paragraph(text, "", emphasis, classes=[LABEL_CLASS])
