"""Nodes of moniker ranges, whose content is for some versions of a product."""

from __future__ import annotations

from docutils import nodes

from ...locale import translate as _

MONIKER_CLASS = "azure-moniker"
LABEL_CLASS = "azure-label"


def moniker_label(range_: str) -> nodes.paragraph:
    """Return the paragraph that names the versions to which the next blocks apply.

    :param range_: the moniker range as written, such as ``>= product-2.0``.
    """
    text = _("Applies to: %s") % range_
    emphasis = nodes.emphasis(text, text)
    return nodes.paragraph(text, "", emphasis, classes=[LABEL_CLASS])
