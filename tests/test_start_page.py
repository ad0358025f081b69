"""The landing page of a docset as the start page of the site."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from sphinx_azuredocs.docset.docfx import read_docset

from .conftest import Built, lay_out

FILES = {
    ".openpublishing.publish.config.json": json.dumps(
        {"docsets_to_publish": [{"build_source_folder": "docs"}]}
    ),
    "docs/docfx.json": json.dumps(
        {"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}
    ),
    "docs/index.yml": "### YamlMime:Landing\ntitle: Contoso docs\nsummary: All.\n",
    "docs/toc.yml": "- name: Contoso documentation\n  href: index.yml\n"
    "- name: Deploy\n  items:\n  - name: First\n    href: first.md\n"
    "  - name: Second\n    href: second.md\n"
    "- name: Operate\n  items:\n  - name: Third\n    href: third.md\n",
    **{
        f"docs/{name}.md": f"# The {name}\n\nText.\n"
        for name in ("first", "second", "third", "lonely")
    },
}
Make = Callable[..., Built]


@pytest.fixture
def make(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Make:
    """Build the docset without an ``index.md`` and without settings of ours."""

    def make_site(builder: str = "html", **files: str) -> Built:
        srcdir = tmp_path / "src"
        lay_out(srcdir, FILES)
        (srcdir / "conf.py").write_text(
            'extensions = ["sphinx_azuredocs"]\n'
            'html_sidebars = {"**": ["globaltoc.html"]}\n'
        )
        (srcdir / "index.md").unlink()
        for name, text in files.items():
            (srcdir / f"{name}.md").write_text(text)
        app = make_app(builder, srcdir=srcdir)
        app.build()
        return Built(app, srcdir)

    return make_site


def sidebar(built: Built, page: str) -> list[str]:
    """The texts of the entries of the table of contents in the sidebar of a page."""
    tree = BeautifulSoup(built.output(page), "html.parser")
    links = tree.select("div.sphinxsidebarwrapper li[class*=toctree-l] > a")
    return [link.get_text() for link in links]


def test_landing_page(make: Make) -> None:
    built = make()
    assert built.warnings == []
    assert built.app.config.root_doc == "docs/index"
    # The URLs of pages stay, and web servers find a start page.
    assert 'content="0; url=docs/index.html"' in built.output("index.html")
    page = built.body("docs/index")
    assert "All." in page
    assert "Deploy" not in page
    names = ["Contoso documentation", "Deploy", "First", "Second", "Operate"]
    assert sidebar(built, "docs/index.html") == names
    names = ["Contoso documentation", "Deploy", "Operate", "Third"]
    assert sidebar(built, "docs/third.html") == names
    parents = BeautifulSoup(built.output("docs/third.html"), "html.parser")
    related = [a.get_text() for a in parents.select("div.related li.nav-item > a")]
    assert "Operate" in related
    assert "Table of Contents" not in "".join(related)


def test_the_docset_names_the_project(make: Make) -> None:
    """Sphinx would call it "Project name not set"."""
    built = make()
    assert built.app.config.project == "Contoso docs"
    assert "<title>The third &#8212; Contoso docs" in built.output("docs/third.html")


def test_conf_py_names_the_project(make: Make) -> None:
    built = make()
    conf = built.srcdir / "conf.py"
    conf.write_text(conf.read_text() + 'project = "Own"\n')
    app = SphinxTestApp("html", srcdir=built.srcdir)
    assert app.config.project == "Own"
    app.cleanup()


@pytest.mark.parametrize("builder", ["dirhtml", "text"])
def test_builders(make: Make, builder: str) -> None:
    built = make(builder)
    assert built.warnings == []
    if builder == "dirhtml":
        assert 'content="0; url=docs/"' in built.output("index.html")
    else:
        assert "Third" in built.output("docs/index.txt")
        assert "lonely" not in built.output("docs/index.txt")


def test_epub(make: Make) -> None:
    """Paths in the navigation of a book are not relative to the root page."""
    built = make("epub")
    book = zipfile.ZipFile(next(built.app.outdir.glob("*.epub")))
    links = re.findall(r'href="([^"]*)"', book.read("nav.xhtml").decode())
    names = ("index", "first", "second", "third", "lonely")
    assert links == [f"docs/{name}.xhtml" for name in names]


def test_pages_in_no_table_are_in_documents_of_all_pages(make: Make) -> None:
    built = make("singlehtml")
    assert built.warnings == []
    assert "The lonely" in built.text("docs/index")


def test_landing_page_of_a_docset(tmp_path: Path) -> None:
    content = [
        {"files": ["*.md"], "src": "../outside"},
        {"files": ["*.md"], "src": "other", "dest": "elsewhere"},
        {"files": ["*.md"], "src": "articles", "dest": "."},
    ]
    (tmp_path / "docfx.json").write_text(json.dumps({"build": {"content": content}}))
    for name in ("other", "articles"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.md").write_text("# Index\n")
    assert read_docset(tmp_path).landing_page == "articles/index.md"
    (tmp_path / "articles" / "index.md").unlink()
    assert read_docset(tmp_path).landing_page is None


def test_an_index_page_of_the_project_is_the_start_page(make: Make) -> None:
    make()
    built = make(index="# Mine\n")
    assert built.app.config.root_doc == "index"
    assert "Mine" in built.text("index")
