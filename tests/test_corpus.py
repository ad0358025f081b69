"""The repository of December 2014: what only real pages can tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def environment(
    corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> SphinxTestApp:
    """The repository, all of it, read."""
    (corpus / "conf.py").write_text('extensions = ["sphinx_azuredocs"]\n')
    (corpus / "index.md").write_text("# Home\n")
    builddir = tmp_path_factory.mktemp("build")
    app = SphinxTestApp("dummy", srcdir=corpus, builddir=builddir)
    app.builder.read()
    return app


def test_every_article_is_read(environment: SphinxTestApp) -> None:
    articles = [d for d in environment.env.all_docs if d.startswith("articles/")]
    assert len(articles) == 900


def test_the_one_comparison_of_accounts(environment: SphinxTestApp) -> None:
    """In 900 articles one list sets kinds of account side by side."""
    found = [
        [term.astext() for term in comparison.findall(nodes.term)]
        for docname in environment.env.all_docs
        for comparison in environment.env.get_doctree(docname).findall(nodes.admonition)
        if "account-comparison" in comparison["classes"]
    ]
    assert found == [["Microsoft accounts", "Work or school accounts"]]


def test_headers_become_metadata(environment: SphinxTestApp) -> None:
    pages = environment.env.get_domain("azure").data["pages"]
    articles = {d: p for d, p in pages.items() if d.startswith("articles/") and p.raw}
    assert len(articles) > 850
    for docname, page in articles.items():
        assert page.page_title or page.title, docname


def test_no_include_is_left(environment: SphinxTestApp) -> None:
    left = [
        docname
        for docname in environment.env.all_docs
        if "WACOM.INCLUDE" in environment.env.get_doctree(docname).astext()
        and docname.startswith("articles/")
    ]
    # It includes a file that is a picture in the corpus.
    assert left in ([], ["articles/azure-subscription-service-limits"])
