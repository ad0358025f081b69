"""Extensions of Markdig as HTML, by fixtures: one file for each extension.

The examples are written after Markdig's own specifications. Their HTML is that of
Markdig, reduced to the outline by which docfx's cases are compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from markdown_it.utils import read_fixture_file

from .conftest import Build
from .docfx_cases.outline import outline
from .test_syntax import FIXTURES

_DOLLARS = "A formula has space inside both of its dollars or inside neither."
_THREE = "Of three dollars two are the marks, and one is in the formula."
_DELIMITERS = "A delimiter row that begins like a list ends the table."
_BARS = "A bar in a tag, or in a link, parts a cell."
_WORDS = "A word counts as whole from white space to white space, save for punctuation."
_ATTRIBUTES = "Attributes without a space before, with closing marks, without a value."
_HEADINGS = "The text of a heading is a label of it."
_HOSTS = "What is a host, and how an address or telephone number is shown."
_TERMS = "Several terms have a definition; a colon has three spaces after it."
_PUNCTUATION = "Marks beside punctuation."
_GRIDS = (
    "A row whose bars are elsewhere begins another; the last rule and bar may "
    "lack; columns are aligned; cells are rectangles."
)

NOT_YET: dict[str, str] = {
    "abbreviations: part of a number": _WORDS,
    "abbreviations: word alone that is part of another": _WORDS,
    "attributes: attribute without a value": _ATTRIBUTES,
    "attributes: heading with closing marks": _ATTRIBUTES,
    "attributes: value in single quotes": _ATTRIBUTES,
    "autolinks: address without its scheme as text": _HOSTS,
    "autolinks: host of one segment": _HOSTS,
    "autolinks: host with a symbol": _HOSTS,
    "autolinks: host with an empty segment": _HOSTS,
    "autolinks: telephone number": _HOSTS,
    "autolinks: underscore in the last two segments": _HOSTS,
    "autolinks: underscore in the last two segments of an address": _HOSTS,
    "definitionlists: four spaces are code": _TERMS,
    "definitionlists: two spaces are too few": _TERMS,
    "emphasisextras: subscript with punctuation": _PUNCTUATION,
    "emphasisextras: superscript with punctuation": _PUNCTUATION,
    "gfm-pipetables: bar in a link": _BARS,
    "gfm-pipetables: bar in a tag": _BARS,
    "gfm-pipetables: delimiters that begin like a list": _DELIMITERS,
    "gridtables: alignment of columns": _GRIDS,
    "gridtables: cell of no rectangle": _GRIDS,
    "gridtables: head alone": _GRIDS,
    "gridtables: last bar left out": _GRIDS,
    "gridtables: last rule left out": _GRIDS,
    "gridtables: row whose bars are elsewhere begins another": _GRIDS,
}
"""Extension and title of an example → what it needs."""

_ON = ("autolinks", "mathematics", "pipetables")
_FRONT_MATTER = "---\ntitle: Page\nms.topic: article\n---\n"


class Example(NamedTuple):
    """Markdown of an extension, and what Markdig makes of it."""

    extension: str
    title: str
    markdown: str
    html: str

    @property
    def name(self) -> str:
        return f"{self.extension}: {self.title}"


def _examples() -> Iterator[Example]:
    for path in sorted((FIXTURES / "markdig_html").glob("*.md")):
        for _line, title, markdown, html in read_fixture_file(path):
            yield Example(path.stem, title, markdown, html)


EXAMPLES = {example.name: example for example in _examples()}


def _differences(build: Build, example: Example) -> list[str]:
    """Return the warnings of an example, and the lines that are not Markdig's."""
    chosen = [] if example.extension in _ON else [example.extension]
    engine = {"markdigExtensions": chosen}
    files = {
        "docfx.json": json.dumps(
            {"build": {"content": ["**/*.md"], "markdownEngineProperties": engine}}
        ),
        "page.md": _FRONT_MATTER + example.markdown,
        "index.md": "# Start\n",
    }
    built = build(files, html_theme="basic", smartquotes=False)
    body = built.body("page").partition(">")[2]
    lines = outline(body, example.html)
    # The page has its title for a heading.
    lines = [line for line in lines if line != "heading 1 Page"]
    expected = outline(example.html)
    return [*built.warnings, *([] if lines == expected else lines)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str, build: Build) -> None:
    if name not in NOT_YET:
        assert not _differences(build, EXAMPLES[name])
        return
    try:
        differences = _differences(build, EXAMPLES[name])
    except Exception:
        return  # the build stops, which is a difference, too
    assert differences, "it is as in Markdig; take it out of NOT_YET"


def test_not_yet_names_examples() -> None:
    assert set(NOT_YET) <= set(EXAMPLES)
