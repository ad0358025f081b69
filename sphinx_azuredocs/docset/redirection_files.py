"""Read ``.openpublishing.redirection*.json``: the new URLs of removed pages.

.. code-block:: json

    {"redirections": [{
        "source_path_from_root": "/articles/old.md",
        "redirect_url": "/azure/new#part",
        "redirect_document_id": false
    }]}

``source_path`` is relative to the folder of the file, in most cases the repository. The
URL may be relative to the URL of the removed page.
"""

from __future__ import annotations

import posixpath
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..files.door import SourceTree, read_text
from ..files.urls import is_of_web
from ..files.walk import files_below
from ..warnings import Problem, WarningKind
from .json_file import DocsetError, read_json

_NAME = re.compile(r"\.openpublishing\.redirection.*\.json", re.IGNORECASE)
_VALUE = re.compile(
    r'"(?P<key>source_path(?:_from_root)?|redirect_url)"\s*:\s*'
    r'"(?P<value>(?:\\.|[^"\\])*)"'
)


@dataclass(frozen=True)
class Redirection:
    """The redirection of a page.

    :param source: the former path of the page, relative to the repository or to the
        folder of the redirection file.
    :param url: the URL of the target.
    :param file: the redirection file.
    :param line: the 1-based line of the source path in it.
    :param url_line: the 1-based line of the URL.
    """

    source: str
    url: str
    file: Path
    line: int
    url_line: int
    is_from_root: bool = False
    """True if the path is relative to the repository."""


def redirection_files(root: Path) -> list[Path]:
    """Return the redirection files below a folder.

    :param root: the folder.
    """
    return [file for file in files_below(root) if _NAME.fullmatch(file.name)]


def read_redirections(
    file: Path, tree: SourceTree | None = None
) -> Iterator[Redirection | Problem]:
    """Yield the redirections of a redirection file.

    :param file: the file.
    :param tree: the folders in which it must be; its own folder by default.
    :return: the redirections, and a problem for each malformed entry.
    """
    tree = tree or SourceTree.of(file.parent)
    try:
        data = read_json(file, tree)
    except DocsetError as error:
        yield replace(error.problem, kind=WarningKind.REDIRECT)
        return
    entries = data.get("redirections") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        yield _problem("has no list of redirections", file)
        return
    lines = _Lines(read_text(file, tree))
    for entry in entries:
        yield _read(entry, file, lines)


def all_redirections(root: Path) -> Iterator[Redirection | Problem]:
    """Yield the redirections of all redirection files below a folder.

    :param root: the folder.
    """
    tree = SourceTree.of(root)
    for file in redirection_files(root):
        yield from read_redirections(file, tree)


def redirect_urls(root: Path) -> Iterator[str]:
    """Yield the target URLs of the redirection files below a folder.

    :param root: the folder.
    """
    entries = all_redirections(root)
    return (entry.url for entry in entries if isinstance(entry, Redirection))


class _Lines:
    """The lines of source paths and URLs in a redirection file.

    :param text: the text of the file.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, str], deque[int]] = {}
        line, pos = 1, 0
        for match in _VALUE.finditer(text):
            line += text.count("\n", pos, match.start("value"))
            pos = match.start("value")
            place = self._lines.setdefault((match["key"], match["value"]), deque())
            place.append(line)

    def take(self, key: str, value: str, default: int) -> int:
        """Return the 1-based line of a value, once for each of its occurrences.

        Entries are read in the order of the file, so equal values are, too.

        :param key: the key of the value.
        :param value: the value, as JSON has it without escapes.
        :param default: the line of a value that is written with escapes.
        """
        lines = self._lines.get((key, value))
        return lines.popleft() if lines else default


def _read(entry: Any, file: Path, lines: _Lines) -> Redirection | Problem:
    if not isinstance(entry, dict):
        return _problem("has an entry that is no redirection", file)
    from_root = entry.get("source_path_from_root")
    source = from_root or entry.get("source_path")
    url = entry.get("redirect_url")
    if not isinstance(source, str) or not source.strip():
        return _problem("has an entry without source_path", file)
    key = "source_path_from_root" if from_root else "source_path"
    line = lines.take(key, source, 1)
    if not isinstance(url, str) or not url.strip():
        return _problem(f"has no redirect_url for {source}", file, line)
    url_line = lines.take("redirect_url", url, line)
    path = posixpath.normpath(source.strip().replace("\\", "/").lstrip("/"))
    if path == ".." or path.startswith("../"):
        message = f"names {source}, which is outside the repository; correct the path"
        return _problem(message, file, line)
    if not leads_to_page(url):
        message = f"redirects {source} to {url}, which is no page; correct the URL"
        return _problem(message, file, url_line)
    return Redirection(path, url.strip(), file, line, url_line, bool(from_root))


def leads_to_page(url: str) -> bool:
    """Return True for a path, or a well-formed URL of a web page.

    :param url: the URL of a redirection.
    """
    return is_of_web(url)


def _problem(message: str, file: Path, line: int = 1) -> Problem:
    return Problem(WarningKind.REDIRECT, message, file, line)
