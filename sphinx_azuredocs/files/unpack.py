"""Decompress gzip and zip data, up to a limit of size."""

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
    """Data cannot be decompressed; the message is a predicate of the file."""


def unpack(data: bytes, choose: Callable[[Iterable[str]], str], max_size: int) -> bytes:
    """Return data decompressed; unchanged if they are not gzip or zip.

    :param data: the data.
    :param choose: returns the name of the wanted file, from all names in an archive.
    :param max_size: the largest number of bytes after decompression.
    :raises UnpackError: for data that cannot be decompressed, or are too large.
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
