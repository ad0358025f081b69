"""Three repositories of Microsoft Learn, by the ``conf.py`` of quickstart.

Nothing of the extension was written for them. What they lack, and what is readable in
their pages, is read by the tools in :mod:`tests.corpus_tools`.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_azuredocs.cli.main import main

from .conftest import CORPUS
from .corpus_tools import completeness, dangling, defects, readable
from .corpus_tools.learn import LearnRepository, checker_of

pytestmark = [pytest.mark.corpus, pytest.mark.timeout(900)]

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
PAGES = {
    "terminal-docs-2026-05": 38,
    "vcpkg-docs-2025-06": 201,
    "wsl-docs-2026-07": 37,
}


@dataclass
class Site:
    """A repository, built.

    :param name: its name in the corpus.
    """

    name: str
    outdir: Path
    warnings: str
    repository: LearnRepository


@pytest.fixture(scope="module", params=sorted(PAGES))
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    unpack = CORPUS / "unpack"
    if not unpack.exists():
        pytest.skip(f"the corpus is not in {CORPUS}")
    name: str = request.param
    srcdir = tmp_path_factory.mktemp("new") / name
    subprocess.run([unpack, name, srcdir], check=True, capture_output=True)
    assert main(["quickstart", str(srcdir), "--theme", "alabaster"]) == 0
    app = SphinxTestApp(
        "html",
        srcdir=srcdir,
        builddir=tmp_path_factory.mktemp("build"),
        exception_on_warning=False,
    )
    app.config.nitpicky = True
    app.build()
    warnings = _ANSI.sub("", app.warning.getvalue())
    yield Site(name, Path(app.outdir), warnings, LearnRepository(srcdir.resolve()))
    app.cleanup()


def test_pages(site: Site) -> None:
    assert len(site.repository.pages) == PAGES[site.name]


def test_warnings_are_the_defects_there_are(site: Site) -> None:
    """Each at its file and line, of its kind, and no others."""
    checker = checker_of(site.repository)
    root = site.repository.root
    warned = list(defects.read_warnings(site.warnings, root, checker.kinds))
    found = checker.defects()
    assert defects.unmatched(found, warned) == []
    assert defects.unmatched(warned, found) == []


# An image that is not in the repository, which is reported.
_MISSING = {"WSL/winperfanalyzer1.png"}


def test_links_and_images_of_the_pages_lead_somewhere(site: Site) -> None:
    found = {one.url for one in dangling.dangling(site.outdir)}
    assert found <= _MISSING
    assert all(f"not readable: {url} " in site.warnings for url in found)


# `[!divclass]` is meant as a division, whose marker is no text; `</summary` as a tag.
_MARKERS = {"divclass", "summary"}


def test_no_word_is_lost(site: Site) -> None:
    losses = list(completeness.losses(site.repository, site.outdir))
    assert len(losses) == PAGES[site.name]
    lost = [run for loss in losses for run in loss.lost]
    assert set(lost) <= _MARKERS


# Slips of the pen: back-ticks and marks of bold text without their others, and
# back-ticks in HTML blocks, in which docfx reads no Markdown.
_SLIPS = {
    ("vcpkg/contributing/pr-review-checklist.md", "code"),
    ("vcpkg/troubleshoot/asset-caching.md", "code"),
    ("vcpkg/users/buildsystems/cmake-integration.md", "bold"),
    ("vcpkg/users/platforms/android.md", "code"),
}


def test_nothing_is_left_of_the_dialect_and_no_image_is_lost(site: Site) -> None:
    places = list(readable.findings(site.repository, site.outdir))
    assert {(place.page, place.kind) for place in places} <= _SLIPS
