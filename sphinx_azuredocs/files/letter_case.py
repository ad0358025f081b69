"""Find files by paths that were written for a case-insensitive file system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from .door import SourceTree, is_file, names_in


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
    roots = tree.roots if tree is not None else ()
    for candidate in candidates:
        for found in _in_any_case(candidate, roots):
            if _is_found(found, tree):
                return found
    return None


def _is_found(path: Path, tree: SourceTree | None) -> bool:
    return is_file(path) and (tree is None or tree.contains(path))


def _in_any_case(path: Path, roots: Sequence[Path]) -> Iterator[Path]:
    """Yield the existing paths that differ from a path in letter case only.

    A case-sensitive file system may have the folders ``Media`` and ``media``, which
    their author saw as one.

    :param path: the path.
    :param roots: folders whose own paths are not varied.
    """
    if path.parent == path or path in roots:
        yield path
        return
    name = path.name.casefold()
    for parent in _in_any_case(path.parent, roots):
        entries = [entry for entry in names_in(parent) if entry.casefold() == name]
        for entry in sorted(entries, key=lambda entry: entry != path.name):
            yield parent / entry
