"""Includes in a build: places of nodes and warnings, scopes, images, dependencies."""

from __future__ import annotations

import base64
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from docutils import nodes

from .conftest import Build, BuildPages, Page

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)


def test_nodes_and_warnings_name_the_included_file_and_line(build: Build) -> None:
    built = build(
        {
            "articles/a.md": "# A\n\n[!INCLUDE [x](../includes/x.md)]\n\n[b](../b/)\n",
            "includes/x.md": (
                "<tags ms.service='dropped' />\n\nText.\n\n"
                "- [gone](gone.md)\n\n```{nosuch}\n```\n\n![](gone.png)\n"
            ),
        }
    )
    places = sorted(warning.split(": ")[0] for warning in built.warnings)
    assert places == [
        "articles/a.md:5",
        "includes/x.md:10",
        "includes/x.md:5",
    ]
    paragraph = next(built.doctree("articles/a").findall(nodes.paragraph))
    assert (paragraph.line, paragraph.source) == (
        3,
        str(built.srcdir / "includes/x.md"),
    )
    assert "ms.service" not in built.app.env.metadata["articles/a"]


def test_mid_text_include_names_the_included_line(build: Build) -> None:
    built = build(
        {
            "articles/a.md": "# Title\n\nUse [!INCLUDE [x](../includes/x.md)] now.\n",
            "includes/x.md": "\n\nthe [portal](../gone/)\n",
        }
    )
    (warning,) = built.warnings
    assert warning.startswith("includes/x.md:3: WARNING: ../gone/ names neither")
    assert "Use the portal now." in built.text("articles/a")


def test_headings_in_an_include_are_sections(build: Build) -> None:
    built = build(
        {
            "articles/a.md": "# Title\n\n[!INCLUDE [x](../includes/x.md)]\n\nLast.\n",
            "includes/x.md": "## From the include\n\nText.\n",
        }
    )
    assert built.warnings == []
    section = list(built.doctree("articles/a").findall(nodes.section))[1]
    assert section.astext().split("\n\n") == ["From the include", "Text.", "Last."]


def test_include_in_a_list_item(build: Build) -> None:
    built = build(
        {
            "articles/a.md": (
                "# Title\n\n1. One\n\n\t[!INCLUDE [x](../includes/x.md)]\n\n2. Two\n"
                "[!INCLUDE [x](../includes/x.md)]\n3. Three\n"
            ),
            "includes/x.md": "- Included\n",
        }
    )
    (numbered,) = built.doctree("articles/a").findall(nodes.enumerated_list)
    assert [item.astext().split() for item in numbered] == [
        ["One", "Included"],
        ["Two", "Included"],
        ["Three"],
    ]


def test_indented_include_outside_a_list(build: Build) -> None:
    files = {"includes/x.md": "Included text.\n"}
    article = "# A\n\n\t[WACOM.INCLUDE [x](../includes/x.md)]\n\nLast.\n"
    built = build({**files, "articles/a.md": article})
    assert "Included text. Last." in built.text("articles/a")


CODE = (
    "    [!INCLUDE [x](../includes/x.md)]\n",
    "    [WACOM.INCLUDE [x](../includes/x.md)]\n    more code\n",
    "```\n[WACOM.INCLUDE [x](../includes/x.md)]\n```\n",
    "`[WACOM.INCLUDE [x](../includes/x.md)]`\n",
)


@pytest.fixture(scope="module")
def code_pages(build_pages: BuildPages) -> Mapping[str, Page]:
    files = {"includes/x.md": "Gone in.\n"}
    return build_pages(CODE, "# A\n\n{}".format, files, "articles/case-{}.md")


@pytest.mark.parametrize("code", CODE)
def test_includes_in_code_are_code(code_pages: Mapping[str, Page], code: str) -> None:
    page = code_pages[code]
    assert page.warnings == []
    assert "INCLUDE [x]" in page.doctree.astext()
    assert "Gone in." not in page.text


def test_scopes_of_link_definitions(build: Build) -> None:
    built = build(
        {
            "articles/a.md": (
                "# Title\n\n[page][1] [from include][2]\n\n"
                "[!INCLUDE [x](../includes/x.md)]\n\n"
                "[1]: http://example.com/page\n[3]: http://example.com/three\n"
            ),
            "includes/x.md": (
                "[include][1] [from page][3]\n\n"
                "[1]: http://example.com/include\n[2]: http://example.com/two\n"
            ),
        }
    )
    assert built.warnings == []
    links = {
        node.astext(): node["refuri"]
        for node in built.doctree("articles/a").findall(nodes.reference)
    }
    assert links == {
        "page": "http://example.com/page",
        "from include": "http://example.com/two",
        "include": "http://example.com/include",
        "from page": "http://example.com/three",
    }


def test_urls_are_relative_to_where_they_are_written(build: Build) -> None:
    built = build(
        {
            "articles/a.md": (
                "# Title\n\n[!INCLUDE [x](../includes/deep/x.md)]\n\n"
                "[page]: media/page.png\n"
            ),
            "includes/deep/x.md": (
                "![own](media/own.png) ![by label][page] ![there](media/page.png)\n\n"
                "[file](notes.txt)\n"
            ),
            "includes/deep/media/own.png": PNG,
            "includes/deep/notes.txt": "notes",
            "articles/media/page.png": PNG,
        }
    )
    assert built.warnings == []
    uris = [node["uri"] for node in built.doctree("articles/a").findall(nodes.image)]
    assert uris == [
        "includes/deep/media/own.png",
        "articles/media/page.png",
        "articles/media/page.png",
    ]
    assert "notes.txt" in built.body("articles/a")


def test_images_of_another_file_system(build: Build) -> None:
    built = build(
        {
            "articles/a.md": (
                "# A\n\n![](.\\Media\\A.png) ![b][1]\n\n[1]: media/a.PNG\n"
            ),
            "articles/media/a.png": PNG,
        }
    )
    assert built.warnings == []
    uris = [node["uri"] for node in built.doctree("articles/a").findall(nodes.image)]
    assert uris == ["articles/media/a.png"] * 2


def test_dependencies_and_incremental_builds(build: Build) -> None:
    files = {
        "articles/a.md": "# A\n\n[!INCLUDE [x](../includes/x.md)]\n",
        "articles/b.md": "# B\n\nUse [!INCLUDE [x](../includes/x.md)] here.\n",
        "articles/c.md": "# C\n\nText.\n",
        "includes/x.md": "First\n\n[!INCLUDE [y](y.md)]\n",
        "includes/y.md": "Nested first\n",
    }
    built = build(files)
    read: list[str] = []

    def note_reads(app: object) -> None:
        read.clear()
        app.connect("source-read", lambda app, name, text: read.append(name))  # type: ignore[attr-defined]

    srcdir = built.srcdir
    build({}, srcdir=srcdir, before=note_reads)
    assert read == []
    time.sleep(0.01)
    (srcdir / "includes/y.md").write_text("Nested second\n")
    again = build({}, srcdir=srcdir, before=note_reads)
    assert sorted(read) == ["articles/a", "articles/b"]
    assert "Nested second" in again.text("articles/a")


def test_an_include_that_appears_is_taken_in(build: Build) -> None:
    built = build({"articles/a.md": "# A\n\n[!INCLUDE [x](../includes/x.md)]\n"})
    assert len(built.warnings) == 1
    (built.srcdir / "includes").mkdir()
    (built.srcdir / "includes/x.md").write_text("Here now.\n")
    again = build({}, srcdir=built.srcdir)
    assert again.warnings == []
    assert "Here now." in again.text("articles/a")


def test_include_folders_hold_no_pages(build: Build) -> None:
    built = build(
        {
            "articles/a.md": "# A\n",
            "includes/x.md": "x",
            "articles/deep/includes/y.md": "y",
            "parts/z.md": "z",
            "Includes/z.md": "z",
            "articles/PARTS/z.md": "z",
        },
        azuredocs_include_folders=["includes", "Parts"],
    )
    assert built.warnings == []
    assert built.app.env.found_docs == {"index", "articles/a"}


def test_include_roots(build: Build, tmp_path_factory: object) -> None:
    built = build(
        {
            "articles/a.md": "# A\n\n[!INCLUDE [x](../../shared/x.md)]\n",
            "../shared/x.md": "Shared text.\n",
        },
        azuredocs_include_roots=["../shared"],
    )
    assert built.warnings == []
    assert "Shared text." in built.text("articles/a")


@pytest.mark.parametrize("processes", [1, 2])
def test_pages_that_share_a_mistake_are_told_apart(
    build: Build, tmp_path: Path, processes: int
) -> None:
    pages = {f"articles/{n}.md": "# Title\n\n[x](#TITLE)\n" for n in range(8)}
    build(pages)
    warnings = tmp_path / "warnings"
    arguments = ["-q", "-E", "-j", str(processes), "-w", str(warnings)]
    directories = [str(tmp_path / "src"), str(tmp_path / "out")]
    command = [sys.executable, "-m", "sphinx", *arguments, *directories]
    subprocess.run(command, check=True, capture_output=True)
    assert warnings.read_text().count("#TITLE is spelled #title") == 8


def test_a_mistake_in_an_include_is_reported_once(build: Build) -> None:
    page = "# Title\n\n[!INCLUDE [x](../includes/x.md)]\n"
    pages = {f"articles/{n}.md": page for n in range(3)}
    built = build({**pages, "includes/x.md": "[x](../gone/) and [a][b]\n"})
    assert [w.partition(" WARNING")[0] for w in built.warnings] == [
        "includes/x.md:1:",
        "includes/x.md:1:",
    ]


@pytest.mark.parametrize("text", ["![x](gone.png)", "[x](../gone/)", "[a][b]"])
@pytest.mark.parametrize("processes", [1, 2])
def test_repeated_warnings_are_not_counted(
    build: Build, text: str, processes: int
) -> None:
    page = "# Title\n\n[!INCLUDE [x](../includes/x.md)]\n"
    pages = {f"articles/{n}.md": page for n in range(12)}
    built = build(
        {**pages, "includes/x.md": f"{text}\n"},
        before=lambda app: setattr(app, "parallel", processes),
    )
    assert len(built.warnings) == 1
    assert "build succeeded, 1 warning." in built.app.status.getvalue()


@pytest.mark.parametrize("text", ["![x](gone.png)", "[x](../gone/)", "[a][b]"])
def test_next_build_of_one_application_warns_again(build: Build, text: str) -> None:
    page = "# Title\n\n[!INCLUDE [x](../includes/x.md)]\n\n[dead](none.md)\n"
    built = build({"articles/a.md": page, "includes/x.md": f"{text}\n"})
    before = built.warnings
    (built.srcdir / "includes/x.md").write_text(f"{text} More.\n")
    built.app.warning.truncate(0)
    built.app.warning.seek(0)
    built.app.build()
    assert len(before) == 2
    assert built.warnings == before


FOOTNOTES = {
    "block": ("[!INCLUDE [x](includes/x.md)]", "Fact[^n].\n\n[^n]: Of the include.\n"),
    "list": (
        "- Item[^n]\n\n  [!INCLUDE [x](includes/x.md)]",
        "Fact[^n].\n\n[^n]: Of the include.\n",
    ),
    "quote": (
        "> Text[^n]\n>\n> [!INCLUDE [x](includes/x.md)]",
        "Fact[^n].\n\n[^n]: Of the include.\n",
    ),
    "number": (
        "[!INCLUDE [x](includes/x.md)]",
        "Fact[^1].\n\n[^1]: Of the include.\n",
    ),
}


@pytest.mark.parametrize("name", FOOTNOTES)
@pytest.mark.parametrize("header", ["", "---\nms.topic: article\n---\n\n"])
def test_a_page_and_its_include_have_a_footnote_of_one_label(
    build: Build, name: str, header: str
) -> None:
    text, include = FOOTNOTES[name]
    label = "1" if name == "number" else "n"
    page = f"{header}# A\n\nOne[^{label}].\n\n{text}\n\n[^{label}]: Of the page.\n"
    docfx = (
        '{"build": {"content": [{"files": ["**/*.md"], "exclude": ["includes/**"]}],'
    )
    docfx += '"markdownEngineProperties": {"markdigExtensions": ["footnotes"]}}}'
    built = build({"docfx.json": docfx, "a.md": page, "includes/x.md": include})
    assert built.warnings == []
    document = built.doctree("a")
    notes = {
        node["ids"][0]: node.children[1].astext()
        for node in document.findall(nodes.footnote)
    }
    assert sorted(notes.values()) == ["Of the include.", "Of the page."]
    for reference in document.findall(nodes.footnote_reference):
        paragraph = reference.parent.astext()
        of_include = paragraph.startswith("Fact")
        assert notes[reference["refid"]] == (
            "Of the include." if of_include else "Of the page."
        )


def test_a_footnote_of_the_page_in_an_include_and_the_reverse(build: Build) -> None:
    page = "# A\n\nOne[^x] two[^p].\n\n[!INCLUDE [x](includes/x.md)]\n\n[^p]: Page.\n"
    include = "Three[^p] four[^x].\n\n[^x]: Include.\n"
    built = build({"articles/a.md": page, "articles/includes/x.md": include})
    assert built.warnings == []
    assert built.text("articles/a").count("Page.") == 1
    assert built.text("articles/a").count("Include.") == 1


CHUNKS = {
    "middle": "Read on: {} Thanks.",
    "first": "{} Thanks.",
    "last": "Read on: {}",
    "second line": "Read on:\n{} Thanks.",
    "list": "- Read on: {} Thanks.",
    "list first": "- {} Thanks.",
    "quote": "> {} Thanks.",
    "cell": "<table><tr><td>{}</td><td>Thanks.</td></tr></table>",
    "division": "<div>\n{} Thanks.\n</div>",
    "pipe cell": "| A |\n|---|\n| {} Thanks. |",
}


@pytest.mark.parametrize("position", CHUNKS)
@pytest.mark.parametrize(
    "tag",
    [
        '<div chunk="chunks/terms.md" />',
        '<div chunk="chunks/terms.md"></div>',
        "<div chunk=chunks/terms.md/>",
    ],
)
def test_chunks_beside_text(build: Build, position: str, tag: str) -> None:
    header = '<properties pageTitle="A" />\n\n# A\n\n'
    text = CHUNKS[position].format(tag)
    built = build(
        {
            "articles/a.md": f"{header}{text}\n\nLast.\n",
            "articles/chunks/terms.md": "Terms hold **for** a year.\n",
        }
    )
    assert built.warnings == []
    shown = " ".join(built.doctree("articles/a").astext().split())
    assert "Terms hold for a year." in shown
    assert "Last." in shown
    assert "chunk" not in built.text("articles/a")
    for word in ("Read on:", "Thanks."):
        assert (word in shown) == (word in text)


def test_a_missing_chunk_beside_text(build: Build) -> None:
    header = '<properties pageTitle="A" />\n\n# A\n\n'
    text = 'One.\n\n<div chunk="chunks/no.md" /> Two.\n\n`<div chunk="x" />`\n'
    built = build({"articles/a.md": header + text})
    [warning] = built.warnings
    assert warning.startswith("articles/a.md:7: WARNING: ")
    assert "chunks/no.md" in warning
    assert '<div chunk="x" />' in built.doctree("articles/a").astext()
