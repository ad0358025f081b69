"""The results of reading an included file or a code file."""

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

    :param path: the path of the file, for :attr:`.SourceFile.path`.
    :param text: its text, with ``\n`` line ends.
    :param problem: a defect of the file, such as its encoding; None for no defect.
    """

    path: str
    text: str
    problem: Problem | None = None


@dataclass(frozen=True)
class AbsentText:
    """An included file of a repository that is not checked out.

    :param name: the text of a link to it.
    :param url: the URL at which readers find it.
    :param problem: the warning, which names the repository.
    """

    name: str
    url: str
    problem: Problem


ReadInclude = Callable[[str, SourceFile], IncludedText | AbsentText | Problem | None]
"""Function that takes the path in an include, and the file that contains the include.

It returns the text, or the reason why the file cannot be read, or ``None`` if the file
is skipped without a warning.
"""


@dataclass(frozen=True)
class CodeFile:
    r"""A code file.

    :param path: the file.
    :param text: its text, with ``\n`` line ends.
    """

    path: Path
    text: str


class FileReader(Protocol):
    """A reader of the files that a page includes or takes code from."""

    def __call__(
        self, target: str, includer: SourceFile
    ) -> IncludedText | AbsentText | Problem | None:
        """Return the text of an included file, as :data:`ReadInclude`."""

    def read_code(self, target: str, includer: Path) -> CodeFile | AbsentText | Problem:
        """Return the text of a code file.

        :param target: its path as written.
        :param includer: the file that names it.
        """
