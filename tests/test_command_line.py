"""The command line as a whole: version, help, closed pipes, what it imports."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_azuredocs import __version__
from sphinx_azuredocs.cli.main import _parser, main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMAND = [sys.executable, "-m", "sphinx_azuredocs"]


@pytest.mark.parametrize(
    "arguments", [["--version"], ["quickstart", "--version"], ["--help"]]
)
def test_version_and_help_exit_with_0(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 0
    out = capsys.readouterr().out
    if "--version" in arguments:
        assert out == f"sphinx-azuredocs {__version__}\n"
    else:
        assert "quickstart" in out


@pytest.mark.parametrize("arguments", [[], ["nope"], ["--vers"]])
def test_wrong_arguments_exit_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: sphinx-azuredocs" in capsys.readouterr().err


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_the_documentation(page: Path) -> None:
    blocks = re.findall(r"```(?:console|shell)\n(.*?)```", page.read_text(), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    commands = [
        shlex.split(line.removeprefix("$ "), comments=True)[1:]
        for line in lines
        if line.removeprefix("$ ").startswith("sphinx-azuredocs ")
    ]
    for arguments in commands:
        if not {"--help", "--version"} & {*arguments}:
            assert callable(_parser().parse_args(arguments).run)
    assert commands or page.name != "README.md"


def test_help_imports_neither_sphinx_nor_docutils() -> None:
    code = (
        "import sys\nfrom sphinx_azuredocs.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(*sorted({m.partition('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(result.stderr.split())
    assert not loaded & {"sphinx", "docutils", "myst_parser", "yaml", "markdown_it"}


@pytest.mark.parametrize("arguments", [["--help"], ["quickstart", "--check", "."]])
def test_closed_pipe(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        result = subprocess.run(
            [*COMMAND, *arguments],
            # Output that is not buffered is written by argparse, which ignores errors.
            env={**os.environ, "PYTHONUNBUFFERED": ""},
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(write)
    assert (result.returncode, result.stderr) == (1, "")
