"""The warnings of this extension, and how one travels before it is reported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.util.logging import SphinxLoggerAdapter

WARNING_TYPE = "azuredocs"
"""The ``type`` of every warning; the subtype is a member of :class:`WarningKind`."""


class WarningKind(StrEnum):
    """Subtypes of the warnings, for use in ``suppress_warnings``.

    ``suppress_warnings = ["azuredocs.link"]`` silences one kind,
    ``["azuredocs"]`` all of them.
    """

    ANCHOR = "anchor"
    """A link names a page of the project, and an anchor that this page has not."""
    ANCHOR_CASE = "anchor-case"
    """A link names an anchor in other letter case than the page has it."""
    ACCOUNT_COMPARISON = "account-comparison"
    """An account comparison has no list of accounts that could be set side by side."""
    DOCSET = "docset"
    """A file that says what is in the repository cannot be read."""
    ENCODING = "encoding"
    """An included file is not UTF-8; it was read as Windows-1252."""
    FORM = "form"
    """A form of three colons lacks something, or has what it may not have."""
    HEADER = "header"
    """A page header or front matter is malformed or contradicts itself."""
    IMAGE = "image"
    """An image of three colons lacks something, or has what it may not have."""
    INCLUDE = "include"
    """An included file is missing, unreadable, outside the source tree, or misused."""
    INCLUDE_CYCLE = "include-cycle"
    """An included file includes itself, directly or by way of others."""
    INCLUDE_LIMIT = "include-limit"
    """The includes of a page go beyond a limit set in ``conf.py``."""
    LINK = "link"
    """A link names a page or file that the project ought to have, and has not."""
    MONIKER = "moniker"
    """A moniker range is malformed, or not ended."""
    QUERY = "query"
    """A list of pages asks for them in a way that is not understood."""
    REDIRECT = "redirect"
    """A redirection is malformed, leads to itself, or is of a page that is there."""
    REFERENCE = "reference"
    """A link reference definition contradicts an earlier one of the same file."""
    ROW = "row"
    """A row or column is malformed, or not ended."""
    SNIPPET = "snippet"
    """Code of another file cannot be found, or has not the part that is asked for."""
    TAB = "tab"
    """Tabs of a group have the same id, or cannot be chosen with other groups."""
    TOC = "toc"
    """A table of contents is malformed, or names what is not there."""
    UNKNOWN_CONSTRUCT = "unknown-construct"
    """Something written as a construct of the dialect is none that is known."""
    VIDEO = "video"
    """A video of three colons lacks something, or has what it may not have."""
    YAML = "yaml"
    """A page in YAML cannot be read."""
    XREF = "xref"
    """A reference names a uid that nothing has, or two pages have the same one."""
    ZONE = "zone"
    """A zone is malformed or not ended, or its pivot is none of the page's."""


@dataclass(frozen=True)
class Problem:
    """Something wrong in a source file, found before there is a place to report it.

    :param kind: the subtype to report it under.
    :param message: what is wrong, and what to write instead.
    :param line: the 0-based line in the file, where it is not the construct's own.
    """

    kind: WarningKind
    message: str
    line: int | None = None


def warn_at(
    logger: SphinxLoggerAdapter, kind: WarningKind, message: str, file: Path, line: int
) -> None:
    """Report something that is wrong in a file that is no page.

    :param logger: the logger of who reports it.
    :param kind: the subtype.
    :param message: what is wrong, and what to write instead.
    :param file: the file.
    :param line: the 1-based line in it.
    """
    place = f"{file}:{line}"
    logger.warning("%s", message, type=WARNING_TYPE, subtype=kind.value, location=place)


def warn_once(
    logger: SphinxLoggerAdapter, kind: str, message: str, place: str, type_: str
) -> None:
    """Report something that every page with the same include would report again.

    :param logger: the logger of who reports it.
    :param kind: the subtype.
    :param message: what is wrong.
    :param place: the file and line, as ``file:line``.
    :param type_: the type.
    """
    # Sphinx tells messages apart by their text and arguments; it goes without the
    # place, which therefore is an argument of which nothing is shown. From another
    # process come only texts, by which pages could not be told apart.
    once = parent_process() is None
    text = message.replace("%", "%%") + "%.0s"
    logger.warning(text, place, type=type_, subtype=kind, location=place, once=once)
