"""A repository of Microsoft Learn against plain MyST, on the same Markdown files.

``python -m benchmarks.learn SRCDIR`` builds, in turns, the repository with the
``conf.py`` that quickstart writes, and a copy of it with no more than MyST-Parser. In
the copy the dialect is text and included files are pages of their own; there are no
pages in YAML, no redirections and no tables of contents.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from sphinx_azuredocs.cli.main import main as quickstart

from .compare import print_rounds
from .measure import build_rounds

_PLAIN = """\
extensions = ["myst_parser"]
myst_enable_extensions = ["alert", "deflist", "dollarmath", "strikethrough"]
myst_heading_anchors = 6
"""


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.learn", description=__doc__
    )
    parser.add_argument("source", metavar="SRCDIR", type=Path)
    parser.add_argument("--rounds", type=int, default=3, help="builds of each kind (3)")
    parser.add_argument("--builder", default="html", help="the builder (html)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        azure, plain = Path(directory, "azure"), Path(directory, "plain")
        for project in (azure, plain):
            shutil.copytree(options.source, project)
        quickstart(["quickstart", str(azure), "--theme", "alabaster"])
        (plain / "conf.py").write_text(_PLAIN, encoding="utf-8")
        (plain / "index.md").write_text("# Home\n", encoding="utf-8")
        output = Path(directory, "output")
        output.mkdir()
        print_rounds(
            build_rounds(plain, azure, output, options.builder, options.rounds)
        )


if __name__ == "__main__":
    main()
