"""The kinds of warning, the problems found in a source, and how they are reported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

WARNING_TYPE = "azuredocs"
"""The ``type`` of every warning; the subtype is a member of :class:`WarningKind`."""

ONCE = "azuredocs_once"
"""The attribute of log records that are dropped if they are repeated at a location.

See :class:`~.reports.repeated.OnceInIncluded`.
"""


PROBLEM = "azuredocs_problem"
"""The attribute of log records that has the :class:`Problem` that was reported."""


class WarningKind(StrEnum):
    """The subtypes of the warnings, for use in ``suppress_warnings``.

    ``suppress_warnings = ["azuredocs.link"]`` silences one kind,
    ``["azuredocs"]`` all kinds. ``docs/generate.py`` makes the table of the
    documentation from the docstrings of the members.
    """

    ANCHOR = "anchor"
    """A link leads to a page of the project, but that page has no such anchor."""
    ANCHOR_CASE = "anchor-case"
    """The letter case of an anchor in a link differs from the anchor in the page."""
    ACCOUNT_COMPARISON = "account-comparison"
    """An account comparison holds no list of accounts."""
    DEPRECATED = "deprecated"
    """A setting is deprecated; the warning names its replacement."""
    DOCSET = "docset"
    """``docfx.json``, or another file that describes the repository, cannot be read."""
    ENCODING = "encoding"
    """A file is not UTF-8 and was read as Windows-1252, or it is not a text file."""
    FENCE = "fence"
    """A code block has no closing fence, so that all text below it is code."""
    FORM = "form"
    """A ``:::form`` lacks a required attribute, or has an unknown one."""
    HEADER = "header"
    """A page header or front matter is malformed or contradicts itself.

    Reported too are a malformed date and a malformed ``outputFileName``.
    """
    HTML = "html"
    """HTML of a page is left out, because ``azuredocs_html`` is ``"safe"``."""
    IMAGE = "image"
    """An image lacks its source, or an attribute of ``:::image`` is wrong.

    A required attribute or the long description is missing, or an attribute is unknown.
    Or the format of the output cannot show the image.
    """
    INCLUDE = "include"
    """An included file is missing, unreadable or outside the source directory.

    Reported too are an incomplete include, and a file with blocks, such as lists, that
    is included within a line.
    """
    INCLUDE_CYCLE = "include-cycle"
    """A file includes itself, directly or through other files."""
    INCLUDE_LIMIT = "include-limit"
    """The includes of a page exceed a limit of :doc:`the settings <settings>`."""
    LINK = "link"
    """A link leads to a missing page or file of the project.

    Reported too are a link without URL or text, and a slug that two pages share.
    """
    MONIKER = "moniker"
    """A moniker range is malformed, or its end is missing."""
    NOTE = "note"
    """Text follows the marker of a note of docfx on its line.

    docfx makes no note of it. Write the text on the next line of the quote.
    """
    QUERY = "query"
    """The query or an option of a :doc:`list of pages <page-lists>` is malformed."""
    REDIRECT = "redirect"
    """A redirection is malformed or leads to itself, or its page still exists."""
    REFERENCE = "reference"
    """A link label is undefined, or one file defines it twice, differently."""
    ROW = "row"
    """A row or column is malformed, or its end is missing."""
    SNIPPET = "snippet"
    """A code file, or the requested tag or lines of it, cannot be found.

    Reported too is a code snippet that shares its line with text.
    """
    TAB = "tab"
    """Two tabs of a group have the same id, or no tab of it can be shown.

    Reported too are groups with some ids in common that differ in others.
    """
    TOC = "toc"
    """A ``TOC.yml`` or ``toc.md`` is malformed, or one of its targets is missing.

    A target is a page, an anchor, a uid or another table of contents.
    """
    UNKNOWN_CONSTRUCT = "unknown-construct"
    """A construct of the dialect has an unknown name."""
    VIDEO = "video"
    """A ``:::video`` lacks a required attribute, or has an unknown one.

    Reported too is a source that is not the URL of a player.
    """
    YAML = "yaml"
    """A page in YAML cannot be read; the page shows its source."""
    XREF = "xref"
    """A reference names an unknown uid, or two pages have the same uid.

    Reported too is an xref map that cannot be read.
    """
    ZONE = "zone"
    """A zone is malformed, its end is missing, or its group or pivot is unknown."""


@dataclass(frozen=True)
class Problem:
    """A defect in a source file.

    :param kind: the subtype to report it under.
    :param message: the defect, and what to write instead.
    :param file: the file; ``None`` for the file that is being read or rendered.
    :param line: the 1-based line in the file; ``None`` for the line of the construct.
    """

    kind: WarningKind
    message: str
    file: Path | None = None
    line: int | None = None

    def __post_init__(self) -> None:
        """Put the message on one line, since it may quote text with line ends."""
        object.__setattr__(self, "message", " ".join(self.message.split()))

    @property
    def place(self) -> str | None:
        """The location as ``file:line``; ``None`` if the problem names no file."""
        return f"{self.file}:{self.line or ''}" if self.file else None


class ProblemError(ValueError):
    """A file cannot be read.

    :param problem: the reason.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Logger(Protocol):
    """The interface of Sphinx's loggers that :func:`report` uses."""

    def warning(self, msg: object, *args: Any, **kwargs: Any) -> None:
        """Log a warning.

        :param msg: the text, with a ``%`` placeholder for each argument.
        :param kwargs: ``type``, ``subtype``, ``location`` and ``extra``.
        """


def report(
    logger: Logger,
    problem: Problem,
    location: object = None,
    *,
    once: bool = False,
) -> None:
    """Report a problem.

    :param logger: the logger of the module that reports it.
    :param problem: the problem.
    :param location: the location of a problem that names no file, in a form of Sphinx's
        logging: ``file:line``, a docname and a line, or a node.
    :param once: True to report the same problem at the same location once only; then
        the location is ``file:line``. Pages with the same include find the same
        problems in it.
    """
    location = problem.place or location
    kind = problem.kind.value
    extra: dict[str, Any] = {PROBLEM: problem}
    if once:
        location, extra[ONCE] = str(location or ""), True
    logger.warning(
        "%s",
        problem.message,
        type=WARNING_TYPE,
        subtype=kind,
        location=location,
        extra=extra,
    )


def warn_once(
    logger: Logger, message: str, place: str, type_: str, subtype: str
) -> None:
    """Log a warning that is dropped if it was logged before at the location.

    :param logger: the logger of the module that reports it.
    :param message: the text.
    :param place: the file and line, as ``file:line``.
    :param type_: the type for ``suppress_warnings``.
    :param subtype: the subtype.
    """
    # Not Sphinx's `once`, which drops messages after they are counted.
    extra = {ONCE: True}
    logger.warning(
        "%s", message, type=type_, subtype=subtype, location=place, extra=extra
    )
