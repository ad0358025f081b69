"""Tables of contents as outlines: what docfx expects of one, and what we read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sphinx_azuredocs.navigation.toc_file import TocItem


def expected_outline(items: Iterable[Mapping[str, Any]]) -> list[str]:
    """The outline of docfx's model of a table of contents."""
    return list(_expected(items, ""))


def _expected(items: Iterable[Mapping[str, Any]], indent: str) -> Iterator[str]:
    for item in items:
        page = item.get("topicHref") or item.get("href") or ""
        page = page if ":" in page else unquote(page)
        toc = item.get("tocHref") or ""
        # One elsewhere is a URL like any other.
        toc = "" if toc.startswith("/") or ":" in toc else toc
        yield _line(indent, item.get("name") or "", page, toc)
        inner = item.get("items") or ()
        if origin := item.get("includedFrom"):
            yield f"{indent}  from {origin.removeprefix('~/')}"
        yield from _expected(inner, f"{indent}  ")


def our_outline(entries: Iterable[TocItem], folder: Path) -> list[str]:
    """The outline of what we read."""
    return list(_ours(entries, folder, ""))


def _ours(entries: Iterable[TocItem], folder: Path, indent: str) -> Iterator[str]:
    for entry in entries:
        page, toc = entry.target.page, entry.target.toc
        yield _line(indent, entry.name, _path(page, folder), _path(toc, folder))
        if entry.items and entry.items[0].file != entry.file:
            yield f"{indent}  from {_path(entry.items[0].file, folder)}"
        yield from _ours(entry.items, folder, f"{indent}  ")


def _path(target: Path | str | None, folder: Path) -> str:
    if isinstance(target, Path):
        return os.path.relpath(target, folder).replace(os.sep, "/")
    return target or ""


def _line(indent: str, name: str, page: str, toc: str) -> str:
    return f"{indent}{name} → {page}" + (f", contents {toc}" if toc else "")
