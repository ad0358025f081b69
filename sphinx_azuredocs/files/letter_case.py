"""Finding files by paths that were written for a file system without letter case."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def find_file(candidates: Sequence[Path]) -> Path | None:
    """The first of some paths that is a file.

    :param candidates: absolute paths without ``..``.
    :return: the file; where there is none, the first that is one in other letter
        case; ``None`` where there is none of these either.
    """
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    for candidate in candidates:
        found = _in_other_case(candidate)
        if found is not None and found.is_file():
            return found
    return None


def _in_other_case(path: Path) -> Path | None:
    """What exists at a path, or at one that differs in letter case alone."""
    if path.exists():
        return path
    if path.parent == path:
        return None
    parent = _in_other_case(path.parent)
    if parent is None or not parent.is_dir():
        return None
    name = path.name.casefold()
    entries = sorted(entry for entry in os.listdir(parent) if entry.casefold() == name)
    return parent / entries[0] if entries else None
