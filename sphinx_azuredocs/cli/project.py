"""A repository as a project of Sphinx, with or without a ``conf.py``.

A repository without ``conf.py`` gets one in a temporary folder, with the text that
``quickstart`` would write. A repository without a start page gets one while it is
built, since Sphinx reads pages only from the source directory.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from ..files.door import exists, is_folder, resolve
from .conf_file import DEFAULT_THEME, Site, conf_py, hint_on_conf, site_of
from .quickstart import print_errors
from .repository import recognise

_CONF = "conf.py"
OUTPUT = "_build"
"""The folder of the output, in the source directory."""
_SUMMARY = ("-D", "azuredocs_summary=1")
_ENDS = [
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@dataclass(frozen=True)
class Project:
    """A project of Sphinx.

    :param srcdir: the source directory.
    :param outdir: the output directory.
    :param arguments: the arguments of ``sphinx-build``.
    """

    srcdir: Path
    outdir: Path
    arguments: tuple[str, ...]


@contextmanager
def open_project(options: argparse.Namespace) -> Iterator[Project | None]:
    """Open the project of a repository, and remove temporary files at its end.

    :param options: the arguments of ``build``.
    :return: the project; None if an error was printed.
    """
    root: Path = options.dir
    if not is_folder(root):
        print(f"error: {root} is not a folder", file=sys.stderr)
        yield None
    elif exists(root / _CONF):
        yield _with_conf(options)
    else:
        found = recognise(resolve(root) or root)
        if print_errors(found, root):
            yield None
            return
        site = site_of(found, options.theme, _patterns(root, _output(options)))
        if options.theme is None and not site.theme:
            print(
                f"Hint: pip install {DEFAULT_THEME} for a better theme than Sphinx's "
                "default.",
                file=sys.stderr,
            )
        with TemporaryDirectory(prefix="sphinx-azuredocs-") as confdir:
            Path(confdir, _CONF).write_text(conf_py(site), encoding="utf-8")
            with _start_page(root, site) as is_ready:
                extra = ["-c", confdir]
                yield _project(options, [*extra, *_SUMMARY]) if is_ready else None


def _with_conf(options: argparse.Namespace) -> Project:
    """Return the project of a repository with a ``conf.py``."""
    extra = []
    if options.theme is not None:
        extra += ["-D", f"html_theme={options.theme}"]
    if hint := hint_on_conf(options.dir / _CONF):
        print(hint, file=sys.stderr)
    else:
        extra += _SUMMARY
    return _project(options, extra)


def _project(options: argparse.Namespace, extra: list[str]) -> Project:
    """Return a project.

    :param options: the arguments of ``build``.
    :param extra: further arguments of ``sphinx-build``.
    """
    outdir = _output(options)
    arguments = ["-b", options.builder, *extra]
    arguments += ["-j", options.jobs] if options.jobs else []
    for name, flag in (
        ("fail_on_warning", "-W"),
        ("nitpicky", "-n"),
        ("fresh_env", "-E"),
    ):
        arguments += [flag] if getattr(options, name) else []
    for value in options.define:
        arguments += ["-D", value]
    arguments += [str(options.dir), str(outdir)]
    return Project(options.dir, outdir, tuple(arguments))


def _output(options: argparse.Namespace) -> Path:
    output: Path | None = options.output
    return output or options.dir / OUTPUT / options.builder


def _patterns(root: Path, outdir: Path) -> list[str]:
    """Return the pattern that excludes the output, if it is in the source directory."""
    home, output = resolve(root), resolve(outdir)
    if home is None or output is None or not output.is_relative_to(home):
        return []
    inner = output.relative_to(home)
    return [inner.as_posix()] if inner.parts and inner.parts[0] != OUTPUT else []


@contextmanager
def _start_page(root: Path, site: Site) -> Iterator[bool]:
    """Write a start page if the repository lacks one, and remove it at the end.

    :param root: the source directory.
    :param site: the values of ``conf.py``.
    :return: False if it cannot be written; an error was printed.
    """
    if not site.needs_index:
        yield True
        return
    path = root / "index.md"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(site.index_md)
    except OSError as error:
        reason = error.strerror or error
        print(
            f"error: {root} has no start page, and {path} cannot be written for the "
            f"time of the build: {reason}",
            file=sys.stderr,
        )
        yield False
        return
    try:
        with _ended_by_exception():
            yield True
    finally:
        with suppress(OSError):
            # It may have been edited in the meantime.
            if path.read_text(encoding="utf-8") == site.index_md:
                path.unlink()


@contextmanager
def _ended_by_exception() -> Iterator[None]:
    """Raise SystemExit for signals that would end the process at once."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, stop) for number in _ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
