"""docfx's globs: ``*``, ``?``, ``**`` and ``{a,b}``."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|.", re.DOTALL)
_MEANING = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_SPECIAL = {"*": "[*]", "?": "[?]", "[": r"[\[]"}
# Sphinx makes a regular expression of a pattern, in which `[[]` is deprecated.
# Transitions of the automaton for sets of characters.
_ANY, _IN_NAME = "any", "in name"


class Glob:
    """A glob that matches whole paths in any letter case, as in docfx.

    It is a finite automaton, whose states are computed when paths reach them. The time
    to match a path is therefore proportional to its length, whatever the glob.

    :param glob: the glob; its names are separated by slashes or backslashes.
    """

    def __init__(self, glob: str) -> None:
        self._steps: list[list[tuple[str, int]]] = []
        self._free: list[list[int]] = []
        start = self._new()
        self._end = self._add(_normal(glob).lower(), start)
        self._start = self._closed({start})
        self._known: dict[tuple[frozenset[int], str], frozenset[int]] = {}
        # The same paths are matched for URLs, metadata, groups and the list of pages.
        self._matched: dict[str, bool] = {}

    def matches(self, path: str) -> bool:
        """Return True if the glob matches a path.

        :param path: the path, with slashes.
        """
        if path not in self._matched:
            self._matched[path] = self._run(path)
        return self._matched[path]

    def _run(self, path: str) -> bool:
        states, known = self._start, self._known
        for char in path.lower():
            following = known.get((states, char))
            if following is None:
                following = known[states, char] = self._after(states, char)
            states = following
        return self._end in states

    def _new(self) -> int:
        self._steps.append([])
        self._free.append([])
        return len(self._steps) - 1

    def _add(self, glob: str, state: int) -> int:
        """Add the states of a glob after a state; return the last new state."""
        for piece in _PIECE.findall(glob):
            end = self._new()
            if piece == "**/":
                inner = self._new()
                self._steps[state].append((_IN_NAME, inner))
                self._steps[inner] += [(_IN_NAME, inner), ("/", state)]
                self._free[state].append(end)
            elif piece in ("**", "*"):
                step = _ANY if piece == "**" else _IN_NAME
                self._steps[state].append((step, state))
                self._free[state].append(end)
            elif piece == "?":
                self._steps[state].append((_IN_NAME, end))
            elif piece.startswith("{") and piece.endswith("}"):
                for alternative in piece[1:-1].split(","):
                    first = self._new()
                    self._free[state].append(first)
                    self._free[self._add(alternative, first)].append(end)
            else:
                for char in piece:
                    end = self._new()
                    self._steps[state].append((char, end))
                    state = end
            state = end
        return state

    def _after(self, states: Collection[int], char: str) -> frozenset[int]:
        """Return the states that are reached from states by a character."""
        matching = (char, _ANY) if char == "/" else (char, _ANY, _IN_NAME)
        return self._closed(
            {
                target
                for state in states
                for step, target in self._steps[state]
                if step in matching
            }
        )

    def _closed(self, states: set[int]) -> frozenset[int]:
        """Return states and the states that they reach without a character."""
        pending = [*states]
        while pending:
            new = [s for s in self._free[pending.pop()] if s not in states]
            states.update(new)
            pending += new
        return frozenset(states)


@cache
def compile_glob(glob: str) -> Glob:
    """Return a glob of a repository, compiled.

    :param glob: the glob; its names are separated by slashes or backslashes.
    """
    return Glob(glob)


@cache
def compile_pattern(glob: str, fields: frozenset[str]) -> re.Pattern[str]:
    """Return a regular expression that matches whole paths, for a glob of ``conf.py``.

    :param glob: the glob; its names are separated by slashes or backslashes.
    :param fields: names in braces that stand for a component of a file or folder name,
        each of which is a group of the expression with this name.
    """
    return re.compile(_translate(_normal(glob), fields), re.DOTALL)


def _normal(glob: str) -> str:
    glob = glob.replace("\\", "/").removeprefix("./").lstrip("/")
    # A folder stands for all files below it.
    return f"{glob}**" if glob.endswith("/") else glob


def _translate(glob: str, fields: Collection[str]) -> str:
    return "".join(_meaning(piece, fields) for piece in _PIECE.findall(glob))


def _meaning(piece: str, fields: Collection[str]) -> str:
    if piece in _MEANING:
        return _MEANING[piece]
    if piece[1:-1] in fields and piece == f"{{{piece[1:-1]}}}":
        return f"(?P<{piece[1:-1]}>[^/]+?)"
    if piece.startswith("{") and piece.endswith("}"):
        inner = (_translate(glob, fields) for glob in piece[1:-1].split(","))
        return f"(?:{'|'.join(inner)})"
    return re.escape(piece)


def escape_pattern(path: Path, srcdir: Path) -> str:
    """Return a Sphinx pattern that matches exactly one path.

    :param path: the path.
    :param srcdir: the source directory, which patterns are relative to.
    """
    return escape_name(path.relative_to(srcdir).as_posix())


def escape_name(name: str) -> str:
    """Return a name or path with the special characters of Sphinx patterns escaped.

    :param name: the name or path.
    """
    return "".join(_SPECIAL.get(char, char) for char in name)
