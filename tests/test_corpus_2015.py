"""The azure.microsoft.com articles of February 2015, by a ``conf.py`` of one line.

What is left of the dialect in the built pages is listed by name, with the reason.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from .conftest import CORPUS
from .corpus_tools import completeness, readable
from .corpus_tools.repository import Repository

pytestmark = [pytest.mark.corpus, pytest.mark.timeout(900)]

NAME = "azure-content-2015-02"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_REPORTED = re.compile(
    r"/(?P<file>[^:\n]+):\d+: WARNING: [^\n]*"
    r"\[azuredocs\.(?:reference|link|include|unknown-construct)\]"
)


@dataclass
class Site:
    """The repository, built.

    :param reported: the files with a warning about a link, a label or an include.
    """

    outdir: Path
    repository: Repository
    reported: set[str]
    is_titled: bool


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[Site]:
    if not pytestconfig.getoption("all_corpora"):
        pytest.skip("it takes some minutes, and needs the option --all-corpora")
    unpack = CORPUS / "unpack"
    if not unpack.exists():
        pytest.skip(f"the corpus is not in {CORPUS}")
    srcdir = (tmp_path_factory.mktemp("2015") / NAME).resolve()
    subprocess.run([unpack, NAME, srcdir], check=True, capture_output=True)
    (srcdir / "conf.py").write_text('extensions = ["sphinx_azuredocs"]\n')
    (srcdir / "index.md").write_text("# Home\n")
    app = SphinxTestApp(
        "html",
        srcdir=srcdir,
        builddir=tmp_path_factory.mktemp("build"),
        exception_on_warning=False,
    )
    app.build()
    warnings = _ANSI.sub("", app.warning.getvalue()).replace(str(srcdir), "")
    reported = {match["file"] for match in _REPORTED.finditer(warnings)}
    titled = all(title.astext() for title in app.env.titles.values())
    yield Site(Path(app.outdir), Repository(srcdir), reported, titled)
    app.cleanup()


# Slips of the authors that are text by the Markdown of 2014, too: delimiters without
# their others, or with whitespace at both ends, and escaped ones.
_DELIMITERS = {
    "articles/command-line-tools.md",
    "articles/documentdb-dotnet-application.md",
    "articles/hdinsight-release-notes.md",
    "articles/machine-learning-recommendation-api-documentation.md",
    "articles/media-services-manage-content.md",
    "articles/sql-database-elastic-scale-configure-security.md",
    "articles/storage-nodejs-use-table-storage-web-site.md",
    "articles/storage-use-storage-sql-server-backup-restore.md",
    "articles/web-sites-enom-custom-domain-name.md",
    "articles/web-sites-registerdotcom-custom-domain-name.md",
}
_MEANT = {
    # Escaped in the source: `\\``, `&gt;` in the text of links, `&amp;amp;`.
    ("articles/web-sites-publish-source-control-git.md", "code"),
    ("articles/web-sites-publish-source-control.md", "code"),
    ("articles/app-insights-platforms.md", "quote"),
    ("articles/storage-monitoring-diagnosing-troubleshooting.md", "entity"),
    # The text speaks of tags, options and names: `the <body> element`, `__init__.py`.
    ("articles/app-insights-upgrade-vso-azure.md", "tag"),
    ("articles/command-line-tools.md", "header"),
    ("articles/documentdb-java-application.md", "tag"),
    ("articles/documentdb-python-application.md", "bold"),
    ("articles/fundamentals-introduction-to-azure.md", "tag"),
    ("contributor-guide/article-metadata.md", "header"),
    ("contributor-guide/custom-markdown-extensions.md", "marker"),
    ("contributor-guide/custom-markdown-extensions.md", "link"),
    # Patterns, formulas and operators in brackets, and code that continues a paragraph.
    ("articles/machine-learning-recommendation-api-documentation.md", "link"),
    ("articles/media-services-build-smooth-streaming-apps.md", "heading"),
    ("articles/mobile-engagement-user-interface.md", "definition"),
    ("articles/mobile-engagement-user-interface.md", "reference"),
    ("articles/search-api-indexers-2014-10-20-Preview.md", "reference"),
    ("articles/sql-database-elastic-scale-manage-scripting.md", "link"),
    ("articles/storage-e2e-troubleshooting.md", "heading"),
    ("articles/storage-use-azcopy.md", "link"),
    ("articles/virtual-machines-linux-nodejs-running-cassandra.md", "reference"),
    # A link without its opening bracket.
    ("articles/mobile-engagement-how-tos.md", "link"),
    # Plain MyST: the root folder has no article.
    ("CONTRIBUTING.md", "heading"),
    ("CONTRIBUTING.md", "link"),
    # A list item that is empty, and code of a quote that goes on without `>`.
    ("articles/remoteapp-ad.md", "text as code"),
    ("articles/hdinsight-storm-sensor-data-analysis.md", "text as code"),
}
_LISTED = _MEANT | {(page, "bold") for page in _DELIMITERS}
# Links with undefined labels or malformed URLs, and missing includes, stay text.
_OF_LINKS = {"link", "reference", "marker"}


def test_every_page_has_a_title(site: Site) -> None:
    assert site.is_titled


def test_hardly_a_word_is_lost(site: Site) -> None:
    losses = completeness.losses(site.repository, site.outdir)
    assert max(loss.share for loss in losses) < 0.03


def test_nothing_is_left_of_the_dialect_that_is_neither_meant_nor_reported(
    site: Site,
) -> None:
    places = list(readable.findings(site.repository, site.outdir))
    left = {
        (place.page, place.kind)
        for place in places
        # Images and paragraphs that are indented like code are text, leniently.
        if place.kind != "code as text"
        and not (place.kind in _OF_LINKS and _is_reported(site, place.page))
    }
    assert left - _LISTED == set()


def _is_reported(site: Site, page: str) -> bool:
    return not site.reported.isdisjoint(site.repository.page_files(page))
