"""The words that the extension adds to pages, in the languages of the site."""

from __future__ import annotations

import ast
import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest

import sphinx_azuredocs

from .conftest import Build

LOCALE = Path(sphinx_azuredocs.__file__).parent / "locale"
LANGUAGES = sorted(
    path.name for path in LOCALE.iterdir() if path.is_dir() and path.name[0] != "_"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    words = ["Account comparison", "Pages by service", "services", "Pages by author"]
    words += ["authors", "Pages by topic", "topics"]
    words += ["Pages by date", "dates", "Title", "Service", "Author", "Topic", "Date"]
    words += ["Page", "Days", "Stale: more than %s days old", "Fresh"]
    words += ["Without a date", "Age of the pages on %s"]
    words += ["Other"]
    catalog = gettext.translation("sphinx_azuredocs", LOCALE, [language])
    for word in words:
        # French has some of the same words.
        assert catalog.gettext(word) != word or language == "fr"


def words_of(tree: ast.AST) -> Iterator[str]:
    """Yield the texts in calls of `_`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(text))]):
                yield text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_catalog(language: str) -> None:
    catalog = gettext.translation("sphinx_azuredocs", LOCALE, [language])
    found = {
        word
        for path in sorted(LOCALE.parent.rglob("*.py"))
        for word in words_of(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert "Applies to: %s" in found
    known = catalog._catalog  # type: ignore[attr-defined]
    assert not found - known.keys()


def test_a_page_in_german(build: Build) -> None:
    items = "* **Microsoft-Konten** - Eins.\n* **Unikonten** - Zwei.\n"
    built = build({"articles/a.md": f"# Titel\n\n{items}"}, language="de")
    assert "Kontovergleich" in built.text("articles/a")


def test_words_of_landing_pages_and_monikers(build: Build) -> None:
    types = ["how-to-guide", "Reference", "whats-new", "own-type"]
    lists = "".join(
        f"  - linkListType: {name}\n    links:\n    - {{text: A, url: a.md}}\n"
        for name in types
    )
    content = f"landingContent:\n- title: D\n  linkLists:\n{lists}"
    hub = f"### YamlMime:Landing\ntitle: T\n{content}"
    range_ = '::: moniker range=">= v2"\nWorte.\n::: moniker-end\n'
    docfx = '{"build": {"content": [{"files": ["*.md", "*.yml"]}]}}'
    page = f"---\nms.topic: x\n---\n# A\n\n{range_}"
    files = {"docfx.json": docfx, "index.md": "# I\n", "hub.yml": hub, "a.md": page}
    built = build(files, language="de")
    text = built.text("hub")
    for word in ("Anleitung", "Referenz", "Neuigkeiten", "Own type"):
        assert word in text
    assert "Gilt für: &gt;= v2" in built.text("a")
