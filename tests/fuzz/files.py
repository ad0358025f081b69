"""A folder in memory or on disk, to which targets write the files that they read."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

_MEMORY = Path("/dev/shm")


@cache
def folder(name: str) -> Path:
    """Return a folder of this process, empty at first."""
    where = _MEMORY if _MEMORY.is_dir() else None
    kept = _keep(name, where)
    return Path(kept.name).resolve()


@cache
def _keep(name: str, where: Path | None) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=f"azuredocs-{name}-", dir=where)


def write_file(path: Path, text: str) -> None:
    """Write a text, with lone surrogates as they come."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
