"""Tables in manual pages, whose writer does not support spanning cells."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform


class PlainTablesInMan(SphinxPostTransform):
    """Transform that replaces spanning cells by single and empty cells."""

    default_priority = 20
    formats = ("man",)

    def run(self, **_kwargs: object) -> None:
        """Change the tables of a page."""
        for kind in (nodes.thead, nodes.tbody):
            for part in self.document.findall(kind):
                fill_up(part)


def fill_up(part: nodes.Element) -> None:
    """Replace spanning cells by a cell and empty cells.

    :param part: the node of the head or body of a table.
    """
    reaching: dict[int, int] = {}  # column → number of further rows that a cell spans
    for row in part.children:
        assert isinstance(row, nodes.row)
        cells: list[nodes.Node] = []
        for entry in row.children:
            assert isinstance(entry, nodes.entry)
            _add_empty(cells, reaching)
            further, columns = entry.get("morerows", 0), entry.get("morecols", 0) + 1
            if further:
                reaching |= dict.fromkeys(
                    range(len(cells), len(cells) + columns), further
                )
            cells += [entry, *(nodes.entry() for _ in range(columns - 1))]
            entry.attributes.pop("morerows", None)
            entry.attributes.pop("morecols", None)
        _add_empty(cells, reaching)
        row.children = []
        row.extend(cells)


def _add_empty(cells: list[nodes.Node], reaching: dict[int, int]) -> None:
    """Add an empty cell for each cell of an earlier row that spans the next column."""
    while reaching.get(len(cells)):
        reaching[len(cells)] -= 1
        cells.append(nodes.entry())


def setup_man(app: Sphinx) -> None:
    """Register the transform of manual pages."""
    app.add_post_transform(PlainTablesInMan)
