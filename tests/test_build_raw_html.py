"""HTML that stays HTML: attributes, elements, files, and the XML of EPUB."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sphinx_azuredocs.syntax.html.raw import as_xml, file_urls, replace_urls

from .conftest import Build
from .test_build_media import PNG

LEARN = "---\nms.topic: article\n---\n\n# A\n\n{}\n"
AZURE = '<properties pageTitle="A" />\n\n# A\n\n{}\n'
BY_DIALECT = pytest.mark.parametrize("page", [LEARN, AZURE], ids=["learn", "azure"])

# What is written → pattern of what HTML has.
ATTRIBUTES = {
    '<p align="center">Text</p>': r'<p align="center">Text</p>',
    '<div style="color: red">\n<p>Text</p>\n</div>': r'<div [^>]*style="color: red">',
    '<div class="x" data-y="1">Text</div>': r'<div class="x[^"]*" data-y="1">',
    "<center>Text</center>": r'<div [^>]*align="center">',
    '<table style="width:9em"><tr><td align="right">1</td></tr></table>': (
        r'<table [^>]*style="width:9em"[^>]*>.*<td align="right"'
    ),
    '<table class="x"><tr style="color:red"><th scope="row">1</th></tr></table>': (
        r'<table class="[^"]* x"[^>]*>.*<tr [^>]*style="color:red".*'
        r'<th [^>]*scope="row"'
    ),
    '<ul class="x"><li style="color:red">1</li></ul>': (
        r'<ul class="[^"]*x">\s*<li style="color:red">'
    ),
    '<h2 align="center">Part</h2>': r'<h2 align="center">Part',
    'A <span style="color:red">b</span>.': r'<span style="color:red">b</span>',
    'A <b style="color:red">b</b>.': r'<strong style="color:red">b</strong>',
    '- > <a href="https://a.io/" target="_blank" rel="noopener" class="x">b</a>': (
        r'<a class="reference external x" href="https://a.io/" target="_blank" '
        r'rel="noopener">'
    ),
    'To <a href="b.md" data-x="&quot;y&quot;">b</a>.': (
        r'<a class="reference internal" href="b.html" data-x="&quot;y&quot;">'
    ),
    'To <a href="/azure/x" target="_blank">b</a>.': (
        r'<a class="reference external" href="[^"]*/azure/x" target="_blank">'
    ),
    'To <a href="#a" style="color:red">b</a>.': r'href="#a" style="color:red">',
    'To <a href="f.zip" target="_blank">b</a>.': r'f\.zip" target="_blank">',
    '<img src="p.png" alt="x" style="border: 0" data-y="z">': (
        r'<img alt="x" [^>]*style="border: 0" data-y="z"'
    ),
    'A <abbr title="t" lang="la">b</abbr>.': r'<abbr title="t" lang="la">b</abbr>',
}


@BY_DIALECT
def test_attributes_stay_in_html(build: Build, page: str) -> None:
    pages = {
        f"articles/p{number}.md": page.format(text)
        for number, text in enumerate(ATTRIBUTES)
    }
    files = {"articles/b.md": "# B\n", "articles/f.zip": "x", "articles/p.png": PNG}
    built = build({**files, **pages})
    for number, pattern in enumerate(ATTRIBUTES.values()):
        body = built.body(f"articles/p{number}")
        assert re.search(pattern, body, re.DOTALL), (pattern, body)


@pytest.mark.parametrize("builder", ["latex", "text", "man", "gettext", "singlehtml"])
def test_other_builders_write_such_pages(build: Build, builder: str) -> None:
    files = {"articles/f.zip": "x", "articles/b.md": "# B\n", "articles/p.png": PNG}
    text = "\n\n".join(ATTRIBUTES)
    built = build({**files, "articles/a.md": LEARN.format(text)}, builder)
    assert [warning for warning in built.warnings if "p.png" not in warning] == []


def test_scripts_of_attributes_are_left_out(build: Build) -> None:
    text = 'A <span onclick="x()" style="color:red">b</span>.'
    built = build({"articles/a.md": LEARN.format(text)})
    assert "onclick" not in built.body("articles/a")


ELEMENTS = {
    "Say <q>yes</q>.": "<q>yes</q>",
    'On <time datetime="2025-01-02">Thursday</time>.': (
        '<time datetime="2025-01-02">Thursday</time>'
    ),
    'Pick <select name="n"><option value="1">One</option></select> now.': (
        '<select name="n"><option value="1">One</option></select>'
    ),
    '<form action="/x"><label for="y">Y</label> <input name="y"></form>': (
        '<label for="y">Y</label> <input name="y">'
    ),
    "<form>\n<select><option>One\n<option>Two</select>\n</form>": "<option>Two",
    'A <button type="button">b': '<button type="button">b</button>',
    "- <bdi>c</bdi>": "<bdi>c</bdi>",
}


@BY_DIALECT
def test_elements_stay_elements(build: Build, page: str) -> None:
    pages = {
        f"articles/p{number}.md": page.format(text)
        for number, text in enumerate(ELEMENTS)
    }
    built = build(pages)
    for number, html in enumerate(ELEMENTS.values()):
        assert html in built.body(f"articles/p{number}")


RAW = [
    '<iframe src="https://a.io/?a=1&b=2" allowfullscreen></iframe>',
    "<!-- one -- two --->",
    "One <!--> two <!---> three.",
    "A <input disabled value=x> b <wbr> c <embed src='https://a.io/x'>.",
    "<video controls loop>\n<source src='https://a.io/v.mp4'>\n</video>",
    "- <details>\n  <summary>S & t</summary>\n  One<br>two &nbsp; &copy;\n  </details>",
    '> <svg viewBox="0 0 9 9"><path d="M0 0"/><use xlink:href="#a"/></svg>',
    '<form novalidate @click="x" a:b="c"><select><option selected>1</select></form>',
    "<script>if (a < b && c) { d(); }</script>",
    "| a |\n|---|\n| <button disabled>b & c |",
    '<object data="https://a.io/x"><param name=y></object>',
    '<p STYLE="color:red" style="x">Text</p>',
]


@BY_DIALECT
def test_pages_of_a_book_are_xml(build: Build, page: str) -> None:
    pages = {
        f"articles/p{number}.md": page.format(f"{text}\n\nThe end.")
        for number, text in enumerate(RAW)
    }
    built = build(pages, "epub")
    for number in range(len(RAW)):
        path = Path(built.app.outdir, f"articles/p{number}.xhtml")
        root = ET.parse(path).getroot()
        assert "The end." in "".join(root.itertext())


SUMMARIES = {
    "on a line": "<details><summary>One</summary>\n\nTwo\n\n</details>",
    "blank lines": "<details>\n<summary>\n\nOne\n\n</summary>\n\nTwo\n</details>",
    "item": "- <details>\n  <summary>\n\n  One\n\n  </summary>\n\n  Two\n  </details>",
    "quote": "> <details><summary>\n>\n> One\n>\n> </summary>\n> Two\n> </details>",
}


@BY_DIALECT
@pytest.mark.parametrize("builder", ["html", "epub"])
def test_summary_without_a_paragraph(build: Build, page: str, builder: str) -> None:
    pages = {
        f"articles/p{number}.md": page.format(text)
        for number, text in enumerate(SUMMARIES.values())
    }
    built = build(pages, builder)
    suffix = "xhtml" if builder == "epub" else "html"
    for number in range(len(SUMMARIES)):
        html = built.output(f"articles/p{number}.{suffix}")
        assert re.search(
            r"<summary>\s*One\s*</summary>\s*<p>Two</p>\s*</details>", html
        )
        assert "&lt;summary" not in html


@pytest.mark.parametrize(
    ("html", "xml"),
    [
        ("<x b c=d E='f&g'>", '<x b="" c="d" E="f&amp;g">'),
        ("<BR><hr/></br>", "<br /><hr />"),
        ("a & b &nbsp; &lt; < c", "a &amp; b \u00a0 &lt; &lt; c"),
        ("<!-- a -- b ---->", "<!-- a - - b -->"),
        ("<!--><!---><!---->", ""),
        ("<?php x ?><!DOCTYPE html>", ""),
        ("<style>a > b</style>", "<style>a &gt; b</style>"),
        ('<x a="1" A="2" 3="4">', '<x a="1">'),
        ("a\x0bb", "ab"),
        # what books cannot have
        ("<script>a < b</script><form action=x>y</form>", "y"),
        (
            "<center><font color=red>x</font></center>",
            '<div><span style="color: red">x</span></div>',
        ),
        (
            '<td WIDTH=9 valign="top" onclick=x nowrap>',
            '<td style="width: 9px; vertical-align: top; white-space: nowrap">',
        ),
        ("<table border=0>", "<table>"),
        ("<table border=2 cellpadding=3>", '<table border="1">'),
        ("<video width=100% src=a.mp4>", '<video src="a.mp4" style="width: 100%">'),
        (
            "<p style='color: red; background: url(//a.io/x); top: 0'>",
            '<p style="color: red;  top: 0">',
        ),
        (
            '<svg aria-label="L"><path d="M0"/></svg>',
            '<img alt="L" src="data:image/'
            "svg+xml,%3Csvg%20aria-label%3D%22L%22%20xmlns%3D%22http%3A//www.w3.org/"
            '2000/svg%22%3E%3Cpath%20d%3D%22M0%22%20/%3E%3C/svg%3E" />',
        ),
        # files of other sites
        ("<img src=https://a.io/x alt='A & b'>", "A &amp; b"),
        ("<iframe title=T src=//a.io></iframe>", '<a href="//a.io">T</a>'),
        (
            "<video src='https://a.io/x'><b>c</b></video><video></video>",
            '<a href="https://a.io/x">https://a.io/x</a><b>c</b><video></video>',
        ),
    ],
)
def test_xml(html: str, xml: str) -> None:
    assert as_xml(html) == xml
    if "<style" not in html and "<script" not in html:
        assert as_xml(xml) == xml


def test_urls() -> None:
    html = (
        '<video src=a.mp4 poster="b.png"><source srcset="c.png 1x, d.png 2x">'
        "<a src='e'></a><!-- <img src=f> --></video>"
    )
    assert file_urls(html) == ["a.mp4", "b.png", "c.png", "d.png"]
    replaced = replace_urls(html, {"a.mp4": "x&y", "d.png": "z"}.get)
    assert replaced == (
        '<video src="x&amp;y" ><source srcset="z 2x">'
        "<a src='e'></a><!-- <img src=f> --></video>"
    )


MEDIA = {
    "block": '<video controls><source src="media/v.mp4"></video>',
    "picture": '<picture><source srcset="media/d.png 2x"><img src="media/l.png" '
    'alt="x"></picture>',
    "poster": '<video src="media/v.mp4" poster="media/d.png"></video>',
    "object": '<object data="media/d.png"></object>',
    "list": "- Text\n\n  <audio controls src='media/v.mp4'></audio>",
    "quote": '> A <video src="media/v.mp4"></video> b',
    "cell": '| a |\n|---|\n| <video src="media/v.mp4"></video> |',
    "table": '<table><tr><td><video src="media/v.mp4"></video></td></tr></table>',
    "include": "[!INCLUDE [x](includes/x.md)]",
}
_LOADED = re.compile(r'(?:src|srcset|data|poster)="([^" ]+)')


@BY_DIALECT
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_files_come_with_the_page(build: Build, page: str, builder: str) -> None:
    pages = {f"articles/{n}.md": page.format(text) for n, text in MEDIA.items()}
    media = {f"articles/media/{n}": b"x" for n in ("v.mp4", "d.png", "l.png")}
    include = {"articles/includes/x.md": '<video src="../media/v.mp4"></video>\n'}
    built = build({**pages, **media, **include}, builder)
    files = [*Path(built.app.outdir).rglob("*html")]
    assert files
    loaded = 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        for url in _LOADED.findall(text):
            path = url.partition("?")[0]
            assert (file.parent / path).is_file(), (file, url)
            loaded += "/v.mp4" in url
    assert loaded >= 6


def test_a_missing_file_is_reported(build: Build) -> None:
    text = 'Text.\n\n<video src="no.mp4"></video>'
    built = build({"articles/a.md": LEARN.format(text)})
    [warning] = built.warnings
    assert warning.startswith("articles/a.md:9: WARNING: 'no.mp4' names no file")
