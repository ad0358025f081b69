"""``sphinx-azuredocs check``: report the warnings of a build without building."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_FORMATS = ("text", "github", "sarif", "json")


def add_parser(subparsers: Any) -> None:
    """Add the arguments of ``check``.

    :param subparsers: the result of :meth:`argparse.ArgumentParser.add_subparsers`.
    """
    parser = subparsers.add_parser(
        "check",
        help="report defects without building",
        description="Report the warnings of a build, without writing it. The settings "
        "are those of conf.py, else those that quickstart would write. The exit status "
        "is 0 without findings, 1 with findings, and 2 if the check cannot run.",
    )
    parser.set_defaults(run=run)
    add = parser.add_argument
    add("files", nargs="*", type=Path, metavar="FILE", help="report these files only")
    add(
        "-s",
        "--source",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the source directory (default: the working directory)",
    )
    add(
        "-c",
        "--conf-dir",
        type=Path,
        metavar="DIR",
        help="the folder of conf.py (default: the source directory)",
    )
    add(
        "-D",
        "--define",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a value that overrides that of conf.py",
    )
    add(
        "-f",
        "--format",
        choices=_FORMATS,
        default="text",
        help="how findings are written (default: text)",
    )
    add("-o", "--output", type=Path, metavar="FILE", help="write findings to a file")
    add(
        "--rules",
        choices=("build", "learn"),
        default="build",
        help="learn: apply the rules of style of Microsoft Learn, too (default: build)",
    )
    add(
        "--changed-since",
        metavar="REF",
        help="report the files that have changed since a commit of Git, and findings "
        "elsewhere that the change has caused",
    )
    add(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="do not report the findings in a file",
    )
    add(
        "--write-baseline",
        type=Path,
        metavar="FILE",
        help="write the findings to a file for --baseline, and end with 0",
    )
    add("--fix", action="store_true", help="correct what is certain, then report")
    add("-q", "--quiet", action="store_true", help="write findings only, no summary")
    add("--exit-zero", action="store_true", help="end with 0 with findings, too")


def run(options: argparse.Namespace) -> int:
    """Check a project.

    :param options: the arguments.
    :return: the exit code: 0 without findings, 1 with findings, 2 for an error.
    """
    import gc

    # A check is short, and keeps all pages.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        from .check_project import run_check

        return run_check(options)
    finally:
        if was_enabled:
            # Otherwise the collector would look at all objects of the check now.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
