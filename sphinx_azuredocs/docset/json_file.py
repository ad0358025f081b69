"""Read the JSON files of a docset, which have comments and trailing commas."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..files.door import FileError, SourceTree, read_text
from ..files.yaml_json import load_json
from ..warnings import Problem, ProblemError, WarningKind

# An unclosed string or comment extends to the end of the text, so that the time to
# match is linear.
_STRING = r'("(?:\\.|[^"\\])*+(?:"|\\?\Z))'
_COMMENT = re.compile(rf"{_STRING}|//[^\n]*|/\*(?:.*?\*/|.*\Z)", re.DOTALL)
_TRAILING_COMMA = re.compile(rf"{_STRING}|,(?=\s*[}}\]])", re.DOTALL)


class DocsetError(ProblemError):
    """A file of a docset cannot be read.

    :param message: the reason.
    :param file: the file.
    :param line: the 1-based line in it.
    """

    def __init__(self, message: str, file: Path, line: int = 1) -> None:
        super().__init__(Problem(WarningKind.DOCSET, message, file, line))


def read_json(path: Path, tree: SourceTree | None = None) -> Any:
    """Return the value of a JSON file with comments and trailing commas.

    :param path: the file.
    :param tree: the folders in which it must be; its own folder by default.
    :raises DocsetError: for a file that cannot be read, or is not such JSON.
    """
    try:
        text = read_text(path, tree or SourceTree.of(path.parent))
        text = _COMMENT.sub(_keep_string, text)
        return load_json(_TRAILING_COMMA.sub(_keep_string, text))
    except json.JSONDecodeError as error:
        raise DocsetError(f"is not JSON: {error.msg}", path, error.lineno) from None
    except FileError as error:
        raise DocsetError(str(error), path) from None


def _keep_string(match: re.Match[str]) -> str:
    # Line ends are kept, for the lines of errors.
    return match[1] or "\n" * match[0].count("\n")
