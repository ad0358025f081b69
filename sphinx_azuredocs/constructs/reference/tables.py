"""Tables of reference pages: members with their summaries, parameters of requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...reference.model import Table

if TYPE_CHECKING:
    from .page import PageRenderer

TABLE_CLASS = "azure-api-table"


def table(page: PageRenderer, block: Table, level: int) -> nodes.table:
    """Return the nodes of a table.

    :param page: the renderer of the page.
    :param block: the table.
    :param level: the level of the section around it.
    """
    group = nodes.tgroup(cols=len(block.head))
    group += [nodes.colspec(colwidth=1) for _title in block.head]
    head = nodes.row()
    for title in block.head:
        head += nodes.entry("", nodes.paragraph(title, title))
    body = nodes.tbody()
    for cells in block.rows:
        row = nodes.row()
        for cell in cells:
            entry = nodes.entry()
            entry += page.cells((cell,), level)
            row += entry
        body += row
    group += [nodes.thead("", head), body]
    return nodes.table("", group, classes=[TABLE_CLASS, "colwidths-auto"])
