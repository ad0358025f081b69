"""The presets for markdownlint and Vale.

markdownlint is run where ``AZUREDOCS_MARKDOWNLINT`` names it: in the tox environment
``presets``.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path

import pytest

PRESETS = Path(__file__).parents[1] / "presets"
PAGES = Path(__file__).parent / "presets"
_MARKDOWNLINT = os.environ.get("AZUREDOCS_MARKDOWNLINT", "")
_FINDING = re.compile(r"(?P<file>[\w.-]+\.md):(?P<line>\d+)\S* error (?P<rule>\w+)/")


def _findings(name: str) -> list[tuple[int, str]]:
    config = PRESETS / "markdownlint" / ".markdownlint-cli2.jsonc"
    command = [_MARKDOWNLINT, "--config", str(config), name]
    done = subprocess.run(
        command, cwd=PAGES, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    found = map(_FINDING.search, done.stderr.splitlines())
    return [(int(match["line"]), match["rule"]) for match in found if match]


@pytest.mark.skipif(not _MARKDOWNLINT, reason="markdownlint is not at hand")
def test_markdownlint_knows_the_constructs() -> None:
    assert _findings("right.md") == []


@pytest.mark.skipif(not _MARKDOWNLINT, reason="markdownlint is not at hand")
def test_markdownlint_reports_the_same_faults_elsewhere() -> None:
    assert _findings("wrong.md") == [
        (3, "AZ001"),
        (7, "AZ024"),
        (7, "AZ025"),
        (10, "AZ028"),
        (14, "AZ032"),
        (17, "MD033"),
    ]


def _patterns(name: str) -> Iterator[re.Pattern[str]]:
    """The expressions of a key of the preset for Vale."""
    parser = RawConfigParser(strict=False)
    text = (PRESETS / "vale" / ".vale.ini").read_text(encoding="utf-8")
    parser.read_string("[core]\n" + text.replace("\\\n", ""))
    for pattern in re.split(r",\s+", parser["*.md"][name]):
        yield re.compile(pattern)


def test_vale_reads_the_prose_and_not_the_markers() -> None:
    text = (PAGES / "prose.md").read_text(encoding="utf-8")
    for name in ("BlockIgnores", "TokenIgnores"):
        for pattern in _patterns(name):
            text = pattern.sub("", text)
    left = [line.strip("> \t#") for line in text.splitlines()]
    assert [line for line in left if line] == [
        "Prose of a heading",
        "Prose of a note.",
        "Prose of a note of 2014.",
        "Prose of a zone.",
        "Prose with  and .",
        ':::image source="x.png" alt-text="Prose of an image":::',
        "- Prose of a list",
        "Prose of a directive.",
        "[Prose of a tab](#tab/cli)",
        "Prose: with colons :: and [brackets].",
    ]
