"""Read ``zone-pivot-groups.yml``: the pivots among which readers choose.

The first line of the file is ``### YamlMime:ZonePivotGroups``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from ..files.door import FileError, SourceTree, read_text, version_of
from ..files.walk import files_below
from ..files.yaml_json import load_yaml
from ..warnings import Problem, WarningKind

NAMES = ("zone-pivot-groups.yml", "zone-pivot-groups.yaml")


@dataclass(frozen=True)
class Pivot:
    """A pivot: one of the choices of a group.

    :param id: its id, which zones name.
    :param title: the title that readers see.
    """

    id: str
    title: str


@dataclass(frozen=True)
class PivotGroup:
    """A group of pivots, from which readers choose one.

    :param id: its id, which pages name.
    :param title: its title.
    :param prompt: the question for readers.
    :param pivots: the pivots, in their order.
    """

    id: str
    title: str
    prompt: str
    pivots: tuple[Pivot, ...]


@cache
def pivot_files(root: Path) -> tuple[Path, ...]:
    """Return the files of pivot groups below a folder, except in hidden folders.

    The result is cached until :func:`forget_pivot_files` is called.

    :param root: the folder.
    """
    return tuple(file for file in files_below(root) if file.name in NAMES)


def forget_pivot_files() -> None:
    """Discard the cached results of :func:`pivot_files`."""
    pivot_files.cache_clear()


def read_pivot_groups(
    path: Path, tree: SourceTree | None = None
) -> Mapping[str, PivotGroup] | Problem:
    """Return the pivot groups of a file, or the reason why it cannot be read.

    :param path: the file.
    :param tree: the folders in which it must be; its own folder by default.
    :return: id → group, or a problem.
    """
    return _read(path, tree or SourceTree.of(path.parent), version_of(path))


@lru_cache
def _read(
    path: Path, tree: SourceTree, _version: tuple[int, int]
) -> Mapping[str, PivotGroup] | Problem:
    try:
        data = load_yaml(read_text(path, tree))
    except FileError as error:
        return Problem(WarningKind.ZONE, f"{path.name} {error}", path, 1)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        message = f"{path.name} is not YAML: {error.problem}"
        return Problem(WarningKind.ZONE, message, path, mark.line + 1 if mark else 1)
    except yaml.YAMLError as error:
        reason = str(error).partition("\n")[0]
        return Problem(WarningKind.ZONE, f"{path.name} is not YAML: {reason}", path, 1)
    groups = data.get("groups") if isinstance(data, dict) else None
    if not isinstance(groups, list):
        message = f"{path.name} has no list of groups"
        return Problem(WarningKind.ZONE, message, path, 1)
    found = map(_group, groups)
    return {group.id: group for group in found if group is not None}


def _group(data: Any) -> PivotGroup | None:
    if not isinstance(data, dict) or "id" not in data:
        return None
    pivots = data.get("pivots")
    return PivotGroup(
        str(data["id"]),
        str(data.get("title") or ""),
        str(data.get("prompt") or ""),
        tuple(
            Pivot(str(item["id"]), str(item.get("title") or item["id"]))
            for item in (pivots if isinstance(pivots, list) else [])
            if isinstance(item, dict) and "id" in item
        ),
    )
