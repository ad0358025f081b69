"""Find the name that was meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

_DISTANCE = 2
_SHORTEST = 4


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the name within an edit distance of 2, the nearest one; else empty.

    :param name: the name that does not exist; short names have no nearest one.
    :param names: the names that exist.
    """
    if len(name) < _SHORTEST:
        return ""
    written = name.casefold()
    close = (
        (distance, other)
        for other in names
        if abs(len(other) - len(name)) <= _DISTANCE
        and (distance := _distance(written, other.casefold())) <= _DISTANCE
    )
    return min(close, default=(0, ""))[1]


def _distance(first: str, second: str) -> int:
    """Return the Levenshtein distance of two texts, or any number above the limit."""
    before: list[int] = [*range(len(second) + 1)]
    for row, one in enumerate(first, 1):
        now = [row]
        for column, other in enumerate(second, 1):
            cost = before[column - 1] + (one != other)
            now.append(min(cost, before[column] + 1, now[-1] + 1))
        if min(now) > _DISTANCE:
            return _DISTANCE + 1
        before = now
    return before[-1]


def did_you_mean(name: str, names: Iterable[str], sign: str = "") -> str:
    """Return a question that ends a message, or nothing without a near name.

    :param name: the name that does not exist.
    :param names: the names that exist.
    :param sign: the text before the name, such as ``#``.
    """
    found = nearest(name, names)
    return f"; did you mean {sign}{found}?" if found else ""
