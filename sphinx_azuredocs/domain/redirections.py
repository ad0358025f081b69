"""Reading the redirections of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..docset import Docset, DocsetError
from ..docset.dependencies import publishing_of
from ..docset.redirection_files import Redirection, all_redirections
from ..links.pages import Pages
from ..links.redirects import Redirects, make_redirects


def redirects_of(srcdir: Path, docsets: tuple[Docset, ...], pages: Pages) -> Redirects:
    """Read the redirections of a project.

    :param srcdir: the source directory.
    :param docsets: the docsets of the project.
    :param pages: all pages.
    """
    errors: list[tuple[str, Path, int]] = []
    entries = list(_entries(srcdir, docsets, pages, errors))
    made = make_redirects(entries, pages)
    problems = (*errors, *made.problems)
    return Redirects(made.entries, made.folded, made.keys, problems)


def _entries(
    srcdir: Path,
    docsets: tuple[Docset, ...],
    pages: Pages,
    errors: list[tuple[str, Path, int]],
) -> Iterator[tuple[str, str | None, Redirection]]:
    publishing = publishing_of(srcdir)
    if not docsets and publishing is None:
        return
    repository = publishing.root if publishing else docsets[0].root
    for entry in all_redirections(srcdir):
        if isinstance(entry, DocsetError):
            errors.append((f"{entry}", entry.path, entry.line))
            continue
        root = repository if entry.is_from_root else entry.file.parent
        written = (root / entry.source).as_posix()
        folder = f"{srcdir.as_posix()}/"
        if not written.casefold().startswith(folder.casefold()):
            continue
        path = pages.in_own_case(written[len(folder) :])
        docname = pages.docname_of(path)
        if docname is not None:
            yield docname, _url_of(srcdir / path, docsets), entry


def _url_of(path: Path, docsets: Iterable[Docset]) -> str | None:
    """Return the URL at which a page was served; ``None`` if it is unknown."""
    for docset in docsets:
        if path.is_relative_to(docset.root):
            return docset.url_path(path.relative_to(docset.root).as_posix())
    return None
