"""Queries: which pages to list, by their metadata.

``service=storage author="Jane Doe" date<2014-06-01`` has three conditions. A page that
fulfils all conditions is listed.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from ..files.names import find_name
from .metadata import PageMetadata, parse_date

SYNTAX = (
    "name=value or name!=value, or for dates one of < <= > >=, as in service=storage "
    'author="Jane Doe" date<2014-06-01'
)
"""The syntax of a condition, for messages."""

_SPACE = re.compile(r"\s+")
_QUOTES = "\"'"
_NAME = r"[^\s\"'=!<>,-][^\s\"'=!<>,]*"
_VALUE = r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'=!<>,][^\s\"=!<>,]*)"
_CONDITION = re.compile(
    rf"\s*(?P<name>{_NAME})\s*(?P<operator>[!<>]?=|[<>])"
    rf"\s*(?P<values>{_VALUE}(?:\s*,\s*{_VALUE})*)(?=\s|\Z)"
)
_COMPARE_DATES: Mapping[str, Callable[[date, date], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class QueryError(ValueError):
    """A malformed query; the message says what to write instead."""


@dataclass(frozen=True)
class Page:
    """The data of a page that queries and indices use.

    :param docname: the docname.
    :param title: the title that tables of contents show.
    :param metadata: the metadata.
    """

    docname: str
    title: str
    metadata: PageMetadata

    def text(self, name: str) -> str:
        """Return the value of a name on the page, on one line.

        :param name: a name of :data:`FIELDS`, else of an attribute of the page header,
            in any letter case.
        """
        if field := FIELDS.get(name.lower()):
            return field(self)
        raw = self.metadata.raw
        value = find_name(raw, name) or ""
        return _SPACE.sub(" ", value).strip()

    def values(self, name: str) -> set[str]:
        """Return the value of a name, and its comma-separated parts, for conditions.

        :param name: as for :meth:`text`.
        """
        text = self.text(name)
        return {_comparable(text), *map(_comparable, filter(None, text.split(",")))}

    def order(self) -> tuple[str, str]:
        """Return the key by which pages are sorted by default."""
        return self.title.casefold(), self.docname


FIELDS: Mapping[str, Callable[[Page], str]] = {
    "title": lambda page: page.title,
    "service": lambda page: ", ".join(page.metadata.services),
    "author": lambda page: ", ".join(page.metadata.authors),
    "topic": lambda page: page.metadata.topic,
    "date": lambda page: page.metadata.date.isoformat() if page.metadata.date else "",
}
"""Fields that every page has: name → function that returns the value of a page."""


def _comparable(text: str) -> str:
    """Return a value in the form in which values are compared and sorted."""
    day = parse_date(text)
    return day.isoformat() if day else _SPACE.sub(" ", text).strip().casefold()


@dataclass(frozen=True)
class Condition:
    """A condition on a metadata field of pages.

    :param name: the field.
    :param operator: ``=``, ``!=``, or for dates ``<``, ``<=``, ``>`` or ``>=``.
    :param values: the accepted values. An empty value matches a missing field.
    """

    name: str
    operator: str
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check the values.

        :raises QueryError: if an operator for dates has a value that is not a date.
        """
        if self.operator not in _COMPARE_DATES:
            return
        if len(self.values) != 1 or parse_date(self.values[0]) is None:
            written = ",".join(self.values)
            msg = f"{written!r} is no date to compare {self.name} with"
            raise QueryError(f"{msg}; write year-month-day, as in 2014-06-01")

    def holds(self, page: Page) -> bool:
        """Return True if the condition holds for a page."""
        if compare := _COMPARE_DATES.get(self.operator):
            day, limit = parse_date(page.text(self.name)), parse_date(self.values[0])
            return day is not None and limit is not None and compare(day, limit)
        has_one = not page.values(self.name).isdisjoint(map(_comparable, self.values))
        return has_one == (self.operator == "=")


class SortKey(NamedTuple):
    """A metadata field that pages are sorted by."""

    name: str
    descending: bool = False

    def value(self, page: Page) -> str:
        """Return the value by which a page is sorted."""
        return _comparable(page.text(self.name))


class Row(NamedTuple):
    """A page that is listed, with the text of each column."""

    docname: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """A selection of pages, and the columns to show.

    :param conditions: the conditions that every page fulfils.
    :param sort: the sort keys; pages with equal keys are sorted by title.
    :param limit: the largest number of pages; ``None`` for all.
    :param columns: the names of the columns.
    """

    conditions: tuple[Condition, ...] = ()
    sort: tuple[SortKey, ...] = ()
    limit: int | None = None
    columns: tuple[str, ...] = ("title",)

    def select(self, pages: Iterable[Page]) -> list[Page]:
        """Return the pages to list.

        Pages without a value to sort by come last, in both directions.

        :param pages: the pages to choose from.
        """
        found = [page for page in pages if all(c.holds(page) for c in self.conditions)]
        found.sort(key=Page.order)
        for key in reversed(self.sort):
            found.sort(key=key.value, reverse=key.descending)
            found.sort(key=lambda page: not key.value(page))
        return found[: self.limit]

    def rows(self, pages: Iterable[Page]) -> list[Row]:
        """Return the rows of the pages to list.

        :param pages: the pages to choose from.
        """
        return [
            Row(page.docname, tuple(map(page.text, self.columns)))
            for page in self.select(pages)
        ]

    @property
    def names(self) -> list[str]:
        """The metadata fields that the query uses, each once."""
        used = [c.name for c in self.conditions] + [key.name for key in self.sort]
        return list(dict.fromkeys([*used, *self.columns]))


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Return the conditions of a text, separated by whitespace.

    :raises QueryError: for malformed conditions.
    """
    conditions = []
    text, position = text.rstrip(), 0
    while position < len(text):
        match = _CONDITION.match(text, position)
        if match is None:
            rest = text[position:].strip()
            raise QueryError(f"{rest!r} is no condition; write {SYNTAX}")
        values = re.findall(_VALUE, match["values"])
        conditions.append(
            Condition(match["name"], match["operator"], tuple(map(_unquote, values)))
        )
        position = match.end()
    return tuple(conditions)


def _unquote(value: str) -> str:
    return value[1:-1] if value[0] in _QUOTES else value


def parse_names(text: str) -> tuple[str, ...]:
    """Return the names in a text, separated by commas or whitespace.

    :raises QueryError: if the text has no name or a malformed name.
    """
    return tuple(_split_names(text, _NAME))


def parse_sort(text: str) -> tuple[SortKey, ...]:
    """Return the sort keys of a text; ``-`` before a name is descending order.

    :raises QueryError: if the text has no name or a malformed name.
    """
    return tuple(
        SortKey(name.removeprefix("-"), name.startswith("-"))
        for name in _split_names(text, f"-?{_NAME}")
    )


def _split_names(text: str, pattern: str) -> list[str]:
    names = text.replace(",", " ").split()
    wrong = [name for name in names if not re.fullmatch(pattern, name)]
    if wrong or not names:
        allowed = f"{', '.join(FIELDS)}, or an attribute of page headers"
        raise QueryError(f"{(wrong or [text])[0]!r} is no name; write {allowed}")
    return names


def misspelt(names: Iterable[str], pages: Iterable[Page]) -> dict[str, str]:
    """Return the unknown names of a query, each with the known name it resembles.

    Names that resemble no known name are omitted: an attribute may be new.

    :param names: names that a query uses.
    :param pages: the pages of the project.
    :return: unknown name → known name.
    """
    unknown = [name for name in names if name.lower() not in FIELDS]
    if not unknown:
        return {}
    known = set(FIELDS)
    known.update(key.lower() for page in pages for key in page.metadata.raw)
    found = {
        name: get_close_matches(name.lower(), sorted(known), 1, 0.8)
        for name in unknown
        if name.lower() not in known
    }
    return {name: near[0] for name, near in found.items() if near}
