"""The files of docfx and Microsoft Learn repositories, read.

Nothing in here knows of Sphinx's builds or of docutils; what is read is given its
meaning elsewhere.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .docfx import NAME, Docset, DocsetError, read_docset
from .markdown_engine import MarkdownEngine

if TYPE_CHECKING:
    from sphinx.config import Config

__all__ = [
    "Docset",
    "DocsetError",
    "MarkdownEngine",
    "docset_of",
    "docsets_of",
    "read_docsets",
]


def docsets_of(config: Config, srcdir: str | Path) -> tuple[Docset, ...]:
    """The docsets of a project: the folders that have a ``docfx.json``.

    :param config: the configuration, with the setting ``azuredocs_docsets``.
    :param srcdir: the source directory.
    """
    found = read_docsets(config, srcdir).values()
    return tuple(docset for docset in found if isinstance(docset, Docset))


def docset_of(docsets: tuple[Docset, ...], path: Path) -> Docset | None:
    """The docset that a file is in, the innermost of several.

    :param path: the file, absolute.
    """
    around = (docset for docset in docsets if path.is_relative_to(docset.root))
    return max(around, key=lambda docset: len(docset.root.parts), default=None)


def docset_folders(config: Config) -> dict[str, str | None]:
    """Folder → URL path, or ``None`` where the setting has none."""
    value = config.azuredocs_docsets
    return dict(value) if isinstance(value, dict) else dict.fromkeys(value)


def read_docsets(config: Config, srcdir: str | Path) -> dict[str, Docset | DocsetError]:
    """Folder → its docset, or why it is none, for those with a ``docfx.json``.

    :param config: the configuration, with the setting ``azuredocs_docsets``.
    :param srcdir: the source directory.
    """
    found = {}
    for folder, base_path in docset_folders(config).items():
        path = Path(srcdir, folder).resolve() / NAME
        if path.is_file():
            found[folder] = _read(path.parent, base_path, path.stat().st_mtime_ns)
    return found


@lru_cache(maxsize=1024)
def _read(root: Path, base_path: str | None, _modified: int) -> Docset | DocsetError:
    try:
        return read_docset(root, base_path)
    except DocsetError as error:
        return error
