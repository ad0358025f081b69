"""``sphinx-azuredocs serve``: build a repository again and again while it is edited."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .build import add_arguments

_AUTOBUILD = "sphinx_autobuild"
_INSTALL = "pip install sphinx-autobuild"


def add_parser(subparsers: Any) -> None:
    """Add the arguments of ``serve``.

    :param subparsers: the result of :meth:`argparse.ArgumentParser.add_subparsers`.
    """
    parser = subparsers.add_parser(
        "serve",
        help="build a repository, and show it in a browser while it is edited",
        description="Build a repository as build does, serve its pages on this "
        "machine, and build them again when a file of the repository changes: a page, "
        "an included file, a table of contents or another file in YAML or JSON. It "
        f"needs sphinx-autobuild: {_INSTALL}",
    )
    parser.set_defaults(run=run)
    add_arguments(parser)
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the host name (default: 127.0.0.1)")
    add(
        "--port", type=int, default=8000, help="the port (default: 8000; 0: a free one)"
    )
    add("--open-browser", action="store_true", help="open a browser after the build")
    add(
        "--watch",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="a folder outside DIR to watch, too",
    )


def run(options: argparse.Namespace) -> int:
    """Build a repository and serve its pages until Ctrl+C.

    :param options: the arguments.
    :return: the exit code; 1 if sphinx-autobuild or the folder is missing, or a file
        that describes the repository is broken.
    """
    if find_spec(_AUTOBUILD) is None:
        print(f"error: serve needs sphinx-autobuild: {_INSTALL}", file=sys.stderr)
        return 1
    from sphinx_autobuild.__main__ import main

    from .project import OUTPUT, open_project

    with open_project(options) as project:
        if project is None:
            return 1
        arguments = ["--host", options.host, "--port", str(options.port)]
        arguments += ["--ignore", str((project.srcdir / OUTPUT).resolve())]
        for path in options.watch:
            arguments += ["--watch", str(path.resolve())]
        if options.open_browser:
            arguments += ["--open-browser", "--delay", "0"]
        main([*arguments, *project.arguments])
    return 0
