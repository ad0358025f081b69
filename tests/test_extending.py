"""What docs/extending.md promises: each of its examples, pasted into a conf.py."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import sphinx_azuredocs
from sphinx_azuredocs import api

ROOT = Path(__file__).parents[1]
EXAMPLES = re.findall(
    r"^```python\n(.*?)^```",
    (ROOT / "docs/extending.md").read_text(),
    re.MULTILINE | re.DOTALL,
)
Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Build one page with a conf.py: the page in HTML, and the warnings."""

    def run_build(conf: str, page: str, path: Path = ROOT) -> tuple[str, str]:
        source = tmp_path / "source"
        source.mkdir()
        (source / "conf.py").write_text(f'extensions = ["sphinx_azuredocs"]\n{conf}')
        (source / "index.md").write_text(f"# Page\n\n{page}\n")
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "--no-color",
            "-q",
            source,
            tmp_path / "out",
        ]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env={"PYTHONPATH": str(path), "LC_ALL": "C.UTF-8"},
            check=False,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done.stderr
        return (tmp_path / "out/index.html").read_text(), done.stderr

    return run_build


def example(start: str) -> str:
    (found,) = (text for text in EXAMPLES if start in text)
    return found


def test_examples_are_short() -> None:
    assert len(EXAMPLES) == 5
    for text in EXAMPLES:
        assert len([line for line in text.splitlines() if line.strip()]) <= 11


def test_a_construct(run: Run) -> None:
    page = '::: aside side="left"\nBring **cups**.\n::: aside-end\n\nText.'
    html, warnings = run(example("render_aside"), page)
    assert not warnings
    assert re.search(r'<aside class="sidebar">\s*<p>Bring <strong>cups</strong>', html)


@pytest.mark.parametrize("marker", ["!TODO", "!todo", "AZURE.TODO", "WACOM.Todo"])
def test_a_kind_of_note(run: Run, marker: str) -> None:
    conf = example("azuredocs_alerts") + 'azuredocs_dialects = {"**": "azure"}\n'
    html, warnings = run(conf, f"> [{marker}]\n> Write it.")
    assert not warnings
    assert '<div class="tip admonition">' in html
    assert '<p class="admonition-title">To do</p>' in html


def test_a_link_scheme(run: Run) -> None:
    html, warnings = run(example("myst_url_schemes"), "[It](wiki:Contoso#Places)")
    assert not warnings
    assert 'href="https://en.wikipedia.org/wiki/Contoso#Places"' in html


def test_page_metadata(run: Run, tmp_path: Path) -> None:
    run(example("metadata_of"), "Text.")
    assert not (tmp_path / "out/authors.txt").read_text()
    page = tmp_path / "source/index.md"
    page.write_text("---\nms.topic: x\nauthor: ana\n---\n# Page\n")
    command = [sys.executable, "-m", "sphinx", "-q", page.parent, tmp_path / "out"]
    subprocess.run(command, check=True, env={"PYTHONPATH": str(ROOT)}, cwd=tmp_path)
    assert (tmp_path / "out/authors.txt").read_text() == "index: ana"


def test_the_parser(run: Run) -> None:
    html, _warnings = run(example("azuredocs-parser-created"), "Term\n: Meaning")
    assert re.search(r"<dt>Term.*</dt><dd><p>Meaning</p>", html)


def test_a_parser_of_the_project_is_used(run: Run) -> None:
    conf = """
from sphinx_azuredocs.api import AzureParser

class Mine(AzureParser):
    def parse(self, inputstring, document):
        super().parse(inputstring + "\\nAdded.\\n", document)

def setup(app):
    app.add_source_parser(Mine, override=True)
"""
    html, warnings = run(conf, "Text.")
    assert not warnings
    assert "<p>Added.</p>" in html


def test_a_construct_costs_one_folder_and_one_line(run: Run, tmp_path: Path) -> None:
    package = Path(sphinx_azuredocs.__file__).parent
    copy = tmp_path / "package" / "sphinx_azuredocs"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
    folder = copy / "constructs" / "aside"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        example("render_aside")
        .partition("def setup")[0]
        .replace(
            "from sphinx_azuredocs.api import Construct, TripleColon, add_construct",
            "from ...syntax.triple_colon import TripleColon\n"
            "from ..construct import Construct",
        )
        + 'blocks = (TripleColon("aside"),)\n'
        'CONSTRUCT = Construct("aside", blocks=blocks, render=(render_aside,))\n'
    )
    registry = copy / "dialect.py"
    text = registry.read_text()
    line = '        "zones",\n'
    assert text.count(line) == 1
    registry.write_text(text.replace(line, f'{line}        "aside",\n'))
    html, warnings = run("", "::: aside\nWords.\n::: aside-end", copy.parent)
    assert not warnings
    assert re.search(r'<aside class="sidebar">\s*<p>Words.</p>', html)


def test_every_name_of_the_api_is_there() -> None:
    for name in api.__all__:
        assert hasattr(api, name)
