"""Articles in MyST Markdown, and the dialect that front matter names."""

from __future__ import annotations

import pytest

from .conftest import Build, Built

KEY = "azuredocs_dialect"
FILES = {
    "index.md": "# Home\n",
    "learn.md": f"---\n{KEY}: learn\n---\n\n# Learn\n\n{{abbr}}`x`\n",
    "myst.md": f"---\nms.topic: x\n{KEY}: myst\n---\n\n# MyST\n\n{{abbr}}`x (y)`\n",
    "unknown.md": f"---\nms.topic: x\n{KEY}: [lern]\n---\n\n# Unknown\n",
    "article.md": (
        f"---\n{KEY}: myst-article\ndescription: D\n---\n\n(top)=\n# Article\n\n"
        "{abbr}`x (y)` and [a](#in-a-zone). % text\n\n% A comment\n\n"
        "```{note}\nA directive.\n```\n\n"
        "::::{azure-zone}\n:target: docs\n\n## In a zone\n\n"
        ":::{azure-moniker}\n:range: a\n> [!TIP]\n> Text.\n:::\n::::\n\n"
        "- In an item\n\n  :::{azure-form}\n  :action: a\n  :submitText: Go\n  :::\n\n"
        "> ```{azure-row}\n> Left\n> ```\n\n"
        ":::{azure-zone}\n:pivots: cli\n:::\n\n"
        ":::{azure-moniker}\n:range: b\n\nLast.\n"
    ),
}


@pytest.fixture(scope="module")
def built(build_once: Build) -> Built:
    return build_once(FILES, azuredocs_dialects={})


def test_front_matter_chooses_the_dialect(built: Built) -> None:
    assert "azure-article" in built.body("learn")
    assert "{abbr}" in built.body("learn")
    assert "azure-article" not in built.body("myst")
    assert '<abbr title="y">' in built.body("myst")


def test_unknown_dialect_is_reported_at_its_line(built: Built) -> None:
    found = [line for line in built.warnings if line.startswith("unknown.md")]
    assert len(found) == 1
    assert found[0].startswith(f"unknown.md:3: WARNING: unknown {KEY} ['lern'] was")


def test_article_has_the_syntax_of_myst_and_the_page_of_an_article(
    built: Built,
) -> None:
    body = built.body("article")
    assert '<abbr title="y">x</abbr>' in body
    assert "A comment" not in body
    assert '<div class="admonition note">' in body
    assert "azure-article" in body
    assert '<meta content="D" name="description" />' in built.output("article.html")


def test_directives_are_the_blocks_of_docfx(built: Built) -> None:
    text = built.doctree("article").pformat()
    assert "<reference" in text
    assert 'refid="in-a-zone"' in text
    assert "<tip" in text
    assert "azure-form" in text
    assert "azure-row" in text
    # What is left of the directive with an unknown option.
    assert built.text("article").count(":::") == 2


def test_faults_of_directives_are_reported(built: Built) -> None:
    found = [line for line in built.warnings if line.startswith("article.md")]
    lines = FILES["article.md"].split("\n")
    wrong = lines.index(":pivots: cli")
    unended = len(lines) - 4
    assert [line.split(": ")[0] for line in found] == [
        f"article.md:{wrong}",
        f"article.md:{unended}",
    ]
    assert "unknown attribute 'pivots'" in found[0]
    assert "has no end" in found[1]
