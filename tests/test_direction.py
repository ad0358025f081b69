"""The direction of pages in languages that are written from right to left."""

from __future__ import annotations

import re

import pytest

from sphinx_azuredocs.page.direction import is_right_to_left, with_direction

from .conftest import Build

ARTICLE = '<properties pageTitle="A" services="web" />\n\n# A\n\n`code`\n'
DOCUMENT = re.compile(r"<html[^>]*>")


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur", "ar_EG", "ar-EG", "yi"])
def test_languages_from_right_to_left(language: str) -> None:
    assert is_right_to_left(language)


@pytest.mark.parametrize("language", ["en", "de", "zh_CN", "pt_BR", "xx", "", "a b"])
def test_languages_from_left_to_right(language: str) -> None:
    assert not is_right_to_left(language)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html>\n<body>", '<html dir="rtl">\n<body>'),
        ('<html lang="ar">', '<html dir="rtl" lang="ar">'),
        ('<html\ndir="rtl" lang="ar">', '<html\ndir="rtl" lang="ar">'),
        ('<html lang="ar"><body dir="rtl">', '<html lang="ar"><body dir="rtl">'),
        (
            '<html data-dir="x"><p dir="ltr">',
            '<html dir="rtl" data-dir="x"><p dir="ltr">',
        ),
    ],
)
def test_direction_is_added_once(page: str, expected: str) -> None:
    assert with_direction(page) == expected


@pytest.mark.parametrize("theme", ["basic", "furo", "sphinx_rtd_theme"])
def test_every_page_has_the_direction(build: Build, theme: str) -> None:
    files = {"index.md": "# Home\n", "articles/a.md": ARTICLE}
    built = build(files, language="ar", html_theme=theme)
    for name in ("index", "articles/a", "search", "genindex", "azure-services"):
        page = built.output(f"{name}.html")
        (document,) = DOCUMENT.findall(page)
        assert ' dir="rtl"' in document
        assert ' lang="ar"' in document
        assert page.lstrip().lower().startswith("<!doctype html>")
        assert page.rstrip().endswith("</html>")
    assert 'class="azure-index"' in built.output("azure-services.html")


def test_a_project_in_plain_myst_stays_as_it_is(build: Build) -> None:
    built = build({"index.md": "# Home\n"}, language="ar", azuredocs_dialects={})
    assert "dir=" not in DOCUMENT.findall(built.output("index.html"))[0]


def test_a_book_has_the_direction(build: Build) -> None:
    files = {"index.md": "# Home\n", "articles/a.md": ARTICLE}
    built = build(files, "epub", language="he")
    assert ' dir="rtl"' in built.output("articles/a.xhtml")
