"""Walk the files of a repository, except hidden files and installed packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .door import is_file, walk

_ENVIRONMENTS = {"node_modules", "venv", ".venv", ".tox", ".nox"}


def is_environment(folder: Path) -> bool:
    """Return True for a folder of installed packages, such as ``node_modules``.

    :param folder: the folder.
    """
    return folder.name in _ENVIRONMENTS or is_file(folder / "pyvenv.cfg")


def files_below(root: Path) -> Iterator[Path]:
    """Yield the files below a folder, sorted by name.

    Folders of installed packages are skipped, and folders whose names begin with a dot
    or an underscore.

    :param root: the folder.
    """
    for folder, folders, names in walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if name[0] not in "._" and not is_environment(Path(folder, name))
        )
        yield from (Path(folder, name) for name in sorted(names))
