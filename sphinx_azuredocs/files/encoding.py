"""Read text files that should be UTF-8.

Sphinx stops the build at a page that is not UTF-8. Such pages are read as
Windows-1252 instead, by a codec whose name is given to Sphinx. The text then begins
with a byte order mark, by which the parser recognises and reports the page.
"""

from __future__ import annotations

import codecs

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..warnings import Problem, WarningKind

_CODEC = "azuredocs_utf_8"
# Text that was read as UTF-8 does not begin with a byte order mark.
_MARK = "\ufeff"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> str:
    """Decode text as UTF-8, else UTF-16 with a byte order mark, else Windows-1252.

    :return: the text. If it is not UTF-8, it begins with a byte order mark, which
        :func:`take_mark` removes.
    """
    try:
        return data.decode("utf-8-sig").lstrip(_MARK)
    except UnicodeDecodeError:
        if data.startswith(_UTF_16):
            return _MARK + data.decode("utf-16", errors="replace")
        return _MARK + data.decode("cp1252", errors="replace")


def take_mark(text: str) -> tuple[str, Problem | None]:
    """Return a text without the byte order mark of :func:`decode`, and its problem.

    :return: the text, empty for a binary file; and the problem of its encoding, None
        for UTF-8.
    """
    if not text.startswith(_MARK):
        return text, None
    text = text.removeprefix(_MARK)
    if "\0" in text:
        return "", Problem(WarningKind.ENCODING, "this file is not a text file", line=1)
    rows = enumerate(text.split("\n"), 1)
    line = next((number for number, row in rows if not row.isascii()), 1)
    message = "this file is not UTF-8 and was read as Windows-1252; save it as UTF-8"
    return text, Problem(WarningKind.ENCODING, message, line=line)


class _IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(  # type: ignore[override]
        self, data: bytes, _errors: str, final: bool
    ) -> tuple[str, int]:
        return (decode(bytes(data)), len(data)) if final else ("", 0)


def find_codec(name: str) -> codecs.CodecInfo | None:
    """Return the codec for reading pages, by its name; None for other names."""
    if name != _CODEC:
        return None
    utf_8 = codecs.lookup("utf-8")
    return codecs.CodecInfo(
        name=_CODEC,
        encode=utf_8.encode,
        decode=lambda data, _errors="strict": (decode(bytes(data)), len(data)),
        incrementalencoder=utf_8.incrementalencoder,
        incrementaldecoder=_IncrementalDecoder,
    )


def use_codec(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Make Sphinx read pages with the codec that accepts Windows-1252."""
    if env.settings["input_encoding"].lower() in ("utf-8", "utf-8-sig"):
        env.settings["input_encoding"] = _CODEC
