"""What EPUB has of its own."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sphinx_azuredocs.builders.epub import valid_url

from .conftest import Build

PNG = b"\x89PNG\r\n\x1a\n"


def test_images_with_a_suffix_in_capitals_are_in_the_book(build: Build) -> None:
    built = build(
        {
            "articles/a.md": "# A\n\n![One](media/x.PNG)\n",
            "articles/media/x.PNG": b"\x89PNG\r\n\x1a\n",
        },
        "epub",
    )
    assert built.warnings == []
    assert 'href="_images/x.PNG"' in built.output("content.opf")


def test_pages_of_a_book_are_valid(build: Build) -> None:
    text = """# A

<table border="0" cellspacing="2"><tr><td valign="top" width="9">x</td></tr></table>

![PNG](media/x.jpg) ![Remote](https://a.invalid/b.png) ![Missing](media/no.png)

<p style="background: url(https://a.invalid/c)">Styled.</p>

[Space](https://a.invalid/b%20c) <a href="https://a.invalid/d e#f#g">Html</a>
<a href="#nowhere">No anchor</a> [Anchor](#more)

<video src="media/v.mp4"></video>

<iframe src="https://a.invalid/i"></iframe>

## More
"""
    files: dict[str, str | bytes] = {
        "articles/a.md": text,
        "articles/media/x.jpg": PNG,
        "articles/media/v.mp4": b"x",
    }
    built = build(files, "epub")
    html = built.output("articles/a.xhtml")
    root = ET.fromstring(html.partition("<!DOCTYPE html>")[2] or html)
    shown = [x.get("src") for x in root.iter() if x.get("src")]
    assert sorted(map(str, shown)) == ["../_images/v.mp4", "../_images/x.png"]
    for name in ("valign", "cellspacing", 'border="0"', "url(", "nowhere", "d e"):
        assert name not in html, name
    assert '<td style="vertical-align: top; width: 9px">' in html
    for url in ("b.png", "b%20c", "d%20e#f%23g", "i"):
        assert f'href="https://a.invalid/{url}"' in html, url
    assert "Missing" in html
    assert "No anchor" in html
    manifest = built.output("content.opf")
    assert 'href="_images/v.mp4"' in manifest
    assert 'media-type="video/mp4"' in manifest
    assert 'href="_images/x.png"' in manifest
    assert not Path(built.app.outdir, "_images/x.jpg").exists()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.io/b c", "https://a.io/b%20c"),
        ("https://a.io/b%20c?d=e&f#g", "https://a.io/b%20c?d=e&f#g"),
        ("https://a.io/#b#c", "https://a.io/#b%23c"),
        ("mailto:a@b.io", "mailto:a@b.io"),
        ("a.xhtml#b", "a.xhtml#b"),
    ],
)
def test_valid_urls(url: str, expected: str) -> None:
    assert valid_url(url) == expected
    assert valid_url(expected) == expected


def test_names_of_groups_in_indices_are_ids(build: Build) -> None:
    text = '<properties pageTitle="A" /><tags ms.service="a b" />\n\n# A\n'
    html = build({"articles/a.md": text}).output("azure-services.html")
    assert 'id="cap-a\u00a0b"' in html
    assert 'href="#cap-a%C2%A0b"' in html


def test_style_sheets_of_a_book_have_no_direction(build: Build) -> None:
    """Books cannot have these properties, HTML pages need them."""
    files = {"articles/a.md": "# A\n\n    code\n"}
    forbidden = re.compile(r"[\s;{](?:direction|unicode-bidi)\s*:")
    for builder in ("html", "epub"):
        built = build(files, builder)
        sheets = Path(built.app.outdir, "_static").glob("*azuredocs*.css")
        texts = {path.name: path.read_text(encoding="utf-8") for path in sheets}
        found = {name for name, text in texts.items() if forbidden.search(text)}
        html = builder == "html"
        assert found == ({"azuredocs-direction.css"} if html else set())
        page = built.output("articles/a.html" if html else "articles/a.xhtml")
        assert ("azuredocs-direction.css" in page) == html
