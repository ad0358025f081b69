"""The names of TOC files, and of breadcrumbs among them."""

from __future__ import annotations

from pathlib import Path

NAMES = ("toc.yml", "toc.yaml", "toc.md")


_BREADCRUMBS = ("breadcrumb", "breadcrumbs", "bread")


def is_toc(path: str | Path) -> bool:
    """Return True if a file is a table of contents, by its name."""
    return Path(path).name.lower() in NAMES


def is_breadcrumb(path: Path) -> bool:
    """Return True if a table of contents only has the path to the docset."""
    return path.parent.name.lower() in _BREADCRUMBS or any(
        part.lower() in _BREADCRUMBS for part in path.parts[-3:-1]
    )
