"""The header in YAML between two lines ``---``: what is wrong, and where things are."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from .warnings import Problem, WarningKind

_ERRORS = (yaml.YAMLError, ValueError, RecursionError)


def problem_of(content: object) -> Problem | None:
    """What is wrong with the header of a page, at its line.

    :param content: what is between the lines ``---``; what is no text has been read.
    """
    if not isinstance(content, str):
        return None
    line = 0
    try:
        data = yaml.safe_load(content)
    except _ERRORS as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        reason = f"it is not YAML: {getattr(error, 'problem', None) or error}"
    else:
        if data is None or isinstance(data, dict):
            return None
        reason = "it has no names with values; write name: value"
    message = f"the header was left out: {reason}"
    return Problem(WarningKind.HEADER, message, line)


def line_of_key(path: Path, key: str, default: int = 1) -> int:
    """The 1-based line at which a page has a key of its metadata, in whatever header.

    :param path: the file.
    :param key: the key.
    :param default: the line where it has none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return default
    match = re.search(rf"""(?<![\w.-]){re.escape(key)}['"]?\s*[:=]""", text)
    return text.count("\n", 0, match.start()) + 1 if match else default
