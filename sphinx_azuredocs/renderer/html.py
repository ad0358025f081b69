"""Render functions for the tokens of HTML elements without a Markdown equivalent.

The tokens are created by :mod:`sphinx_azuredocs.syntax.html`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from . import AzureRenderer

_ALIGNMENTS = {f"text-align:{x}": f"text-{x}" for x in ("left", "right", "center")}
"""``style`` of the cells of Markdown tables → MyST's class for the alignment."""
_LONG = 2_000
"""Length of a table's text in characters above which LaTeX may split it over pages."""


def render_html_div(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``html_div`` token: a ``<div>`` with a class, as a container."""
    _render_in(renderer, token, nodes.container(), ["class"])


def render_html_words(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``html_words`` token: the text of ``<summary>`` or ``<legend>``.

    HTML output has this text without ``<p>``.
    """
    _render_in(renderer, token, addnodes.compact_paragraph())


def render_html_code(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``html_code`` token: inline code that contains other markup."""
    _render_in(renderer, token, nodes.literal())


def render_superscript(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``superscript`` token."""
    _render_in(renderer, token, nodes.superscript())


def render_subscript(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``subscript`` token."""
    _render_in(renderer, token, nodes.subscript())


def render_html_break(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``html_break`` token, ``<br>``, like a hard line break of Markdown."""
    renderer.render_hardbreak(token)


def render_html_table(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``html_table`` token as a table, whose cells can span rows and columns.

    The children are captions and rows. ``meta["head"]`` of a row is True in the table
    head. A first column of header cells becomes a stub column.
    """
    table = nodes.table(classes=["colwidths-auto"])
    renderer.add_line_and_source_path(table, token)
    children = token.children or []
    for caption in (child for child in children if child.type == "html_caption"):
        title = nodes.title()
        renderer.add_line_and_source_path(title, caption)
        with renderer.current_node_context(title):
            renderer.render_children(caption)
        table += title
    rows = [child for child in children if child.type == "html_row"]
    heads = _heads(rows)
    parts = [(nodes.thead(), rows[:heads]), (nodes.tbody(), rows[heads:])]
    columns = max((width for _, part in parts for width in _widths(part)), default=0)
    group = nodes.tgroup(cols=columns)
    specs = [nodes.colspec(colwidth=100 // columns or 1) for _ in range(columns)]
    body = [row.children for row in rows[heads:] if row.children]
    if body and all(cells[0].meta["is_header"] for cells in body):
        specs[0]["stub"] = 1
    group += specs
    for node, part in parts:
        if part:
            in_head = isinstance(node, nodes.thead)
            node.extend(_rows(renderer, part, columns, in_head=in_head))
            group += node
    if columns:
        table += group
        renderer.current_node.append(table)
        if len(table.astext()) > _LONG and not _is_framed(table):
            # LaTeX may split the table over several pages.
            table["classes"].append("longtable")


def _is_framed(node: nodes.Node) -> bool:
    """Return True if a node is in an admonition or table, which LaTeX cannot split."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.Admonition | nodes.table):
            return True
    return False


def _heads(rows: Sequence[SyntaxTreeNode]) -> int:
    """Return the number of rows in the table head.

    :return: 0 if a cell of the head spans rows of the body, or if there is no body.
    """
    heads = sum(row.meta["head"] for row in rows)
    reach = max(
        (
            index + cell.meta.get("rowspan", 1)
            for index, row in enumerate(rows[:heads])
            for cell in row.children or []
        ),
        default=0,
    )
    # LaTeX cannot write a table without a body.
    return 0 if heads < reach or heads == len(rows) else heads


def _rows(
    renderer: AzureRenderer,
    rows: Sequence[SyntaxTreeNode],
    columns: int,
    *,
    in_head: bool,
) -> Iterator[nodes.row]:
    """Yield the nodes of rows, padded with empty cells to the width of the table.

    :param rows: all row tokens of the table head or of the body.
    :param columns: the number of columns of the table.
    :param in_head: True for the rows of the table head.
    """
    for index, (row, width) in enumerate(zip(rows, _widths(rows), strict=True)):
        node = nodes.row()
        renderer.keep_attributes(node, row)
        with renderer.current_node_context(node):
            for cell in row.children or []:
                entry = nodes.entry()
                # A cell cannot span more rows than there are.
                rowspan = min(cell.meta.get("rowspan", 1), len(rows) - index)
                colspan = cell.meta.get("colspan", 1)
                if rowspan > 1:
                    entry["morerows"] = rowspan - 1
                if colspan > 1:
                    entry["morecols"] = colspan - 1
                style = str(cell.attrs.get("style", ""))
                if style in _ALIGNMENTS:
                    entry["classes"].append(_ALIGNMENTS[style])
                if cell.meta["is_header"] and not in_head:
                    entry["classes"].append("head")
                _render_in(renderer, cell, entry)
        node += [nodes.entry() for _ in range(columns - width)]
        yield node


def _widths(rows: Sequence[SyntaxTreeNode]) -> list[int]:
    """Return the number of columns that each row fills, spanning cells included."""
    widths = []
    # For each column that a cell of an earlier row spans: the number of rows to go.
    reaching: list[int] = []
    for row in rows:
        width = len(reaching)
        reaching = [further - 1 for further in reaching if further > 1]
        for cell in row.children or []:
            colspan, rowspan = cell.meta.get("colspan", 1), cell.meta.get("rowspan", 1)
            width += colspan
            reaching += [rowspan - 1] * colspan if rowspan > 1 else []
        widths.append(width)
    return widths


def _render_in(
    renderer: AzureRenderer,
    token: SyntaxTreeNode,
    node: nodes.Element,
    attributes: Sequence[str] = (),
) -> None:
    """Append a node with the rendered children of a token.

    :param node: the new node.
    :param attributes: the names of token attributes to copy to the node.
    """
    renderer.add_line_and_source_path(node, token)
    renderer.copy_attributes(token, node, attributes)
    with renderer.current_node_context(node, append=True):
        renderer.render_children(token)


def render_abbreviation(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``abbreviation`` token; ``meta["meaning"]`` is its explanation."""
    node = nodes.abbreviation(explanation=token.meta["meaning"])
    _render_in(renderer, token, node)


RENDER_RULES = (
    render_abbreviation,
    render_html_div,
    render_html_words,
    render_html_code,
    render_superscript,
    render_subscript,
    render_html_break,
    render_html_table,
)
"""The render functions of this module; each handles the token type in its name."""
