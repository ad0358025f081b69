"""Tables of reference pages: members with their summaries, parameters of requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes

from ...reference.model import Cell, Table

TABLE_CLASS = "azure-api-table"
SCROLL_CLASS = "azure-api-scroll"
UIDS = "azure_uids"
"""Attribute of a table that is divided by kinds: the uid of the object in each row."""


def table(
    block: Table, render: Callable[[Iterable[Cell]], list[nodes.Node]]
) -> nodes.container:
    """Return the nodes of a table, in a container that may scroll.

    :param block: the table.
    :param render: returns the nodes of cells.
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
            entry += render((cell,))
            row += entry
        body += row
    group += [nodes.thead("", head), body]
    found = nodes.table("", group, classes=[TABLE_CLASS, "colwidths-auto"])
    node = nodes.container("", found, classes=[SCROLL_CLASS])
    if block.uids:
        node[UIDS] = list(block.uids)
    return node
