"""Metadata from header attributes and front matter, without Sphinx."""

from __future__ import annotations

from datetime import date

import pytest

from sphinx_azuredocs.metadata import PageMetadata, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/01/2014", date(2014, 12, 1)),
        ("3/9/2014", date(2014, 3, 9)),
        (" 2014-03-09 ", date(2014, 3, 9)),
        ("2014-03-09T10:00:00", date(2014, 3, 9)),
        ("13/01/2014", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


def test_lists_and_titles() -> None:
    page = PageMetadata.from_attributes(
        {"services": " web, ,storage,", "authors": "ana;", "title": "Old\n name"}
    )
    assert page.services == ("web", "storage")
    assert page.service == "web"
    assert page.authors == ("ana;",)
    assert page.page_title == page.heading == "Old name"
    assert page.raw["title"] == "Old\n name"


def test_nothing() -> None:
    page = PageMetadata.from_attributes({})
    assert page == PageMetadata()
    assert (page.service, page.heading, page.meta_tags()) == ("", "", {})


def test_front_matter() -> None:
    page = PageMetadata.from_attributes(
        {"ms.service": "old", "ms.topic": "article"},
        {
            "ms.service": "new",
            "author": "ana",
            "ms.date": date(2026, 8, 1),
            "keywords": ["one", "two"],
            "nested": {"left": "out"},
            "nested_list": [{"left": "out"}],
        },
    )
    assert page.services == ("new",)
    assert page.authors == ("ana",)
    assert page.topic == "article"
    assert page.date == date(2026, 8, 1)
    assert page.keywords == "one, two"
    assert "nested" not in page.raw
    assert "nested_list" not in page.raw
