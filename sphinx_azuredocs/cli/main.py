"""The command line: its sub-commands, exit codes and closed pipes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from .. import __version__
from . import build, check, convert, quickstart, serve

# The modules of the sub-commands, in the order of the help. Each has two functions:
# `add_parser(subparsers)` adds its arguments, and names `run(options)` as the default
# of `run`. It imports what it needs in `run`, so that other commands start without it.
_COMMANDS = (build, serve, check, convert, quickstart)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    :param arguments: the arguments; by default those of the process.
    :return: the exit code; 1 if the reader of the output has gone, 130 after Ctrl+C.
    :raises SystemExit: from argparse: 0 after ``--help`` and ``--version``, 2 for
        wrong arguments.
    """
    try:
        try:
            options = _parser().parse_args(arguments)
            code: int = options.run(options)
        finally:
            # Write what is buffered here, where a closed pipe can be caught.
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes again at its end, which must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the arguments of all sub-commands."""
    parser = argparse.ArgumentParser(
        "sphinx-azuredocs",
        description="Build Azure and Microsoft Learn repositories with Sphinx.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {__version__}"
    )
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, dest="command"
    )
    for command in _COMMANDS:
        command.add_parser(commands)
    for name, subparser in commands.choices.items():
        subparser.add_argument(
            "--version",
            action="version",
            version=f"{parser.prog} {__version__}",
            help=f"show the version of {parser.prog} {name} and exit",
        )
    return parser
