"""The file names of tables of contents and breadcrumb files."""

from __future__ import annotations

from pathlib import Path

NAMES = ("toc.yml", "toc.yaml", "toc.md")


_BREADCRUMBS = ("breadcrumb", "breadcrumbs", "bread")


def is_toc(path: str | Path) -> bool:
    """Return True if the name of a file is that of a table of contents."""
    return Path(path).name.lower() in NAMES


def is_breadcrumb(path: Path) -> bool:
    """Return True if the path of a table of contents is that of a breadcrumb file."""
    return path.parent.name.lower() in _BREADCRUMBS or any(
        part.lower() in _BREADCRUMBS for part in path.parts[-3:-1]
    )
