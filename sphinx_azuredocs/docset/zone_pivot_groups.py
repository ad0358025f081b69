"""Groups of zone pivots: what readers may choose on pages that have zones.

They are kept in ``zone-pivot-groups.yml``, with the first line
``### YamlMime:ZonePivotGroups``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from ..files.walk import files_below
from ..files.yaml_json import load_yaml

_NAMES = ("zone-pivot-groups.yml", "zone-pivot-groups.yaml")


@dataclass(frozen=True)
class Pivot:
    """Something to choose.

    :param id: its id, as zones name it.
    :param title: what readers see.
    """

    id: str
    title: str


@dataclass(frozen=True)
class PivotGroup:
    """What is chosen among.

    :param id: its id, as pages name it.
    :param title: its title.
    :param prompt: what readers are asked.
    :param pivots: the pivots, in their order.
    """

    id: str
    title: str
    prompt: str
    pivots: tuple[Pivot, ...]


@cache
def pivot_files(root: Path) -> tuple[Path, ...]:
    """Return the files of pivot groups below a folder, except in hidden folders.

    The result is kept until :func:`forget_pivot_files` is called.

    :param root: the folder.
    """
    return tuple(file for file in files_below(root) if file.name in _NAMES)


def forget_pivot_files() -> None:
    """Search for the files of pivot groups anew."""
    pivot_files.cache_clear()


def read_pivot_groups(path: Path) -> Mapping[str, PivotGroup]:
    """Read a file of pivot groups.

    :param path: the file.
    :return: id → group; nothing for a file that cannot be read as one.
    """
    return _read(path, path.stat().st_mtime_ns)


@lru_cache
def _read(path: Path, _modified: int) -> Mapping[str, PivotGroup]:
    try:
        data = load_yaml(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return {}
    groups = data.get("groups") if isinstance(data, dict) else None
    found = map(_group, groups if isinstance(groups, list) else [])
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
