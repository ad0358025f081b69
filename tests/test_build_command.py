"""``sphinx-azuredocs build``: without a conf.py, with one, and its summary."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from sphinx.cmd.build import main as sphinx_build

from sphinx_azuredocs.cli.main import main

from .conftest import CORPUS, Build
from .test_quickstart import LEARN, OLD, lay_out

MYST = {"index.md": "# Mine\n\n{doc}`a`\n\n```{toctree}\na\n```\n", "a.md": "# A\n"}
DOCSET = {
    "docs/docfx.json": json.dumps(
        {"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}
    ),
    ".openpublishing.publish.config.json": json.dumps(
        {"docsets_to_publish": [{"build_source_folder": "docs", "locale": "de-de"}]}
    ),
    "docs/index.yml": "### YamlMime:Landing\ntitle: Contoso documentation\n",
    "docs/toc.yml": "- name: A\n  href: a.md\n",
    "docs/a.md": "# A\n\n> [!NOTE]\n> Text.\n",
    "LICENSE-CODE": "Copyright (c) Contoso\n",
}
TWO = {
    **{f"one/{name}": text for name, text in LEARN.items() if name[0] != "."},
    **{f"two/{name}": text for name, text in LEARN.items() if name[0] != "."},
}
# They hold times, pickles, and the record of the output with times of reading.
NOT_COMPARED = {".buildinfo", ".doctrees", ".azuredocs.json"}


def files_in(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    relative = {path.relative_to(folder): path for path in paths}
    return {
        inner.as_posix(): path.read_bytes()
        for inner, path in relative.items()
        if NOT_COMPARED.isdisjoint(inner.parts)
    }


@pytest.mark.parametrize(
    ("files", "arguments"),
    [
        (LEARN, []),
        (OLD, ["--theme", "alabaster"]),
        (MYST, ["--theme", "alabaster"]),
        (DOCSET, ["--theme", "alabaster"]),
        (TWO, ["--theme", "alabaster", "-b", "dirhtml"]),
    ],
)
def test_it_builds_as_quickstart_and_sphinx_build_do(
    tmp_path: Path, files: Mapping[str, str], arguments: list[str]
) -> None:
    root = lay_out(tmp_path / "my-docs", dict(files))
    before = files_in(root)
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    assert main(["build", str(root), "-q", "-o", str(ours), *arguments]) == 0
    assert files_in(root) == before
    builder = arguments[-1] if "-b" in arguments else "html"
    theme = arguments[:2] if "--theme" in arguments else []
    assert main(["quickstart", str(root), *theme]) == 0
    assert sphinx_build(["-q", "-b", builder, str(root), str(theirs)]) == 0
    built = files_in(ours)
    assert len(built) > 20
    assert built == files_in(theirs)


def test_output_is_in_the_repository_and_no_page(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {**MYST, "public/copied.md": "# Copied\n"})
    assert main(["build", str(root), "-q", "-t", "basic"]) == 0
    assert (root / "_build/html/index.html").exists()
    assert (root / "_build/html/public/copied.html").exists()
    output = str(root / "public")
    assert main(["build", str(root), "-q", "-t", "basic", "-o", output, "-E"]) == 0
    assert not (root / "public/public").exists()


def test_a_second_build_reads_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path, OLD)
    arguments = ["build", str(root), "-t", "basic"]
    assert main(arguments) == 0
    capsys.readouterr()
    assert main(arguments) == 0
    assert "0 added, 0 changed, 0 removed" in capsys.readouterr().out


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, {"index.md": "# A\n\n[x](nope.md)\n"})
    arguments = ["build", str(root), "-q", "-t", "basic"]
    assert main(arguments) == 0
    assert main([*arguments, "-W", "-E"]) == 1
    assert main([*arguments, "-D", "html_theme=nobody_has_this"]) == 2
    assert main([*arguments, "-b", "nope"]) == 2
    assert "Builder name nope not registered" in capsys.readouterr().err
    assert main(["build", str(tmp_path / "none")]) == 1
    assert "is not a folder" in capsys.readouterr().err


def test_conf_py_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conf = 'extensions = ["sphinx_azuredocs"]\nhtml_theme = "basic"\nproject = "P1"\n'
    root = lay_out(tmp_path, {**MYST, "conf.py": conf})
    assert main(["build", str(root)]) == 0
    assert "P1" in (root / "_build/html/index.html").read_text()
    out = capsys.readouterr().out
    assert "\npages: 2\n" in out
    assert "links to" not in out
    assert main(["build", str(root), "-q", "-t", "alabaster"]) == 0
    assert (root / "_build/html/_static/alabaster.css").exists()


def test_conf_py_without_the_extension(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = 'extensions = ["myst_parser"]\nhtml_theme = "basic"\n'
    root = lay_out(tmp_path, {**MYST, "conf.py": conf})
    assert main(["build", str(root), "-W"]) == 0
    captured = capsys.readouterr()
    assert "pages:" not in captured.out
    assert 'add "sphinx_azuredocs" to extensions' in captured.err


def test_start_page_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path, OLD)

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "write_text", lambda *_args, **_kwargs: 0)
    assert main(["build", str(root)]) == 1
    assert "has no start page" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_start_page_is_removed_when_the_build_is_ended(tmp_path: Path) -> None:
    files = {f"articles/{n}.md": OLD["articles/one.md"] for n in range(300)}
    root = lay_out(tmp_path, {**files, "includes/x.md": "Text.\n"})
    command = [sys.executable, "-m", "sphinx_azuredocs", "build", str(root), "-j1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        end = time.monotonic() + 60
        while not (root / "index.md").exists() and time.monotonic() < end:
            time.sleep(0.01)
        assert (root / "index.md").exists()
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 128 + signal.SIGTERM
    assert not (root / "index.md").exists()


SUMMARY = {
    "docs/docfx.json": '{"build": {"content": [{"files": ["**/*.md"]}]}}',
    ".openpublishing.publish.config.json": json.dumps(
        {
            "docsets_to_publish": [{"build_source_folder": "docs"}],
            "dependent_repositories": [
                {"path_to_root": "docs/s", "url": "https://e.org/s", "branch": "live"}
            ],
        }
    ),
    "index.md": "# A\n",
    "docs/a.md": "# A\n\n[!INCLUDE [x](s/x.md)]\n\n[!INCLUDE [y](s/y.md)]\n\n"
    "[one](/azure/nope) [one](/azure/nope) [two](https://learn.microsoft.com/x/y)\n\n"
    "[other](https://example.com/)\n\n[dead](nope.md)\n",
    "docs/b.md": "# B\n\n[!INCLUDE [x](s/x.md)]\n\n[one](/azure/nope)\n",
}


@pytest.mark.parametrize("settings", [{"azuredocs_summary": True}, {}])
def test_summary(build: Build, settings: dict[str, bool]) -> None:
    built = build(SUMMARY, **settings)
    status = built.app.status.getvalue()
    _, _, summary = status.partition("\npages: ")
    if not settings:
        assert not summary
        return
    lines = summary.splitlines()
    assert lines[:7] == [
        "3",
        "links to learn.microsoft.com: 3",
        "includes of repositories that are not checked out: 3",
        "  3: check https://e.org/s (live) out as docs/s",
        "warnings: 4",
        "  azuredocs.include: 3",
        "  azuredocs.link: 1",
    ]


def test_summary_leaves_suppressed_warnings_out(build: Build) -> None:
    settings = {"suppress_warnings": ["azuredocs.include"], "azuredocs_summary": True}
    built = build(SUMMARY, **settings)
    assert "\nwarnings: 1\n  azuredocs.link: 1\n" in built.app.status.getvalue()


def test_serve_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if find_spec("sphinx_autobuild"):
        pytest.skip("sphinx-autobuild is installed")
    assert main(["serve", str(tmp_path)]) == 1
    assert "pip install sphinx-autobuild" in capsys.readouterr().err


CORPORA = (
    "wsl-docs-2026-07",
    "terminal-docs-2026-05",
    "vcpkg-docs-2025-06",
    "azure-content-2014-12",
    "azure-content-2015-02",
    "azure-management-docs-2026-08",
)


@pytest.mark.corpus
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", CORPORA)
def test_it_builds_whole_repositories_as_quickstart_and_sphinx_build_do(
    tmp_path: Path, pytestconfig: pytest.Config, name: str
) -> None:
    if not pytestconfig.getoption("all_corpora"):
        pytest.skip("it takes some minutes, and needs the option --all-corpora")
    unpack = CORPUS / "unpack"
    if not unpack.exists():
        pytest.skip(f"the corpus is not in {CORPUS}")
    root = tmp_path / "repository"
    subprocess.run([unpack, name, root], check=True, capture_output=True)
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    arguments = [str(root), "--theme", "alabaster"]
    assert main(["build", *arguments, "-q", "-o", str(ours)]) == 0
    assert main(["quickstart", *arguments]) == 0
    assert sphinx_build(["-q", "-b", "html", str(root), str(theirs)]) == 0
    built, wanted = files_in(ours), files_in(theirs)
    assert built.keys() == wanted.keys()
    assert [name for name in built if built[name] != wanted[name]] == []
