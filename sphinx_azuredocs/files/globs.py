"""docfx's globs: ``*``, ``?``, ``**`` and ``{a,b}``."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

_PART = re.compile(r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|.", re.DOTALL)
_MEANING = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_MAGIC = re.compile(r"([*?\[])")


@cache
def compile_glob(
    glob: str, fields: frozenset[str] = frozenset(), *, ignores_case: bool = True
) -> re.Pattern[str]:
    """Return a regular expression for a glob, to be matched against whole paths.

    :param glob: the glob; its parts are separated by slashes or backslashes.
    :param fields: names that stand in braces for a part of a file or folder name,
        which is a group of the expression with this name.
    :param ignores_case: True if letter case makes no difference, as in docfx.
    """
    glob = glob.replace("\\", "/").removeprefix("./").lstrip("/")
    # A folder stands for what is in it.
    glob = f"{glob}**" if glob.endswith("/") else glob
    flags = re.DOTALL | (re.IGNORECASE if ignores_case else 0)
    return re.compile(_translate(glob, fields), flags)


def _translate(glob: str, fields: Collection[str]) -> str:
    return "".join(_meaning(part, fields) for part in _PART.findall(glob))


def _meaning(part: str, fields: Collection[str]) -> str:
    if part in _MEANING:
        return _MEANING[part]
    if part[1:-1] in fields and part == f"{{{part[1:-1]}}}":
        return f"(?P<{part[1:-1]}>[^/]+?)"
    if part.startswith("{") and part.endswith("}"):
        inner = (_translate(glob, fields) for glob in part[1:-1].split(","))
        return f"(?:{'|'.join(inner)})"
    return re.escape(part)


def escape_pattern(path: Path, srcdir: Path) -> str:
    """Return a pattern of Sphinx for one path, with special characters escaped.

    :param path: the path.
    :param srcdir: the source directory, which patterns are relative to.
    """
    return _MAGIC.sub(r"[\1]", path.relative_to(srcdir).as_posix())
