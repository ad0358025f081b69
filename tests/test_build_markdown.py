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


def test_footnotes_that_are_defined_nowhere_are_text(build: Build) -> None:
    page = (
        "# A\n\nUse [^1] and array[^2].[^in]\n\n- [^1]\n\n> [^x-y]\n\n"
        "| [^1] |\n|--|\n| [^q] |\n\n[^in]: Note\n"
    )
    built = build({"articles/a.md": LEARN + page})
    assert built.warnings == []
    text = built.text("articles/a")
    for written in ("Use [^1] and array[^2].", "[^x-y]", "[^q]"):
        assert written in text
    assert "footnote-reference" in built.body("articles/a")


def test_blocks_in_cells(build: Build) -> None:
    page = "# A\n\n| a | b |\n|--|:-:|\n| x | y<ul><li>*z*</li></ul> |\n"
    built = build({"articles/a.md": LEARN + page})
    body = built.body("articles/a")
    assert "<li><p><em>z</em></p></li>" in body
    assert body.count("text-center") == 2


def test_a_summary_has_no_paragraph(build: Build) -> None:
    page = (
        "# A\n\n<details>\n<summary>More of <b>it</b></summary>\n\nText\n\n</details>\n"
    )
    body = build({"articles/a.md": LEARN + page}).body("articles/a")
    start, end = body.index("<summary>"), body.index("</summary>")
    assert body[start:end].split() == ["<summary>", "More", "of", "<strong>it</strong>"]


def test_an_include_at_the_margin_ends_a_list_of_learn_only(build: Build) -> None:
    files = {"includes/x.md": "## Part\n\nText\n"}
    page = "# A\n\n- one\n[!INCLUDE [x](../includes/x.md)]\n"
    header = '<properties pageTitle="A" />\n\n'
    files |= {"articles/a.md": LEARN + page, "articles/b.md": header + page}
    built = build(files)
    assert '<section id="part">' in built.body("articles/a")
    assert '<section id="part">' not in built.body("articles/b")


def test_a_note_with_a_title(build: Build) -> None:
    page = "# A\n\n> [AZURE.NOTE (Before you *begin*)]\n>\n> Text\n"
    body = build({"articles/a.md": page}).body("articles/a")
    assert 'class="note admonition"' in body or 'class="admonition note"' in body
    assert "Before you <em>begin</em></p>" in body
