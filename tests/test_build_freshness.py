"""The freshness report, as text and as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from .conftest import Build

TAGS = '<properties services="web" authors="{}" />\n<tags ms.date="{}" />\n\n# {}\n'
FILES = {
    "articles/new.md": TAGS.format("ana", "2026-11-01", "New"),
    "articles/old.md": TAGS.format("Jane Doe, ana", "3/9/2014", "An old one"),
    "articles/edge.md": TAGS.format("", "2025-11-23", "日付"),
    "articles/over.md": TAGS.format("", "2025-11-22", "Over"),
    "articles/none.md": TAGS.format("ben", "", "Without"),
}
TODAY = str(int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp()))

TEXT = """\
Age of the pages on 2026-11-23

Pages: 5. Stale: 2. Fresh: 2. Without a date: 1.

Stale: more than 365 days old
=============================

Days  Date        Page           Author         Title
4642  2014-03-09  articles/old   Jane Doe, ana  An old one
366   2025-11-22  articles/over  -              Over

Fresh
=====

Days  Date        Page           Author  Title
365   2025-11-23  articles/edge  -       日付
22    2026-11-01  articles/new   ana     New

Without a date
==============

Page           Author  Title
articles/none  ben     Without
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)


def test_text(build: Build) -> None:
    built = build(FILES, "azure-freshness")
    assert built.warnings == []
    assert built.output("freshness.txt") == TEXT
    assert TEXT.splitlines()[2] in built.app.status.getvalue()
    # The report, and nothing else.
    names = {path.name for path in built.app.outdir.iterdir()}
    assert names == {"freshness.txt", "freshness.json"}


def test_json(build: Build) -> None:
    report = json.loads(build(FILES, "azure-freshness").output("freshness.json"))
    old = {
        "docname": "articles/old",
        "title": "An old one",
        "authors": ["Jane Doe", "ana"],
        "services": ["web"],
        "topic": "",
        "date": "2014-03-09",
        "age": 4642,
        "stale": True,
    }
    assert report["pages"][0] == old
    ages = [(page["age"], page["stale"]) for page in report["pages"]]
    assert ages == [(4642, True), (366, True), (365, False), (22, False)]
    assert [page["docname"] for page in report["undated"]] == ["articles/none"]
    assert "date" not in report["undated"][0]
    del report["pages"], report["undated"]
    assert report == {
        "format": 1,
        "today": "2026-11-23",
        "days": 365,
        "counts": {"pages": 5, "stale": 2, "fresh": 2, "undated": 1},
    }


def test_days(build: Build) -> None:
    built = build(FILES, "azure-freshness", azuredocs_freshness_days=10)
    report = json.loads(built.output("freshness.json"))
    assert report["days"] == 10
    assert report["counts"] == {"pages": 5, "stale": 4, "fresh": 0, "undated": 1}
    assert "Fresh\n" not in built.output("freshness.txt")


def test_again(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    built = build(FILES, "azure-freshness")
    # Nothing has changed but the day.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(TODAY) + 86_400))
    built = build({}, "azure-freshness", srcdir=built.srcdir)
    assert "4643  2014-03-09  articles/old" in built.output("freshness.txt")


def test_without_a_given_day(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = datetime.now(tz=UTC).date().isoformat()
    report = json.loads(build(FILES, "azure-freshness").output("freshness.json"))
    assert report["today"] in (before, datetime.now(tz=UTC).date().isoformat())


def test_dates_to_come_and_no_dates(build: Build) -> None:
    files = {"articles/a.md": TAGS.format("", "2027-01-01", "A")}
    built = build(files, "azure-freshness")
    report = json.loads(built.output("freshness.json"))
    assert [(page["age"], page["stale"]) for page in report["pages"]] == [(-39, False)]
    (built.srcdir / "articles/a.md").unlink()
    built = build({}, "azure-freshness", srcdir=built.srcdir)
    assert "Pages: 0. Stale: 0. Fresh: 0. Without a date: 0." in built.output(
        "freshness.txt"
    )


def test_in_german(build: Build) -> None:
    text = build(FILES, "azure-freshness", language="de").output("freshness.txt")
    assert "Veraltet: mehr als 365 Tage alt\n====" in text
