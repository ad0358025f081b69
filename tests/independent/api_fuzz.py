"""Change one field of API YAML: drop it, double it, or give it another type."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

OTHERS: tuple[Any, ...] = (
    "",
    "null",
    "7",
    [],
    ["a", "b"],
    {},
    {"a": "b"},
    "2026-01-31",
)
"""The values that a field gets instead of its own: every scalar is a string."""


def fields(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every field, lists only with their first two items."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield (*path, key)
            yield from fields(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value[:2]):
            yield (*path, index)
            yield from fields(child, (*path, index))


def changed(value: Any, path: tuple[Any, ...], way: int) -> Any:
    """Return a copy with one field changed.

    :param way: 0 drops the field, 1 doubles it, others give it a value of `OTHERS`.
    """
    found = copy.deepcopy(value)
    parent = found
    for key in path[:-1]:
        parent = parent[key]
    last = path[-1]
    if way == 0:
        del parent[last]
    elif way == 1:
        own = parent[last]
        if isinstance(parent, list):
            parent.append(copy.deepcopy(own))
        else:
            parent[last] = [own, copy.deepcopy(own)]
    else:
        parent[last] = copy.deepcopy(OTHERS[way - 2])
    return found


WAYS = len(OTHERS) + 2
