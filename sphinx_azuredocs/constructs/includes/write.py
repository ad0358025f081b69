"""Includes, as docfx writes them."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from markdown_it.token import Token

from ...syntax.html.elements import CHUNK
from ...writing.markdown import Lines, MarkdownWriter
from ...writing.spelling import Line
from .syntax import INCLUDE

_MARKER = re.compile(r"\[(?:WACOM|AZURE)\.INCLUDE[ \t]*", re.IGNORECASE)


def respell_include(line: Line) -> Lines | None:
    """Return the line with ``[!INCLUDE …]`` for each include of another spelling."""
    text = INCLUDE.sub(_respell, line.text)
    text = CHUNK.sub(_of_chunk, text)
    return None if text == line.text else [text]


def _respell(include: re.Match[str]) -> str:
    return _MARKER.sub("[!INCLUDE ", include[0], count=1)


def _of_chunk(chunk: re.Match[str]) -> str:
    path = chunk["angled"] or chunk["bare"] or ""
    return _include(Path(path).stem, path)


def _include(name: str, path: str) -> str:
    target = f"<{path}>" if re.search(r"[\s()]", path) else path
    return f"[!INCLUDE [{name}]({target})]"


def write_include(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write an include of a file, without the content of the file."""
    path = block[0].meta["file"].path
    relative = os.path.relpath(path, writer.path.parent).replace(os.sep, "/")
    return [_include(Path(path).stem, relative)]
