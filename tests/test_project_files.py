"""Files for contributors agree with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def hook(name: str) -> dict[str, Any]:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    return next(hook for hook in hooks if hook["id"] == name)


def test_mypy_hook_has_all_dependencies() -> None:
    typing = PROJECT["optional-dependencies"]["typing"]
    stubs = [name for name in typing if not name.startswith("mypy")]
    wanted = [*PROJECT["dependencies"], *stubs]
    assert sorted(hook("mypy")["additional_dependencies"]) == sorted(wanted)


def test_workflow_runs_environments_of_tox() -> None:
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text()
    jobs = yaml.safe_load(text)["jobs"]
    pythons = jobs["tests"]["strategy"]["matrix"]["python"]
    classifiers = "".join(PROJECT["classifiers"])
    assert all(f"Python :: {version}" in classifiers for version in pythons)
    tox = (ROOT / "tox.ini").read_text()
    factors = ",".join(version.replace("3.", "3") for version in pythons)
    assert f"py{{{factors}}}-{{oldest,newest}}" in tox
    for name in (*jobs["checks"]["strategy"]["matrix"]["env"], "coverage", "browser"):
        assert f"[testenv:{name}]" in tox


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
)
def test_links_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    code = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", code.sub("", text))
    files = [target for target in targets if "://" not in target]
    assert [file for file in files if not (ROOT / file).exists()] == []


def test_readme_has_the_test_command_of_ci() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
