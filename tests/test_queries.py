"""Queries of pages: the language, and what is selected, without Sphinx."""

from __future__ import annotations

import pickle
import re

import pytest

from sphinx_azuredocs.domain.metadata import PageMetadata
from sphinx_azuredocs.domain.queries import (
    Condition,
    Page,
    Query,
    QueryError,
    SortKey,
    misspelt,
    parse_conditions,
    parse_names,
    parse_sort,
)


def page(docname: str, title: str = "", **attributes: str) -> Page:
    """A page; `ms_date` is the attribute `ms.date`."""
    raw = {name.replace("_", "."): value for name, value in attributes.items()}
    return Page(docname, title or docname, PageMetadata.from_attributes(raw))


PAGES = [
    page(
        "a", "Apples", services="web, storage", authors="Jane Doe", ms_date="3/9/2014"
    ),
    page("b", "bananas", services="storage", authors="ana,Ben", ms_date="2014-06-01"),
    page("c", "Cherries, black", ms_service="web", manager="Olaf", reviewed="1/2/2015"),
    page("d", "Dates", services="web", authors="ana", ms_topic="how-to", order=""),
]


def names(query: Query) -> str:
    return "".join(page.docname for page in query.select(PAGES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("service=storage", [("service", "=", ("storage",))]),
        ("service = storage", [("service", "=", ("storage",))]),
        ("a=b c!=d", [("a", "=", ("b",)), ("c", "!=", ("d",))]),
        ("a=b\nc=d\n", [("a", "=", ("b",)), ("c", "=", ("d",))]),
        ('author="Jane Doe"', [("author", "=", ("Jane Doe",))]),
        ("author='Jane \"J\" Doe'", [("author", "=", ('Jane "J" Doe',))]),
        ("author=O'Brien", [("author", "=", ("O'Brien",))]),
        ("a=b,'c d', e", [("a", "=", ("b", "c d", "e"))]),
        ('manager=""', [("manager", "=", ("",))]),
        ("date<2014-06-01", [("date", "<", ("2014-06-01",))]),
        ("date >= 6/1/2014", [("date", ">=", ("6/1/2014",))]),
        ("ms.topic=how-to", [("ms.topic", "=", ("how-to",))]),
        ("作成者=花子", [("作成者", "=", ("花子",))]),
    ],
)
def test_conditions(
    text: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert parse_conditions(text) == tuple(Condition(*parts) for parts in expected)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("storage", "storage"),
        ("service=", "service="),
        ("=storage", "=storage"),
        ("a=b storage", "storage"),
        ("a=b and c=d", "and c=d"),
        ("service==storage", "service==storage"),
        ("service=storage,", "service=storage,"),
        ("author=Jane Doe", "Doe"),
        ('author="Jane Doe', 'author="Jane Doe'),
        ('author="Jane"Doe', 'author="Jane"Doe'),
        ("a=>b", "a=>b"),
        ("-a=b", "-a=b"),
    ],
)
def test_what_is_no_condition(text: str, part: str) -> None:
    message = f"{part!r} is no condition; write name=value or name!=value, or "
    with pytest.raises(QueryError, match=f"^{re.escape(message)}"):
        parse_conditions(text)


@pytest.mark.parametrize("value", ["soon", "2014", "2014-06-01,2014-07-01", '""'])
def test_what_is_no_date(value: str) -> None:
    with pytest.raises(
        QueryError, match="is no date to compare date with; write year-"
    ):
        parse_conditions(f"date<{value}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "abcd"),
        ("service=web", "acd"),
        ("Service=WEB", "acd"),
        ("service=web,storage", "abcd"),
        ('service="web, storage"', "a"),
        ("service!=web", "b"),
        ("service!=web,storage", ""),
        ("service=web author=ana", "d"),
        ("author='jane  doe'", "a"),
        ("author=ben", "b"),
        ('author=""', "c"),
        ('author!=""', "abd"),
        ("topic=how-to", "d"),
        ("title=apples", "a"),
        ("MS.Topic=how-to", "d"),
        ("manager=olaf", "c"),
        ('manager=""', "abd"),
        ('order=""', "abcd"),
        ("date=2014-03-09", "a"),
        ("date=3/9/2014", "a"),
        ("reviewed=2015-01-02", "c"),
        ('date=""', "cd"),
        ("date<2014-06-01", "a"),
        ("date<=2014-06-01", "ab"),
        ("date>2014-03-09", "b"),
        ("date>=2014-03-09", "ab"),
        ("date>2014-01-01 date<2014-04-01", "a"),
        ("reviewed>2015-01-01", "c"),
        ("manager<2015-01-01", ""),
    ],
)
def test_selection(text: str, expected: str) -> None:
    assert names(Query(parse_conditions(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title", "abcd"),
        ("-title", "dcba"),
        ("date", "abcd"),
        ("-date", "bacd"),
        ("author", "dbac"),
        ("-author -title", "abdc"),
        ("service,-title", "bdca"),
        ("-reviewed", "cabd"),
    ],
)
def test_sort(text: str, expected: str) -> None:
    assert names(Query(sort=parse_sort(text))) == expected


def test_pages_of_one_title_are_in_the_order_of_their_names() -> None:
    pages = [page("y", "Same"), page("x", "same"), page("z", "A")]
    assert [p.docname for p in Query().select(pages)] == ["z", "x", "y"]


@pytest.mark.parametrize("text", ["", " , ", "-", "a=b", '"title"'])
def test_what_is_no_name(text: str) -> None:
    with pytest.raises(QueryError, match="is no name; write title, service, author, "):
        parse_sort(text)
    with pytest.raises(QueryError, match=r", or an attribute of page headers$"):
        parse_names(text)


def test_names() -> None:
    assert parse_names("title, date ms.topic") == ("title", "date", "ms.topic")
    assert parse_sort("-date, title") == (SortKey("date", True), SortKey("title"))


def test_limit_and_columns() -> None:
    columns = ("title", "service", "date", "Manager")
    query = Query(limit=3, columns=columns, sort=parse_sort("-title"))
    assert query.rows(PAGES) == [
        ("d", ("Dates", "web", "", "")),
        ("c", ("Cherries, black", "web", "", "Olaf")),
        ("b", ("bananas", "storage", "2014-06-01", "")),
    ]


def test_queries_can_be_stored() -> None:
    query = Query(parse_conditions("a=b"), parse_sort("-date"), 3, ("title",))
    again = pickle.loads(pickle.dumps(query))
    assert again == query
    assert hash(again) == hash(query)


def test_misspelt() -> None:
    query = Query(
        parse_conditions("sevice=web Manager=x ms.tpoic=y"), parse_sort("new")
    )
    assert query.names == ["sevice", "Manager", "ms.tpoic", "new", "title"]
    assert misspelt(query.names, PAGES) == {"sevice": "service", "ms.tpoic": "ms.topic"}
    assert misspelt(["title", "Date"], PAGES) == {}
