"""LaTeX: long tables, widths of columns, classifiers, and targets of links."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from .pages import join_classifiers, nodes_of_our_pages

_LATE = 900
"""Transform priority: after other transforms have changed the content of cells."""
_LONG = 2_000
"""Length of a table's text in characters above which it may be split."""
_MANY_ROWS = 30
"""The number of rows above which Sphinx lets a table be split."""
_WORD = 24
"""The longest word that widens a column, in characters."""
_TEXT = 60
"""The average length of text above which a column is not wider, in characters."""
_PADDING = 3
"""The padding of a cell, in characters."""
_LONG_CLASS = "longtable"
_GIVEN = "colwidths-given"


class NodesInLatex(SphinxPostTransform):
    """Post-transform for nodes of articles and Learn pages.

    LaTeX cannot split a table over pages unless it is a ``longtable``: the rows below
    the foot of the page are lost. All columns of these tables, and of tables with code,
    have the same width by default. Sphinx writes no labels for the ids of containers,
    to which selectors of zones lead.
    """

    default_priority = _LATE
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Change the tables, terms and containers of a document."""
        name = self.env.docname
        env, document = self.env, self.document
        join_classifiers(nodes_of_our_pages(env, document, name, nodes.classifier))
        _add_targets(document, nodes_of_our_pages(env, document, name, nodes.container))
        tables = nodes_of_our_pages(env, document, name, nodes.table)
        for table in tables:
            if len(table.astext()) > _LONG and not _is_framed(table):
                table["classes"].append(_LONG_CLASS)
            if _has_equal_columns(table):
                _set_widths(table)


def _add_targets(
    document: nodes.document, containers: Iterable[nodes.container]
) -> None:
    """Insert a target for each id of a container to which a link leads."""
    links = document.findall(nodes.reference)
    wanted = {str(link["refid"]) for link in links if "refid" in link}
    for container in containers:
        ids = [id_ for id_ in container["ids"] if id_ in wanted]
        if ids:
            container.insert(0, nodes.target("", "", ids=ids))


def _is_framed(node: nodes.Node) -> bool:
    """Return True if a node is in an admonition or table, which LaTeX cannot split."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.Admonition | nodes.table):
            return True
    return False


def _has_equal_columns(table: nodes.table) -> bool:
    """Return True if Sphinx gives the columns of a table the same width."""
    if _GIVEN in table["classes"]:
        return False
    rows = sum(1 for _ in table.findall(nodes.row))
    has_code = table.next_node(nodes.literal_block) is not None
    return has_code or rows > _MANY_ROWS or _LONG_CLASS in table["classes"]


def _set_widths(table: nodes.table) -> None:
    """Set the widths of the columns by the length of their text."""
    columns = [*table.findall(nodes.colspec)]
    texts: list[list[str]] = [[] for _ in columns]
    for row in table.findall(nodes.row):
        cells = [cell for cell in row.children if isinstance(cell, nodes.entry)]
        has_spans = any(cell.get("morecols") or cell.get("morerows") for cell in cells)
        if len(cells) == len(columns) and not has_spans:
            for text, cell in zip(texts, cells, strict=True):
                text.append(cell.astext())
    for column, cells_of_column in zip(columns, texts, strict=True):
        column["colwidth"] = column_width(cells_of_column)
    table["classes"] = [
        name for name in table["classes"] if name != "colwidths-auto"
    ] + [_GIVEN]


def column_width(texts: list[str]) -> int:
    """Return the relative width of a column, in characters.

    :param texts: the text of each cell.
    """
    words = [len(word) for text in texts for word in text.split()]
    average = sum(map(len, texts)) // max(1, len(texts))
    longest = min(_WORD, max(words, default=1))
    # A word of code is wider than text.
    return max(longest * 5 // 4, min(_TEXT, average)) + _PADDING


def setup_latex(app: Sphinx) -> None:
    """Register the post-transform for LaTeX.

    :param app: the application.
    """
    app.add_post_transform(NodesInLatex)
