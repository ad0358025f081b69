"""The command line."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

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
    assert "azuredocs_docsets = {'.': '/azure'}" in (root / "conf.py").read_text()


def test_a_landing_page_is_the_start_page(tmp_path: Path) -> None:
    files = {f"docs/{name}": text for name, text in LEARN.items()}
    files["docs/index.yml"] = "### YamlMime:Landing\ntitle: Contoso documentation # A\n"
    files["docs/docfx.json"] = '{"build": {"content": [{"files": ["**/*.*"]}]}}'
    root = lay_out(tmp_path, files)
    assert main(["quickstart", str(root)]) == 0
    written = (root / "conf.py").read_text()
    assert "project = 'Contoso'" in written
    assert "root_doc = 'docs/index'" in written
    assert not (root / "index.md").exists()


def test_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, LEARN)
    before = sorted(root.rglob("*"))
    assert main(["quickstart", str(root), "--check"]) == 0
    assert sorted(root.rglob("*")) == before
    assert capsys.readouterr().out.splitlines() == [
        "dialect: docfx, as for Microsoft Learn",
        "docset .: 4 files, served at /azure/",
        "Markdown files: 3",
        "TOCs: 1",
        "YAML pages, Landing: 1",
        "files of zone pivots: 0",
        "redirection files: 0",
        "not checked out: https://e.org/x (main), as x",
    ]


def test_nothing_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path, {**OLD, "conf.py": "mine = 1\n"})
    assert main(["quickstart", str(root)]) == 1
    assert (root / "conf.py").read_text() == "mine = 1\n"
    assert not (root / "index.md").exists()
    assert "conf.py already" in capsys.readouterr().err


def test_an_index_is_kept(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {**OLD, "index.md": "# Mine\n"})
    assert main(["quickstart", str(root)]) == 0
    assert (root / "index.md").read_text() == "# Mine\n"


def test_broken_docfx_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, {"docfx.json": "{\n\n"})
    assert main(["quickstart", str(root), "--check"]) == 0
    assert "docfx.json:3: is not JSON" in capsys.readouterr().out


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
    assert "left as it is: conf.py" in capsys.readouterr().out
    assert main(["quickstart", str(root), "--rtd"]) == 1


def test_command_with_a_space_in_a_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "my docs"
    root.mkdir()
    main(["quickstart", str(lay_out(root, LEARN))])
    command = capsys.readouterr().out.splitlines()[-1].removeprefix("Now run: ")
    assert shlex.split(command)[3] == str(root)
