"""Correct what is certain in the files of a project, and nothing else.

A file is written if the pages that show it are the same as before, with all links
resolved. Line ends and encoding are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx.application import Sphinx

from ..files.door import FileError, read_bytes
from ..warnings import WARNING_TYPE, WarningKind
from .capture import Warned
from .edits import Edit, apply, edits_of
from .files import is_among
from .read import Reader
from .run import Project, opened, read_and_resolve, resolve_page

_CASE = f"{WARNING_TYPE}.{WarningKind.ANCHOR_CASE.value}"
_SUFFIX = ".md"


def fix_project(project: Project, files: Sequence[Path] = ()) -> dict[str, int]:
    """Correct the files of a project.

    Corrected are backslashes, ``./`` and the letter case in paths, the letter case of
    anchors and labels, and the missing space of headings in articles of 2014.

    :param project: the project.
    :param files: the files to correct, or folders with them; empty for all files.
    :return: path from the source directory → number of corrections.
    """
    with opened(project) as (app, capture):
        read_and_resolve(app, project.start_page)
        anchors = _anchors(capture.found)
        fixer = _Fixer(app, project)
        fixed = {}
        for path, pages in sorted(_files(app).items()):
            if files and not is_among(path, files):
                continue
            if count := fixer.fix(path, pages, anchors.get(path, {})):
                fixed[path.relative_to(project.srcdir).as_posix()] = count
    return fixed


def _anchors(warned: Sequence[Warned]) -> dict[Path, dict[int, list[str]]]:
    """Return file → line → messages about the letter case of anchors."""
    found: dict[Path, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item in warned:
        if item.kind == _CASE and item.path and item.line:
            found[item.path][item.line].append(item.message)
    return found


def _files(app: Sphinx) -> dict[Path, list[str]]:
    """Return file → the pages that show it, for pages and included files."""
    found: dict[Path, list[str]] = defaultdict(list)
    for docname in sorted(app.env.all_docs):
        path = Path(app.env.doc2path(docname))
        if path.suffix == _SUFFIX:
            found[path].append(docname)
        for name in app.env.dependencies.get(docname, ()):
            inner = Path(app.srcdir, name)
            if inner.suffix == _SUFFIX:
                found[inner].append(docname)
    return found


class _Fixer:
    """Corrects files, and compares the pages that show them.

    :param app: the application, whose pages have been read.
    :param project: the project.
    """

    def __init__(self, app: Sphinx, project: Project) -> None:
        self._app = app
        self._srcdir = project.srcdir
        root = app.config.root_doc
        texts = {} if project.start_page is None else {root: project.start_page}
        self._reader = Reader(app, texts)

    def fix(
        self, path: Path, pages: Sequence[str], anchors: dict[int, list[str]]
    ) -> int:
        """Correct a file, and return the number of corrections.

        :param path: the file.
        :param pages: the pages that show it.
        :param anchors: line → messages about the letter case of anchors.
        """
        try:
            content = read_bytes(path)
        except FileError:
            return 0
        text, encoding = _decoded(content)
        edits = edits_of(text, path.parent, self._srcdir, anchors)
        if not edits:
            return 0
        before = [*self._shown(pages)]
        kept: list[Edit] = []
        try:
            if self._is_same(path, apply(text, edits), encoding, pages, before):
                kept = edits
            else:
                for edit in edits:
                    new = apply(text, [*kept, edit])
                    if self._is_same(path, new, encoding, pages, before):
                        kept.append(edit)
        finally:
            done = apply(text, kept).encode(encoding) if kept else content
            path.write_bytes(done)
            for page in pages:
                self._read(page)
        return len(kept)

    def _is_same(
        self,
        path: Path,
        text: str,
        encoding: str,
        pages: Sequence[str],
        before: Sequence[str],
    ) -> bool:
        """Write a file, and return True if the pages are the same as before."""
        path.write_bytes(text.encode(encoding))
        return [*self._shown(pages)] == [*before]

    def _shown(self, pages: Sequence[str]) -> Iterator[str]:
        """Yield the doctrees of pages, with resolved references, as text."""
        for page in pages:
            yield self._read(page)

    def _read(self, docname: str) -> str:
        app = self._app
        app.events.emit("env-purge-doc", app.env, docname)
        app.env.clear_doc(docname)
        document = self._reader.read(docname) or app.env.get_doctree(docname)
        resolve_page(app, docname, document, self._reader)
        return str(document.pformat())


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a file and its encoding; line ends stay as they are."""
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # It has a character for each byte, as Windows-1252 has not.
        return content.decode("latin-1"), "latin-1"
