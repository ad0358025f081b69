"""The command line."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sphinx_azuredocs.cli import conf_file
from sphinx_azuredocs.cli.main import main

LEARN = {
    "docfx.json": json.dumps(
        {"build": {"content": [{"files": ["**/*.md", "**/*.yml"], "src": "articles"}]}}
    ),
    ".openpublishing.publish.config.json": json.dumps(
        {"dependent_repositories": [{"path_to_root": "x", "url": "https://e.org/x"}]}
    ),
    "articles/one/page.md": "---\nms.topic: x\n---\n# Page\n\n[a](/azure/one/other)\n",
    "articles/one/other.md": "# Other\n\n[b](/azure/one/page) [c](/azure/aks/x)\n",
    "articles/one/index.yml": "### YamlMime:Landing\ntitle: One\n",
    "articles/one/TOC.yml": "- name: A\n  href: page.md\n- name: B\n  href: other.md\n",
    "README.md": "# About\n",
}
OLD = {
    "articles/one.md": '<properties pageTitle="One" />\n\n# One\n\n[WACOM.INCLUDE '
    "[x](../includes/x.md)]\n",
    "includes/x.md": "Text.\n",
}


def lay_out(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize("files", [LEARN, OLD])
def test_what_it_writes_builds(tmp_path: Path, files: dict[str, str]) -> None:
    root = lay_out(tmp_path / "my-docs", files)
    assert main(["quickstart", str(root), "--rtd"]) == 0
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "-q", "-b", "html"]
    result = subprocess.run(
        [*command, str(root), str(root / "_build" / "html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert (root / "_build" / "html" / "index.html").is_file()
    assert "My docs" in (root / "conf.py").read_text()
    assert 'latex_engine = "xelatex"' in (root / "conf.py").read_text()
    assert "configuration: conf.py" in (root / ".readthedocs.yaml").read_text()


def test_base_path_is_told_from_links(tmp_path: Path) -> None:
    root = lay_out(tmp_path, LEARN)
    main(["quickstart", str(root)])
    assert '    ".": "/azure",' in (root / "conf.py").read_text()


def test_a_landing_page_is_the_start_page(tmp_path: Path) -> None:
    files = {f"docs/{name}": text for name, text in LEARN.items()}
    files["docs/index.yml"] = "### YamlMime:Landing\ntitle: Contoso documentation # A\n"
    files["docs/docfx.json"] = '{"build": {"content": [{"files": ["**/*.*"]}]}}'
    root = lay_out(tmp_path, files)
    assert main(["quickstart", str(root)]) == 0
    written = (root / "conf.py").read_text()
    assert 'project = "Contoso"' in written
    assert 'root_doc = "docs/index"' in written
    assert not (root / "index.md").exists()


def test_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, LEARN)
    before = sorted(root.rglob("*"))
    assert main(["quickstart", str(root), "--check"]) == 0
    assert sorted(root.rglob("*")) == before
    assert capsys.readouterr().out.splitlines() == [
        "dialect: docfx, as for Microsoft Learn",
        "docset .: 3 pages, served at /azure/",
        "Markdown files: 3 (the files that the project builds become pages)",
        "TOCs: 1 (they become the sidebars)",
        "YAML pages, Landing: 1 (they become pages)",
        "not checked out: x. Pages that include from it link to the files instead. To "
        "include them, run: git clone --depth 1 --branch main https://e.org/x x",
    ]


def test_nothing_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path, {**OLD, "conf.py": "mine = 1\n"})
    assert main(["quickstart", str(root)]) == 1
    assert (root / "conf.py").read_text() == "mine = 1\n"
    assert not (root / "index.md").exists()
    assert "conf.py exists already" in capsys.readouterr().err


def test_an_index_is_kept(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {**OLD, "index.md": "# Mine\n"})
    assert main(["quickstart", str(root)]) == 0
    assert (root / "index.md").read_text() == "# Mine\n"


@pytest.mark.parametrize(
    "arguments", [["quickstart"], ["quickstart", "--check"], ["build"]]
)
@pytest.mark.parametrize(
    "name", ["docfx.json", "docs/docfx.json", ".openpublishing.publish.config.json"]
)
def test_broken_json_is_an_error_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], name: str
) -> None:
    root = lay_out(tmp_path, {name: "{\n\n"})
    assert main([*arguments, str(root)]) == 1
    assert f"{root / name}:3: error: is not JSON" in capsys.readouterr().err
    assert not (root / "conf.py").exists()


def test_no_folder(tmp_path: Path) -> None:
    assert main(["quickstart", str(tmp_path / "none")]) == 1


def test_as_a_module() -> None:
    command = [sys.executable, "-m", "sphinx_azuredocs", "quickstart", "--help"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "--rtd" in result.stdout


def test_rtd_after_a_quickstart_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path, LEARN)
    assert main(["quickstart", str(root)]) == 0
    before = (root / "conf.py").read_text()
    assert main(["quickstart", str(root), "--rtd"]) == 0
    assert (root / ".readthedocs.yaml").exists()
    assert (root / "conf.py").read_text() == before
    assert "unchanged: conf.py" in capsys.readouterr().out
    assert main(["quickstart", str(root), "--rtd"]) == 1


def test_command_with_a_space_in_a_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "my docs"
    root.mkdir()
    main(["quickstart", str(lay_out(root, LEARN))])
    command = capsys.readouterr().out.splitlines()[-1].removeprefix("Now run: ")
    assert shlex.split(command)[3] == str(root)


def test_github_and_rtd_afterwards(tmp_path: Path) -> None:
    root = lay_out(tmp_path, LEARN)
    assert main(["quickstart", str(root), "--rtd", "--theme", "furo"]) == 0
    requirements = (root / "docs-requirements.txt").read_text()
    assert main(["quickstart", str(root), "--github"]) == 0
    workflow = yaml.safe_load((root / ".github/workflows/docs.yml").read_text())
    assert [*workflow["jobs"]] == ["build", "publish"]
    assert "-r docs-requirements.txt" in str(workflow["jobs"]["build"])
    assert (root / "docs-requirements.txt").read_text() == requirements
    assert "furo" in requirements.splitlines()
    assert requirements.startswith("sphinx-azuredocs")


def test_workflow_of_a_branch(tmp_path: Path) -> None:
    config = {
        "docsets_to_publish": [],
        "git_repository_url_open_to_public_contributors": "https://github.com/a/b",
        "git_repository_branch_open_to_public_contributors": "live",
    }
    files = {**LEARN, ".openpublishing.publish.config.json": json.dumps(config)}
    root = lay_out(tmp_path, files)
    assert main(["quickstart", str(root), "--github"]) == 0
    text = (root / ".github/workflows/docs.yml").read_text()
    assert "branches: [live]" in text
    assert "refs/heads/live" in text
    assert "azuredocs_edit_links = True" in (root / "conf.py").read_text()


def test_a_conf_py_without_start_page_is_kept(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {**OLD, "conf.py": "root_doc = 'articles/one'\n"})
    assert main(["quickstart", str(root), "--rtd"]) == 0
    assert not (root / "index.md").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "_build/\n"),
        ("obj/", "obj/\n_build/\n"),
        ("obj/\n/_build/\n", "obj/\n/_build/\n"),
    ],
)
def test_gitignore(tmp_path: Path, before: str | None, after: str) -> None:
    root = lay_out(tmp_path, OLD if before is None else {**OLD, ".gitignore": before})
    assert main(["quickstart", str(root)]) == 0
    assert (root / ".gitignore").exists() == (before is not None)
    main(["quickstart", str(root), "--gitignore"])
    assert (root / ".gitignore").read_text() == after


def test_templates_of_the_site_are_not_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("_themes", "_themes.pdf", "samples", "looks")
    config = {
        "docsets_to_publish": [
            {"build_source_folder": ".", "template_folder": "looks"}
        ],
        "dependent_repositories": [
            {"path_to_root": name, "url": f"https://e.org/{name}"} for name in names
        ],
        "targets": {
            "a": {"template_folder": "_themes"},
            "Pdf": {"template_folder": "_themes.pdf"},
        },
    }
    files = {**LEARN, ".openpublishing.publish.config.json": json.dumps(config)}
    main(["quickstart", str(lay_out(tmp_path, files)), "--check"])
    lines = capsys.readouterr().out.splitlines()
    missing = [line for line in lines if line.startswith("not checked out")]
    assert [line.split()[3] for line in missing] == ["samples."]


TOC = {"docs/toc.yml": "- name: Page\n  href: page.md\n", "docs/page.md": "# Page\n"}


def docset(**metadata: str) -> dict[str, str]:
    content = [{"files": ["**/*.md", "**/*.yml"]}]
    build = {"content": content, "globalMetadata": metadata}
    return {"docs/docfx.json": json.dumps({"build": build}), **TOC}


@pytest.mark.parametrize(
    ("files", "folder", "title"),
    [
        ({}, "WSL", "WSL"),
        ({}, "my-docs", "My docs"),
        ({}, "azure_IoT-docs", "Azure IoT docs"),
        (docset(titleSuffix="Contoso Hub"), "x", "Contoso Hub"),
        (docset(_appTitle="Hub", _appName="H"), "x", "Hub"),
        (
            {**docset(titleSuffix="X"), "docs/index.md": "# WSL Documentation\n"},
            "x",
            "WSL",
        ),
        (
            {**docset(titleSuffix="Hub"), "docs/index.md": "# What is Hub?\n"},
            "x",
            "Hub",
        ),
        (
            {**docset(), "docs/index.yml": '### YamlMime:Hub\ntitle: "IoT"\n'},
            "x",
            "IoT",
        ),
        ({"index.md": "---\na: 1\n---\n# My `code` #\n"}, "x", "My `code`"),
        ({"index.md": "Mine\n====\n"}, "x", "Mine"),
        ({"index.rst": "Mine\n====\n"}, "x", "Mine"),
        ({"index.md": "No heading.\n"}, "hub", "Hub"),
        ({"index.md": '# A "B" \\ c\n'}, "x", 'A "B" \\ c'),
    ],
)
def test_title(tmp_path: Path, files: dict[str, str], folder: str, title: str) -> None:
    root = tmp_path / folder
    root.mkdir()
    lay_out(root, files)
    assert main(["quickstart", str(root)]) == 0
    values: dict[str, object] = {}
    exec((root / "conf.py").read_text(), values)
    assert values["project"] == title


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("MIT\n\nCopyright (c) Contoso\n", "Contoso"),
        ("Copyright (c) 2014-2016, Ann Bee and others\n", "Ann Bee and others"),
        ("   Copyright © 2020 Contoso, Inc. All rights reserved.\n", "Contoso, Inc."),
        ("Copyright (c) Contoso.  Given under these terms:\n", "Contoso."),
        ("Copyright [yyyy] [name of copyright owner]\n", None),
        ("the copyright holder's (c) rights\n", None),
    ],
)
def test_copyright(tmp_path: Path, text: str, owner: str | None) -> None:
    root = lay_out(tmp_path, {**OLD, "LICENSE": text})
    assert main(["quickstart", str(root)]) == 0
    values: dict[str, object] = {}
    exec((root / "conf.py").read_text(), values)
    assert values.get("copyright") == owner
    assert values.get("html_show_copyright", True) == (owner is not None)


def test_language_of_the_docset(tmp_path: Path) -> None:
    config = {"docsets_to_publish": [{"build_source_folder": ".", "locale": "pt-br"}]}
    files = {**LEARN, ".openpublishing.publish.config.json": json.dumps(config)}
    root = lay_out(tmp_path, files)
    assert main(["quickstart", str(root)]) == 0
    assert 'language = "pt_BR"' in (root / "conf.py").read_text()


@pytest.mark.parametrize(
    ("theme", "package"),
    [
        ("pydata_sphinx_theme", "pydata-sphinx-theme"),
        ("nobody_has_this", "nobody-has-this"),
        ("alabaster", ""),
    ],
)
def test_theme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], theme: str, package: str
) -> None:
    root = lay_out(tmp_path, OLD)
    assert main(["quickstart", str(root), "--theme", theme, "--rtd"]) == 0
    assert f'html_theme = "{theme}"' in (root / "conf.py").read_text()
    lines = (root / "docs-requirements.txt").read_text().splitlines()
    assert lines[1:] == [package] * bool(package)
    assert ("is not installed" in capsys.readouterr().out) == (theme[0] == "n")


def test_default_theme_is_named_if_it_is_not_installed(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conf_file, "entry_points", lambda group: [])
    root = lay_out(tmp_path, OLD)
    assert main(["quickstart", str(root)]) == 0
    assert '# html_theme = "furo"' in (root / "conf.py").read_text()
    assert "pip install furo" in capsys.readouterr().out


def test_installed_packages_are_no_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {f"{name}/x.md": "# X\n" for name in ("venv", "node_modules", ".venv")}
    root = lay_out(tmp_path, {**OLD, **files})
    assert main(["quickstart", str(root)]) == 0
    assert "Markdown files: 1 " in capsys.readouterr().out
    values: dict[str, list[str]] = {}
    exec((root / "conf.py").read_text(), values)
    assert {"venv", ".venv", "node_modules"} < {*values["exclude_patterns"]}


def test_a_conf_py_without_the_extension_gets_a_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path, {"index.md": "# A\n", "conf.py": "extensions = []\n"})
    assert main(["quickstart", str(root)]) == 1
    assert 'add "sphinx_azuredocs" to extensions' in capsys.readouterr().err
    assert main(["quickstart", str(lay_out(tmp_path / "b", OLD))]) == 0
    assert "Hint" not in capsys.readouterr().err


def test_files_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path, {**OLD, ".github": "a file\n"})
    assert main(["quickstart", str(root), "--github"]) == 1
    assert "error: " in capsys.readouterr().err
    assert (root / ".github").read_text() == "a file\n"
