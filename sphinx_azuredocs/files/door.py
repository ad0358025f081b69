"""Open files that a repository names, with checks. No other module opens such files.

The content of a repository is not trusted. A file that it names is opened only if it is
a regular file of limited size inside the source tree, after symbolic links are
followed. The functions raise no error except :exc:`FileError`.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_SIZE = 1 << 26
"""The largest number of bytes of a file, unless the caller sets another limit."""
OUTSIDE = "is outside the source directory"
UNRESOLVED = "is no path of a file"
ABSENT = "does not exist"
_MAX_NAME = 255
# Before Python 3.13, `resolve` raises RuntimeError for a symbolic link to itself.
_ERRORS = (OSError, ValueError, RuntimeError)
# Opening a FIFO would otherwise wait for a writer.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class FileError(OSError):
    """A file is not opened; the message is a predicate, such as 'is too large'."""


@dataclass(frozen=True)
class SourceTree:
    """The folders in which files may be opened.

    :param roots: the folders, with symbolic links followed.
    """

    roots: tuple[Path, ...]

    @classmethod
    def of(cls, *folders: str | Path) -> SourceTree:
        """Return the source tree of the given folders.

        :param folders: the folders.
        """
        found = (resolve(Path(folder)) for folder in folders)
        return cls(tuple(dict.fromkeys(filter(None, found))))

    def contains(self, path: Path) -> bool:
        """Return True if a path is in the tree after symbolic links are followed.

        :param path: the path, which need not exist.
        """
        resolved = resolve(path)
        return resolved is not None and any(
            resolved.is_relative_to(root) for root in self.roots
        )


def resolve(path: Path) -> Path | None:
    """Return a path with symbolic links followed; None for a loop or an invalid path.

    :param path: the path.
    """
    try:
        return path.resolve()
    except _ERRORS:
        return None


def is_file(path: str | Path) -> bool:
    """Return True for a regular file; False for any other or invalid path.

    :param path: the path.
    """
    return os.path.isfile(path)


def is_folder(path: str | Path) -> bool:
    """Return True for a folder; False for any other or invalid path.

    :param path: the path.
    """
    return os.path.isdir(path)


def exists(path: str | Path) -> bool:
    """Return True if a file or folder exists; False for an invalid path.

    :param path: the path.
    """
    return os.path.exists(path)


def can_exist(path: str | Path) -> bool:
    """Return False for a path for which a file system raises an error.

    A name or the path is too long, contains NUL, leads through a loop of symbolic
    links, or through a folder that may not be read.

    :param path: the path, which need not exist.
    """
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except _ERRORS:
        return False
    return True


def names_in(folder: str | Path) -> list[str]:
    """Return the names of the files and folders in a folder, sorted.

    The result is empty if the folder cannot be listed.

    :param folder: the folder.
    """
    try:
        return sorted(os.listdir(folder))
    except _ERRORS:
        return []


def walk(folder: str | Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each folder below a folder, its subfolders and its files, as ``os.walk``.

    Symbolic links to folders are not followed. Files that may not be opened are
    included.

    :param folder: the folder.
    """
    return os.walk(folder)


def version_of(path: Path) -> tuple[int, int]:
    """Return the modification time of a file, in nanoseconds, and its size in bytes.

    :param path: the file. The result is zeros if it does not exist.
    """
    try:
        status = os.stat(path)
    except _ERRORS:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def defect_of(path: Path, tree: SourceTree | None) -> str:
    """Return the reason why a file may not be opened, as a predicate; else empty.

    :param path: the file.
    :param tree: the folders in which it must be; None for a file that ``conf.py``
        names.
    """
    if not _is_valid(path):
        return UNRESOLVED
    if tree is not None and not tree.contains(path):
        return UNRESOLVED if resolve(path) is None else OUTSIDE
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return ABSENT
    except _ERRORS as error:
        if getattr(error, "errno", None) == errno.ELOOP:
            # From Python 3.13 on, a loop of symbolic links resolves to itself.
            return UNRESOLVED
        return f"cannot be read: {getattr(error, 'strerror', None) or error}"
    if stat.S_ISDIR(mode):
        return "is a directory"
    return "" if stat.S_ISREG(mode) else "is no regular file"


def _is_valid(path: Path) -> bool:
    """Return False for a path that no file system can contain."""
    try:
        names = [os.fsencode(name) for name in path.parts]
    except UnicodeEncodeError:
        return False
    return not any(b"\0" in name or len(name) > _MAX_NAME for name in names)


def read_bytes(
    path: Path, tree: SourceTree | None = None, max_size: int = MAX_SIZE
) -> bytes:
    """Return the content of a file in bytes.

    :param path: the file.
    :param tree: the folders in which it must be; None for a file that ``conf.py`` or
        Sphinx names.
    :param max_size: the largest number of bytes.
    :raises FileError: for a file that is not opened, or is too large.
    """
    data = _read(path, tree, max_size + 1)
    if len(data) > max_size:
        raise FileError(f"is larger than {max_size:,} bytes")
    return data


def read_text(
    path: Path, tree: SourceTree | None = None, max_size: int = MAX_SIZE
) -> str:
    r"""Return the text of a file in UTF-8, with ``\n`` line ends.

    :param path: the file.
    :param tree: the folders in which it must be; None for a file that ``conf.py`` or
        Sphinx names.
    :param max_size: the largest number of bytes.
    :raises FileError: for a file that is not opened, too large or not UTF-8.
    """
    try:
        text = read_bytes(path, tree, max_size).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"is not UTF-8, at byte {error.start}") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_head(path: Path, size: int, tree: SourceTree | None = None) -> bytes:
    """Return the first bytes of a file.

    :param path: the file.
    :param size: the largest number of bytes to return.
    :param tree: the folders in which it must be; None for any.
    :raises FileError: for a file that is not opened.
    """
    return _read(path, tree, size)


def ends_with(path: Path, end: bytes) -> bool:
    """Return True if a file ends with the given bytes; False if it cannot be read.

    :param path: a file that Sphinx names.
    :param end: the bytes.
    """
    try:
        with open(path, "rb") as file:
            file.seek(-len(end), os.SEEK_END)
            return file.read() == end
    except _ERRORS:
        return False


def _read(path: Path, tree: SourceTree | None, size: int) -> bytes:
    if defect := defect_of(path, tree):
        raise FileError(defect)
    try:
        with open(os.open(path, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FileError("is no regular file")
            # Python reserves memory for all bytes that it is asked for.
            return file.read(min(size, status.st_size + 1))
    except FileError:
        raise
    except _ERRORS as error:
        reason = getattr(error, "strerror", None) or error
        raise FileError(f"cannot be read: {reason}") from None
