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


NO_END = (
    "the front matter has no end; write a line of three hyphens below it "
    "[azuredocs.header]"
)
TOO_LATE = (
    "front matter must begin in the first line, so this is text; remove the "
    "whitespace above or before it [azuredocs.header]"
)


@pytest.mark.parametrize(
    ("header", "line", "message"),
    [
        ("---\ntitle: Shown\n\n", 1, NO_END),
        ("---\n# Comment\n\nms.topic: Shown\n\n", 1, NO_END),
        ("\n\n---\ntitle: Shown\n---\n", 3, TOO_LATE),
        (" ---\ntitle: Shown\n---\n", 1, TOO_LATE),
    ],
)
@pytest.mark.parametrize("dialect", ["azure", "learn"])
def test_front_matter_that_is_text(
    build: Build, header: str, line: int, message: str, dialect: str
) -> None:
    dialects = {"articles/**": dialect}
    built = build(
        {"articles/a.md": f"{header}Text\n"}, "dummy", azuredocs_dialects=dialects
    )
    assert built.warnings == [f"articles/a.md:{line}: WARNING: {message}"]
    assert "Shown" in built.doctree("articles/a").astext()


@pytest.mark.parametrize("rule", ["---", "***"])
def test_a_thematic_break_at_the_top(build: Build, rule: str) -> None:
    text = f"{rule}\n\nNote: some text.\n\n{rule}\n\nMore.\n"
    assert build({"articles/a.md": text}, "dummy").warnings == []


@pytest.mark.parametrize(
    ("yaml", "warnings"),
    [
        ("title: A\nms.topic: b\ntitle: C\n", [(4, "title", 2)]),
        ("title: A\n'title': B\ntitle: C\n", [(3, "title", 2), (4, "title", 2)]),
        ("title: T\na: {b: 1,\n b: 2}\n", [(4, "b", 3)]),
        ("title: T\na:\n- b: 1\n- b: 2\n", []),
        ("title: T\na: &x {b: 1}\nc:\n  <<: *x\n  b: 2\n", []),
    ],
)
@pytest.mark.parametrize("dialect", ["azure", "learn"])
def test_names_that_are_given_twice(
    build: Build, yaml: str, warnings: list[tuple[int, str, int]], dialect: str
) -> None:
    dialects = {"articles/**": dialect}
    text = f"---\n{yaml}---\n# Heading\n"
    built = build({"articles/a.md": text}, "dummy", azuredocs_dialects=dialects)
    assert built.warnings == [
        f"articles/a.md:{line}: WARNING: '{name}' is given in line {first}, too; "
        "remove one of them [azuredocs.header]"
        for line, name, first in warnings
    ]


@pytest.mark.parametrize("dialect", ["azure", "learn"])
def test_a_date_that_does_not_exist(build: Build, dialect: str) -> None:
    """It is reported at its line; the other names hold."""
    text = "---\ntitle: T\nother: 2026-13-01\nms.date: 2026-02-30\n---\n\nText\n"
    dialects = {"articles/**": dialect}
    built = build({"articles/a.md": text}, "dummy", azuredocs_dialects=dialects)
    [warning] = built.warnings
    assert "articles/a.md:4: WARNING: ms.date is '2026-02-30', which is no" in warning
    assert "T" in built.doctree("articles/a").astext()


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


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ('<properties a="1" draft b="2"></properties>\nText', {"draft": "", "b": "2"}),
        ('<properties draft a="1" />\nText', {"draft": "", "a": "1"}),
        ('<properties a="1"\n draft hidden />\nText', {"draft": "", "hidden": ""}),
        ("<properties draft>\nText", {"draft": ""}),
        ('<Properties A="1"></PROPERTIES>\nText', {"A": "1"}),
        ('<div chunk="../c.md" />\n\n<properties a="1" />\nText', {"a": "1"}),
        ("[AZURE.INCLUDE [c](c.md)]\n<tags a='1' />\nText", {"a": "1"}),
        ('<tags a="1" />\n\n<div chunk="c.md"/>\n\n<tags b="2" />\nText', {"b": "2"}),
        ('<tags a="1" />\n\nWords\n\n<tags b="2" />\n# Text', {"b": "2"}),
    ],
)
def test_all_tags_of_a_header_are_found(text: str, tags: dict[str, str]) -> None:
    header, rest = read_page_header(text)
    assert header.tags.items() >= tags.items()
    assert header.problems == ()
    assert "tags" not in rest
    assert "roperties" not in rest
    assert rest.count("\n") == text.count("\n")
    assert "Text" in rest


@pytest.mark.parametrize(
    "text",
    [
        "# Text\n\n<tags a='1' />\n",
        "Text\n====\n\n<tags a='1' />\n",
        "Words\n\n<tags a='1' />\n",
        "<tags b='2' />\n\n# Text\n\n<tags a='1' />\n",
        "<tags b='2' />\n\n```\n<tags a='1' />\n```\n",
    ],
)
def test_tags_in_the_text_are_no_header(text: str) -> None:
    header, rest = read_page_header(text)
    assert "a" not in header.tags
    assert "<tags a='1' />" in rest


@pytest.mark.parametrize("text", ["<tags a='1'\n\n# Text\n", "<tags a\n\n# Text > b\n"])
def test_a_tag_without_end_swallows_no_text(text: str) -> None:
    header, rest = read_page_header(text)
    assert [problem.kind.value for problem in header.problems] == ["header"]
    assert "# Text" in rest
