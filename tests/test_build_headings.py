"""Headings with links in them, wherever Sphinx shows headings again."""

from __future__ import annotations

import pytest

from .conftest import Build

FILES = {
    "index.md": "# Home\n\n## Take [this](articles/sample.txt)\n",
    "articles/sample.txt": "A sample.\n",
    "articles/a.md": "# See [the file](sample.txt)\n\n## And [it](sample.txt), too\n",
    "articles/b.md": "# B\n\n[A](a.md)\n",
}


@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man"]
)
def test_file_in_a_heading(build: Build, builder: str) -> None:
    built = build(FILES, builder=builder, version="1", copyright="2026, me")
    assert built.warnings == []


def test_the_heading_has_its_link_and_the_table_of_contents_its_words(
    build: Build,
) -> None:
    built = build(FILES)
    assert "_downloads/" in built.body("articles/a")
    toc = built.app.env.tocs["articles/a"]
    assert "And it, too" in toc.astext()
    assert built.body("index").count("_downloads") == 1
    assert "See the file" in built.text("index")
