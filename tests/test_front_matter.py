"""Headers in YAML: read by us where markdown-it sees one, and nowhere else."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_azuredocs.files.front_matter import read_front_matter

from .conftest import Build

TEXTS = [
    "---\na: b\n---\ntext",
    "---\na: b\n---",
    "---\n---\n",
    "---\n\na: b\n\n---\ntext",
    "--- # Comment\na: b\n---  \ntext",
    "----\na: b\n---\nc: d\n----\ntext",
    "---\na: b\n-----\ntext",
    "---\na: b\n--- c\n---\ntext",
    "---\na: b\n...\ntext\n---\n",
    "---\na: b\n ...\n---\n",
    "---\na: b\n   ---\ntext",
    "---\na: |\n    ---\n---\ntext",
    "---\na: b\n",
    "---\n",
    "--\na: b\n--\n",
    " ---\na: b\n---\n",
    "text\n---\na: b\n---\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_what_is_rendered(text: str) -> None:
    md = MarkdownIt().use(front_matter_plugin)
    tokens = [token for token in md.parse(text) if token.type == "front_matter"]
    header = read_front_matter(text)
    assert [header.content] == [token.content for token in tokens] or (
        header.content == "" and not tokens
    )


def test_a_line_that_begins_an_article_is_no_header(build: Build) -> None:
    built = build({"articles/a.md": "---\ntitle: Shown\n\nText\n"})
    assert built.warnings == []
    assert "title: Shown" in built.text("articles/a")
    assert "title" not in built.app.env.metadata["articles/a"]
