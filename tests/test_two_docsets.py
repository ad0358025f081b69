"""Two docsets in one project: each its own, and links between them."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from .conftest import Build, Built

DOCFX = '{"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}'
FILES = {
    "index.md": "# Home\n",
    "one/docfx.json": DOCFX,
    "one/toc.yml": "- name: First start\n  href: start.md\n- name: Guides\n"
    "  href: guides/\n- uid: only.two\n",
    "one/guides/toc.yml": "- name: First guide\n  href: a.md\n- uid: both\n",
    "one/start.md": "# Start\n\n[file](../two/start.md#deep)\n[root](~/guides/a.md)\n"
    "[uid](xref:only.two)\n@both\n",
    "one/guides/a.md": "# Guide\n",
    "one/both.md": "---\nuid: both\n---\n# Both in one\n",
    "two/docfx.json": DOCFX,
    "two/toc.yml": "- name: Second start\n  href: start.md\n"
    "- name: To the other\n  href: ../one/guides/a.md\n- uid: both\n",
    "two/start.md": "---\nuid: only.two\n---\n# Start two\n\n## Deep\n\n@both\n"
    "[root](~/both.md)\n",
    "two/both.md": "---\nuid: both\n---\n# Both in two\n",
}


@pytest.fixture
def built(build: Build) -> Built:
    return build(
        FILES,
        azuredocs_docsets=["one", "two"],
        html_sidebars={"**": ["globaltoc.html"]},
    )


def links(html: str) -> list[tuple[str, str]]:
    found = re.findall(r'<a class="[^"]*" href="([^"]*)"[^>]*>(.*?)</a>', html)
    return [(href, re.sub("<.*?>", "", text)) for href, text in found if text != "¶"]


def test_links(built: Built) -> None:
    """A path, the folder of the own docset, and uids, of which the own come first."""
    assert built.warnings == []
    assert links(built.body("one/start")) == [
        ("../two/start.html#deep", "file"),
        ("guides/a.html", "root"),
        ("../two/start.html", "uid"),
        ("both.html", "Both in one"),
    ]
    assert links(built.body("two/start")) == [
        ("both.html", "Both in two"),
        ("both.html", "root"),
    ]


def test_tables_of_contents(built: Built) -> None:
    """The start page shows the outermost entries of each, as a card."""
    tree = BeautifulSoup(built.body("index"), "html.parser")
    cards = [
        [link.get_text() for link in card.select("li > a")]
        for card in tree.select("section.azure-cards > section.azure-card")
    ]
    assert cards == [
        ["First start", "Guides", "Start two"],
        ["Second start", "To the other", "Both in two"],
    ]


def test_sidebars(built: Built) -> None:
    """A page has the table of its own docset, wherever else it is listed."""

    def sidebar(name: str) -> str:
        html = built.output(name)
        return html[html.index('<ul class="current">') :].partition("</div>")[0]

    guide = [text for _href, text in links(sidebar("one/guides/a.html"))]
    assert guide[:4] == ["First start", "First start", "Guides", "First guide"]
    assert "To the other" not in guide
    start = [text for _href, text in links(sidebar("two/start.html"))]
    assert start[-3:] == ["Second start", "To the other", "Both in two"]
    assert "Guides" not in start


def test_a_uid_twice_in_one_docset(build: Build) -> None:
    page = "---\ntitle: x\nuid: both\n---\n# Another\n"
    built = build({**FILES, "two/c.md": page}, azuredocs_docsets=["one", "two"])
    assert built.warnings == [
        "two/c.md:3: WARNING: the uid both is that of two/both.md, too, which "
        "references lead to; give each page its own [azuredocs.xref]"
    ]
