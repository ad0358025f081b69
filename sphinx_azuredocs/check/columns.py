"""Find the column of a warning: the words of its message that stand in its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..files.door import FileError, read_bytes
from ..files.encoding import decode, take_mark
from .capture import Warned

_QUOTED = re.compile(r"'(?P<single>[^']+)'|\"(?P<double>[^\"]+)\"")
_WORD = re.compile(r"[^\s'\",;]+")
_SHORTEST = 2


class Columns:
    """The lines of files, read once each."""

    def __init__(self) -> None:
        self._lines: dict[Path, list[str]] = {}

    def find(self, warned: Warned, number: int = 0) -> tuple[int, int]:
        """Return the 1-based column of a warning, and the column after its text.

        The text is the longest name of the message that stands in the line. Without
        such a name it is the whole line, without its indentation.

        :param warned: the warning.
        :param number: how many equal warnings were found in the line before: the text
            occurs that many times before.
        """
        line = self._line(warned)
        for name in _names(warned.message):
            places = [match.start() for match in re.finditer(re.escape(name), line)]
            if places:
                start = places[min(number, len(places) - 1)]
                return start + 1, start + len(name) + 1
        text = line.strip()
        start = line.find(text)
        return start + 1, start + len(text) + 1

    def _line(self, warned: Warned) -> str:
        if warned.path is None or warned.line is None:
            return ""
        if warned.path not in self._lines:
            try:
                text, _problem = take_mark(decode(read_bytes(warned.path)))
            except FileError:
                text = ""
            self._lines[warned.path] = text.replace("\r\n", "\n").split("\n")
        lines = self._lines[warned.path]
        return lines[warned.line - 1] if warned.line <= len(lines) else ""


def _names(message: str) -> Iterator[str]:
    """Yield the names in a message, the longest first.

    Then follow the last parts of paths, since Sphinx names files from the source
    directory.

    :param message: the message.
    """
    quoted = [m["single"] or m["double"] for m in _QUOTED.finditer(message)]
    words = (m[0].rstrip(".:") for m in _WORD.finditer(_QUOTED.sub(" ", message)))
    names = dict.fromkeys((*quoted, *filter(_is_name, words)))
    ends = dict.fromkeys(name.rpartition("/")[2] for name in names if "/" in name)
    for found in (names, [end for end in ends if "." in end]):
        yield from sorted(found, key=len, reverse=True)


def _is_name(word: str) -> bool:
    """Return True for a path, URL, anchor or label, and False for a word."""
    return len(word) >= _SHORTEST and any(sign in word for sign in "#/._:[")
