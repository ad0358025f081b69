"""The examples of the documentation: each is shown as source and as result."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {path.name: path.read_text("utf-8") for path in DOCS.glob("*.md")}
SOURCE = r"(?:\[!code-md\[\]\(|```\{literalinclude\} )examples/(\w[\w-]*\.md)"
RESULT = r"\[!INCLUDE \[[^]]+\]\(examples/(\w[\w-]*\.md)\)\]"
EXAMPLES = sorted(path.name for path in (DOCS / "examples").glob("*.md"))
WITH_EXAMPLE = (
    *("account-comparison", "code", "columns", "headings", "html", "html-learn"),
    *("images", "includes", "links", "markdown", "monikers", "notes", "page-lists"),
    *("selectors", "tabs", "videos", "xref", "zones"),
)
"""The pages about constructs. The page header is shown by its own page."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_shown_as_source_and_result(name: str) -> None:
    sources = {page for page, text in PAGES.items() if name in re.findall(SOURCE, text)}
    results = {page for page, text in PAGES.items() if name in re.findall(RESULT, text)}
    assert sources == results
    assert len(sources) == 1


@pytest.mark.parametrize("name", WITH_EXAMPLE)
def test_page_has_an_example(name: str) -> None:
    assert re.findall(RESULT, PAGES[f"{name}.md"])


def test_screenshots_are_those_of_the_script() -> None:
    text = (DOCS / "screenshots.py").read_text("utf-8")
    names = re.findall(r'Screenshot\(\s*"([\w-]+)", "(?:docs|example_site)"', text)
    assert sorted(names) == sorted(path.stem for path in (DOCS / "images").iterdir())
