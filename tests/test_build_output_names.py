"""Pages whose files in HTML have names of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from .conftest import Build, BuildPages, Page

DOCFX = '{"build": {"content": [{"files": ["**/*.md", "**/toc.yml"]}]}}'
FILES = {
    "index.md": "# Home\n\n[To one](part/one.md#end)\n",
    "docfx.json": DOCFX,
    "toc.yml": "- name: One\n  href: part/one.md\n- name: Two\n  href: part/two.md\n",
    "part/one.md": "---\noutputFileName: first.html\nuid: the.one\n---\n# Page one\n\n"
    "## End\n",
    "part/two.md": "---\noutputFileName: a.second.html\n---\n# Page two\n\n@the.one\n",
    "part/plain.md": "# Plain\n",
}


def hrefs(html: str) -> set[str]:
    return set(re.findall(r'href="([^"]*)"', html))


def test_links(build: Build) -> None:
    built = build(FILES)
    assert built.warnings == []
    assert "part/first.html#end" in hrefs(built.body("index"))
    assert {"part/first.html", "part/a.second.html"} <= hrefs(built.body("index"))
    two = built.output("part/a.second.html")
    assert "first.html" in hrefs(two)
    assert '<link rel="prev" title="Page one" href="first.html"' in two
    assert 'href: "part/first.html"' in built.output("xrefmap.yml")


@pytest.mark.parametrize(
    ("name", "builder"),
    [("html", StandaloneHTMLBuilder), ("dirhtml", DirectoryHTMLBuilder)],
)
@pytest.mark.parametrize("docfx", [None, DOCFX])
def test_plain_project_has_the_builder_of_sphinx(
    build: Build, name: str, builder: type, docfx: str | None
) -> None:
    files = {"index.md": "# Home\n"} | ({"docfx.json": docfx} if docfx else {})
    assert type(build(files, builder=name).app.builder) is builder


def test_name_from_docset(build: Build) -> None:
    docfx = (
        '{"build": {"content": [{"files": ["**/*.md"]}], "fileMetadata": '
        '{"outputFileName": {"a.md": "b.html"}}}}'
    )
    built = build(
        {"index.md": "# Home\n\n[](a.md)\n", "a.md": "# A\n"} | {"docfx.json": docfx}
    )
    assert built.warnings == []
    assert "b.html" in hrefs(built.body("index"))
    assert "<h1>A" in built.output("b.html")


def test_name_without_docset(build: Build) -> None:
    files = {
        "index.md": "# Home\n\n[](a.md)\n",
        "a.md": "---\nms.date: 01/02/2024\noutputFileName: b.html\n---\n# A\n",
    }
    built = build(files)
    assert built.warnings == []
    assert "b.html" in hrefs(built.body("index"))


def test_old_places_lead_on(build: Build) -> None:
    html = build(FILES).output("part/one.html")
    assert '<meta http-equiv="refresh" content="0; url=first.html">' in html


def test_directories(build: Build) -> None:
    built = build(FILES, builder="dirhtml")
    assert built.warnings == []
    assert "part/first/#end" in hrefs(built.output("index.html"))
    assert "Page one" in built.output("part/first/index.html")
    assert "url=../first/" in built.output("part/one/index.html")


@pytest.mark.parametrize("builder", ["singlehtml", "text", "latex"])
def test_builders_without_pages_in_html(build: Build, builder: str) -> None:
    assert build(FILES, builder=builder).warnings == []


def test_names_may_be_swapped(build: Build) -> None:
    files = {
        "part/one.md": "---\noutputFileName: two.html\n---\n# Page one\n",
        "part/two.md": "---\noutputFileName: one.html\n---\n# Page two\n",
    }
    built = build({**FILES, **files, "index.md": "# Home\n"})
    assert built.warnings == []
    assert "<h1>Page one" in built.output("part/two.html")
    assert "<h1>Page two" in built.output("part/one.html")


def test_bad_names_are_reported_at_their_line(build: Build) -> None:
    header = '---\nx: "an outputFileName: y"\n"outputFileName": a/b.html\n---\n'
    built = build({**FILES, "part/x.md": f"{header}# Page x\n"})
    assert [w.partition(" a/b")[0] for w in built.warnings] == [
        "part/x.md:3: WARNING: outputFileName:"
    ]


BAD_NAMES = [
    ("a/b.html", "a/b.html is no name of a file; write x.html"),
    ("../b.html", "../b.html is no name of a file; write x.html"),
    ("..", ".. is no name of a file; write x.html"),
    ("plain.html", "plain is of part/plain.md, too; write another"),
    (
        "a.second.html",
        "a.second is of part/two.md, too; write another",
    ),
]


@pytest.fixture(scope="module")
def bad_names(build_pages: BuildPages) -> Mapping[str, Page]:
    text = "---\ntitle: x\noutputFileName: {}\n---\n# Page x\n".format
    names = [name for name, _ in BAD_NAMES]
    return build_pages(names, text, FILES, "part/x-{}.md")


@pytest.mark.parametrize(("name", "reason"), BAD_NAMES)
def test_bad_names(bad_names: Mapping[str, Page], name: str, reason: str) -> None:
    """The page stays where it is."""
    page = bad_names[name]
    assert page.warnings == [
        f"{page.docname}.md:3: WARNING: outputFileName: {reason} [azuredocs.header]"
    ]
    assert "<h1>Page x" in page.html
    assert not Path(page.built.app.outdir, "b.html").exists()


def test_a_new_name_is_noticed(build: Build) -> None:
    built = build(FILES)
    page = FILES["part/one.md"].replace("first.html", "other.html")
    again = build({"part/one.md": page}, srcdir=built.srcdir)
    assert "part/other.html#end" in hrefs(again.body("index"))
    assert "Page one" in again.output("part/other.html")
