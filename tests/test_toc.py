"""Tables of contents of docsets: read, and in a build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sphinx_azuredocs.docset.toc import (
    TocEntry,
    TocItem,
    expand,
    is_breadcrumb,
    is_toc,
    read_toc,
)

from .conftest import Build

DOCFX = '{"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}'
YAML = """\
items:
- name: Start
  href: start.md
- name: How to
  items:
  - name: One
    href: one.md
  - name: Elsewhere
    href: /azure/aks/x
- name: Web
  href: https://example.org/
- name: Part
  href: part/toc.yml
  topicHref: part/index.md
-
- name: None
  href: none.md
"""
MARKDOWN = """\
<!-- a
comment -->
# [First](a%20b.md "shown")
## [Second](https://example.org) ##
##Group
#### [Deep](c.md)
# @uid.one
# <xref:uid.two>
# [Third](xref:uid.three)
text
"""


def tree(items: tuple[TocItem, ...]) -> list[object]:
    return [(i.name, i.href, i.uid, tree(i.items)) for i in items]


def names(entries: tuple[TocEntry, ...], folder: Path) -> list[object]:
    return [
        (
            e.name,
            e.target.relative_to(folder).as_posix()
            if isinstance(e.target, Path)
            else e.target,
            names(e.items, folder),
        )
        for e in entries
    ]


def test_yaml(tmp_path: Path) -> None:
    path = tmp_path / "TOC.yml"
    path.write_text(YAML)
    items, problems = read_toc(path)
    assert [item.line for item in items] == [2, 4, 10, 12, 16]
    assert items[3].page == "part/index.md"
    assert [(p.message, p.line) for p in problems] == [
        ("an item is empty; remove it", 15)
    ]


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "toc.md"
    path.write_text(MARKDOWN)
    items, problems = read_toc(path)
    assert tree(items) == [
        (
            "First",
            "a%20b.md",
            "",
            [
                ("Second", "https://example.org", "", []),
                ("Group", "", "", [("Deep", "c.md", "", [])]),
            ],
        ),
        ("", "", "uid.one", []),
        ("", "", "uid.two", []),
        ("Third", "", "uid.three", []),
    ]
    assert [p.line for p in problems] == [6, 10]


@pytest.mark.parametrize("text", ["- a: [", "\x00", "- name: a\n  href: b\n x"])
def test_broken(tmp_path: Path, text: str) -> None:
    path = tmp_path / "toc.yml"
    path.write_text(text)
    items, (problem,) = read_toc(path)
    assert (items, problem.file) == ((), path)


def test_nested(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    path = tmp_path / "toc.yml"
    path.write_text(
        "- name: A\n  href: sub/TOC.md\n  items:\n  - name: lost\n"
        "- name: B\n  href: sub/\n  homepage: a.md\n- name: C\n  href: none/toc.yml\n"
    )
    (tmp_path / "sub" / "toc.md").write_text("# [X](x.md)\n# [Up](../toc.yml)\n")
    entries, problems, read = expand(path)
    assert names(entries, tmp_path) == [
        ("A", None, [("X", "sub/x.md", [])]),
        ("B", "a.md", [("X", "sub/x.md", [])]),
        ("C", None, []),
    ]
    assert {problem.message.partition(";")[0] for problem in problems} == {
        f"../toc.yml refers to itself, by {tmp_path.name} → sub → {tmp_path.name}",
        "there is no table of contents none/toc.yml",
    }
    assert read == {tmp_path / "sub" / "toc.md"}


def test_names() -> None:
    assert is_toc("a/TOC.yml")
    assert not is_toc("toc-of-it.yml")
    assert is_breadcrumb(Path("a/breadcrumb/toc.yml"))
    assert is_breadcrumb(Path("breadcrumb/a/toc.yml"))
    assert not is_breadcrumb(Path("a/toc.yml"))


FILES = {
    "index.md": "# Home\n",
    "docfx.json": DOCFX,
    "toc.yml": YAML.replace("-\n", "").replace("- name: None\n  href: none.md\n", ""),
    "part/toc.yml": "- href: inner.md\n  name: Inner\n- href: ../one.md\n",
    "breadcrumb/toc.yml": "- name: Azure\n  tocHref: /azure\n",
    **{
        f"{name}.md": f"# Page {name}\n"
        for name in ("start", "one", "part/index", "part/inner", "lonely")
    },
}


def test_pages_are_in_their_order(build: Build) -> None:
    built = build(FILES)
    assert built.warnings == []
    text = built.text("index")
    order = ("Start", "How to", "One", "Elsewhere", "Web", "Part", "Inner", "Other")
    positions = [text.index(name) for name in order]
    assert positions == sorted(positions)
    relations = built.app.env.collect_relations()
    assert relations["one"][1:] == ["start", "part/index"]
    assert "https://learn.microsoft.com/azure/aks/x" in built.body("index")


def test_sidebar(build: Build) -> None:
    built = build(FILES, html_sidebars={"**": ["globaltoc.html"]})
    html = built.output("part/inner.html")
    sidebar = html[html.index('<ul class="current">') :].partition("</div>")[0]
    texts = re.findall(r">([^<>\n]+)</a>", sidebar)
    assert texts == [
        *("Start", "Start", "How to", "Web"),
        *("Part", "Part", "Inner", "Page one", "Other"),
    ]
    assert '<a class="current reference internal" href="#">Inner</a>' in sidebar
    # A group leads to its first page, as some themes leave out links to parts of pages.
    assert '<a class="reference internal" href="../start.html">Start</a>' in sidebar


@pytest.mark.parametrize(
    "theme",
    [
        *("furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme"),
    ],
)
def test_sidebars_of_themes(build: Build, theme: str) -> None:
    """Each theme has the page's table in its navigation, and the others' names."""
    built = build(FILES, html_theme=theme)
    assert built.warnings == []
    tree = BeautifulSoup(built.output("part/index.html"), "html.parser")
    items = tree.select("li[class*=toctree-l]")
    names = [item.find("a").get_text(strip=True) for item in items]
    own = names.index("Part")
    assert names[own : own + 4] == ["Part", "Part", "Inner", "Page one"]
    assert {"Start", "Other"} <= {*names[:own], *names[own + 4 :]}


def test_a_table_gets_another_name(build: Build) -> None:
    """The sidebars of all pages have it."""
    sidebars = {"**": ["globaltoc.html"]}
    built = build(FILES, html_sidebars=sidebars)
    toc = FILES["toc.yml"].replace("name: Start", "name: Begin")
    build({"toc.yml": toc}, srcdir=built.srcdir, html_sidebars=sidebars)
    assert ">Begin</a>" in built.output("part/inner.html")


def test_parents(build: Build) -> None:
    html = build(FILES).output("part/inner.html")
    assert 'href="../index.html#toc-part"' in html


def test_missing_page(build: Build) -> None:
    built = build({**FILES, "toc.yml": YAML})
    assert built.warnings == [
        "toc.yml:15: WARNING: an item is empty; remove it [azuredocs.toc]",
        "toc.yml:16: WARNING: there is no page none.md; correct the path "
        "[azuredocs.toc]",
    ]


def test_a_changed_table_is_noticed(build: Build) -> None:
    built = build(FILES)
    toc = FILES["toc.yml"].replace("name: Start", "name: Begin")
    again = build({"toc.yml": toc}, srcdir=built.srcdir)
    assert "Begin" in again.text("index")
    assert "Begin" in again.output("one.html")


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "singlehtml", "man"])
def test_other_builders(build: Build, builder: str) -> None:
    settings = {"version": "1", "copyright": "2026, me"}
    assert build(FILES, builder=builder, **settings).warnings == []


def test_what_is_wrong_is_said_once(build: Build) -> None:
    """Whatever other tables have the one that it is in."""
    tocs = {
        "toc.yml": "- name: A\n  href: part/toc.yml\n- name: B\n  href: part/toc.yml\n",
        "part/toc.yml": "- name: Inner\n  href: inner.md\n-\n- name: C\n  href: c.md\n",
    }
    built = build({**FILES, **tocs})
    assert built.warnings == [
        "part/toc.yml:3: WARNING: an item is empty; remove it [azuredocs.toc]",
        "part/toc.yml:4: WARNING: there is no page c.md; correct the path "
        "[azuredocs.toc]",
    ]


def test_items_by_uid(build: Build) -> None:
    tocs = {
        "toc.yml": "- uid: contoso.one\n- name: By uid\n  uid: contoso.two\n"
        "- uid: contoso.none\n",
        "one.md": "---\nuid: contoso.one\n---\n# Page one\n",
        "start.md": "---\nuid: contoso.two\n---\n# Page start\n",
    }
    built = build({**FILES, **tocs})
    assert built.warnings == [
        "toc.yml:4: WARNING: nothing has the uid 'contoso.none'; correct it "
        "[azuredocs.toc]"
    ]
    text = built.text("index")
    assert text.index("Page one") < text.index("By uid") < text.index("Other")
