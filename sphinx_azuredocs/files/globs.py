"""docfx's globs: ``*``, ``?``, ``**`` and ``{a,b}``, in any letter case."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PART = re.compile(r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|.", re.DOTALL)
_MEANING = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@cache
def compile_glob(glob: str) -> re.Pattern[str]:
    """Make a regular expression of a glob, to be matched against whole paths.

    :param glob: the glob; a slash or back-slash is between its parts.
    """
    glob = glob.replace("\\", "/").removeprefix("./").lstrip("/")
    # A folder stands for what is in it.
    glob = f"{glob}**" if glob.endswith("/") else glob
    return re.compile(_translate(glob), re.IGNORECASE | re.DOTALL)


def _translate(glob: str) -> str:
    return "".join(map(_meaning, _PART.findall(glob)))


def _meaning(part: str) -> str:
    if part in _MEANING:
        return _MEANING[part]
    if part.startswith("{") and part.endswith("}"):
        return f"(?:{'|'.join(map(_translate, part[1:-1].split(',')))})"
    return re.escape(part)


_MAGIC = re.compile(r"([*?\[])")


def escape_pattern(path: Path, srcdir: Path) -> str:
    """A pattern for one path, whatever signs are in it.

    :param path: the path.
    :param srcdir: the source directory, which patterns are relative to.
    """
    return _MAGIC.sub(r"[\1]", path.relative_to(srcdir).as_posix())
