"""``sphinx-azuredocs build``: build a repository, with or without a ``conf.py``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Add the arguments of ``build``.

    :param subparsers: the result of :meth:`argparse.ArgumentParser.add_subparsers`.
    """
    parser = subparsers.add_parser(
        "build",
        help="build a repository; no conf.py is needed",
        description="Build a repository as sphinx-build does. Without a conf.py it is "
        "built with the values that quickstart would write; nothing is written to the "
        "repository except the output. The exit status is that of sphinx-build: 0 for "
        "a build without errors, 1 with -W and warnings, 2 for an error.",
    )
    parser.set_defaults(run=run)
    add_arguments(parser)
    parser.add_argument(
        "-q", "--quiet", action="store_true", help="print warnings and errors only"
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that ``build`` and ``serve`` have in common.

    :param parser: the parser of a sub-command.
    """
    add = parser.add_argument
    add("dir", nargs="?", default=".", type=Path, metavar="DIR", help="the repository")
    add(
        "-o",
        "--output",
        type=Path,
        metavar="OUT",
        help="the folder of the output (default: DIR/_build/BUILDER)",
    )
    add(
        "-b",
        "--builder",
        default="html",
        metavar="BUILDER",
        help="the builder (default: html)",
    )
    add(
        "-t",
        "--theme",
        metavar="NAME",
        help="the theme of HTML pages (default: that of conf.py, else furo if it is "
        "installed)",
    )
    add(
        "-j",
        "--jobs",
        metavar="N",
        help="the number of processes, or auto (default: 1)",
    )
    add("-W", "--fail-on-warning", action="store_true", help="treat warnings as errors")
    add(
        "-n",
        "--nitpicky",
        action="store_true",
        help="report all references without a target",
    )
    add("-E", "--fresh-env", action="store_true", help="read all pages again")
    add(
        "-D",
        "--define",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a value that overrides that of conf.py",
    )


def run(options: argparse.Namespace) -> int:
    """Build a repository.

    :param options: the arguments.
    :return: the exit code of ``sphinx-build``; 1 if the folder is missing, or a file
        that describes the repository is broken.
    """
    from sphinx.cmd.build import main

    from .project import open_project

    with open_project(options) as project:
        if project is None:
            return 1
        return main([*project.arguments, *(["-q"] if options.quiet else [])])
