"""Tables of contents of docsets: read, and in a build."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sphinx_azuredocs.docset.toc_names import is_breadcrumb, is_toc
from sphinx_azuredocs.navigation.expand import expand
from sphinx_azuredocs.navigation.toc_file import TocItem, read_toc
from sphinx_azuredocs.warnings import Problem

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


def names(items: tuple[TocItem, ...], folder: Path) -> list[object]:
    return [
        (
            item.name,
            item.target.page.relative_to(folder).as_posix()
            if isinstance(item.target.page, Path)
            else item.target.page,
            names(item.items, folder),
        )
        for item in items
    ]


def test_yaml(tmp_path: Path) -> None:
    path = tmp_path / "TOC.yml"
    path.write_text(YAML)
    items, problems, _order = read_toc(path)
    assert [item.line for item in items] == [2, 4, 10, 12, 16]
    assert items[3].page_href == "part/index.md"
    assert [(p.message, p.line) for p in problems] == [
        ("an item is empty; remove it", 15)
    ]


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "toc.md"
    path.write_text(MARKDOWN)
    items, problems, _order = read_toc(path)
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
    items, (problem,), _order = read_toc(path)
    assert (items, problem.file) == ((), path)


def test_nested(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    path = tmp_path / "toc.yml"
    path.write_text(
        "- name: A\n  href: sub/TOC.md\n  items:\n  - name: lost\n"
        "- name: B\n  href: sub/\n  homepage: a.md\n- name: C\n  href: none/toc.yml\n"
    )
    (tmp_path / "sub" / "toc.md").write_text("# [X](x.md)\n# [Up](../toc.yml)\n")
    entries, problems, included, _order = expand(path)
    inner = [("X", "sub/x.md", [])]
    assert names(entries, tmp_path) == [
        ("A", None, inner),
        ("B", "a.md", []),
        ("C", None, []),
    ]
    assert entries[1].target.toc == tmp_path / "sub" / "toc.md"
    assert [(p.message.partition(";")[0], p.line) for p in problems] == [
        ("what is below it was left out", 4),
        (f"../toc.yml refers to itself, by {tmp_path.name} → sub → {tmp_path.name}", 2),
        ("there is no table of contents none/toc.yml", 9),
    ]
    assert included == {tmp_path / "sub" / "toc.md"}


def lay_out(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files; the first is the one to read."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder / next(iter(files))


def said(problems: Sequence[Problem]) -> list[tuple[str, int]]:
    return [(problem.message.partition(";")[0], problem.line) for problem in problems]


def test_folder(tmp_path: Path) -> None:
    """It leads to the first page of its table, which is not in this one."""
    path = lay_out(
        tmp_path,
        {
            "toc.yml": "- href: how-to_guides/\n  items:\n  - name: Own\n"
            "- name: B\n  href: b/\n  topicUid: b.uid\n- name: None\n  href: c/\n",
            "how-to_guides/TOC.yml": "- name: Web\n  href: https://example.org/\n"
            "- name: Group\n  items:\n  - name: X\n    href: deep/x.md?a=b#c\n",
            "how-to_guides/toc.md": "# [Not this one](y.md)\n",
            "b/toc.md": "# [Y](y.md)\n",
        },
    )
    entries, problems, included, _order = expand(path)
    assert names(entries, tmp_path) == [
        ("how to guides", "how-to_guides/deep/x.md", [("Own", None, [])]),
        ("B", None, []),
        ("None", None, []),
    ]
    assert [entry.target.toc and entry.target.toc.name for entry in entries] == [
        *("TOC.yml", "toc.md", None),
    ]
    assert entries[1].target.uid == "b.uid"
    assert said(problems) == [("there is no table of contents c/", 8)]
    assert not included


def test_first_page_by_uid(tmp_path: Path) -> None:
    path = lay_out(
        tmp_path,
        {"toc.yml": "- name: A\n  href: a/\n", "a/toc.yml": "- uid: one\n"},
    )
    ((entry,), *_rest) = expand(path)
    assert (entry.target.page, entry.target.uid) == (None, "one")


@pytest.mark.parametrize(
    ("item", "target", "toc", "problem"),
    [
        ("tocHref: /x/", "/x/", None, None),
        ("tocHref: /x/\n  topicHref: /x/i.html", "/x/i.html", None, None),
        ("tocHref: /x/\n  href: a.md\n  topicHref: b.md", "b.md", None, None),
        ("tocHref: s/toc.md", "s/x.md", "s/toc.md", None),
        ("tocHref: s/toc.md\n  href: a.md", "a.md", "s/toc.md", None),
        ("tocHref: s/toc.md\n  topicHref: b.md", "b.md", "s/toc.md", None),
        (
            *("tocHref: /x/\n  href: a.md\n  homepage: b.md", "b.md", None),
            ("tocHref /x/ goes with topicHref", 4),
        ),
        (
            *("href: a.md\n  tocHref: s/", "a.md", None),
            ("tocHref s/ is no table of contents", 3),
        ),
        (
            *("tocHref: s/x.md", None, None),
            ("tocHref s/x.md is no table of contents", 2),
        ),
        (
            *("tocHref: none/toc.yml\n  topicHref: b.md", "b.md", None),
            ("there is no table of contents none/toc.yml", 2),
        ),
    ],
)
def test_toc_href(
    tmp_path: Path,
    item: str,
    target: str | None,
    toc: str | None,
    problem: tuple[str, int] | None,
) -> None:
    files = {"toc.yml": f"- name: A\n  {item}\n", "s/toc.md": "# [X](x.md)\n"}
    (entry,), problems, *_rest = expand(lay_out(tmp_path, files))
    assert names((entry,), tmp_path) == [("A", target, [])]
    assert entry.target.toc == (toc and tmp_path / toc)
    assert said(problems) == ([problem] if problem else [])


def test_names_of_items_without_one(tmp_path: Path) -> None:
    path = lay_out(
        tmp_path,
        {
            "toc.yml": "- href: my-part/sub_part/toc.yml\n- href: a.md\n"
            "- items:\n  - name: B\n",
            "my-part/sub_part/toc.yml": "- name: X\n",
        },
    )
    entries, problems, *_rest = expand(path)
    assert [entry.name for entry in entries] == ["my part/sub part", "", ""]
    assert said(problems) == [("an item has no name", 3)]


def test_anchors_and_queries(tmp_path: Path) -> None:
    """Pages have them, tables do not."""
    path = lay_out(
        tmp_path,
        {
            "toc.yml": "- name: A\n  href: a.md?b=c#d\n- name: B\n  href: s/toc.md#x\n"
            "- name: C\n  href: s/?view=y\n- name: D\n  href: '#e'\n",
            "s/toc.md": "# [X](x.md)\n",
        },
    )
    entries, problems, *_rest = expand(path)
    assert names(entries, tmp_path) == [
        ("A", "a.md", []),
        ("B", None, [("X", "s/x.md", [])]),
        ("C", "s/x.md", []),
        ("D", None, []),
    ]
    assert entries[0].target.suffix == "?b=c#d"
    assert said(problems) == [
        ("s/toc.md#x is a table of contents", 4),
        ("s/?view=y is a table of contents", 6),
        ("#e names no page", 8),
    ]


def test_paths_from_the_docset(tmp_path: Path) -> None:
    files = {"a/toc.yml": "- name: A\n  href: ~/b/c%20d.md\n"}
    (entry,), *_rest = expand(lay_out(tmp_path, files), tmp_path)
    assert entry.target.page == tmp_path / "b" / "c d.md"


def test_uids_of_items(tmp_path: Path) -> None:
    path = lay_out(
        tmp_path, {"toc.yml": "- uid: a\n  topicUid: b\n- homepageUid: c\n- uid: d\n"}
    )
    items, problems, _order = read_toc(path)
    assert ([item.uid for item in items], problems) == (["b", "c", "d"], [])


def test_circle_of_folders(tmp_path: Path) -> None:
    """None where the pages are named; else it is said."""
    path = lay_out(
        tmp_path,
        {
            "toc.yml": "- name: A\n  href: a/\n- name: B\n  href: b/\n",
            "a/toc.yml": "- name: Up\n  href: ../\n  topicHref: ../i.md\n",
            "b/toc.yml": "- name: Up\n  href: ../\n",
        },
    )
    entries, problems, *_rest = expand(path)
    assert names(entries, tmp_path) == [("A", "i.md", []), ("B", None, [])]
    ((message, line),) = said(problems)
    assert message.startswith("../ refers to itself")
    assert line == 2


@pytest.mark.parametrize(
    ("line", "name", "href", "uid"),
    [
        ("#[a](b.md)", "a", "b.md", ""),
        ('# [a [b]](c d.md "e")  ##', "a [b]", "c d.md", ""),
        ("# [List(T)](list(t).md)", "List(T)", "list(t).md", ""),
        ("# C#", "C#", "", ""),
        ("# C# #", "C#", "", ""),
        ("# [a]( @b.c )", "a", "", "b.c"),
        ('# @"b c"', "", "", "b c"),
        ("# <xref:'b c'>", "", "", "b c"),
        ("# @1a", "@1a", "", ""),
        ("# [a]()", "a", "", ""),
    ],
)
def test_lines_of_markdown(
    tmp_path: Path, line: str, name: str, href: str, uid: str
) -> None:
    (item,), problems, _order = read_toc(lay_out(tmp_path, {"toc.md": line}))
    assert (item.name, item.href, item.uid, problems) == (name, href, uid, [])


@pytest.mark.parametrize("end", ["\x0c", "\x0b", "\x85", "\u2028", "\x1c"])
def test_lines_of_markdown_end_as_those_of_editors(tmp_path: Path, end: str) -> None:
    text = f"# a{end}b\n# c\n"
    items, problems, _order = read_toc(lay_out(tmp_path, {"toc.md": text}))
    assert [(item.name, item.line) for item in items] == [(f"a{end}b", 1), ("c", 2)]
    assert problems == []


def test_what_markdown_may_not_have(tmp_path: Path) -> None:
    text = "# a\n ## b\n<!-- c\n#### d\n####### e\n- f\n"
    items, problems, _order = read_toc(lay_out(tmp_path, {"toc.md": text}))
    b = ("b", "", "", [("d", "", "", [("e", "", "", [])])])
    assert tree(items) == [("a", "", "", [b])]
    assert said(problems) == [
        ("a heading begins with its line", 2),
        ("<!-- c is no heading and was left out", 3),
        ("a heading is more than one level below the one before it", 4),
        ("a heading is more than one level below the one before it", 5),
        ("- f is no heading and was left out", 6),
    ]


@pytest.mark.parametrize(
    ("text", "count", "order"),
    [("", 0, None), ("items:\n", 0, None), ("order: 3\nitems: [{name: a}]", 1, 3)],
)
def test_mappings(tmp_path: Path, text: str, count: int, order: int | None) -> None:
    toc = read_toc(lay_out(tmp_path, {"toc.yml": text}))
    assert (len(toc.items), toc.problems, toc.order) == (count, [], order)


def test_no_list(tmp_path: Path) -> None:
    toc = read_toc(lay_out(tmp_path, {"toc.yml": "# c\n\nhello\n"}))
    assert said(toc.problems) == [("it is no list of items", 3)]


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
        *("Part", "Inner", "Page one", "Other"),
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
    assert names[own : own + 3] == ["Part", "Inner", "Page one"]
    assert {"Start", "Other"} <= {*names[:own], *names[own + 3 :]}


def test_an_item_with_a_page_and_items_is_one_entry(build: Build) -> None:
    toc = (
        "- name: Whole\n  href: start.md\n  items:\n  - name: Web\n"
        "    href: https://example.org/\n    items:\n    - name: One\n"
        "      href: one.md\n  - name: Twice\n    href: part/inner.md\n    items:\n"
        "    - name: Named\n      href: part/inner.md\n"
    )
    built = build({**FILES, "toc.yml": toc}, html_sidebars={"**": ["globaltoc.html"]})
    assert built.warnings == []
    tree = BeautifulSoup(built.output("one.html"), "html.parser")
    sidebar = tree.select_one("div.sphinxsidebarwrapper > ul")
    assert sidebar is not None
    links = [(a.get_text(), a["href"]) for a in sidebar.select("a")]
    own = links.index(("Web", "https://example.org/"))
    assert links.count(("Whole", "start.html")) == 1
    assert links[own + 1] == ("One", "#")
    assert "Named" not in dict(links)
    tree = BeautifulSoup(built.output("start.html"), "html.parser")
    current = tree.select("div.sphinxsidebarwrapper li.current > a.current")
    assert [a.get_text() for a in current] == ["Table of Contents", "Whole"]


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
        "toc.yml:17: WARNING: there is no page none.md; correct the path "
        "[azuredocs.toc]",
    ]


def test_a_file_that_is_no_page(build: Build) -> None:
    built = build({**FILES, "toc.yml": "- name: A\n  href: a.pdf\n", "a.pdf": "%PDF"})
    assert built.warnings == [
        "toc.yml:2: WARNING: a.pdf is no page; name one that has a link to it "
        "[azuredocs.toc]"
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
        "part/toc.yml:5: WARNING: there is no page c.md; correct the path "
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
    assert text.index("Page one") < text.index("By uid")


def test_folders_in_a_build(build: Build) -> None:
    """What a folder has is below the item that leads to it, and is there once."""
    tocs = {
        "toc.yml": "- name: Guide\n  href: part/\n- name: Again\n  href: part/\n"
        "  topicHref: one.md\n- name: Words only\n- name: Start\n  href: start.md\n",
        "part/toc.yml": "- name: Home\n  href: ../\n  topicHref: ../start.md\n"
        "- name: In\n  href: inner.md\n",
    }
    built = build({**FILES, **tocs}, html_sidebars={"**": ["globaltoc.html"]})
    assert built.warnings == []
    text = built.text("index").rpartition("Table of Contents")[2].partition("Other")[0]
    assert [word for word in text.split() if word != "¶"] == [
        *("Guide", "Home", "In", "Again", "Words", "only", "Start"),
    ]
    html = built.output("part/inner.html")
    assert 'href="../index.html#toc-guide"' in html
    assert 'class="current reference internal" href="#">In</a>' in html


def test_markdown_in_a_build(build: Build) -> None:
    """A table of contents is no page."""
    files = {**FILES, "toc.md": "# [Start](start.md)\n## [One](one.md)\n"}
    del files["toc.yml"]
    built = build(files)
    assert built.warnings == []
    assert "toc" not in built.app.env.found_docs
    relations = built.app.env.collect_relations()
    assert relations["start"][2] == "one"


def test_anchors_in_a_build(build: Build) -> None:
    tocs = {
        "toc.yml": "- name: One\n  href: one.md\n- name: Detail\n"
        "  href: one.md#the-detail\n- name: Bad\n  href: start.md#none\n",
        "one.md": "# Page one\n\n## The detail\n",
    }
    built = build({**FILES, **tocs}, html_sidebars={"**": ["globaltoc.html"]})
    assert built.warnings == [
        "toc.yml:6: WARNING: start.md has no anchor #none; correct it [azuredocs.toc]"
    ]
    assert 'href="one.html#the-detail"' in built.body("index")
    assert 'href="one.html#the-detail">Detail</a>' in built.output("start.html")


def test_names_of_pages(build: Build) -> None:
    """Metadata first, then the heading."""
    tocs = {
        "toc.yml": "- href: start.md\n- href: one.md\n- name: Own\n  href: part/\n",
        "start.md": "---\ntitle: Named in metadata\n---\n# Page start\n",
    }
    text = build({**FILES, **tocs}).text("index")
    order = [text.index(x) for x in ("Named in metadata", "Page one", "Own", "Inner")]
    assert order == sorted(order)
    assert "Page start" not in text


@pytest.mark.parametrize(
    ("order", "table"), [("", "sub"), ("order: 5\n", "top"), ("order: -1\n", "sub")]
)
def test_the_table_of_a_page(build: Build, order: str, table: str) -> None:
    """The lowest order, then the nearest."""
    tocs = {
        "toc.yml": "- name: Of top\n  href: part/inner.md\n",
        "part/toc.yml": f"{order}items:\n- name: Of sub\n  href: inner.md\n",
    }
    html = build({**FILES, **tocs}).output("part/inner.html")
    # The way to a page has the table that it is in.
    assert ("index.html#toc-part" in html) == (table == "sub")


def test_circle_in_a_build(build: Build) -> None:
    """The navigation is there all the same."""
    tocs = {
        "toc.yml": "- name: A\n  href: part/toc.yml\n",
        "part/toc.yml": "- name: B\n  href: ../toc.yml\n- name: C\n  href: inner.md\n",
    }
    built = build({**FILES, **tocs})
    assert {w.partition(":")[0] for w in built.warnings} == {"part/toc.yml", "toc.yml"}
    text = built.text("index")
    assert text.index("A ¶") < text.index("C Other")


def test_expanded(build: Build) -> None:
    tocs = {
        "toc.yml": "- name: Top\n  items:\n  - name: Open\n    expanded: true\n"
        "    items:\n    - name: Seen\n      href: one.md\n  - name: Shut\n"
        "    items:\n    - name: Unseen\n      href: part/inner.md\n"
        "  - name: Here\n    href: start.md\n",
    }
    html = build({**FILES, **tocs}, html_sidebars={"**": ["globaltoc.html"]}).output(
        "start.html"
    )
    assert "Seen</a>" in html
    assert "Shut</a>" in html
    assert "Unseen</a>" not in html


def test_sidebar_of_a_page_in_no_table(build: Build) -> None:
    """It has the table of the folders that it is in."""
    files = {
        "toc.yml": "- name: Part\n  href: part/\n- name: Start\n  href: start.md\n",
        "other/toc.yml": "- name: Elsewhere\n  href: x.md\n- name: Y\n  href: y.md\n",
        "other/y.md": "# Y\n",
        "other/x.md": "# X\n",
        "part/deep/lost.md": "# Lost\n",
    }
    html = build({**FILES, **files}, html_sidebars={"**": ["globaltoc.html"]}).output(
        "part/deep/lost.html"
    )
    texts = re.findall(r"internal[^>]*>([^<>]+)</a></li>", html)
    assert texts.count("Inner") == 1
    assert "Elsewhere" in texts
    assert "Y" not in texts


def test_start_page_in_its_own_table(build: Build) -> None:
    """It is a link there, since a toctree must not contain its own page."""
    tocs = {
        "toc.yml": "- name: Home\n  href: index.md\n- name: Start\n  href: start.md\n"
        "- name: In\n  items:\n  - name: Again\n    href: index.md\n"
        "  - name: Way up\n    uid: the.home\n  - name: One\n    href: one.md\n",
        "index.md": "---\nuid: the.home\n---\n# Home page\n",
    }
    for builder in ("latex", "singlehtml", "epub"):
        settings = {"version": "1", "copyright": "2026, me"}
        built = build({**FILES, **tocs}, builder=builder, **settings)
        assert built.warnings == []
    built = build({**FILES, **tocs}, html_sidebars={"**": ["globaltoc.html"]})
    assert built.warnings == []
    names = set(re.findall(r">([^<>]+)<", built.output("one.html")))
    assert {"Home", "Again", "Way up"} <= names
    relations = built.app.env.collect_relations()
    assert relations["start"][1:] == ["index", "one"]


@pytest.mark.parametrize(
    "toc",
    [
        "- name: Gates\n  href: part/\n",
        "- name: Gates\n  items:\n  - name: Bare\n  - name: One\n    href: one.md\n",
        "- name: Gates\n  expanded: true\n  items:\n  - name: Bare\n    items:\n"
        "    - name: Barer\n- name: One\n  href: one.md\n",
        "- name: Gates\n  items: []\n- name: One\n  href: one.md\n",
    ],
)
@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme"])
def test_groups_without_page_in_themes(build: Build, toc: str, theme: str) -> None:
    files = {
        "index.md": "# Home\n",
        "docfx.json": DOCFX,
        "toc.yml": toc,
        "one.md": "# One\n",
        "part/index.md": "# In\n",
    }
    built = build(files, html_theme=theme)
    assert all("azuredocs.toc" in warning for warning in built.warnings)
    assert "Gates" in built.output("one.html")


def nested(levels: int) -> str:
    return "[{name: a, items: " * levels + "[{name: z, href: z.md}]" + "}]" * levels


@pytest.mark.parametrize(
    "files",
    [
        {"toc.yml": nested(400)},
        {"toc.yml": nested(50)},
        {"toc.md": "".join(f"{'#' * n} Name {n}\n" for n in range(1, 401))},
        {
            "toc.yml": "- name: a\n  href: 0/toc.yml\n",
            **{
                f"{n}/toc.yml": f"- name: a\n  href: ../{n + 1}/toc.yml\n"
                for n in range(200)
            },
            "200/toc.yml": "- name: z\n  href: ../z.md\n",
        },
        {
            "toc.yml": "- name: a\n  href: 0/\n",
            **{f"{n}/toc.yml": f"- name: a\n  href: ../{n + 1}/\n" for n in range(200)},
            "200/toc.yml": "- name: z\n  href: ../z.md\n",
        },
    ],
    ids=["yaml", "yaml-50", "markdown", "includes", "folders"],
)
def test_too_many_levels(build: Build, files: dict[str, str]) -> None:
    home = {"index.md": "# Home\n", "docfx.json": DOCFX, "z.md": "# Z\n"}
    built = build({**home, **files})
    message = "more than 32 levels; what is below them was left out [azuredocs.toc]"
    assert any(message in warning for warning in built.warnings)
    assert all("azuredocs.toc" in warning for warning in built.warnings)
    assert built.output("z.html")


@pytest.mark.parametrize(
    "item",
    [
        'href: "javascript:alert(1)"',
        'href: " JavaScript:alert(1)"',
        'href: "vbscript:x"',
        'href: "data:text/html,x"',
        'href: part/\n  topicHref: "javascript:alert(1)"',
        'tocHref: "javascript:alert(1)"',
        'href: "javascript:alert(1)"\n  items:\n  - name: In\n    href: one.md',
    ],
)
def test_urls_that_run_scripts(build: Build, item: str) -> None:
    toc = f"- name: One\n  href: one.md\n- name: Two\n  {item}\n"
    built = build({**FILES, "toc.yml": toc}, html_sidebars={"**": ["globaltoc.html"]})
    (warning,) = built.warnings
    assert "is no URL of a page; write one of http or https" in warning
    for page in ("index", "one"):
        html = built.output(f"{page}.html").lower()
        assert not re.search(r'href="\s*(javascript|vbscript|data):', html)


def test_expanded_in_furo(build: Build) -> None:
    toc = (
        "- name: Top\n  href: a.md\n- name: Open\n  expanded: true\n  items:\n"
        "  - name: B\n    href: b.md\n- name: Closed\n  items:\n"
        "  - name: C\n    href: c.md\n"
    )
    pages = {f"{name}.md": f"# {name}\n" for name in ("a", "b", "c")}
    docfx = '{"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}'
    files = {"index.md": "# Home\n", "docfx.json": docfx, "toc.yml": toc, **pages}
    built = build(files, html_theme="furo")
    for page, checked in (("a", ["Open"]), ("b", ["Open"]), ("c", ["Open", "Closed"])):
        items = built.output(f"{page}.html").split('<li class="toctree-l2')[1:]
        opened = [item for item in items if re.search(r"<input[^>]* checked", item)]
        names = [re.findall(r">(\w+)</a>", item)[0] for item in opened]
        assert names == checked
