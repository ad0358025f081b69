"""Digests of files and values, by which a build finds out whether they have changed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from .door import FileError, is_folder, read_bytes, walk

_SIZE = 16
"""The number of bytes of a digest."""
_MAX_SIZE = 1 << 30
"""The largest number of bytes of a file that is read for its digest."""
_INSTALLED = {"site-packages", "dist-packages"}
_CACHES = ("__pycache__", ".git")


def digest_of(value: object) -> str:
    """Return the digest of a value with a stable ``repr``.

    :param value: the value.
    """
    text = repr(value).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=_SIZE).hexdigest()


class FileDigests:
    """The digests of files, each computed once."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}

    def of_file(self, path: str | os.PathLike[str]) -> str:
        """Return the digest of a file; empty for a file that cannot be read.

        :param path: the file.
        """
        name = os.fspath(path)
        if name not in self._digests:
            self._digests[name] = _digest_of_file(Path(name))
        return self._digests[name]

    def of_files(
        self, paths: Iterable[str | os.PathLike[str]], base: str | os.PathLike[str]
    ) -> str:
        """Return the digest of several files; empty if one of them cannot be read.

        :param paths: the files, in any order.
        :param base: the folder to which the names of files in the digest are relative.
        """
        named = sorted({os.fspath(path) for path in paths})
        found = [(os.path.relpath(name, base), self.of_file(name)) for name in named]
        return digest_of(found) if all(digest for _name, digest in found) else ""


def digest_of_folder(folder: Path) -> str:
    """Return the digest of all files below a folder.

    For a folder of installed packages its path is enough: the packages have versions.

    :param folder: the folder.
    """
    if is_installed(folder) or not is_folder(folder):
        return digest_of(str(folder))
    found = []
    for parent, folders, names in walk(folder):
        folders[:] = sorted(name for name in folders if name not in _CACHES)
        for name in sorted(names):
            path = Path(parent, name)
            inner = path.relative_to(folder).as_posix()
            found.append((inner, _digest_of_file(path)))
    return digest_of(found)


def is_installed(path: Path) -> bool:
    """Return True for a path in a folder of installed packages.

    :param path: the path.
    """
    return not _INSTALLED.isdisjoint(path.parts)


def _digest_of_file(path: Path) -> str:
    try:
        data = read_bytes(path, max_size=_MAX_SIZE)
    except FileError:
        return ""
    return blake2b(data, digest_size=_SIZE).hexdigest()
