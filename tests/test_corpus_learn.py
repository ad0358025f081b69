"""A repository of Microsoft Learn of 2026 as HTML, by the ``conf.py`` of quickstart.

What it lacks, what its tables of contents list, and what is readable in its pages, is
read here by other means than the extension's: the tools in
:mod:`tests.corpus_tools`.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from sphinx.testing.util import SphinxTestApp

from sphinx_azuredocs.cli.main import main

from .conftest import CORPUS
from .corpus_tools import completeness, defects, readable
from .corpus_tools.learn import LearnRepository, checker_of

NAME = "azure-management-docs-2026-08"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_CODE = re.compile(r"<(pre|code|script|style|head)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
# What is of the dialect, and not of any text.
_DIALECT = re.compile(
    r":::+ ?[a-z]|\[!(?:INCLUDE|NOTE|TIP|IMPORTANT|WARNING|CAUTION|VIDEO|div|code)\b"
    r"|#tab/|<xref|\]\(~/",
    re.IGNORECASE,
)

pytestmark = [pytest.mark.corpus, pytest.mark.timeout(900)]


@dataclass
class Site:
    """The repository, built."""

    srcdir: Path
    outdir: Path
    warnings: list[str]
    app: SphinxTestApp
    repository: LearnRepository

    def pages(self) -> Iterator[tuple[str, str]]:
        for docname in sorted(self.app.env.found_docs):
            yield docname, (self.outdir / f"{docname}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    unpack = CORPUS / "unpack"
    if not unpack.exists():
        pytest.skip(f"the corpus is not in {CORPUS}")
    srcdir = tmp_path_factory.mktemp("learn") / "azure-management-docs"
    subprocess.run([unpack, NAME, srcdir], check=True, capture_output=True)
    assert main(["quickstart", str(srcdir), "--theme", "alabaster"]) == 0
    app = SphinxTestApp(
        "html",
        srcdir=srcdir,
        builddir=tmp_path_factory.mktemp("build"),
        exception_on_warning=False,
    )
    app.config.nitpicky = True
    app.build()
    warnings = _ANSI.sub("", app.warning.getvalue()).splitlines()
    repository = LearnRepository(srcdir.resolve())
    yield Site(srcdir, Path(app.outdir), warnings, app, repository)
    app.cleanup()


def test_pages(site: Site) -> None:
    pages = {d for d in site.app.env.found_docs if d != "index"}
    assert len(pages) > 700
    titles = site.app.env.titles
    assert [d for d in pages if not titles[d].astext().strip()] == []
    assert not any("/includes/" in docname for docname in pages)


def test_no_dialect_is_readable(site: Site) -> None:
    found = {}
    for docname, html in site.pages():
        text = unescape(_TAG.sub(" ", _CODE.sub(" ", html)))
        if match := _DIALECT.search(text):
            found[docname] = text[match.start() : match.start() + 60]
    assert found == {}


def hrefs(items: Any, folder: Path) -> Iterator[Path]:
    """The files that a table of contents lists, in its order."""
    items = items.get("items", []) if isinstance(items, dict) else items
    for item in items or []:
        href = str(item.get("href") or "").partition("?")[0].partition("#")[0]
        if href and ":" not in href and not href.startswith("/"):
            yield (folder / href).resolve()
        yield from hrefs(item.get("items"), folder)


def test_navigation(site: Site) -> None:
    """Every page of a table of contents is in the navigation, in its order."""
    lists = [*_lists_of_shared_files(site.outdir / "_azuredocs")]
    tables = 0
    for toc in sorted(site.srcdir.rglob("*")):
        if toc.name.lower() != "toc.yml" or "breadcrumb" in str(toc):
            continue
        tables += 1
        items = yaml.safe_load(toc.read_text(encoding="utf-8-sig"))
        pages = [
            path.relative_to(site.srcdir).with_suffix(".html").as_posix()
            for path in hrefs(items, toc.parent)
            if path.is_file() and path.name.lower() != "toc.yml"
        ]
        assert any(_is_within(pages, listed) for listed in lists), toc
    assert tables == 17


def _lists_of_shared_files(folder: Path) -> Iterator[list[str]]:
    """Yield the URLs of each outermost group of the navigation, in their order."""
    text = (folder / "tables.js").read_text(encoding="utf-8")
    for _title, url, *name in json.loads(text[text.index(",") + 1 : text.rindex(")")]):
        below = ""
        if name and name[0] != 1:
            below = (folder / f"{name[0]}.js").read_text(encoding="utf-8")
        yield [url, *re.findall(r'\["(?:[^"\\]|\\.)*","([^"#]+)', below)]


def _is_within(some: list[str], listed: list[str]) -> bool:
    """Whether a list has all of some items, in their order."""
    rest = iter(listed)
    return all(item in rest for item in some)


# Anchors that the page at the end of a redirection lacks: the checker follows none.
AT_END_OF_REDIRECTIONS = {
    ("articles/azure-arc/kubernetes/conceptual-secure-your-platform.md", 28),
    ("articles/azure-portal/.openpublishing.redirection.azure-portal.json", 40),
    ("articles/copilot/.openpublishing.redirection.copilot.json", 60),
}


def test_warnings_are_the_defects_there_are(site: Site) -> None:
    """Each at its file and line, of its kind, and no others."""
    checker = checker_of(site.repository)
    text = "\n".join(site.warnings)
    warned = list(defects.read_warnings(text, site.repository.root, checker.kinds))
    found = checker.defects()
    assert defects.unmatched(found, warned) == []
    extra = defects.unmatched(warned, found)
    assert {(defect.file, defect.line) for defect in extra} == AT_END_OF_REDIRECTIONS
    assert len(found) > 140


# The sign that `:heavy_check_mark:` stands for is shown, and not its name.
_SIGN = ("heavycheckmark", "✔️")


def test_no_word_is_lost(site: Site) -> None:
    losses = list(completeness.losses(site.repository, site.outdir))
    assert len(losses) == len(site.repository.pages) > 700
    lost = {loss.page: [*loss.lost] for loss in losses if loss.lost}
    (page,) = lost
    name, sign = _SIGN
    assert set(lost[page]) == {name}
    html = (site.outdir / page).with_suffix(".html").read_text(encoding="utf-8")
    assert html.count(sign) == len(lost[page])


# Slips of the pen, which are no Markdown: a bracket or two marks of bold text without
# their others, back-ticks that do not end; and brackets that are meant.
_SLIPS = {
    ("articles/azure-arc/data/maintenance-window.md", "reference"),
    ("articles/azure-arc/data/managed-instance-disaster-recovery-portal.md", "bold"),
    (
        "articles/azure-arc/vmware-vsphere/troubleshoot-guest-management-issues.md",
        "reference",
    ),
    (
        "articles/container-registry/container-registry-get-started-docker-cli.md",
        "link",
    ),
    (
        "articles/container-registry/"
        "container-registry-tasks-cross-registry-authentication.md",
        "reference",
    ),
    ("articles/container-registry/intro-connected-registry.md", "reference"),
    (
        "articles/container-registry/"
        "container-registry-token-based-repository-permissions.md",
        "code",
    ),
}


def test_nothing_is_left_of_markdown_and_no_image_is_lost(site: Site) -> None:
    places = list(readable.findings(site.repository, site.outdir))
    assert {(place.page, place.kind) for place in places} <= _SLIPS
    assert len(places) <= 2 * len(_SLIPS)
