"""The words that the extension adds to pages, in the languages of the site."""

from __future__ import annotations

import gettext
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


def test_a_page_in_german(build: Build) -> None:
    items = "* **Microsoft-Konten** - Eins.\n* **Unikonten** - Zwei.\n"
    built = build({"articles/a.md": f"# Titel\n\n{items}"}, language="de")
    assert "Kontovergleich" in built.text("articles/a")
