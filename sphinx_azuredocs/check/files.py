"""The findings of the files that a command names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from .findings import Finding


def of_files(
    findings: Iterable[Finding], files: Sequence[Path], srcdir: Path
) -> list[Finding]:
    """Return the findings in files, or in the files of folders.

    :param findings: the findings.
    :param files: files and folders, relative to the working directory.
    :param srcdir: the source directory.
    """
    return [f for f in findings if is_among(srcdir / f.path, files)]


def is_among(path: Path, files: Sequence[Path]) -> bool:
    """Return True for a file that is named, or in a folder that is named.

    :param path: the file.
    :param files: files and folders, relative to the working directory.
    """
    here = Path.cwd()
    key = _key(here / path)
    names = (_key(here / file) for file in files)
    return any(key == name or key.startswith(name + os.sep) for name in names)


@cache
def _key(path: Path) -> str:
    """Return an absolute path as the file system compares it; folders are resolved."""
    # A link is a file of the project, wherever it leads.
    folder = os.path.realpath(path.parent)
    return os.path.normcase(os.path.normpath(os.path.join(folder, path.name)))
