"""Build a repository incrementally and afresh, and compare output and warnings."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sphinx.testing.util import SphinxTestApp

from .edits import edits
from .repository import Files, repository

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_INDEX = "searchindex.js"
_RECORD = ".azuredocs.json"
_OF_SPHINX = "duplicate label"
"""A warning that Sphinx gives while a label moves to a page that is read earlier."""


@dataclass(frozen=True)
class Build:
    """What a build wrote, warned about and worked on.

    :param output: path → content of each file of the output.
    :param warnings: the warnings, in their order, relative to the source directory.
    :param read: the docnames that were read.
    :param written: the docnames that were written.
    :param pages: docname → source file of all pages.
    """

    output: Mapping[str, bytes]
    warnings: tuple[str, ...]
    read: frozenset[str]
    written: frozenset[str]
    pages: Mapping[str, str]


def build(srcdir: Path, folder: Path, jobs: int = 1, builder: str = "html") -> Build:
    """Build a project with the doctrees and output that a folder may have."""
    read: set[str] = set()
    written: set[str] = set()
    app = SphinxTestApp(builder, srcdir=srcdir, builddir=folder, parallel=jobs)
    try:
        app.connect(
            "env-before-read-docs", lambda _app, _env, names: read.update(names)
        )
        app.connect("doctree-resolved", lambda _app, _tree, name: written.add(name))
        app.build()
        text = _ANSI.sub("", app.warning.getvalue())
        pages = {
            name: app.env.doc2path(name, base=False) for name in app.env.found_docs
        }
    finally:
        app.cleanup()
    warnings = tuple(text.replace(f"{srcdir}{os.sep}", "").splitlines())
    return Build(
        contents_of(folder / builder),
        warnings,
        frozenset(read),
        frozenset(written),
        {name: Path(path).as_posix() for name, path in pages.items()},
    )


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return path → content of the files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences(incremental: Build, fresh: Build) -> Iterator[str]:
    """Yield what an incremental build did otherwise than a fresh one.

    Sphinx leaves the files of removed pages, images and redirections in the output, so
    that further files are no difference. The search index keeps its words in the order
    in which they were found, and words that no page has any longer.
    """
    for path, data in fresh.output.items():
        ours = incremental.output.get(path)
        if ours is None:
            yield f"{path} is missing"
        elif path == _RECORD:
            # Pages with missing files are told apart by the time of reading.
            continue
        elif path == _INDEX:
            if words_of(ours) != words_of(data):
                yield f"{path} differs"
        elif ours != data:
            yield f"{path} differs"


def words_of(index: bytes) -> Any:
    """Return the content of a search index, without order and empty entries."""
    text = index.decode()
    data = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    for key in ("terms", "titleterms"):
        data[key] = {word: pages for word, pages in data[key].items() if pages != []}
    return data


def warning_differences(
    incremental: Build, fresh: Build, before: Build, changed: set[str]
) -> Iterator[str]:
    """Yield the warnings that are missing from an incremental build, or too many.

    Pages that are read warn as in a fresh build. A warning that the build before had
    not is given, and each about a changed file.

    :param before: a fresh build before the edit.
    :param changed: the files that the edit has changed.
    """
    read = {incremental.pages[name] for name in incremental.read}
    given = set(incremental.warnings)
    for warning in incremental.warnings:
        if warning not in fresh.warnings and _OF_SPHINX not in warning:
            yield f"not in a fresh build: {warning}"
    for warning in fresh.warnings:
        file = warning.partition(":")[0]
        is_new = warning not in before.warnings
        if (is_new or file in read | changed) and warning not in given:
            yield f"missing: {warning}"


@dataclass
class Run:
    """A series of random edits, each built incrementally and afresh.

    :param folder: a folder for the sources and builds.
    :param seed: the seed of the generator.
    """

    folder: Path
    seed: int
    files: Files = field(default_factory=repository)
    log: list[str] = field(default_factory=list)
    before: Build | None = None

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.srcdir = self.folder / "src"
        self.states = [self.files]
        self._store({}, self.files)

    def step(self, jobs: int) -> list[str]:
        """Edit the repository, build it twice, and return the differences."""
        if self.before is None:
            self.before = build(self.srcdir, self.folder / "incremental")
        return self.compare(jobs, self.advance())

    def advance(self) -> set[str]:
        """Edit the repository, and return the paths of the files that differ."""
        name, files = self._edit()
        changed = {
            path
            for path in {*self.files, *files}
            if self.files.get(path) != files.get(path)
        }
        self.log.append(f"{name}: {', '.join(sorted(changed))}")
        time.sleep(0.01)
        self._store(self.files, files)
        if name == "touch":
            for path in self.chance.sample(sorted(files), 5):
                os.utime(self.srcdir / path)
        self.files = files
        self.states.append(files)
        return changed

    def compare(self, jobs: int, changed: set[str]) -> list[str]:
        """Build the repository incrementally and afresh; return the differences.

        :param jobs: the number of processes.
        :param changed: the paths of the files that were edited.
        """
        incremental = build(self.srcdir, self.folder / "incremental", jobs)
        fresh_folder = self.folder / "fresh"
        shutil.rmtree(fresh_folder, ignore_errors=True)
        fresh = build(self.srcdir, fresh_folder, jobs)
        found = [*differences(incremental, fresh)]
        if self.before is not None:
            args = (incremental, fresh, self.before, changed)
            found += warning_differences(*args)
        self.before = fresh
        return found

    def _edit(self) -> tuple[str, Files]:
        """Return the name of a random edit, and the files edited."""
        kind = self.chance.random()
        if kind < 0.05:
            return "touch", self.files
        if kind < 0.15:
            return "revert", self.chance.choice(self.states)
        if kind < 0.2:
            return "begin again", self.states[0]
        names, files = [], self.files
        for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
            change = self.chance.choice(edits())
            edited = change(files, self.chance)
            while edited == files:
                change = self.chance.choice(edits())
                edited = change(files, self.chance)
            names.append(change.__name__)
            files = edited
        return " + ".join(names), files

    def _store(self, old: Files, new: Files) -> None:
        """Write the files that differ, and remove the files that are gone."""
        for path in old.keys() - new:
            (self.srcdir / path).unlink()
        for path, data in new.items():
            if old.get(path) != data:
                file = self.srcdir / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
