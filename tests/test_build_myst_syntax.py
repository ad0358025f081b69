"""Syntax of MyST's own: text in articles, and itself in other pages."""

from __future__ import annotations

import pytest

from .conftest import Build

HEADER = '<properties pageTitle="A" />\n\n'
FRONT_MATTER = "---\nms.topic: article\n---\n\n"
CONTENT = """\
# Title

% not a comment

Call `/tables/{name}`, {ref}`gone`, $x$ and {{ y }}.

(target)=

+++
"""
EXTENSIONS = ["dollarmath", "substitution", "attrs_inline"]


@pytest.mark.parametrize("header", [HEADER, FRONT_MATTER])
def test_it_is_text_in_articles(build: Build, header: str) -> None:
    built = build(
        {"articles/a.md": header + CONTENT}, myst_enable_extensions=EXTENSIONS
    )
    assert built.warnings == []
    text = built.text("articles/a")
    for words in (
        *("% not a comment", "{ref} gone", "{{ y }}", "(target)="),
        *("/tables/{name}", "+++"),
    ):
        assert words in text
    # docfx has formulas; the site of 2014 had none.
    assert ("$x$" in text) is (header == HEADER)


def test_it_is_syntax_elsewhere(build: Build) -> None:
    built = build({"articles/a.md": "# Title\n\n% a comment\n\n{sub}`x`\n"})
    assert "comment" not in built.text("articles/a")
    assert "<sub>x</sub>" in built.body("articles/a")


def test_it_can_be_switched_on(build: Build) -> None:
    content = HEADER + "# Title\n\n% a comment\n\n{sub}`x`\n"
    built = build(
        {"articles/a.md": content, "articles/new-b.md": content},
        azuredocs_dialects={"articles/new-*": "myst"},
    )
    assert "% a comment" in built.text("articles/a")
    assert "comment" not in built.text("articles/new-b")
    assert "<sub>x</sub>" in built.body("articles/new-b")
