"""Unpack what a repository or server has packed with gzip or zip, up to a size."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from typing import IO

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_ERRORS = (
    *(OSError, EOFError, zlib.error, zipfile.BadZipFile),
    # An encrypted archive, an unknown method of compression, a malformed name.
    *(RuntimeError, NotImplementedError, ValueError),
)


class UnpackError(ValueError):
    """Raised for data that cannot be unpacked; the text is a predicate of the file."""


def unpack(data: bytes, choose: Callable[[Iterable[str]], str], max_size: int) -> bytes:
    """Return data unpacked; as they are if they are not packed.

    :param data: the data.
    :param choose: returns the name of the wanted file in an archive, of all names.
    :param max_size: the largest number of bytes, unpacked.
    :raises UnpackError: for data that cannot be unpacked, or are larger.
    """
    if data.startswith(_GZIP):
        return _bounded(lambda: gzip.GzipFile(fileobj=io.BytesIO(data)), max_size)
    if data.startswith(_ZIP):
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _ERRORS as error:
            raise UnpackError(f"cannot be unpacked: {error}") from None
        with archive:
            name = choose(archive.namelist())
            return _bounded(lambda: archive.open(name), max_size)
    return data


def _bounded(open_: Callable[[], gzip.GzipFile | IO[bytes]], max_size: int) -> bytes:
    try:
        with open_() as file:
            data = file.read(max_size + 1)
    except _ERRORS as error:
        raise UnpackError(f"cannot be unpacked: {error}") from None
    if len(data) > max_size:
        raise UnpackError(f"is larger than {max_size:,} bytes, unpacked")
    return data
