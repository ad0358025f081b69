"""Markdown as docfx has it, in a build."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import Build
from .test_build_media import PNG


def docset(text: str, **engine: Any) -> dict[str, str | bytes]:
    build = {
        "content": [{"files": ["**/*.md"]}],
        "markdownEngineProperties": engine,
    }
    return {
        "docfx.json": json.dumps({"build": build}, indent=2),
        "index.md": "# Start\n\n[Page](page.md)\n",
        "page.md": f"# Page\n\n{text}\n",
        "media/a.png": PNG,
        "media/a talk.mp4": b"video",
        "media/b.mp3": b"sound",
    }


def own(warnings: list[str]) -> list[str]:
    return [line for line in warnings if "toc.not_included" not in line]


def test_emoji_and_wide_tables_in_pages_of_docsets_and_their_includes(
    build: Build,
) -> None:
    files = docset(":rocket:\n\n[!INCLUDE [x](includes/x.md)]")
    files["includes/x.md"] = ":zap:\n\n|a|\n|-|\n|b|c|\n"
    built = build(files)
    assert own(built.warnings) == []
    assert built.text("page") == "Page ¶ 🚀 ⚡ a b c"


def test_emoji_in_an_article_of_2014_are_text(build: Build) -> None:
    header = '<properties pageTitle="x" />\n\n# Title\n\n'
    built = build({"articles/a.md": f"{header}:rocket: \n\n|a|\n|-|\n|b|c|"})
    assert ":rocket:" in built.text("articles/a")
    # Nothing is lost there, either.
    assert built.text("articles/a").endswith("a b c")


def test_a_page_of_myst_is_as_it_was(build: Build) -> None:
    built = build({"index.md": "# A\n\n:rocket: <b>x</b>\n\n|a|\n|-|\n|b|c|\n"})
    assert built.text("index").endswith(":rocket: x a b")


def test_files_of_video_and_sound_are_players(build: Build) -> None:
    text = "![Talk](media/a%20talk.mp4) ![](media/b.mp3)"
    built = build(docset(text))
    assert own(built.warnings) == []
    video, audio = re.findall(r"<(?:video|audio)[^>]*>", built.body("page"))
    assert 'aria-label="Video: Talk"' in video
    assert 'aria-label="Audio: b.mp3"' in audio
    source = re.search(r'src="([^"]*)"', video)
    assert source
    name = source[1].replace("%20", " ")
    assert (Path(built.app.outdir) / name).read_bytes() == b"video"


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_players_find_their_files_in_every_html(build: Build, builder: str) -> None:
    files = docset("")
    files["index.md"] = "# A\n\n```{toctree}\nsub/x\n```\n"
    files["sub/x.md"] = "# X\n\n![T](../media/b.mp3)\n"
    built = build(files, builder)
    out = Path(built.app.outdir)
    page = out / ("sub/x/index.html" if builder == "dirhtml" else "index.html")
    source = re.search(r'<audio[^>]* src="([^"]*)"', page.read_text(encoding="utf-8"))
    assert source
    assert (page.parent / source[1]).resolve().read_bytes() == b"sound"


def test_players_ask_nothing_of_other_sites_by_themselves(build: Build) -> None:
    text = "![A](https://example.com/a.webm) ![B](https://example.com/b.wmv)\n\n"
    text += "![C](https://www.youtube.com/watch?v=abc)"
    built = build(docset(text))
    body = built.body("page")
    assert 'preload="none"' in body
    # What browsers do not play is a link; so are videos of other sites, as all are.
    assert (
        '<a class="azure-media reference external" href="https://example.com/b.wmv"'
        in (body)
    )
    assert "<iframe" not in body
    assert "https://www.youtube-nocookie.com/embed/abc" in body
    assert 'class="azure-video' in body


def test_videos_of_sites_are_players_by_the_setting(build: Build) -> None:
    text = "![C](https://vimeo.com/123)"
    built = build(docset(text), azuredocs_video="embed")
    assert '<iframe src="https://player.vimeo.com/video/123"' in built.body("page")


def test_media_are_links_elsewhere(build: Build) -> None:
    text = "![Talk](media/a%20talk.mp4) ![B](https://example.com/b.mp4)"
    built = build(docset(text), "latex")
    tex = next(Path(built.app.outdir).glob("*.tex")).read_text(encoding="utf-8")
    assert "Video: Talk" in tex
    assert r"\sphinxhref{https://example.com/b.mp4}{Video: B}" in tex


def test_a_file_that_is_missing_is_reported_at_its_line(build: Build) -> None:
    built = build(docset("Text\n\n![Talk](media/none.mp4)"))
    (warning,) = own(built.warnings)
    assert "page.md:5" in warning
    assert "none.mp4" in warning


def test_tasks(build: Build) -> None:
    text = "- [ ] one\n- [x] two"
    engine = {"markdigExtensions": ["TaskLists"]}
    built = build(docset(text, **engine))
    body = built.body("page")
    assert '<ul class="contains-task-list azure-task-list simple">' in body
    boxes = re.findall(r"<input[^>]*>", body)
    assert ["checked" in box for box in boxes] == [False, True]
    assert own(built.warnings) == []


@pytest.mark.parametrize(
    ("builder", "file", "left"),
    [
        ("text", "page.txt", "* ☐ one\n\n* ☑ two"),
        ("latex", "*.tex", "$\\boxtimes$ two"),
    ],
)
def test_tasks_elsewhere(build: Build, builder: str, file: str, left: str) -> None:
    text = "- [ ] one\n- [x] two"
    files = docset(text, markdigExtensions=["tasklists"])
    if builder == "latex":
        files["index.md"] = "# A\n\n```{toctree}\npage\n```\n"
    built = build(files, builder)
    assert left in next(Path(built.app.outdir).glob(file)).read_text(encoding="utf-8")


def test_figures(build: Build) -> None:
    text = "^^^ Above\n![x](media/a.png)\n^^^ *Below*\n\n^^^\nText\n^^^ Caption"
    built = build(docset(text, markdigExtensions=["figures"]))
    body = built.body("page")
    assert "<figure" in body
    assert 'class="caption-text">Above <em>Below</em>' in body
    assert '<div class="azure-figure docutils container">' in body
    assert '<p class="caption">Caption</p>' in body


def test_abbreviations_of_markdown_and_of_html(build: Build) -> None:
    text = '*[VM]: Virtual machine\n\nA VM, <abbr title="Two">2</abbr>.'
    built = build(docset(text, markdigExtensions=["abbreviations"]))
    body = built.body("page")
    assert '<abbr title="Virtual machine">VM</abbr>' in body
    assert '<abbr title="Two">2</abbr>' in body


def test_grid_tables(build: Build) -> None:
    text = "+---+---+\n| a | b |\n+===+===+\n| both  |\n+-------+"
    built = build(docset(text, markdigExtensions=["gridtables"]))
    assert '<td colspan="2"><p>both</p></td>' in built.body("page")
    assert own(built.warnings) == []


def test_attributes(build: Build) -> None:
    text = "## Part {#here .big}\n\n[Link](#here)"
    built = build(docset(text, markdigExtensions=["attributes"]))
    assert own(built.warnings) == []
    assert '<a class="reference internal" href="#here">' in built.body("page")
    assert re.search(
        r'<section class="big" id="part">\s*<span id="here">', built.body("page")
    )


def test_lists_by_letters(build: Build) -> None:
    built = build(docset("c. one\nd. two", markdigExtensions=["listextras"]))
    assert '<ol class="loweralpha simple" start="3">' in built.body("page")


def test_anchors_of_headings(build: Build) -> None:
    text = "## 1. A & B\n\n[Link](#a-b)"
    built = build(docset(text, markdigExtensions=["AutoIdentifiers"]))
    assert own(built.warnings) == []


def test_kinds_of_notes_with_their_classes(build: Build) -> None:
    text = "> [!TODO]\n> Do it.\n\n> [!NOTE]\n> Note it."
    built = build(docset(text, alerts={"todo": "alert alert-info", "NOTE": "mine"}))
    body = built.body("page")
    assert '<div class="alert alert-info admonition">' in body
    assert '<p class="admonition-title">Todo</p>' in body
    assert '<div class="mine admonition note">' in body


def test_an_unknown_extension_is_reported_once_at_its_line(build: Build) -> None:
    built = build(docset("Text", markdigExtensions=["TaskLists", "NoSuch", 5]))
    assert own(built.warnings) == [
        "docfx.json:13: WARNING: nosuch is no extension of Markdown that docfx knows; "
        "correct or remove it [azuredocs.docset]",
        "docfx.json:14: WARNING: 5 is no extension of Markdown that docfx knows; "
        "correct or remove it [azuredocs.docset]",
    ]


def test_diagrams_are_code_where_nothing_draws_them(build: Build) -> None:
    text = "```mermaid\ngraph LR\n```\n\n```plantuml\nA -> B\n```\n\n``` puml\nC\n```"
    built = build(docset(text))
    assert own(built.warnings) == []
    assert built.text("page") == "Page ¶ graph LR A -&gt; B C"


def test_diagrams_are_drawn_where_an_extension_does(build: Build) -> None:
    text = "```mermaid\n---\ntitle: T\n---\ngraph LR\n```\n\n```plantuml\n:Actor:\n```"
    extensions = ("sphinx_azuredocs", "sphinxcontrib.mermaid", "sphinxcontrib.plantuml")
    built = build(docset(text), "xml", extensions)
    assert own(built.warnings) == []
    diagrams = [
        (type(node).__name__, node.get("code") or node.get("uml"))
        for node in built.doctree("page").findall()
        if type(node).__name__ in ("mermaid", "plantuml")
    ]
    assert diagrams == [
        ("mermaid", "---\ntitle: T\n---\ngraph LR"),
        ("plantuml", ":Actor:"),
    ]


def test_links_without_text(build: Build) -> None:
    text = "[](#part) [](#none) [](other.md)\n\n## Part"
    built = build({**docset(text), "other.md": "# Other\n"})
    (warning,) = own(built.warnings)
    assert warning.startswith("page.md:3: WARNING: this page has no anchor #none")
    assert warning.endswith("[azuredocs.anchor]")
    assert built.text("page") == "Page ¶ Part Other Part ¶"


def test_html_in_every_place(build: Build) -> None:
    text = """<h2 id="raw" data-x="1">Raw heading</h2>

- a <!-- one -->
  <!-- two -->
- b

| a | b |
|---|---|
| 1 <!-- three --> | 2 |

<details>
<summary>More</summary>

Hidden *text*.

</details>

[x](#raw)"""
    built = build(docset(text))
    assert own(built.warnings) == []
    body = built.body("page")
    assert re.search(r'<span id="raw"></span><h2 data-x="1">Raw heading', body)
    assert body.count("<ul") == 1
    assert "<p>Hidden <em>text</em>.</p>\n</details>" in body
    words = re.sub(r"<!--.*?-->", "", built.text("page")).split()
    assert " ".join(words) == ("Page ¶ Raw heading ¶ a b a b 1 2 More Hidden text . x")
