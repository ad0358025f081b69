"""Metadata from header attributes and front matter, without Sphinx."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sphinx_azuredocs.domain.metadata import PageMetadata, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/01/2014", date(2014, 12, 1)),
        ("3/9/2014", date(2014, 3, 9)),
        (" 2014-03-09 ", date(2014, 3, 9)),
        ("2014-03-09T10:00:00", date(2014, 3, 9)),
        ("2014-03-09 10:00:00", date(2014, 3, 9)),
        ("02/29/2016", date(2016, 2, 29)),
        ("02/29/2015", None),
        ("13/01/2014", None),
        ("12/01/14", None),
        ("12/2014", None),
        ("0/0/0000", None),
        ("12/01/2014 or so", None),
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


def test_titles() -> None:
    both = PageMetadata.from_attributes({"pageTitle": "For search", "title": "Old"})
    assert (both.page_title, both.title) == ("For search", "Old")
    assert both.heading == "Old"
    only = PageMetadata.from_attributes({"pageTitle": "For search", "title": " "})
    assert only.heading == only.page_title == "For search"
    assert only.title == ""


@pytest.mark.parametrize(
    ("attributes", "services"),
    [
        ({"services": "a,b", "ms.service": "c"}, ("a", "b")),
        ({"services": "", "ms.service": "c"}, ("c",)),
        ({"ms.service": "c,d"}, ("c", "d")),
        ({"services": "a\n, b"}, ("a", "b")),
        ({"Services": "a", "MS.Service": "b"}, ("a",)),
        ({"MS.Service": "b", "ms.service": "c"}, ("c",)),
    ],
)
def test_services(attributes: dict[str, str], services: tuple[str, ...]) -> None:
    page = PageMetadata.from_attributes(attributes)
    assert page.services == services
    assert page.service == (services[0] if services else "")


def test_names_of_learn_stand_in_for_those_of_the_header() -> None:
    page = PageMetadata.from_attributes({"author": "ana", "keywords": "one"})
    assert page.authors == ("ana",)
    assert page.keywords == "one"
    both = {"authors": "ben", "author": "ana", "metaKeywords": "two", "keywords": "one"}
    page = PageMetadata.from_attributes(both)
    assert page.authors == ("ben",)
    assert page.keywords == "two"


def test_a_date_that_is_none_stays_as_written() -> None:
    page = PageMetadata.from_attributes({"ms.date": "soon"})
    assert page.date is None
    assert page.raw["ms.date"] == "soon"


def test_meta_elements_are_those_with_content() -> None:
    page = PageMetadata.from_attributes(
        {
            "description": "One\n  two",
            "metaKeywords": "k",
            "authors": "ana,ben",
            "ms.service": "s",
            "ms.author": " ",
            "ms.custom": " a\n b ",
            "manager": "m",
            "editor": "",
        }
    )
    assert page.meta_tags() == {
        "description": "One two",
        "keywords": "k",
        "author": "ana, ben",
        "ms.service": "s",
        "ms.custom": "a b",
    }


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


def test_front_matter_wins_where_both_say_something() -> None:
    header = {"title": "Old", "description": "Old", "ms.topic": "article"}
    page = PageMetadata.from_attributes(
        header, {"title": "New", "description": "", "ms.topic": None}
    )
    assert page.title == "New"
    assert page.description == "Old"
    assert page.topic == "article"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("text", "text"),
        (3, "3"),
        (1.5, "1.5"),
        (True, "True"),
        (date(2026, 8, 1), "2026-08-01"),
        (datetime(2026, 8, 1, 10), "2026-08-01 10:00:00"),
        (["a", 1], "a, 1"),
        ([], ""),
        (None, None),
        ({"a": 1}, None),
        ([["a"]], None),
        ([None], None),
    ],
)
def test_front_matter_as_text(value: object, text: str | None) -> None:
    page = PageMetadata.from_attributes({}, {"x": value})
    assert page.raw.get("x") == text


def test_a_date_and_time_in_front_matter() -> None:
    page = PageMetadata.from_attributes({}, {"ms.date": datetime(2026, 8, 1, 10)})
    assert page.date == date(2026, 8, 1)


def test_names_in_front_matter_that_are_no_text() -> None:
    assert PageMetadata.from_attributes({}, {1: "x"}).raw == {"1": "x"}  # type: ignore[dict-item]


def test_names_in_any_letter_case_go_before_those_of_the_docset() -> None:
    page = PageMetadata.from_attributes(
        {"PageTitle": "a", "UID": "b"}, {"Author": "c"}, {"author": "d", "uid": "e"}
    )
    assert (page.page_title, page.uid, page.authors) == ("a", "b", ("c",))
    assert page.raw == {
        "PageTitle": "a",
        "UID": "b",
        "Author": "c",
        "author": "d",
        "uid": "e",
    }


def test_an_empty_value_of_the_page_hides_that_of_the_docset() -> None:
    page = PageMetadata.from_attributes({}, {"Description": ""}, {"description": "d"})
    assert page.description == ""


def test_lines_are_kept_for_names_that_are_checked_once_all_pages_are_read() -> None:
    lines = {"uid": 3, "outputFileName": 4, "redirect_url": 5}
    page = PageMetadata.from_attributes({}, {"uid": "a"}, None, lines.__getitem__)
    assert page.redirect_url_line == 5
    assert (page.uid_line, page.output_file_name_line) == (3, 4)
    assert page.redirect_url_line == 5
    assert page == PageMetadata.from_attributes({}, {"uid": "a"})


@pytest.mark.parametrize(
    ("attributes", "description", "authors"),
    [
        ({"metaDescription": "d", "writer": "w"}, "d", ("w",)),
        ({"METADESCRIPTION": "d", "Writer": "w,x"}, "d", ("w", "x")),
        ({"description": "d", "metaDescription": "e"}, "d", ()),
        ({"authors": "a", "writer": "w"}, "", ("a",)),
        ({"description": " ", "metadescription": "e"}, "e", ()),
    ],
)
def test_names_of_2013(
    attributes: dict[str, str], description: str, authors: tuple[str, ...]
) -> None:
    page = PageMetadata.from_attributes(attributes)
    assert (page.description, page.authors) == (description, authors)


def test_names_in_any_letter_case() -> None:
    page = PageMetadata.from_attributes(
        {"MS.Topic": "t", "metacanonical": "/x", "LINKID": "y", "PageTitle": "p"}
    )
    assert page.meta_tags() == {"MS.Topic": "t"}
    assert page.aliases == {"metaCanonical": "/x", "linkid": "y"}
    assert page.page_title == "p"
