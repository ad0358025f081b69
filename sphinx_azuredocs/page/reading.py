"""What reading an included file or a file of code gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..syntax.sources import SourceFile
from ..warnings import Problem


@dataclass(frozen=True)
class IncludedText:
    r"""The text of an included file.

    :param path: the file's path, as :attr:`.SourceFile.path` is to have it.
    :param text: its text, with ``\n`` line ends.
    :param problem: what is wrong with it, although it can be read.
    """

    path: str
    text: str
    problem: Problem | None = None


@dataclass(frozen=True)
class AbsentText:
    """An included file that is kept elsewhere.

    :param name: its name.
    :param url: where readers find it.
    :param problem: why it is not here.
    """

    name: str
    url: str
    problem: Problem


ReadInclude = Callable[[str, SourceFile], IncludedText | AbsentText | Problem | None]
"""Takes the path that an include names, and the file in which it stands.

Gives the text, or why there is none, or ``None`` where nothing is to be said.
"""


@dataclass(frozen=True)
class CodeFile:
    r"""A file of code.

    :param path: the file.
    :param text: its text, with ``\n`` line ends.
    """

    path: Path
    text: str


class FileReader(Protocol):
    """Reads the files that a page includes or takes code from."""

    def __call__(
        self, target: str, includer: SourceFile
    ) -> IncludedText | AbsentText | Problem | None:
        """Read an included file, as :data:`ReadInclude` does."""

    def read_code(self, target: str, includer: Path) -> CodeFile | AbsentText | Problem:
        """Read a file of code.

        :param target: its path as written.
        :param includer: the file in which that path stands.
        """
