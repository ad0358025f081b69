"""Read text files that should be UTF-8.

Sphinx stops the build at a page that is not UTF-8. Such pages are read as UTF-16 or
Windows-1252 instead, by a codec whose name is given to Sphinx. The text then begins
with byte order marks, by which the parser recognises and reports the page.
"""

from __future__ import annotations

import codecs

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..warnings import Problem, WarningKind

_CODEC = "azuredocs_utf_8"
# Text that was read as UTF-8 does not begin with a byte order mark.
_MARK = "\ufeff"
_ASCII = 128
_MARK_UTF_16 = 2 * _MARK


def decode(data: bytes) -> str:
    """Decode text as UTF-8, else UTF-16, else Windows-1252.

    UTF-16 is recognised by its first character, as YAML 1.2 §5.2 defines it: a byte
    order mark, or a character of ASCII.

    :return: the text. If it is not UTF-8, it begins with byte order marks, which
        :func:`take_mark` removes.
    """
    if encoding := _utf_16(data[:2]):
        text = data.decode(encoding, errors="replace")
        return _MARK_UTF_16 + text.removeprefix(_MARK)
    try:
        return data.decode("utf-8-sig").lstrip(_MARK)
    except UnicodeDecodeError:
        return _MARK + data.decode("cp1252", errors="replace")


def _utf_16(start: bytes) -> str:
    """Return the encoding of a text in UTF-16, by its first two bytes; else empty."""
    first, second = (*start, 1, 1)[:2]
    if start == codecs.BOM_UTF16_LE or (second == 0 and 0 < first < _ASCII):
        return "utf-16-le"
    if start == codecs.BOM_UTF16_BE or (first == 0 and 0 < second < _ASCII):
        return "utf-16-be"
    return ""


def take_mark(text: str) -> tuple[str, Problem | None]:
    """Return a text without the byte order mark of :func:`decode`, and its problem.

    :return: the text, empty for a binary file; and the problem of its encoding, None
        for UTF-8.
    """
    if not text.startswith(_MARK):
        return text, None
    encoding = "UTF-16" if text.startswith(_MARK_UTF_16) else "Windows-1252"
    text = text.lstrip(_MARK)
    if "\0" in text:
        return "", Problem(WarningKind.ENCODING, "this file is not a text file", line=1)
    rows = enumerate(text.split("\n"), 1)
    line = next((number for number, row in rows if not row.isascii()), 1)
    message = f"this file is not UTF-8 and was read as {encoding}; save it as UTF-8"
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
