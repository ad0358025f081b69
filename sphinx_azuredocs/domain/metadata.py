"""The metadata of a page: its page header and its YAML front matter combined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ..config.dialects import DIALECT_KEY
from ..files.names import find_name

_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class PageMetadata:
    """The metadata of a page.

    Read from ``<properties>`` and ``<tags>`` (the contributor guide of January 2015)
    and from front matter with the same keys, or the keys of Microsoft Learn.
    """

    page_title: str = ""
    """The title for the browser and search engines (``pageTitle``)."""
    title: str = ""
    """``title``: the heading of a page without a heading in its text."""
    name: str = ""
    """The text of links to the page, if it is not the heading."""
    title_suffix: str = ""
    """``titleSuffix``: the text after the title in browsers and search engines."""
    redirect_url: str = ""
    """``redirect_url``: the URL to which the page has moved."""
    redirect_url_line: int = field(default=1, compare=False)
    """The 1-based line of ``redirect_url``."""
    description: str = ""
    """``description`` or ``metaDescription``: the summary for search engines."""
    keywords: str = ""
    """``metaKeywords`` or ``keywords``."""
    authors: tuple[str, ...] = ()
    """``authors``, ``author`` or ``writer``: the byline."""
    services: tuple[str, ...] = ()
    """``services``, else ``ms.service``; the first is the page's main service."""
    topic: str = ""
    """``ms.topic``: the type of article."""
    date: date | None = None
    """``ms.date``: the day on which the author last checked the page."""
    unread_date: str = ""
    """``ms.date`` as written, if it is not a date."""
    uid: str = ""
    """``uid``: the name by which cross-references find the page."""
    uid_line: int = field(default=1, compare=False)
    """The 1-based line of ``uid``."""
    output_file_name: str = ""
    """``outputFileName``: the name of the page's file in HTML."""
    output_file_name_line: int = field(default=1, compare=False)
    """The 1-based line of ``outputFileName``."""
    zone_pivot_groups: str = ""
    """``zone_pivot_groups``: the ids of pivot groups, separated by commas."""
    canonical: str = ""
    """``metaCanonical``: a former URL of the page."""
    link_id: str = ""
    """``linkid``: a former path of the page, with dashes for slashes."""
    noindex: bool = False
    """``_noindex``: True if search engines should not list the page."""
    raw: Mapping[str, str] = field(default_factory=dict)
    """Every attribute of the header and the front matter, as written."""

    @property
    def service(self) -> str:
        """The main service, or the empty string."""
        return self.services[0] if self.services else ""

    @property
    def heading(self) -> str:
        """The heading for a page without a heading in its text."""
        return self.title or self.page_title

    @property
    def aliases(self) -> dict[str, str]:
        """The former URLs of the page, by the name of their attribute."""
        return {"metaCanonical": self.canonical, "linkid": self.link_id}

    def browser_title(self, heading: str) -> str:
        """Return the title for browsers; empty if it is the same as the heading.

        :param heading: the heading of the page.
        """
        title, suffix = self.page_title or heading, self.title_suffix
        if suffix and title and not title.endswith(suffix):
            return f"{title} - {suffix}"
        return self.page_title

    @classmethod
    def from_attributes(
        cls,
        header: Mapping[str, str],
        front_matter: Mapping[str, Any] | None = None,
        of_docset: Mapping[str, Any] | None = None,
        line_of: Callable[[str], int] = lambda name: 1,
    ) -> PageMetadata:
        """Return the metadata of a page, from its header and its docset.

        Names are found in any letter case; the exact name takes precedence.

        :param header: the attributes of ``<properties>`` and ``<tags>``.
        :param front_matter: the front matter. Its values take precedence over the
            attributes, unless they are empty.
        :param of_docset: the metadata from the docset, for names that the page lacks.
        :param line_of: returns the 1-based line of a name in the page.
        """
        said = {k: v for k, v in _as_strings(front_matter or {}).items() if v}
        own = {**_as_strings(front_matter or {}), **header, **said}
        shared = _as_strings(of_docset or {})

        def text(
            *names: str, sources: Sequence[Mapping[str, str]] = (own, shared)
        ) -> str:
            return next(filter(None, (_find(name, sources) for name in names)), "")

        # As in docfx, the title for all pages is used only without a heading.
        title = text("title", sources=(own,))
        name = title or text("titleOverwriteH1")
        written = text("ms.date")
        day = parse_date(written)
        return cls(
            page_title=text("pageTitle", sources=(own,)) or name,
            title=name or text("title"),
            name=name,
            title_suffix=text("titleSuffix"),
            redirect_url=text("redirect_url"),
            redirect_url_line=line_of("redirect_url"),
            description=text("description", "metaDescription"),
            keywords=text("metaKeywords", "keywords"),
            authors=_names(text("authors", "author", "writer")),
            services=_names(text("services", "ms.service")),
            topic=text("ms.topic"),
            date=day,
            unread_date=written if day is None else "",
            uid=text("uid"),
            uid_line=line_of("uid"),
            output_file_name=text("outputFileName"),
            output_file_name_line=line_of("outputFileName"),
            zone_pivot_groups=text("zone_pivot_groups"),
            canonical=text("metaCanonical"),
            link_id=text("linkid"),
            noindex=text("_noindex").lower() == "true",
            raw={**shared, **own},
        )

    def meta_tags(self) -> dict[str, str]:
        """Return the content of the ``<meta>`` elements by name, without empty ones."""
        tags = {
            "description": self.description,
            "keywords": self.keywords,
            "author": ", ".join(self.authors),
        }
        tags |= {
            name: _one_line(value)
            for name, value in self.raw.items()
            if name.lower().startswith("ms.") or name.lower() == "robots"
        }
        if self.noindex:
            tags.setdefault("robots", "noindex")
        return {name: content for name, content in tags.items() if content}


def parse_date(text: str) -> date | None:
    """Return the date of a text, written as month/day/year or in ISO format.

    :return: the date; ``None`` for anything else.
    """
    text = text.strip()
    try:
        if match := _US_DATE.fullmatch(text):
            month, day, year = map(int, match.groups())
            return date(year, month, day)
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _find(name: str, sources: Iterable[Mapping[str, str]]) -> str:
    """Return the value of a name in the first source with that name, on one line."""
    values = (find_name(source, name) for source in sources)
    return _one_line(next((value for value in values if value is not None), ""))


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in text.split(","))))


def _as_strings(front_matter: Mapping[str, Any]) -> dict[str, str]:
    """Return front matter in the form of header attributes, without nested values."""
    result = {}
    for name, value in front_matter.items():
        if name == DIALECT_KEY:
            continue
        if isinstance(value, list):
            if not all(isinstance(item, str | int | float) for item in value):
                continue
            value = ", ".join(map(str, value))
        if isinstance(value, str | int | float | date):
            result[str(name)] = str(value)
    return result
