"""Which files of a repository with docsets are pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Build

DOCFX = '{"build": {"content": [{"files": ["**/*.md"]}]}}'
FILES = {
    "index.md": "# Home\n",
    "docs/docfx.json": DOCFX,
    "docs/own.md": "# Own\n",
}


def docnames(build: Build, files: dict[str, str], **settings: object) -> set[str]:
    built = build(files, builder="dummy", **settings)
    assert built.warnings == []
    return set(built.app.env.found_docs)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "SECURITY.md",
        "LICENSE.md",
        "samples/a/readme.md",
        ".github/ISSUE_TEMPLATE.md",
        ".venv/lib/x/LICENSE.md",
        "venv/lib/x/LICENSE.md",
        "node_modules/y/README.md",
        ".tox/py/LICENSE.md",
        "toc.md",
        "docs/.venv/lib/LICENSE.md",
        "docs/venv/lib/LICENSE.md",
        "docs/node_modules/y/README.md",
        "docs/deep/node_modules/y/README.md",
    ],
)
def test_other_files_are_no_pages(build: Build, path: str) -> None:
    files = {**FILES, path: "# Other\n"}
    assert docnames(build, files, azuredocs_docsets=["docs"]) == {"index", "docs/own"}


@pytest.mark.parametrize("path", ["node_modules/y/a.md", "venv/a.md", "env/lib/a.md"])
def test_packages_in_a_docset_at_the_root(build: Build, path: str) -> None:
    files = {
        "index.md": "# Home\n",
        "docfx.json": DOCFX,
        path: "# A\n",
        "env/pyvenv.cfg": "home = /usr\n",
    }
    assert docnames(build, files) == {"index"}


def test_include_patterns_name_pages_beside_a_docset(build: Build) -> None:
    files = {
        **FILES,
        "guide/a.md": "# A\n",
        "README.md": "# R\n",
        "docs/node_modules/y/b.md": "# B\n",
    }
    found = docnames(
        build,
        files,
        azuredocs_docsets=["docs"],
        include_patterns=["index.md", "docs/**", "guide/**"],
    )
    assert found == {"index", "docs/own", "guide/a"}


def test_articles_beside_a_docset(build: Build) -> None:
    files = {**FILES, "articles/web/a.md": "# A\n"}
    found = docnames(build, files, azuredocs_docsets=["docs"])
    assert found == {"index", "docs/own", "articles/web/a"}


def test_a_docset_in_a_docset_names_its_own_pages(build: Build) -> None:
    files = {
        "index.md": "# Home\n",
        "docfx.json": DOCFX,
        "in/docfx.json": DOCFX.replace("**/*.md", "a.md"),
        "in/a.md": "# A\n",
        "in/b.md": "# B\n",
    }
    found = docnames(build, files, azuredocs_docsets=[".", "in"])
    assert found == {"index", "in/a"}


def test_a_project_without_docset_keeps_all(build: Build) -> None:
    files = {"index.md": "# Home\n", "node_modules/y/README.md": "# R\n"}
    assert docnames(build, files) == {"index", "node_modules/y/README"}


@pytest.mark.parametrize(
    ("docsets", "message"),
    [
        (["none"], "the folder 'none' does not exist"),
        ({"docs": "/a", "none/x": None}, "the folder 'none/x' does not exist"),
        (["guide"], "the folder 'guide' has no docfx.json"),
    ],
)
def test_folder_without_docset(build: Build, docsets: object, message: str) -> None:
    built = build(
        {**FILES, "guide/a.md": "# A\n"}, builder="dummy", azuredocs_docsets=docsets
    )
    found = [w for w in built.warnings if "azuredocs_docsets" in w]
    assert found == [
        f"conf.py:{line_of_setting(built.srcdir)}: WARNING: azuredocs_docsets: "
        f"{message}; correct or remove it [azuredocs.docset]"
    ]


def line_of_setting(srcdir: Path) -> int:
    lines = (srcdir / "conf.py").read_text().splitlines()
    return next(n for n, x in enumerate(lines, 1) if x.startswith("azuredocs_docsets"))
