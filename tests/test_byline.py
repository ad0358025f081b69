"""The byline of an article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from sphinx_azuredocs.constructs.byline.edit_links import theme_options
from sphinx_azuredocs.constructs.byline.facts import minutes
from sphinx_azuredocs.docset.repository import Repository, repository_of

from .conftest import Build, Built

PAGE = """\
<properties authors="ana, ben" services="web sites, storage" />
<tags ms.date="12/01/2014" />

# Title

Text of the article.
"""
PUBLISHING = json.dumps(
    {
        "git_repository_url_open_to_public_contributors": "https://github.com/o/docs",
        "git_repository_branch_open_to_public_contributors": "live",
    }
)
FILES = {"articles/a.md": PAGE, ".openpublishing.publish.config.json": PUBLISHING}
ALL = ["authors", "reviewed", "changed", "reading-time", "services", "edit", "stale"]


def commit(day: int) -> Any:
    """Return a function that sets the date as sphinx-last-updated-by-git does."""

    def set_dates(app: SphinxTestApp) -> None:
        app.config.git_last_updated_timezone = None
        app.env.git_last_updated = {"articles/a": (str(day * 86_400), True)}

    return set_dates


def byline(built: Built) -> str:
    tree = BeautifulSoup(built.output("articles/a.html"), "html.parser")
    found = tree.select_one("h1 + p.azure-byline")
    return found.get_text() if found else ""


def test_no_byline_by_default(build: Build) -> None:
    assert "azure-byline" not in build(FILES).output("articles/a.html")


def test_byline(build: Build) -> None:
    built = build(FILES, azuredocs_byline=ALL, before=commit(16_500))
    assert built.warnings == []
    assert byline(built) == (
        "By ana, ben · Reviewed on Dec 01, 2014 · Changed on Mar 06, 2015 · "
        "1 min to read · Services: web sites, storage · Edit this page"
    )
    tree = BeautifulSoup(built.output("articles/a.html"), "html.parser")
    links = [link["href"] for link in tree.select("p.azure-byline a")]
    assert links == [
        "../azure-services.html#cap-web%C2%A0sites",
        "../azure-services.html#cap-storage",
        "https://github.com/o/docs/edit/live/articles/a.md",
    ]
    index = built.output("azure-services.html")
    for link in links[:2]:
        assert f'id="{unquote(link.partition("#")[2])}"' in index
    note = tree.select_one("p.azure-byline + div.note.azure-stale")
    assert note is not None
    assert "last reviewed on Dec 01, 2014" in note.get_text()


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml"])
def test_builders(build: Build, builder: str) -> None:
    built = build(FILES, builder, azuredocs_byline=["authors", "services"])
    assert built.warnings == []
    name = {"text": "articles/a.txt", "latex": "projectnamenotset.tex"}
    text = built.output(name.get(builder, "index.html"))
    assert "By ana, ben" in text
    assert "web sites, storage" in text


def test_pages_are_written_when_facts_change(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1420070400")
    settings: dict[str, Any] = {"azuredocs_byline": ["changed", "stale"]}
    built = build(FILES, **settings, before=commit(16_500))
    assert "azure-stale" not in built.output("articles/a.html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1460000000")
    built = build({}, **settings, before=commit(16_501))
    assert "azure-stale" in built.output("articles/a.html")
    assert byline(built) == "Changed on Mar 07, 2015"


def test_language(build: Build) -> None:
    built = build(FILES, azuredocs_byline=["authors", "edit"], language="de")
    assert byline(built) == "Von ana, ben · Diese Seite bearbeiten"


def test_minutes() -> None:
    assert minutes("") == 1
    assert minutes("word " * 1_000) == 5
    assert minutes("字" * 1_200) == 3


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r"),
        ("git@github.com:o/r.git", "https://github.com/o/r"),
        ("ssh://git@example.org:22/o/r", "https://example.org/o/r"),
        ("https://user:secret@github.com/o/r", "https://github.com/o/r"),
        ("../elsewhere", None),
    ],
)
def test_remote(tmp_path: Path, url: str, expected: str | None) -> None:
    git = tmp_path / ".git"
    git.mkdir()
    other = '[remote "up"]\n\turl = https://example.org/x/y\n'
    (git / "config").write_text(f'{other}[remote "origin"]\n\turl = {url}\n')
    (git / "HEAD").write_text("ref: refs/heads/draft/one\n")
    found = repository_of(tmp_path)
    assert (found and found.url) == expected
    assert found is None or found.branch == "draft/one"


@pytest.mark.parametrize(
    "theme", ["furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme"]
)
def test_edit_links_of_themes(build: Build, theme: str) -> None:
    built = build(FILES, azuredocs_edit_links=True, html_theme=theme)
    assert built.warnings == []
    html = built.output("articles/a.html")
    paths = {
        f"https://github.com/o/docs/{verb}/live/articles/a.md"
        for verb in ("edit", "blob")
    }
    assert any(path in html for path in paths)


def test_options_of_another_theme() -> None:
    repository = Repository(Path(), "github.com", "o/r")
    assert theme_options("alabaster", repository, Path()) == ({}, {})
