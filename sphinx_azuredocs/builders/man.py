"""Tables in manual pages, whose writer knows no cells over several rows or columns."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform


class PlainTablesInMan(SphinxPostTransform):
    """Add empty cells in place of spanning cells."""

    default_priority = 20
    formats = ("man",)

    def run(self, **_kwargs: object) -> None:
        """Change the tables of a page."""
        for kind in (nodes.thead, nodes.tbody):
            for part in self.document.findall(kind):
                fill_up(part)


def fill_up(part: nodes.Element) -> None:
    """Replace spanning cells by a cell and empty cells.

    :param part: the head or the body of a table.
    """
    reaching: dict[int, int] = {}  # column → how many rows further down
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
    """Add a cell for each that reaches down into the row at this place."""
    while reaching.get(len(cells)):
        reaching[len(cells)] -= 1
        cells.append(nodes.entry())


def setup_man(app: Sphinx) -> None:
    """Register the transform of manual pages."""
    app.add_post_transform(PlainTablesInMan)
