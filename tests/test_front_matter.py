"""Headers in YAML: read by us where markdown-it sees one, and nowhere else."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_azuredocs.files.front_matter import read_front_matter
from sphinx_azuredocs.page.header import read_page_header

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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\na: b\n\nuid: x\n---\n", {"a": 2, "uid": 4}),
        ('---\nd: "what a uid: is for"\nuid: x\n---\n', {"d": 2, "uid": 3}),
        ("---\nd: |\n  uid: y\n# uid: z\n'uid': x\n---\n", {"d": 2, "uid": 5}),
        ("---\n{a: b,\nuid: x}\n---\n", {"a": 2, "uid": 3}),
        ("---\na: {uid: y}\nuid: x\n---\n", {"a": 2, "uid": 3}),
        ("---\nuid: x\nuid: y\n---\n", {"uid": 3}),
        ("---\na: [\n---\n", {}),
        ('\n<tags a="uid=1"\n\n uid="x" />', {"a": 2, "uid": 4}),
        ('<tags a="1" />\n<tags a="1" b="2" />', {"a": 1, "b": 2}),
        ('---\na: 1\nb: ""\n---\n<tags a="2"\n b="3" />', {"a": 2, "b": 6}),
        ('----\na: 1\n----\n<tags b="2" />', {"a": 2, "b": 4}),
        ('--- # x\na: 1\n   ---\n<tags b="2" />', {"a": 2, "b": 4}),
        ('---\r\na: 1\r\n---\r\n<tags b="2" />', {"a": 2, "b": 4}),
        ("Text\n\nuid: x\n", {}),
    ],
)
def test_each_name_has_its_line(text: str, lines: dict[str, int]) -> None:
    header, _ = read_page_header(text)
    assert header.lines == lines


def test_lines_in_any_letter_case() -> None:
    header, _ = read_page_header("---\nUID: a\nuid: b\nMs.Date: c\n---\n")
    names = ("uid", "UID", "Uid", "ms.date", "other")
    assert [header.line_of(name, 9) for name in names] == [3, 2, 2, 4, 9]


def test_both_kinds_of_header_are_read_and_problems_have_their_lines() -> None:
    header, text = read_page_header("---\na: b\nc\nd:\n---\n<tags e= />\nText\n")
    assert [(p.kind.value, p.line) for p in header.problems] == [
        ("header", 6),
        ("header", 4),
    ]
    header, text = read_page_header('---\na: b\n---\n<tags c="d" />\nText\n')
    assert (header.front_matter, header.tags) == ({"a": "b"}, {"c": "d"})
    assert text == "---\na: b\n---\n\nText\n"
