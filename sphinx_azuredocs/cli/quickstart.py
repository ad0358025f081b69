"""``sphinx-azuredocs quickstart``: write a ``conf.py`` for an existing repository.

It inspects a repository of either dialect and writes the files that Sphinx needs to
build it. Existing files are never changed.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Add the arguments of ``quickstart``.

    :param subparsers: the result of :meth:`argparse.ArgumentParser.add_subparsers`.
    """
    parser = subparsers.add_parser(
        "quickstart",
        help="write a conf.py for a repository",
        description="Look at a repository of either dialect, and write a conf.py that "
        "builds it. Existing files are never changed.",
    )
    parser.set_defaults(run=run)
    parser.add_argument(
        "dir", nargs="?", default=".", type=Path, metavar="DIR", help="the repository"
    )
    parser.add_argument(
        "--check", action="store_true", help="only report what was recognised"
    )
    parser.add_argument(
        "--rtd", action="store_true", help="write .readthedocs.yaml, too"
    )


def run(options: argparse.Namespace) -> int:
    """Recognise a repository, and write the files that Sphinx needs to build it.

    :param options: the arguments.
    :return: the exit code; 1 if the folder is missing or already has the files.
    """
    from .repository import quickstart

    return quickstart(options.dir, check=options.check, rtd=options.rtd)
