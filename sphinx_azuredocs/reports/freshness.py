"""The freshness report: how long ago the authors of the pages last checked them.

``sphinx-build -b azure-freshness`` writes it as text, for people, and as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from docutils.utils import column_width
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.logging import getLogger

from ..config import Settings
from ..domain.azure import azure_domain
from ..domain.dates import today
from ..domain.queries import Page
from ..locale import translate as _

FORMAT = 1
"""The version number of the JSON format."""

_LOGGER = getLogger(__name__)


@dataclass(frozen=True)
class Report:
    """The ages of the pages, in days.

    :param today: the day for which ages are computed.
    :param days: the age in days beyond which a page is stale.
    :param dated: the pages with a date, the oldest first.
    :param undated: the pages without a date.
    """

    today: date
    days: int
    dated: tuple[tuple[Page, int], ...]
    undated: tuple[Page, ...]

    @classmethod
    def of(cls, pages: Iterable[Page], today: date, days: int) -> Report:
        """Return the report on pages.

        :param pages: the pages.
        :param today: the day for which ages are computed.
        :param days: the age in days beyond which a page is stale.
        """
        ordered = sorted(pages, key=lambda page: page.docname)
        ages = [
            (page, (today - page.metadata.date).days)
            for page in ordered
            if page.metadata.date
        ]
        ages.sort(key=lambda entry: -entry[1])
        undated = tuple(page for page in ordered if not page.metadata.date)
        return cls(today, days, tuple(ages), undated)

    @property
    def stale(self) -> list[tuple[Page, int]]:
        """The stale pages, with their ages in days."""
        return [(page, age) for page, age in self.dated if age > self.days]

    @property
    def fresh(self) -> list[tuple[Page, int]]:
        """The pages with a date that are not stale, with their ages in days."""
        return [(page, age) for page, age in self.dated if age <= self.days]

    def counts(self) -> dict[str, int]:
        """Return the number of pages of each state and in total: state → number."""
        return {
            "pages": len(self.dated) + len(self.undated),
            "stale": len(self.stale),
            "fresh": len(self.fresh),
            "undated": len(self.undated),
        }

    def summary(self) -> str:
        """Return a summary of one line."""
        return (
            _(
                "Pages: %(pages)s. Stale: %(stale)s. Fresh: %(fresh)s. "
                "Without a date: %(undated)s."
            )
            % self.counts()
        )


def as_json(report: Report) -> dict[str, Any]:
    """Return the report in the form of its JSON file.

    :param report: the report.
    """
    return {
        "format": FORMAT,
        "today": report.today.isoformat(),
        "days": report.days,
        "counts": report.counts(),
        "pages": [
            {**_as_json(page), "date": page.text("date"), "age": age, "stale": stale}
            for pages, stale in ((report.stale, True), (report.fresh, False))
            for page, age in pages
        ],
        "undated": [_as_json(page) for page in report.undated],
    }


def _as_json(page: Page) -> dict[str, Any]:
    metadata = page.metadata
    return {
        "docname": page.docname,
        "title": page.title,
        "authors": list(metadata.authors),
        "services": list(metadata.services),
        "topic": metadata.topic,
    }


def as_text(report: Report) -> str:
    """Return the report as text: tables, the oldest page first.

    :param report: the report.
    """
    names = [_("Page"), _("Author"), _("Title")]
    dated = [_("Days"), _("Date"), *names]
    sections = (
        _section(_("Stale: more than %s days old") % report.days, dated, report.stale),
        _section(_("Fresh"), dated, report.fresh),
        _section(_("Without a date"), names, [(p, None) for p in report.undated]),
    )
    heading = _("Age of the pages on %s") % report.today.isoformat()
    return "\n\n".join(filter(None, [heading, report.summary(), *sections])) + "\n"


def _section(
    heading: str, columns: Sequence[str], pages: Sequence[tuple[Page, int | None]]
) -> str:
    """Return a table of pages and ages with a heading; empty without pages."""
    if not pages:
        return ""
    rows = [_cells(page, age) for page, age in pages]
    return f"{heading}\n{'=' * column_width(heading)}\n\n{_align([columns, *rows])}"


def _cells(page: Page, age: int | None) -> list[str]:
    start = [] if age is None else [str(age), page.text("date")]
    return [*start, page.docname, page.text("author") or "-", page.title]


def _align(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text, in columns two spaces apart."""
    widths = [max(map(column_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            text + " " * (width - column_width(text))
            for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


class FreshnessBuilder(Builder):
    """A builder that writes the freshness report, and no pages."""

    name = "azure-freshness"
    epilog = "The report is in %(outdir)s."

    def get_outdated_docs(self) -> str:
        """Return a description of the outdated output, which is always the report."""
        return "freshness.txt, freshness.json"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return an empty URI: no page is in the output."""
        return ""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Do nothing: this builder writes no pages."""

    def finish(self) -> None:
        """Write the report."""
        days = Settings.of(self.config).freshness_days
        report = Report.of(azure_domain(self.env).all_pages(), today(), days)
        data = json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n"
        outdir = Path(self.outdir)
        (outdir / "freshness.json").write_text(data, encoding="utf-8")
        (outdir / "freshness.txt").write_text(as_text(report), encoding="utf-8")
        _LOGGER.info("%s", report.summary())


def setup_freshness(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(FreshnessBuilder)
