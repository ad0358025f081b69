"""The pages for contributors say what the code does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_azuredocs.dialect import CONSTRUCTS
from sphinx_azuredocs.events import HANDLERS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "sphinx_azuredocs"
DEVELOP = ROOT / "docs" / "develop"
_FILE = re.compile(
    r"^### `(?P<name>constructs/\S+\.py)`\n(?:(?!#).*\n)*?"
    r"```python\n(?P<text>(?:.*\n)*?)```$",
    re.MULTILINE,
)
_FIXTURE = re.compile(
    r"^```md\n.+\n\.\n(?P<source>[^`]*?)\n\.\n(?P<outline>[^`]*?)\n\.\n```$",
    re.MULTILINE,
)
_OUTLINE = (
    "import sys; from tests.test_syntax import outline, parse\n"
    "print('\\n'.join(outline(parse(sys.stdin.read()))))"
)
_PAGE = """
# Page

- In a list

  ::: audience for="admins"
  Text
  ::: audience-end

::: audience
::: audience-end
"""


def folder_of(module: str) -> str:
    name = module.split(".")[1]
    return f"{name}/" if (PACKAGE / name).is_dir() else f"{name}.py"


def test_architecture_names_every_folder() -> None:
    text = (DEVELOP / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("## The folders")[2].partition("Inside a construct")[0]
    entries = (path for path in PACKAGE.iterdir() if not path.name.startswith("__"))
    names = {f"{path.name}/" if path.is_dir() else path.name for path in entries}
    missing = {name for name in names - {"py.typed"} if f"`{name}`" not in table}
    assert missing == set()


def test_architecture_names_every_handler() -> None:
    text = (DEVELOP / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (\d+) \| `([^`]+)` \|", text, re.MULTILINE)
    handlers = [*HANDLERS, *(h for part in CONSTRUCTS for h in part.handlers)]
    assert {(event, int(priority), folder) for event, priority, folder in rows} == {
        (handler.event, handler.priority, folder_of(handler.function.__module__))
        for handler in handlers
    }


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A copy of the package with the construct of the guide, as ``PYTHONPATH``."""
    root = tmp_path_factory.mktemp("extended")
    package = root / "sphinx_azuredocs"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    guide = (DEVELOP / "adding-a-construct.md").read_text(encoding="utf-8")
    files = {match["name"]: match["text"] for match in _FILE.finditer(guide)}
    assert len(files) == 4
    for name, text in files.items():
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(text, encoding="utf-8")
    registry = package / "dialect.py"
    text = registry.read_text(encoding="utf-8")
    line = re.findall(r'^```text\n( +"\S+,\n)```$', guide, re.MULTILINE)[0]
    assert text.count('        "zones",\n') == 1
    text = text.replace('        "zones",\n', f'        "zones",\n{line}', 1)
    registry.write_text(text, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{ROOT}"}


def run(
    arguments: list[str], env: dict[str, str], folder: Path, text: str = ""
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=env,
        cwd=folder,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_guide_adds_a_construct(extended: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_azuredocs"]\n')
    (tmp_path / "index.md").write_text(_PAGE)
    arguments = ["-m", "sphinx", "--no-color", "-q", "-b", "pseudoxml", ".", "_build"]
    warnings = run(arguments, extended, tmp_path).stderr.splitlines()
    assert [line.partition("index.md:")[2] for line in warnings] == [
        "10: WARNING: 'audience' was left as text: "
        'for="…" is missing; write '
        '::: audience for="admins" [azuredocs.unknown-construct]'
    ]
    page = (tmp_path / "_build" / "index.pseudoxml").read_text(encoding="utf-8")
    item = page.partition("<list_item>")[2].partition("::: audience")[0]
    assert '<container classes="azure-audience">' in item
    assert item.split()[-5:] == ["For:", "admins", "<paragraph>", "Text", "<paragraph>"]


def test_fixture_of_the_guide(extended: dict[str, str], tmp_path: Path) -> None:
    guide = (DEVELOP / "adding-a-construct.md").read_text(encoding="utf-8")
    match = _FIXTURE.search(guide)
    assert match
    outline = run(["-c", _OUTLINE], extended, tmp_path, f"{match['source']}\n").stdout
    assert outline.rstrip("\n") == match["outline"]
