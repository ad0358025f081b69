"""``check`` finds what a build of each real repository reports, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from sphinx_azuredocs.check.run import Project, check_project
from sphinx_azuredocs.cli.main import main

from .conftest import CORPUS

pytestmark = pytest.mark.corpus
NAMES = (
    "azure-content-2014-12",
    "azure-content-2015-02",
    "azure-management-docs-2026-08",
    "terminal-docs-2026-05",
    "vcpkg-docs-2025-06",
    "wsl-docs-2026-07",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_warnings_of_a_build(
    pytestconfig: pytest.Config, tmp_path: Path, name: str
) -> None:
    if not pytestconfig.getoption("all_corpora"):
        pytest.skip("it takes some minutes, and needs the option --all-corpora")
    unpack = CORPUS / "unpack"
    if not unpack.exists():
        pytest.skip("the repositories are not beside the checkout")
    srcdir = (tmp_path / "src").resolve()
    subprocess.run([unpack, name, srcdir], check=True, capture_output=True)
    assert main(["quickstart", str(srcdir), "--theme", "alabaster"]) == 0
    log, out = tmp_path / "warnings.txt", tmp_path / "out"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-w", str(log)]
    subprocess.run([*command, str(srcdir), str(out)], check=True, capture_output=True)
    built = Counter(log.read_text(encoding="utf-8").splitlines())
    found = Counter(
        f"{w.path}{f':{w.line}' if w.line else ''}: WARNING: {w.message} [{w.kind}]"
        for w in check_project(Project(srcdir, srcdir))
    )
    assert sorted((found - built).elements()) == []
    assert sorted((built - found).elements()) == []
