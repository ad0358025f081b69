"""No input stops a build: one warning at its place, the rest of the site intact."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import Build

LEARN = "---\nms.topic: how-to\n---\n"
DOCFX = json.dumps({"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}})
BAD_URLS = ["http://[x", "//[x", "https://[x", "//[", "http://[::1"]
SCRIPTS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java&#9;script:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript://%0aalert(1)",
    "\x01javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "view-source:javascript:alert(1)",
    "file:///etc/passwd",
]
URLS = {
    "link": "[x]({})",
    "link in brackets": "[x](<{}>)",
    "label": "[x][l]\n\n[l]: {}",
    "autolink": "<{}>",
    "image": "![x]({})",
    "element": '<a href="{}">x</a>',
    "image element": '<img src="{}" alt="x">',
    "three colons": ':::image source="{}" alt-text="x":::',
    "link of an image": ':::image source="p.png" alt-text="x" link="{}":::',
    "lightbox": ':::image source="p.png" alt-text="x" lightbox="{}":::',
    "video": ':::video source="{}" title="x" thumbnail="t" upload-date="d":::',
    "quoted video": "> [!VIDEO {}]",
    "player": "![x]({}.mp4)",
    "selector": '> [!div class="op_single_selector"]\n> - [x]({})\n> - [y](a.md)',
    "heading": "## Part [x]({})",
    "cell": "| a |\n|---|\n| [x]({}) |",
    "item": '- :::image source="p.png" alt-text="x" lightbox="{}":::',
}


def page(text: str) -> str:
    return f"{LEARN}# Page\n\nFirst words.\n\n{text}\n\nLast words.\n"


def project(**files: str) -> dict[str, str]:
    return {"docfx.json": DOCFX, "index.md": f"{LEARN}# Home\n", **files}


def redirections(*pairs: tuple[str, str]) -> dict[str, str]:
    entries = [{"source_path": path, "redirect_url": url} for path, url in pairs]
    content = json.dumps({"redirections": entries}, indent=1)
    return {".openpublishing.redirection.json": content}


def links(html: str) -> str:
    """The values of the attributes that lead anywhere, as a browser sees them."""
    from html.parser import HTMLParser

    found: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(
            self, tag: str, attrs: list[tuple[str, str | None]]
        ) -> None:
            found.extend(
                f"{value}".translate(str.maketrans("", "", "\t\r\n")).strip().lower()
                for name, value in attrs
                if name in ("href", "src", "content", "data", "poster", "action")
            )

    Parser().feed(html)
    return "\n".join(found)


@pytest.mark.parametrize("video", ["card", "embed"])
@pytest.mark.parametrize("where", URLS)
def test_urls_that_run_scripts(build: Build, where: str, video: str) -> None:
    pages = {f"p{n}.md": page(URLS[where].format(url)) for n, url in enumerate(SCRIPTS)}
    built = build(project(**pages, **{"a.md": page("")}), azuredocs_video=video)
    for n in range(len(SCRIPTS)):
        html = built.output(f"p{n}.html")
        found = links(html)
        for scheme in ("javascript:", "vbscript:", "data:text", "file:", "view-source"):
            assert f"\n{scheme}" not in f"\n{found}", (SCRIPTS[n], found)
        assert "Last words." in built.text(f"p{n}")


@pytest.mark.parametrize("where", URLS)
def test_urls_that_are_malformed(build: Build, where: str) -> None:
    pages = {
        f"p{n}.md": page(URLS[where].format(url)) for n, url in enumerate(BAD_URLS)
    }
    built = build(project(**pages, **{"a.md": page("")}))
    for n in range(len(BAD_URLS)):
        assert "Last words." in built.text(f"p{n}")
        is_text = where in ("autolink", "quoted video")
        warned = any(w.startswith(f"p{n}.md:") for w in built.warnings)
        assert warned or is_text, (BAD_URLS[n], built.warnings)


TOCS = {
    "href": '- name: x\n  href: "{}"\n- name: y\n  href: a.md\n',
    "topicHref": '- name: x\n  topicHref: "{}"\n  href: t/\n- name: y\n  href: a.md\n',
    "items": '- name: g\n  items: [{{name: x, href: "{}"}}, {{href: a.md}}]\n',
    "homepage": '- name: x\n  homepage: "{}"\n- name: y\n  href: a.md\n',
}


@pytest.mark.parametrize("where", TOCS)
def test_urls_of_tables_of_contents(build: Build, where: str) -> None:
    urls = [*SCRIPTS, *BAD_URLS]
    toc = "".join(TOCS[where].format(json.dumps(url)[1:-1]) for url in urls)
    built = build(project(**{"a.md": page(""), "TOC.yml": toc}))
    found = links(built.output("a.html") + built.output("index.html"))
    assert "\njavascript:" not in found
    assert "\nvbscript:" not in found
    assert "data:text" not in found
    assert "a.html" in found
    places = (re.match(r"TOC\.yml:(\d+):", warning) for warning in built.warnings)
    lines = {int(place[1]) for place in places if place}
    length = TOCS[where].count("\n")
    for number, url in enumerate(urls):
        own = range(number * length + 1, (number + 1) * length + 1)
        assert "text" in url or lines.intersection(own), (url, built.warnings)


@pytest.mark.parametrize("where", ["file", "header", "old header"])
def test_urls_of_redirections(build: Build, where: str) -> None:
    urls = [*SCRIPTS, *BAD_URLS]
    pages = [f"old{number}" for number in range(len(urls))]
    pairs = [*zip((f"{name}.md" for name in pages), urls, strict=True)]
    files = {
        "file": redirections(*pairs),
        "header": {
            path: f"---\nredirect_url: {json.dumps(url)}\n---\n# Old\n"
            for path, url in pairs
        },
        "old header": {
            path: f'<properties redirect_url="{url}" />\n\n# Old\n'
            for path, url in pairs
        },
    }
    built = build(project(**{"a.md": page("")}, **files[where]))
    assert "Last words." in built.text("a")
    if where == "file":
        refused = [w for w in built.warnings if "redirection.json:" in w]
        assert len(refused) == len(urls), built.warnings
    for name in pages:
        old = Path(built.app.outdir, f"{name}.html")
        if old.exists():
            found = links(old.read_text(encoding="utf-8"))
            assert not re.search(r"(^|url=)(java|vb)script:", found, re.MULTILINE)


SHOWN: dict[str, tuple[str, str]] = {
    "player": ("![x](v.mp4)", "html"),
    "sound": ("![x](v.mp3)", "html"),
    "lightbox": (':::image source="p.png" alt-text="x" lightbox="p.png":::', "html"),
    "download": ("[x](f.txt)", "html"),
    "link to a lightbox": ("[![x](p.png)](p.png#lightbox)", "html"),
    "element": ('<a href="f.txt">x</a>', "html"),
}


HEADINGS = ("# See {}", "## See {}", "## {}", "<h2>See {}</h2>")


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_files_in_headings(build: Build, theme: str) -> None:
    texts = [head.format(shown) for head in HEADINGS for shown, _ in SHOWN.values()]
    names = [f"p{number}" for number in range(len(texts))]
    pages = {
        f"{name}.md": f"{LEARN}{text}\n\nLast words.\n\n## Part\n"
        for name, text in zip(names, texts, strict=True)
    }
    media = dict.fromkeys(("v.mp4", "v.mp3", "p.png", "f.txt"), "x")
    toc = "".join(f"- name: {name}\n  href: {name}.md\n" for name in names)
    built = build({**project(**pages), **media, "TOC.yml": toc}, html_theme=theme)
    for name in names:
        assert "Last words." in built.output(f"{name}.html")


GRIDS = [
    "+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+",
    "+---+---+\n| a | b |\n+===+\n| c | d |\n+---+---+",
    "+---+---+\n| a | b | c |\n+---+---+",
    "+---+---+\n| a |\n+---+---+",
    "+---+---+\n| a | b |\n+---+--+",
    "+--+\n|a|b|\n+--+--+\n|",
    "+\n|",
    "+-+-+\n| +-+\n+-+-+",
]


def test_ragged_grid_tables(build: Build) -> None:
    docfx = json.loads(DOCFX)
    docfx["build"]["markdownEngineProperties"] = {"markdigExtensions": ["gridtables"]}
    pages = {f"p{n}.md": page(grid) for n, grid in enumerate(GRIDS)}
    quoted = {
        f"q{n}.md": page("> " + grid.replace("\n", "\n> "))
        for n, grid in enumerate(GRIDS)
    }
    files = project(**pages, **quoted)
    built = build({**files, "docfx.json": json.dumps(docfx)})
    for name in (*pages, *quoted):
        assert "Last words." in built.text(name.removesuffix(".md"))


SELECTORS = [
    '> [!div class="op_single_selector"]\n> - {}\n> - [B](b.md)',
    "> [AZURE.SELECTOR]\n> - {}\n> - [B](b.md)",
    "> [AZURE.SELECTOR-LIST (A | B)]\n> - [(x | y)](b.md)\n> - {}",
]
UIDS = ["[A](xref:u.b)", "<xref:u.b>", "@u.b", '<xref href="u.b"/>', "[A](xref:none)"]


@pytest.mark.parametrize("dialect", ["learn", "azure"])
def test_selectors_of_uids(build: Build, dialect: str) -> None:
    pages = {
        f"p{n}x{m}.md": page(selector.format(uid))
        for n, selector in enumerate(SELECTORS)
        for m, uid in enumerate(UIDS)
    }
    files = {"index.md": "# Home\n", "b.md": "---\nuid: u.b\n---\n# B page\n", **pages}
    built = build(files, azuredocs_dialects={"p*": dialect})
    for name in pages:
        assert "Last words." in built.text(name.removesuffix(".md"))


@pytest.mark.parametrize(
    "path",
    [
        "search.md",
        "genindex.md",
        "azure-authors.md",
        "about.md",
        "a.html/x.md",
        "sub/b.html/y/x.md",
        "_static/x.md",
        "y" * 300 + ".md",
        "a\0b.md",
        "\ud800.md",
    ],
)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_redirections_in_the_way(build: Build, path: str, builder: str) -> None:
    files = project(
        **{"a.md": page(""), "sub/b.md": page(""), "_templates/about.html": "own page"},
        **redirections((path, "https://example.com/away"), ("ok.md", "a.md")),
    )
    settings: dict[str, Any] = {
        "html_additional_pages": {"about": "about.html"},
        "templates_path": ["_templates"],
    }
    for _ in range(2):
        built = build(files, builder, **settings)
        out = Path(built.app.outdir)
        for name in ("search", "genindex", "a", "sub/b", "about"):
            html = out / (f"{name}.html" if builder == "html" else f"{name}/index.html")
            assert "example.com/away" not in html.read_text(encoding="utf-8")
        ok = out / ("ok.html" if builder == "html" else "ok/index.html")
        assert "refresh" in ok.read_text(encoding="utf-8")


def test_a_docset_at_the_root_of_its_site(build: Build) -> None:
    files = project(**{"a.md": page("")}, **redirections(("old.md", "/a")))
    built = build(files)
    assert built.warnings == []
    assert 'url=a.html"' in built.output("old.html")


def test_names_of_indices_are_text(build: Build) -> None:
    names = {
        "author": '"A" <b>x</b>',
        "ms.service": "R&D <beta>",
        "ms.topic": "<script>1",
    }
    header = "".join(f"{key}: {json.dumps(value)}\n" for key, value in names.items())
    built = build(project(**{"a.md": f"---\n{header}---\n# A\n"}))
    for index, name in (
        ("authors", "<b>x"),
        ("services", "<beta>"),
        ("topics", "<script>1"),
    ):
        html = built.output(f"azure-{index}.html")
        assert name not in html
        assert name.replace("<", "&lt;").replace(">", "&gt;") in html


@pytest.mark.parametrize(
    "text",
    [
        "One<br/>two",
        "One<br/><br/>two",
        "**one<br/>two** x",
        "| a |\n|---|\n| <br/>b |",
    ],
)
def test_breaks_in_latex(build: Build, text: str) -> None:
    built = build(project(**{"a.md": page(text)}), "latex")
    tex = next(Path(built.app.outdir).glob("*.tex")).read_text(encoding="utf-8")
    assert (
        "\\\\\n\n" not in tex.partition("First words.")[2].partition("Last words.")[0]
    )


@pytest.mark.parametrize("text", ["groups: [", "[]", "", "a: b", "groups: {}"])
@pytest.mark.parametrize("names", ["zone_pivot_groups: g\n", ""])
def test_broken_files_of_pivots(build: Build, text: str, names: str) -> None:
    zone = '::: zone pivot="a"\n\nOther words.\n\n::: zone-end\n'
    header = f"---\nms.topic: x\n{names}---\n"
    files = {"a.md": f"{header}# A\n\n{zone}", "zone-pivot-groups.yml": text}
    built = build(project(**files))
    found = [w for w in built.warnings if w.startswith("zone-pivot-groups.yml:1:")]
    assert len(found) == 1, built.warnings
    assert "Other words." in built.text("a")


IMPOSSIBLE = {
    "NUL": "a%00b",
    "NUL in a folder": "a%00b/c.md",
    "long name": "y" * 300,
    "long name of a page": f"{'y' * 300}.md",
    "long path": "y/" * 3_000,
    "loop": "loop",
    "loop of a page": "loop.md",
    "below a loop": "loop/a.md",
}
LINKS = {
    "link": "[text]({})",
    "label": "[text][l]\n\n[l]: {}",
    "heading": "## [text]({})",
    "cell": "| a |\n|---|\n| [text]({}) |",
    "path": "[text](path:{})",
    "project": "[text](project:{})",
}


@pytest.mark.parametrize("dialect", ["myst", "learn", "azure"])
def test_paths_that_no_file_can_have(
    build: Build, tmp_path: Path, dialect: str
) -> None:
    (tmp_path / "src").mkdir()
    for name in ("loop", "loop.md"):
        (tmp_path / "src" / name).symlink_to(tmp_path / "src" / name)
    cases = [(how, path) for how in LINKS for path in IMPOSSIBLE]
    pages = {
        f"p{number}.md": f"# Page\n\n{LINKS[how].format(IMPOSSIBLE[path])}\n\nLast.\n"
        for number, (how, path) in enumerate(cases)
    }
    built = build(
        {"index.md": "# Home\n", **pages},
        azuredocs_dialects={"p*": dialect},
        exclude_patterns=["loop*"],
    )
    for number, case in enumerate(cases):
        text = built.text(f"p{number}")
        assert "text" in text, case
        assert "Last." in text, case
        warnings = [w for w in built.warnings if w.startswith(f"p{number}.md:")]
        assert warnings, case
