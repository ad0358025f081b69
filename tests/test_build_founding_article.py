"""The founding article, unmodified, in a project whose conf.py is one line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docutils import nodes
from sphinx import addnodes

from .conftest import Build, Built

ARTICLE = "articles/sign-up-organization"
BUILDERS = [
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "gettext",
]
THEMES = "alabaster furo pydata_sphinx_theme sphinx_book_theme sphinx_rtd_theme"


@pytest.fixture
def project(corpus: Path, tmp_path: Path) -> Path:
    srcdir = tmp_path / "src"
    for name in (f"{ARTICLE}.md", "includes/disclaimer.md"):
        (srcdir / name).parent.mkdir(parents=True)
        shutil.copy(corpus / name, srcdir / name)
    (srcdir / "conf.py").write_text('extensions = ["sphinx_azuredocs"]\n')
    (srcdir / "index.md").write_text(f"# Home\n\n```{{toctree}}\n{ARTICLE}\n```\n")
    return srcdir


@pytest.fixture
def article(project: Path, build: Build) -> Built:
    return build({}, srcdir=project)


def _sphinx_build(project: Path, builder: str, *options: str) -> str:
    outdir = project.parent / "out"
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q"]
    command += ["-b", builder, "-d", str(project.parent / "doctrees"), *options]
    run = subprocess.run(
        [*command, str(project), str(outdir)],
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{run.returncode} {run.stderr}"


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_is_silent(project: Path, builder: str) -> None:
    assert _sphinx_build(project, builder) == "0 "


@pytest.mark.parametrize("theme", THEMES.split())
def test_every_theme_is_silent(project: Path, theme: str) -> None:
    pytest.importorskip(theme)
    assert _sphinx_build(project, "html", "-D", f"html_theme={theme}") == "0 "


def test_titles_and_meta(article: Built) -> None:
    html = article.output(f"{ARTICLE}.html")
    title = "Sign up for Azure as an organization"
    assert re.search(rf"<h1>{title}<a", html)
    assert re.search(rf"<title>{title} ", html)
    pairs = re.findall(r'<meta content="([^"]*)" name="([^"]*)"', html)
    names = {name: content for content, name in pairs}
    assert names["description"].startswith("Learn how you can use a work or school")
    assert names["description"].endswith("infrastructure and Azure AD.")
    assert names["author"] == "curtand"
    assert {name for name in names if name.startswith("ms.")} == {
        "ms.service",
        "ms.workload",
        "ms.tgt_pltfrm",
        "ms.devlang",
        "ms.topic",
        "ms.date",
        "ms.author",
    }
    assert names["ms.date"] == "12/01/2014"
    assert names["ms.devlang"] == "na"


def test_all_header_attributes_are_in_the_environment(article: Built) -> None:
    source = (article.srcdir / f"{ARTICLE}.md").read_text()
    header = source[: source.index("<h1")]
    written = dict(re.findall(r'([\w.]+)="([^"]*)"', header))
    assert len(written) == 19
    assert written.items() <= article.app.env.metadata[ARTICLE].items()
    assert article.app.env.get_domain("azure").pages[ARTICLE].raw == written


def test_no_dialect_is_left_in_the_text(article: Built) -> None:
    text = article.text(ARTICLE)
    for trace in ("WACOM", "properties", "tags", "[disclaimer]", "**", "]("):
        assert trace not in text


def test_the_disclaimer_is_in_place(article: Built) -> None:
    paragraphs = list(article.doctree(ARTICLE).findall(nodes.paragraph))
    disclaimer = paragraphs[0]
    assert disclaimer.astext().startswith("To use this feature")
    assert disclaimer.source.endswith("includes/disclaimer.md")
    assert disclaimer.line == 1
    link = next(disclaimer.findall(nodes.reference))
    assert link["refuri"] == "https://account.windowsazure.com/PreviewFeatures"
    assert paragraphs[1].astext().startswith("Until recently")
    assert paragraphs[1].line == 12


def test_one_comparison_of_two_accounts(article: Built) -> None:
    (comparison,) = [
        node
        for node in article.doctree(ARTICLE).findall(nodes.admonition)
        if "account-comparison" in node["classes"]
    ]
    title, accounts = comparison.children
    assert isinstance(title, nodes.title)
    microsoft, work = accounts.children
    for item, term, qualifier, links, paragraphs in (
        (microsoft, "Microsoft accounts", "created by you", 1, 1),
        (
            work,
            "Work or school accounts",
            "issued by an admin",
            1,
            2,
        ),
    ):
        assert [type(child) for child in item] == [
            nodes.term,
            nodes.classifier,
            nodes.definition,
        ]
        assert item[0].astext() == term
        assert item[1].astext().startswith(qualifier)
        assert item[2][0].astext().startswith("Provide access to all")
        assert len(list(item[2].findall(nodes.reference))) == links
        assert len(item[2]) == paragraphs
    assert work[2][1].astext().startswith("After this directory has been created")


def test_the_raw_heading_is_a_target(article: Built) -> None:
    section = next(article.doctree(ARTICLE).findall(nodes.section))
    assert "signup" in section["ids"]
    assert 'id="signup"' in article.body(ARTICLE)


def test_the_site_path_goes_to_the_site(article: Built) -> None:
    path = "/en-us/manage/services/identity/what-is-windows-azure-active-directory/"
    assert f'href="https://azure.microsoft.com{path}"' in article.body(ARTICLE)
    doctree = article.doctree(ARTICLE)
    references = doctree.findall(addnodes.pending_xref)
    assert [node["reftarget"] for node in references if node["reftype"] == "link"] == [
        path
    ]


def test_the_page_shows_its_own_date(article: Built) -> None:
    page = article.app.env.get_domain("azure").pages[ARTICLE]
    assert page.date.isoformat() == "2014-12-01"
