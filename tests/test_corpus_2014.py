"""The repository of December 2014 as HTML, against what other readers make of it.

The tools in :mod:`tests.corpus_tools` read the sources and the pages by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from .corpus_tools import checker, completeness, defects, readable
from .corpus_tools.repository import Repository

pytestmark = [pytest.mark.corpus, pytest.mark.timeout(900)]

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Site:
    """The repository, built."""

    app: SphinxTestApp
    warnings: str
    repository: Repository
    outdir: Path


@pytest.fixture(scope="module")
def site(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The repository, all of it, as HTML; its ``conf.py`` has one line."""
    (corpus / "conf.py").write_text('extensions = ["sphinx_azuredocs"]\n')
    (corpus / "index.md").write_text("# Home\n")
    builddir = tmp_path_factory.mktemp("build")
    app = SphinxTestApp(
        "html", srcdir=corpus, builddir=builddir, exception_on_warning=False
    )
    app.config.nitpicky = True
    app.build()
    warnings = _ANSI.sub("", app.warning.getvalue())
    yield Site(app, warnings, Repository(corpus.resolve()), Path(app.outdir))
    app.cleanup()


_TWICE = re.compile(
    r"(?P<file>[^:]+):\d+: WARNING: line \d+ has the anchor '(?P<name>[^']*)', too"
)


def test_every_article_is_read(site: Site) -> None:
    articles = [d for d in site.app.env.all_docs if d.startswith("articles/")]
    assert len(articles) == 900


def test_the_one_comparison_of_accounts(site: Site) -> None:
    """In 900 articles one list sets kinds of account side by side."""
    found = [
        [term.astext() for term in comparison.findall(nodes.term)]
        for docname in site.app.env.all_docs
        for comparison in site.app.env.get_doctree(docname).findall(nodes.admonition)
        if "account-comparison" in comparison["classes"]
    ]
    assert found == [["Microsoft accounts", "Work or school accounts"]]


def test_every_article_is_reached_from_the_root_page(site: Site) -> None:
    index = (site.outdir / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="(articles/[^"#]+)\.html"', index))
    articles = {d for d in site.app.env.all_docs if d.startswith("articles/")}
    assert articles <= linked
    assert "toc." not in site.warnings


def test_every_page_has_a_title(site: Site) -> None:
    assert all(title.astext() for title in site.app.env.titles.values())


def test_warnings_of_links_and_anchors_are_the_defects_there_are(site: Site) -> None:
    root = site.repository.root
    warned = _places(defects.read_warnings(site.warnings, root))
    # Links without text are left out: the checker does not look for these.
    no_text = "\n".join(w for w in site.warnings.splitlines() if "has no text" in w)
    empty = _places(defects.read_warnings(no_text, root))
    found = _places(checker.Checker(site.repository).defects())
    # Nor for anchors that a page has twice: these are counted in its source.
    twice = {place for place in map(_twice, site.warnings.splitlines()) if place}
    assert all(text.count(f'"{name}"') > 1 for _file, name, text in twice)
    repeated = "\n".join(w for w in site.warnings.splitlines() if _TWICE.search(w))
    empty |= _places(defects.read_warnings(repeated, root))
    # Nor for links whose brackets are not balanced: these are counted in their lines.
    unbalanced = "\n".join(w for w in site.warnings.splitlines() if "not balanced" in w)
    for file, number, _kind in _places(defects.read_warnings(unbalanced, root)):
        line = (root / file).read_text(encoding="utf-8-sig").split("\n")[number - 1]
        assert line.count("(") != line.count(")")
    empty |= _places(defects.read_warnings(unbalanced, root))
    assert warned - found <= empty
    assert found <= warned
    assert len(found) > 200


def _twice(warning: str) -> tuple[str, str, str] | None:
    """The file, the anchor and the source of a warning about an anchor given twice."""
    match = _TWICE.search(warning)
    if match is None:
        return None
    text = Path(match["file"]).read_text(encoding="utf-8", errors="replace")
    return match["file"], match["name"], text.replace("'", '"')


def _places(some: Iterable[defects.Defect]) -> set[tuple[str, int, str]]:
    return {(defect.file, defect.line, defect.kind) for defect in some}


def test_hardly_a_word_is_lost(site: Site) -> None:
    losses = list(completeness.losses(site.repository, site.outdir))
    worst = max(loss.share for loss in losses)
    assert worst < 0.03


def test_no_dialect_is_left_and_no_image_is_lost(site: Site) -> None:
    places = list(readable.findings(site.repository, site.outdir))
    kinds = Counter(place.kind for place in places)
    assert kinds["image"] == 0
    assert kinds["title"] == 0
    assert kinds["quote"] == 0
    assert kinds["definition"] == 0
