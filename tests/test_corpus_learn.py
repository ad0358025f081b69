"""A repository of Microsoft Learn of 2026 as HTML, by the ``conf.py`` of quickstart.

What its tables of contents list, and what is readable in its pages, is read here by
other means than the extension's.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from sphinx.testing.util import SphinxTestApp

from sphinx_azuredocs.quickstart import main

from .conftest import CORPUS

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
    assert main(["quickstart", str(srcdir)]) == 0
    app = SphinxTestApp(
        "html",
        srcdir=srcdir,
        builddir=tmp_path_factory.mktemp("build"),
        exception_on_warning=False,
    )
    app.config.nitpicky = True
    app.build()
    warnings = _ANSI.sub("", app.warning.getvalue()).splitlines()
    yield Site(srcdir, Path(app.outdir), warnings, app)
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
    index = (site.outdir / "index.html").read_text(encoding="utf-8")
    listed = re.findall(r'href="([^"#]+)', index)
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
        # In one go through the list, as it has the other tables, too.
        rest = iter(listed)
        missing = [page for page in pages if page not in rest]
        assert missing == [], toc
    assert tables == 17


def test_warnings(site: Site) -> None:
    """Only the kinds that name something in a file to mend."""
    kinds = Counter(
        re.findall(r"\[([a-z.]+[\w.-]*)\]$", "\n".join(site.warnings), re.MULTILINE)
    )
    assert set(kinds) <= {
        *("azuredocs.include", "azuredocs.snippet", "azuredocs.link"),
        *("azuredocs.anchor", "azuredocs.reference", "azuredocs.image"),
        *("azuredocs.header", "azuredocs.toc", "azuredocs.redirect"),
        *("image.not_readable", "docutils"),
    }, kinds
    assert kinds.total() < 300
