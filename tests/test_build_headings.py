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


@pytest.mark.parametrize(
    "heading",
    [
        '<h2><a name="r"></a><span class="short-header">Go</span>Go to the gate</h2>',
        '## <a id="r"></a><span class="short-header">Go</span> Go to the gate',
        '<h2 id="r">Go to the gate <span class="short-header">Go</span></h2>',
    ],
)
def test_the_short_form_of_a_heading_is_left_out(build: Build, heading: str) -> None:
    page = f'<properties pageTitle="A" />\n\n# A\n\n{heading}\n\n[x](#r)\n'
    built = build({"articles/a.md": page})
    assert built.warnings == []
    body = built.body("articles/a")
    assert "<h2>Go to the gate<a" in body
    assert 'id="go-to-the-gate"' in body
    assert 'href="#r"' in body or 'href="#go-to-the-gate"' in body


def test_a_short_form_alone_is_the_heading(build: Build) -> None:
    heading = '<h2><span class="short-header">Go</span></h2>'
    page = f'<properties pageTitle="A" />\n\n# A\n\n{heading}\n'
    built = build({"articles/a.md": page})
    assert "Go" in built.text("articles/a")
