"""Find files by paths that were written for a case-insensitive file system."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .door import SourceTree, exists, is_file, is_folder, names_in


def find_file(
    candidates: Sequence[Path], tree: SourceTree | None = None
) -> Path | None:
    """Return the first existing file of several paths, else None.

    :param candidates: absolute paths without ``..``.
    :param tree: the folders in which the file must be; None for any.
    :return: the first candidate that exists; else the first that exists in another
        letter case; else None.
    """
    for candidate in candidates:
        if _is_found(candidate, tree):
            return candidate
    for candidate in candidates:
        found = _in_other_case(candidate)
        if found is not None and _is_found(found, tree):
            return found
    return None


def _is_found(path: Path, tree: SourceTree | None) -> bool:
    return is_file(path) and (tree is None or tree.contains(path))


def _in_other_case(path: Path) -> Path | None:
    """Return the existing path that differs in letter case only; else None."""
    if exists(path):
        return path
    if path.parent == path:
        return None
    parent = _in_other_case(path.parent)
    if parent is None or not is_folder(parent):
        return None
    name = path.name.casefold()
    entries = [entry for entry in names_in(parent) if entry.casefold() == name]
    return parent / entries[0] if entries else None
