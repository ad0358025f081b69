"""The files that a page does not name, but which are searched for it.

A page is read again if a file that it was read from has changed. This module has it
read again, too, if another file of the kind appears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..docset import docset_of
from ..docset.zone_pivot_groups import pivot_files
from .azure import AzureDomain, azure_domain
from .data import FileKind


def search_files(env: BuildEnvironment, kind: FileKind) -> tuple[Path, ...]:
    """Return the files of a kind for the current page, and note them for the page.

    :param env: the environment, while it reads a page.
    :param kind: the kind.
    """
    domain = azure_domain(env)
    found = _SEARCHES[kind](domain, env.docname)
    for file in found:
        env.note_dependency(file)
    noted = domain.of_pages.searched.setdefault(env.docname, {})
    noted[kind] = _names(found)
    return found


def pages_with_other_files(
    _app: Sphinx,
    env: BuildEnvironment,
    _added: set[str],
    _changed: set[str],
    removed: set[str],
) -> list[str]:
    """Return the pages to read again, since searches find other files for them."""
    domain = azure_domain(env)
    domain.forget_tables()
    return [
        docname
        for docname, noted in domain.of_pages.searched.items()
        if docname not in removed
        and any(
            _names(_SEARCHES[kind](domain, docname)) != files
            for kind, files in noted.items()
        )
    ]


def _names(files: Iterable[Path]) -> tuple[str, ...]:
    return tuple(map(str, files))


def _metadata_files(domain: AzureDomain, docname: str) -> tuple[Path, ...]:
    docset = docset_of(domain.docsets, Path(domain.env.doc2path(docname)))
    return docset.metadata_files if docset else ()


def _pivot_files(domain: AzureDomain, _docname: str) -> tuple[Path, ...]:
    return pivot_files(Path(domain.env.srcdir))


def _overwrite_files(domain: AzureDomain, docname: str) -> tuple[Path, ...]:
    docset = docset_of(domain.docsets, Path(domain.env.doc2path(docname)))
    return domain.overwrite_files(docset) if docset else ()


_SEARCHES: Mapping[FileKind, Callable[[AzureDomain, str], tuple[Path, ...]]] = {
    FileKind.METADATA: _metadata_files,
    FileKind.OVERWRITES: _overwrite_files,
    FileKind.PIVOTS: _pivot_files,
}
