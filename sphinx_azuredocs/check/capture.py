"""Capture the warnings of Sphinx, with their files and lines."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.logging import WarningStreamHandler

from ..warnings import PROBLEM, Problem

_LOGGER = "sphinx"
_PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d*)")
_TYPE = re.compile(r" \[[\w.-]+\]\Z")


@dataclass(frozen=True)
class Warned:
    """A warning of a build.

    :param path: the file; None for a warning about the project.
    :param line: the 1-based line; None for the whole file.
    :param kind: ``type.subtype``, as in ``suppress_warnings``; may be empty.
    :param message: the message, without the kind.
    :param problem: the problem that was reported; None for a warning of Sphinx.
    """

    path: Path | None
    line: int | None
    kind: str
    message: str
    problem: Problem | None = None


class Capture(logging.Filter):
    """Filter that stores the warnings which Sphinx would write, and drops them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Warned] = []
        self.early = StringIO()
        """The text of the warnings from before :meth:`install`."""

    def install(self, _app: Sphinx) -> None:
        """Put the filter behind the filters of Sphinx's handler for warnings."""
        for handler in logging.getLogger(_LOGGER).handlers:
            if isinstance(handler, WarningStreamHandler):
                handler.addFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Store a warning.

        :param record: the warning, whose location Sphinx has made a string.
        :return: False, so that Sphinx does not write it.
        """
        kind = ".".join(
            str(part)
            for name in ("type", "subtype")
            if (part := getattr(record, name, ""))
        )
        # Not the method of Sphinx's class, which adds the location.
        message = logging.LogRecord.getMessage(record)
        if kind:
            message = message.removesuffix(f" [{kind}]")
        location = getattr(record, "location", None)
        path, line = _place(str(location)) if location else (None, None)
        problem = getattr(record, PROBLEM, None)
        self.found.append(Warned(path, line, kind, message, problem))
        return False


def _place(location: str) -> tuple[Path | None, int | None]:
    """Return the file and line of a location, as Sphinx writes it."""
    match = _PLACE.fullmatch(location)
    if match is None:
        return Path(location), None
    if match["path"] == "<unknown>":
        return None, None
    return Path(match["path"]), int(match["line"] or 0) or None
