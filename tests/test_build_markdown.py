"""Markdown of Microsoft Learn, in a build: lists, rules, labels."""

from __future__ import annotations

from docutils import nodes

from .conftest import Build

LEARN = "---\nms.topic: overview\n---\n\n"


def test_what_is_indented_in_a_list_in_a_list(build: Build) -> None:
    page = "# A\n\n- x\n\n   1. y\n\n        ```sh\n        z\n        ```\n"
    built = build({"articles/a.md": LEARN + page})
    assert built.warnings == []
    (block,) = built.doctree("articles/a").findall(nodes.literal_block)
    assert block.astext().strip() == "z"


def test_rules_anywhere(build: Build) -> None:
    page = (
        "# A\n\n---\n\nx\n\n***\n\n- a\n\n  ---\n\n  b\n\n> c\n>\n> ---\n>\n> d\n\n"
        "## B\n\n***\n\n***\n\ny\n\n***\n\n## C\n\n***\n"
    )
    built = build({"articles/a.md": LEARN + page})
    assert built.warnings == []
    body = built.body("articles/a")
    assert body.count("<hr") + body.count("azure-rule") == 8


def test_a_rule_at_the_top_of_a_page_without_heading(build: Build) -> None:
    built = build({"articles/a.md": "---\ntitle: A\n---\n\n***\n\nx\n"})
    assert built.warnings == []
    assert built.body("articles/a").count("azure-rule") == 1


def test_labels_in_the_text_of_a_link_are_text(build: Build) -> None:
    page = (
        "# A\n\n[x [y][z] w](https://example.com/)\n\n[![v][u]](https://example.com/)\n"
    )
    built = build({"articles/a.md": LEARN + page})
    assert built.warnings == []
    assert "x [y][z] w" in built.text("articles/a")
