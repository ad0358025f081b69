"""Read the redirections of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..docset import Docset
from ..docset.dependencies import publishing_of
from ..docset.redirection_files import Redirection, all_redirections
from ..links.pages import Pages
from ..links.redirects import Redirects, make_redirects
from ..warnings import Problem


def redirects_of(srcdir: Path, docsets: tuple[Docset, ...], pages: Pages) -> Redirects:
    """Return the redirections in the redirection files of a project.

    :param srcdir: the source directory.
    :param docsets: the docsets of the project.
    :param pages: all pages.
    """
    found = [*_entries(srcdir, docsets, pages)]
    problems = [item for item in found if isinstance(item, Problem)]
    entries = [item for item in found if not isinstance(item, Problem)]
    made = make_redirects(entries, pages)
    problems += made.problems
    return Redirects(made.entries, made.folded, made.keys, tuple(problems))


def _entries(
    srcdir: Path, docsets: tuple[Docset, ...], pages: Pages
) -> Iterator[tuple[str, str | None, Redirection] | Problem]:
    publishing = publishing_of(srcdir)
    if not docsets and publishing is None:
        return
    repository = publishing.root if publishing else docsets[0].root
    for entry in all_redirections(srcdir):
        if isinstance(entry, Problem):
            yield entry
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
