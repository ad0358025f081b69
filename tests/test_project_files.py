"""Files for contributors agree with each other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

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
