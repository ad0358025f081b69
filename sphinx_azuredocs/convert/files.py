"""Files of text whose encoding and line ends are kept."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from ..files.door import read_bytes
from ..files.encoding import decode, take_mark

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class TextFile:
    r"""A file of text.

    :param path: the file.
    :param text: its text, with ``\n`` line ends.
    :param ends: the line end of each line; that of the last line may be empty.
    :param encoding: the encoding.
    :param bom: True if the file begins with a byte order mark.
    """

    path: Path
    text: str
    ends: tuple[str, ...]
    encoding: str
    bom: bool

    @classmethod
    def read(cls, path: Path) -> TextFile:
        """Read a file.

        :param path: the file.
        :raises FileError: for a file that cannot be read.
        """
        data = read_bytes(path)
        text, problem = take_mark(decode(data))
        encoding = "utf-8"
        if problem is not None:
            encoding = "utf-16" if "UTF-16" in problem.message else "cp1252"
        ends = (*_LINE_END.findall(text), "")
        has_mark = data.startswith(_BOM)
        return cls(path, _LINE_END.sub("\n", text), ends, encoding, has_mark)

    def bytes_of(self, text: str) -> bytes:
        r"""Return another text in the encoding and with the line ends of the file.

        :param text: the text, with ``\n`` line ends.
        :raises UnicodeEncodeError: for a character that the encoding does not have.
        """
        lines = text.split("\n")
        usual = Counter(end for end in self.ends if end).most_common(1)
        ends = [usual[0][0] if usual else os.linesep] * len(lines)
        matcher = SequenceMatcher(None, self.text.split("\n"), lines, autojunk=False)
        for _, begin, end, new, new_end in matcher.get_opcodes():
            for offset in range(new_end - new if end > begin else 0):
                old = self.ends[min(begin + offset, end - 1)]
                ends[new + offset] = old or ends[new + offset]
        ends[-1] = ""
        joined = "".join(map("".join, zip(lines, ends, strict=True)))
        data = joined.encode(self.encoding)
        return _BOM + data if self.bom else data

    @property
    def is_kept(self) -> bool:
        """Return True if the file can be written as it was read."""
        try:
            return self.bytes_of(self.text) == read_bytes(self.path)
        except UnicodeEncodeError:
            return False
