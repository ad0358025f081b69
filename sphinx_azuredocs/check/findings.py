"""Findings: warnings of a build with the place in the text, and codes of Learn."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .capture import Warned
from .codes import learn_code, level_of
from .columns import Columns


@dataclass(frozen=True)
class Finding:
    """A defect that is reported.

    :param path: the file, relative to the source directory, with ``/``; empty for a
        defect of the project.
    :param line: the 1-based line; 1 if the defect concerns the whole file.
    :param column: the 1-based column, in characters, at which the text begins that
        the message is about.
    :param end_column: the column after the text.
    :param rule: the kind, as in ``suppress_warnings``: ``azuredocs.link``.
    :param message: the defect, and what to write instead.
    :param learn: the code at Microsoft Learn for such a defect; may be empty.
    :param level: ``error``, ``warning`` or ``note``.
    """

    path: str
    line: int
    column: int
    end_column: int
    rule: str
    message: str
    learn: str = ""
    level: str = "warning"

    @property
    def key(self) -> tuple[str, str, str]:
        """The finding without its place in the file, which moves with edits above."""
        return self.path, self.rule, self.message


def findings_of(warned: Iterable[Warned], srcdir: Path) -> list[Finding]:
    """Return the findings of a check, sorted by place.

    :param warned: the warnings of a build.
    :param srcdir: the source directory.
    """
    columns = Columns()
    found = []
    # Many findings may have the same text in one line.
    counts: Counter[tuple[object, ...]] = Counter()
    for item in warned:
        path = _relative(item.path, srcdir) if item.path else ""
        key = path, item.line, item.kind, item.message
        span = columns.find(item, counts[key])
        counts[key] += 1
        found.append(
            Finding(
                path,
                item.line or 1,
                *span,
                item.kind or "sphinx",
                item.message,
                learn_code(item.kind, item.message),
                level_of(item.kind),
            )
        )
    found.sort(key=lambda f: (f.path, f.line, f.column, f.rule, f.message))
    return found


def _relative(path: Path, srcdir: Path) -> str:
    """Return a path relative to the source directory, if it is in it.

    :param path: a file, absolute or relative to the working directory.
    """
    absolute = os.path.normpath(Path.cwd() / path)
    if not Path(absolute).is_relative_to(srcdir):
        return Path(absolute).as_posix()
    return Path(absolute).relative_to(srcdir).as_posix()
