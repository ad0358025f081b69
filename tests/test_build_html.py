"""HTML in pages: the same things in every builder, images and links among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from sphinx_azuredocs.builders.man import fill_up

from .conftest import Build

PNG = b"\x89PNG\r\n\x1a\n"
TABLE = """\
# Title

<table>
<tr><th>Tier</th><th>Disks</th></tr>
<tr><td rowspan="9">Basic</td><td>[One](../b/#part)<br>or <b>two</b></td></tr>
<tr><td><img src="media\\X.png" alt="A disk"></td></tr>
</table>
"""
FILES = {
    "articles/a.md": TABLE,
    "articles/b.md": '# B\n\n<div id="part"><p>Part</p></div>\n',
    "articles/media/x.png": PNG,
}


@pytest.mark.parametrize("builder", ["html", "latex", "text", "epub", "man", "gettext"])
def test_every_builder_writes_a_table(build: Build, builder: str) -> None:
    built = build(FILES, builder, nitpicky=True, copyright="2026", version="1")
    assert [w for w in built.warnings if "X.png" not in w] == []


def test_links_images_and_breaks(build: Build) -> None:
    built = build(FILES)
    body = built.body("articles/a")
    assert 'href="b.html#part"' in body
    assert 'src="../_images/x.png"' in body
    assert 'rowspan="2"' in body  # there are no nine rows
    assert "<br />" in body
    assert "Part" in built.text("articles/b")


def test_words_on_both_sides_of_a_break_are_apart_in_text(build: Build) -> None:
    built = build({"articles/a.md": "# A\n\nOne<br>two<br/>three\n"}, "text")
    assert "One two three" in " ".join(built.output("articles/a.txt").split())


def test_cells_that_are_missing_are_filled(build: Build) -> None:
    content = "# A\n\n<table><tr><td>1<td>2<td>3<tr><td>4</table>\n"
    built = build({"articles/a.md": content})
    rows = list(built.doctree("articles/a").findall(nodes.row))
    assert [len(row) for row in rows] == [3, 3]


def test_headers_of_rows(build: Build) -> None:
    content = "# A\n\n<table><tr><th>1<td>2<tr><th>3<td>4</table>\n"
    built = build({"articles/a.md": content})
    assert "<th" in built.body("articles/a")


def test_a_note_with_a_title_of_its_own(build: Build) -> None:
    content = (
        '# A\n\n<div class="dev-callout"><b>Security Note</b><p>Mind it.</p></div>\n\n'
        '<div class="dev-callout"><b>Note</b><p>Note it.</p></div>\n'
    )
    built = build({"articles/a.md": content})
    doctree = built.doctree("articles/a")
    (titled,) = doctree.findall(nodes.admonition)
    assert titled[0].astext() == "Security Note"
    assert titled[1].astext() == "Mind it."
    (note,) = doctree.findall(nodes.note)
    assert note.astext() == "Note it."


def test_a_selector_marks_the_page_at_hand(build: Build) -> None:
    content = (
        '# A\n\n<div class="dev-center-tutorial-selector">'
        '<a href="/documentation/articles/a/">This</a> '
        '<a href="/documentation/articles/b/">That</a></div>\n'
    )
    built = build({"articles/a.md": content, "articles/b.md": "# B\n"})
    body = built.body("articles/a")
    assert '<span aria-current="page"><strong>This</strong></span>' in body
    assert 'href="b.html"' in body


def test_a_selector_believes_its_page_where_no_link_names_it(build: Build) -> None:
    content = (
        '# A\n\n<div class="dev-center-tutorial-selector">'
        '<a href="/develop/a/" class="current">This</a> <a href="/b/">That</a></div>\n'
    )
    built = build({"articles/a.md": content})
    body = built.body("articles/a")
    assert '<span aria-current="page"><strong><a ' in body
    assert 'href="https://azure.microsoft.com/develop/a/"' in body


def test_ids_are_targets_of_links_on_the_page(build: Build) -> None:
    content = (
        "# A\n\n[one](#x), [two](#y), [three](#z)\n\n"
        '<table><tr id="x"><td id="y">1</td></tr></table>\n\n<span id="z">2</span>\n'
    )
    built = build({"articles/a.md": content}, nitpicky=True)
    assert built.warnings == []
    for name in "xyz":
        assert f'href="#{name}"' in built.body("articles/a")
        assert f'id="{name}"' in built.body("articles/a")


def test_deep_elements_stay_html(build: Build) -> None:
    content = "# A\n\n" + "<div>" * 200 + "deep" + "</div>" * 200 + "\n"
    built = build({"articles/a.md": content})
    assert built.warnings == []
    assert "deep" in built.text("articles/a")


def test_a_dead_link_is_reported_at_its_line(build: Build) -> None:
    content = '# A\n\n<ul>\n<li>One</li>\n<li><a href="../gone/">Two</a></li>\n</ul>\n'
    built = build({"articles/a.md": content})
    assert [w.partition(" WARNING")[0] for w in built.warnings] == ["articles/a.md:5:"]


def test_only_html_has_what_only_html_has(build: Build) -> None:
    content = (
        '# A\n\n<iframe src="x"></iframe>\n\n<details><summary>One</summary>\n\n'
        "Two\n\n</details>\n"
    )
    built = build({"articles/a.md": content})
    assert '<iframe src="x"></iframe>' in built.body("articles/a")
    assert "<details>" in built.body("articles/a")
    built = build({"articles/a.md": content}, "text")
    assert "One" in built.output("articles/a.txt")
    assert "Two" in built.output("articles/a.txt")


def test_cells_over_several_rows_and_columns_in_manual_pages() -> None:
    def row(*entries: nodes.entry) -> nodes.row:
        return nodes.row("", *entries)

    body = nodes.tbody(
        "",
        row(nodes.entry("", nodes.Text("a"), morerows=1, morecols=1), nodes.entry()),
        row(nodes.entry("", nodes.Text("b"))),
        row(nodes.entry(), nodes.entry("", nodes.Text("c"), morecols=1)),
    )
    fill_up(body)
    texts = [[cell.astext() for cell in row] for row in body]
    assert texts == [["a", "", ""], ["", "", "b"], ["", "c", ""]]


def test_a_long_table_goes_on_on_the_next_page(build: Build) -> None:
    row = f"<tr><td>{'Words. ' * 50}</td><td>x</td></tr>\n"
    table = f"<table>\n{row * 10}</table>"
    content = f'# A\n\n{table}\n\n<div class="dev-callout">\n{table}\n</div>\n'
    built = build({"articles/a.md": content})
    long, framed = built.doctree("articles/a").findall(nodes.table)
    assert "longtable" in long["classes"]
    assert "longtable" not in framed["classes"]


def test_a_head_whose_cell_reaches_into_the_body(build: Build) -> None:
    content = (
        '# A\n\n<table><tr><th rowspan="3">1</th><th>2</th></tr>'
        "<tr><td>3</td></tr><tr><td>4</td></tr></table>\n"
    )
    built = build({"articles/a.md": content})
    doctree = built.doctree("articles/a")
    assert not list(doctree.findall(nodes.thead))
    (entry,) = (e for e in doctree.findall(nodes.entry) if e.get("morerows"))
    assert entry["morerows"] == 2


WITH_IDS = {
    "details": '<details id="x"><summary>One</summary>\n\nTwo\n\n</details>',
    "details in a quote": '> <details id="x"><summary>One</summary>\n> Two</details>',
    "summary": "<details><summary id='x'>One</summary>\n\nTwo\n\n</details>",
    "iframe": '<iframe src="https://example.org" id="x"></iframe>',
    "iframe in a list": '- <iframe src="https://example.org" id="x"></iframe>',
    "in SVG": '<svg width="8"><g id=x></g></svg>',
    "form": '<form id="x"><input name="y"></form>',
    "input in text": 'Text <input id="x"> more',
    "video in a cell": '| a |\n|---|\n| <video id="x"></video> |',
    "svg in an HTML table": '<table><tr><td><svg id="x"></svg></td></tr></table>',
    "key": 'Text <kbd id="x">k</kbd>',
    "upper case": '<DETAILS ID="x"><summary>One</summary></DETAILS>',
}


@pytest.mark.parametrize("name", WITH_IDS)
@pytest.mark.parametrize("dialect", ["azure", "learn"])
def test_ids_of_elements_that_stay_html(build: Build, name: str, dialect: str) -> None:
    files = {"articles/a.md": f"# A\n\n[to](#x)\n\n{WITH_IDS[name]}\n"}
    settings = {"azuredocs_dialects": {"articles/**": dialect}}
    built = build(files, **settings)
    assert built.warnings == []
    body = built.body("articles/a").replace("'", '"').replace("id=x", 'id="x"')
    assert body.lower().count('id="x"') == 1
    assert 'href="#x"' in body


def test_ids_of_raw_html_are_targets_in_print(build: Build) -> None:
    text = f"# A\n\n[to](#x)\n\n{WITH_IDS['details']}\n"
    built = build({"articles/a.md": text}, "latex")
    tex = next(Path(built.app.outdir).glob("*.tex")).read_text(encoding="utf-8")
    assert r"\label{\detokenize{articles/a:x}}" in tex


@pytest.mark.parametrize(
    "html", ['<!-- <p id="x"> -->', '<script>"<p id=x>"</script>', '`<p id="x">`']
)
def test_ids_of_no_element(build: Build, html: str) -> None:
    built = build({"articles/a.md": f"# A\n\n[to](#x)\n\n{html}\n"}, "dummy")
    assert [w.split(": ")[2].split(";")[0] for w in built.warnings] == [
        "this page has no anchor #x"
    ]
