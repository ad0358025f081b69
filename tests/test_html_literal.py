"""HTML blocks in pages of Learn: as CommonMark has them, without Markdown in them."""

from __future__ import annotations

from html import unescape

import pytest
from docutils import nodes
from markdown_it import MarkdownIt

from .conftest import Build, BuildPages, Page

HEADER = "---\nms.topic: article\n---\n# A\n\n{}\n"
MARKUP = (
    r"\\host\share \. *a* _b_ $x$ ^c^ [d](e.md) ~~f~~ `g` www.h.io :smile: a@b.io #1"
)

# Each with one %s where the text stands.
BLOCKS = {
    "cell": "<table><tr><td>%s</td></tr></table>",
    "rows": "<table>\n<tr>\n<td>\n%s\n</td>\n</tr>\n</table>",
    "paragraph": "<p>%s</p>",
    "after an element": "<p>One</p>\n%s",
    "division": "<div>\n%s\n</div>",
    "bold": "<p><b>%s</b></p>",
    "item": "<ul><li>%s</li></ul>",
    "term": "<dl><dt>T</dt><dd>%s</dd></dl>",
    "heading": "<h2>%s</h2>",
    "inline element alone": "<span>\n%s\n</span>",
    "in a list": "- One\n\n  <p>%s</p>",
    "in a quote": "> <div>%s</div>",
    "summary": "<details><summary>%s</summary></details>",
    "code element": "<p><code>%s</code></p>",
    "code": "<pre>%s</pre>",
}


@pytest.fixture(scope="module")
def pages(build_pages: BuildPages) -> dict[str, Page]:
    cases = [block % MARKUP for block in BLOCKS.values()]
    return dict(build_pages(cases, HEADER.format))


@pytest.mark.parametrize("name", BLOCKS)
def test_text_of_blocks_is_no_markdown(pages: dict[str, Page], name: str) -> None:
    page = pages[BLOCKS[name] % MARKUP]
    assert page.warnings == []
    assert page.doctree.astext().count(MARKUP) == 1


MARKDOWN = {
    "between blank lines": "<div>\n\n%s\n\n</div>",
    "after a blank line": "<p>One</p>\n\n%s",
    "tags in a line": "Text <span>%s</span>.",
    "anchor before": '<a id="x"></a>\n%s',
    "placeholder": "<name>\n%s",
    "cell of Markdown": "| A |\n|---|\n| <b>%s</b> |",
    "details": "<details>\n<summary>S</summary>\n\n%s\n\n</details>",
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_around_blocks(build: Build, name: str) -> None:
    built = build({"articles/a.md": HEADER.format(MARKDOWN[name] % "**a** `b`")})
    assert built.warnings == []
    assert "<strong>a</strong>" in built.body("articles/a")
    assert ">b</span></code>" in built.body("articles/a")


@pytest.mark.parametrize("name", ["cell", "paragraph", "division", "item"])
def test_articles_of_2014_have_markdown_in_html(build: Build, name: str) -> None:
    page = '<properties pageTitle="A" />\n\n# A\n\n' + BLOCKS[name] % "**a** `b`"
    built = build({"articles/a.md": page})
    assert "<strong>a</strong>" in built.body("articles/a")


def test_blocks_of_an_include(build: Build) -> None:
    page = HEADER.format("[!INCLUDE [x](includes/x.md)]")
    built = build({"a.md": page, "includes/x.md": f"<p>{MARKUP}</p>\n"})
    assert MARKUP in built.doctree("a").astext()


def test_the_message_of_a_paragraph_is_markdown_for_its_text(
    pages: dict[str, Page],
) -> None:
    document = pages[BLOCKS["paragraph"] % MARKUP].doctree
    *_, paragraph = document.findall(nodes.paragraph)
    html = MarkdownIt("gfm-like", {"linkify": False}).renderInline(paragraph.rawsource)
    assert unescape(html) == MARKUP


@pytest.mark.parametrize("name", ["script", "style", "textarea", "iframe", "title"])
@pytest.mark.parametrize(
    "text", ["Type <%s name> and go on.", "- <%s name> and go on."]
)
@pytest.mark.parametrize("dialect", ["learn", "azure"])
def test_placeholders_hide_nothing(
    build: Build, name: str, text: str, dialect: str
) -> None:
    header = "---\nms.topic: a\n---\n" if dialect == "learn" else "<tags ms.a='b' />\n"
    built = build({"articles/a.md": f"{header}\n# A\n\n{text % name}\n\nLast.\n"})
    shown = built.doctree("articles/a").astext()
    assert f"<{name} name> and go on." in shown
    assert "Last." in shown


@pytest.mark.parametrize("dialect", ["learn", "azure"])
@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<details>\n<summary>One</summary\n\nTwo\n\n</details>", "One Two"),
        ("<p>One</p  \n<p>Two</p\n>\n\nThree", "One Two Three"),
        ("- <div>\n  One\n  </div\n\n  Two", "One Two"),
    ],
)
def test_end_tags_without_bracket(
    build: Build, dialect: str, html: str, text: str
) -> None:
    header = "---\nms.topic: a\n---\n" if dialect == "learn" else "<tags ms.a='b' />\n"
    built = build({"a.md": f"{header}\n# A\n\n{html}\n"}, azuredocs_dialects={})
    assert built.text("a").endswith(f"\u00b6 {text}")
