"""Read the files of docfx and Microsoft Learn repositories.

Nothing in this folder imports Sphinx or docutils.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Protocol

from ..files.door import SourceTree, is_file, resolve, version_of
from .docfx import NAME, Docset, read_docset
from .json_file import DocsetError
from .markdown_engine import MarkdownEngine

__all__ = [
    "Docset",
    "DocsetError",
    "MarkdownEngine",
    "docset_of",
    "docsets_of",
    "read_docsets",
]


class DocsetSettings(Protocol):
    """An object with the setting that names docsets, such as Sphinx's ``Config``."""

    @property
    def azuredocs_docsets(self) -> list[str] | dict[str, str | None]:
        """Folders with a ``docfx.json``, alone or with the URL paths of their pages."""


def docsets_of(config: DocsetSettings, srcdir: str | Path) -> tuple[Docset, ...]:
    """Return the docsets of a project: the folders that have a ``docfx.json``.

    :param config: the setting.
    :param srcdir: the source directory.
    """
    found = read_docsets(config, srcdir).values()
    return tuple(docset for docset in found if isinstance(docset, Docset))


def docset_of(docsets: tuple[Docset, ...], path: Path) -> Docset | None:
    """Return the innermost docset that contains a file; None if no docset does.

    :param docsets: the docsets.
    :param path: the file, absolute.
    """
    around = (docset for docset in docsets if path.is_relative_to(docset.root))
    return max(around, key=lambda docset: len(docset.root.parts), default=None)


def docset_folders(config: DocsetSettings) -> dict[str, str | None]:
    """Return folder → URL path; None for a folder without a URL path.

    :param config: the setting.
    """
    value = config.azuredocs_docsets
    return dict(value) if isinstance(value, dict) else dict.fromkeys(value)


def read_docsets(
    config: DocsetSettings, srcdir: str | Path
) -> dict[str, Docset | DocsetError]:
    """Return folder → docset, or the error of its ``docfx.json``.

    A folder without ``docfx.json`` is left out.

    :param config: the setting.
    :param srcdir: the source directory.
    """
    found = {}
    folders = docset_folders(config)
    tree = SourceTree.of(srcdir, *(Path(srcdir, folder) for folder in folders))
    for folder, base_path in folders.items():
        root = resolve(Path(srcdir, folder))
        if root is not None and is_file(root / NAME):
            found[folder] = _read(root, base_path, tree)
    return found


def _read(root: Path, base_path: str | None, tree: SourceTree) -> Docset | DocsetError:
    """Return a docset; it is read again if one of its files has changed."""
    key = root, base_path, tree
    known = _READ.get(key)
    if known is not None and all(version_of(f) == v for f, v in known.versions):
        return known.docset
    docset: Docset | DocsetError
    try:
        docset = read_docset(root, base_path, tree)
        files = docset.files
    except DocsetError as error:
        docset, files = error, (root / NAME,)
    versions = tuple((file, version_of(file)) for file in files)
    _READ[key] = _Read(docset, versions)
    return docset


class _Read(NamedTuple):
    """A docset that was read, and the versions of the files that it was read from."""

    docset: Docset | DocsetError
    versions: tuple[tuple[Path, tuple[int, int]], ...]


_READ: dict[tuple[Path, str | None, SourceTree], _Read] = {}
