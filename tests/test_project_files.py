"""Files for contributors agree with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import sphinx_azuredocs

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


def targets_in(text: str) -> list[str]:
    """The targets of links and of link reference definitions, outside code."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    found = re.findall(r"\]\(([^)]+)\)|^\[[^]]+\]: (\S+)", text, re.MULTILINE)
    return [inline or defined for inline, defined in found]


def file_of(target: str) -> str | None:
    """The file that a link of a page names, also by its URL; None for other URLs."""
    url = PROJECT["urls"]["Repository"]
    match = re.fullmatch(rf"{re.escape(url)}/(?:blob|raw|tree)/main/(.+)", target)
    if match:
        return match[1]
    return None if "://" in target else target


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
)
def test_links_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    files = [file_of(target.partition("#")[0]) for target in targets_in(text)]
    assert [f for f in files if f is not None and not (ROOT / f).exists()] == []


def test_readme_has_absolute_links_only() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = targets_in(text)
    assert len(targets) > 20
    assert [target for target in targets if "://" not in target] == []


def test_readme_has_the_test_command_of_ci() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_source_distribution_has_existing_files_and_everything() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    included = tool["flit"]["sdist"]["include"]
    assert [name for name in included if not (ROOT / name).exists()] == []
    tops = {name.partition("/")[0] for name in included}
    tops |= {
        "LICENSE",
        "README.md",
        "pyproject.toml",
        PROJECT["name"].replace("-", "_"),
    }
    for name in ("tests", "docs", "example_site", "benchmarks", "CHANGELOG.md"):
        assert name in tops
    suffixes = (".md", ".toml", ".ini", ".json")
    files = {path.name for path in ROOT.iterdir() if path.suffix in suffixes}
    assert files - tops == set()


def test_changelog_has_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+)", text, re.MULTILINE)
    assert newest is not None
    assert newest[1] in (sphinx_azuredocs.__version__, "Unreleased")


def test_release_publishes_what_tox_has_checked() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text()
    jobs = yaml.safe_load(text)["jobs"]
    assert jobs["publish"]["needs"] == "build"
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert any("twine check --strict" in str(step) for step in jobs["build"]["steps"])
    assert "twine check --strict" in (ROOT / "tox.ini").read_text()
