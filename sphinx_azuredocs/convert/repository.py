"""The conversion of the files of a project, of which no page may change."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path

from ..config import Settings
from ..domain.docset_lookup import docset_at
from ..files.door import FileError
from ..page.dialects import Dialect, Facts, dialect_of
from ..page.header import read_page_header
from .files import TextFile
from .header import with_front_matter
from .included import pages_with
from .page import Result, TextConverter
from .project import Project
from .reading import FileReader, Reading, body_of


@dataclass
class Converted:
    """A file, and what became of it.

    :param path: the file of the project.
    :param docname: the page that it is; empty for an included file.
    :param old: its text.
    :param new: its bytes in the target dialect; those of the file itself if it is kept.
    :param reason: why it is not written; empty for a file that is written or kept.
    """

    path: Path
    docname: str
    old: TextFile
    new: bytes
    reason: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """True if the file is written."""
        return not self.reason and self.new != self.old.bytes_of(self.old.text)


class Repository:
    """The files of a project to convert.

    :param project: a copy of the project.
    :param target: the dialect to write.
    """

    def __init__(self, project: Project, target: Dialect) -> None:
        self._project, self._target = project, target
        self._before: dict[str, str] = {}
        self._users: dict[Path, set[str]] = {}
        self._outer: dict[Path, dict[str, object]] = {}

    def convert(self, files: Iterable[Path]) -> list[Converted]:
        """Convert files, and return what became of each.

        :param files: the pages and included files of the project.
        """
        own = filter(self._project.has, (path.resolve() for path in files))
        chosen = {self._project.path_of(path) for path in own}
        env = self._project.env
        paths = {Path(env.doc2path(name)): name for name in sorted(env.found_docs)}
        pages = {n: p for p, n in paths.items() if p.suffix == ".md"}
        needed = pages_with(chosen, pages, self._project.copy)
        self._before = self._project.read(needed)
        self._find_includes(needed)
        found: dict[Path, Converted] = {}
        for path in sorted(chosen & paths.keys()):
            if one := self._page(paths[path], path):
                found[path] = one
        for path in sorted(self._wanted_includes(chosen, found)):
            if one := self._include(path):
                found[path] = one
        self._check(found)
        return [found[path] for path in sorted(found)]

    def without_dialect(self, found: Iterable[Converted]) -> list[str]:
        """Return the pages that are no longer beside a page with a header.

        They are articles of 2014 only by the page beside them. Now that it is
        converted, a setting must name their dialect.

        :param found: what became of each file.
        """
        changed = {one.docname for one in found if one.is_changed and one.docname}
        folders = {posixpath.dirname(name) for name in changed}
        headers = {
            name: read_page_header(text)[0]
            for name, text in self._texts(folders)
            if name not in changed
        }
        kept = {posixpath.dirname(name) for name, h in headers.items() if h.has_tags}
        return [
            name
            for name in sorted(headers)
            if posixpath.dirname(name) not in kept and self._is_beside(name)
        ]

    def _texts(self, folders: AbstractSet[str]) -> Iterator[tuple[str, str]]:
        """Yield the docname and text of each page in Markdown in some folders."""
        env = self._project.env
        for name in env.found_docs:
            path = Path(env.doc2path(name))
            if posixpath.dirname(name) in folders and path.suffix == ".md":
                with suppress(FileError):
                    yield name, TextFile.read(path).text

    def _is_beside(self, docname: str) -> bool:
        """Return True if a page is an article of 2014 only by the pages beside it."""
        env = self._project.env
        path = Path(env.doc2path(docname))
        text = TextFile.read(path).text
        header, _ = read_page_header(text)
        facts = Facts(
            header.has_tags,
            header.front_matter,
            in_docset=docset_at(env, path) is not None,
            is_root=docname == env.config.root_doc,
            chosen=Settings.of(env.config).dialect(docname),
        )
        return dialect_of(text, facts, lambda: False) is not dialect_of(
            text, facts, lambda: True
        )

    def _find_includes(self, pages: Iterable[str]) -> None:
        """Record the pages that include each file."""
        for docname in pages:
            for file in self._project.env.dependencies.get(docname, ()):
                path = Path(self._project.env.srcdir, file)
                if path.suffix.lower() == ".md":
                    self._users.setdefault(path, set()).add(docname)

    def _wanted_includes(
        self, chosen: set[Path], found: dict[Path, Converted]
    ) -> Iterator[Path]:
        docnames = {one.docname for one in found.values()}
        for path, users in self._users.items():
            if path.is_file() and (path in chosen or users & docnames):
                yield path

    def _page(self, docname: str, path: Path) -> Converted | None:
        dialect = self._project.dialect_of(docname)
        if dialect is None or dialect in (self._target, Dialect.MYST):
            return None
        one = self._open(path, docname)
        if one is None or one.reason:
            return one
        header, _ = read_page_header(one.old.text)
        if header.has_tags and not header.tags:
            one.reason = "the header is malformed; correct it"
            return one
        result = self._convert(docname, path, dialect, body_of(one.old.text))
        if result.has_missing and Settings.of(self._project.config).include_roots:
            one.reason = "it may include a file outside of the project"
            return one
        self._write(one, result, with_header=True)
        return one

    def _include(self, path: Path) -> Converted | None:
        users = sorted(self._users[path])
        dialects = {self._project.dialect_of(name) for name in users}
        sources = dialects - {self._target, Dialect.MYST, None}
        one = self._open(path, "")
        if one is None or one.reason or not sources:
            return one
        dialect = Dialect.AZURE if Dialect.AZURE in sources else Dialect.LEARN
        docname = next(n for n in users if self._project.dialect_of(n) is dialect)
        result = self._convert(
            docname, path, dialect, body_of(one.old.text), self._outer.get(path)
        )
        self._write(one, result, with_header=False)
        return one

    def _convert(
        self,
        docname: str,
        path: Path,
        dialect: Dialect,
        text: str,
        outer: dict[str, object] | None = None,
    ) -> Result:
        """Convert the text of a file; articles of 2014 to MyST in two steps.

        :param outer: the definitions of the files that include the file.
        """
        env = self._project.env
        steps = [dialect, self._target]
        if dialect is Dialect.AZURE and self._target is not Dialect.LEARN:
            steps.insert(1, Dialect.LEARN)
        readers = [FileReader(env, docname, path, step, outer) for step in steps]
        reasons: list[str] = []
        has_missing = False
        for source, target in pairwise(readers):
            converter = TextConverter(source, target, self._project.config)
            result = converter.convert(text)
            if source is readers[0]:
                self._note_outer(path, converter.reading)
            text = result.text
            reasons += result.reasons
            has_missing |= result.has_missing
        return Result(text, reasons, has_missing)

    def _note_outer(self, path: Path, reading: Reading | None) -> None:
        """Record the definitions that the included files of a page can use."""
        for file in reading.sources.files if reading else ():
            if not file.path or file.path == str(path):
                continue
            outer = self._outer.setdefault(Path(file.path), {})
            for other in reading.sources.files if reading else ():
                if other is not file:
                    for label, definition in other.references.items():
                        without = {k: v for k, v in definition.items() if k != "map"}
                        outer.setdefault(label, without)

    def _open(self, path: Path, docname: str) -> Converted | None:
        try:
            old = TextFile.read(path)
        except FileError:
            return None
        one = Converted(self._project.path_of(path), docname, old, b"")
        if not old.is_kept:
            one.reason = "its encoding cannot be kept; save it as UTF-8"
            return one
        one.new = old.bytes_of(old.text)
        return one

    def _write(self, one: Converted, result: Result, *, with_header: bool) -> None:
        text = result.text
        if with_header:
            text = with_front_matter(one.old.text, text, self._target)
        one.notes = result.reasons
        try:
            one.new = one.old.bytes_of(text)
        except UnicodeEncodeError:
            one.reason = "its encoding lacks a character; save it as UTF-8"

    def _check(self, found: dict[Path, Converted]) -> None:
        """Refuse the files with which the doctree of a page changes."""
        pending = self._affected(path for path, one in found.items() if one.is_changed)
        for path, one in found.items():
            if one.is_changed:
                self._project.write(path, one.new)
        while pending:
            after = self._project.read(pending)
            bad = {name for name in after if after[name] != self._before[name]}
            refused = set()
            for name in sorted(bad):
                refused |= set(
                    self._refuse(
                        name, found, _difference(self._before[name], after[name])
                    )
                )
            for path in refused:
                self._project.write(
                    path, found[path].old.bytes_of(found[path].old.text)
                )
            pending = self._affected(refused)

    def _affected(self, paths: Iterable[Path]) -> set[str]:
        """Return the pages that are, or include, one of some files."""
        names: set[str] = set()
        for path in paths:
            names |= self._users.get(path, set())
            if name := self._project.env.path2doc(path):
                names |= {name} & self._before.keys()
        return names

    def _refuse(
        self, docname: str, found: dict[Path, Converted], reason: str
    ) -> Iterator[Path]:
        """Refuse a page; if it is refused already, the files that it includes."""
        page = Path(self._project.env.doc2path(docname))
        if page in found and found[page].is_changed:
            notes = "; ".join(found[page].notes)
            found[page].reason = f"its doctree would change: {notes or reason}"
            yield page
            return
        for path, users in self._users.items():
            if docname in users and path in found and found[path].is_changed:
                found[path].reason = f"the doctree of {docname} would change: {reason}"
                yield path


def _difference(before: str, after: str) -> str:
    """Return the first lines that differ between two doctrees."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    changed = [
        line.strip() for line in lines if not line.startswith(("---", "+++", "@@"))
    ]
    return " / ".join(changed[:2])[:200]
