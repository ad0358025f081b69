"""Find and read included files, within the roots and limits of the configuration."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from ...config.setting import IncludeLimits
from ...docset.dependencies import absent_file
from ...files.door import (
    OUTSIDE,
    UNRESOLVED,
    FileError,
    SourceTree,
    defect_of,
    is_folder,
    read_bytes,
    version_of,
)
from ...files.encoding import decode, take_mark
from ...files.letter_case import find_file
from ...page.reading import AbsentText, CodeFile, IncludedText
from ...syntax.sources import SourceFile
from ...warnings import Problem, WarningKind

_NEWLINE = re.compile(r"\r\n?")


class IncludeReader:
    """Reader of the included files and code files of one page.

    :param home: the directory to which paths with ``~/`` and ``/`` are relative.
    :param roots: additional directories from which files may be included.
    :param limits: the limits for nesting depth, number and size in bytes of the files.
    :param enabled: False if the page must not include files
        (docutils' ``file_insertion_enabled``).
    """

    def __init__(
        self,
        home: Path,
        roots: tuple[Path, ...],
        limits: IncludeLimits,
        *,
        enabled: bool = True,
    ) -> None:
        self.dependencies: set[Path] = set()
        """All files on which the page depends, including missing files."""
        self.included: set[Path] = set()
        """The files whose text is part of the page; not those shown as code."""
        self.absent: list[str] = []
        """The advice for each file of a repository that is not checked out."""
        self._home = home
        self._tree = SourceTree.of(home, *roots)
        self._limits = limits
        self._enabled = enabled
        self._files = 0
        self._size = 0
        self._limit_reported = False

    def __call__(
        self, target: str, includer: SourceFile
    ) -> IncludedText | AbsentText | Problem | None:
        """Read the file that an include names.

        :param target: the path, as written in the include.
        :param includer: the file that contains the include.
        :return: the text; or a link to a file of a repository that is not checked out;
            or the problem; or ``None`` for a limit that was already reported for the
            page.
        """
        if not self._enabled:
            return _problem(f"{target}: file insertion is disabled", "")
        path = self._find(target, Path(includer.path))
        if not isinstance(path, Path):
            return path
        self.dependencies.add(path)
        self.included.add(path)
        chain = [file.path for file in includer.lineage()]
        if str(path) in chain:
            return _cycle(path, chain[: chain.index(str(path)) + 1])
        if beyond := self._beyond_limit(path, depth=len(chain)):
            reported, self._limit_reported = self._limit_reported, True
            return None if reported else beyond
        try:
            data = read_bytes(path, self._tree)
        except FileError as error:
            return _problem(f"{target} {error}", "")
        self._size += len(data)
        text, problem = take_mark(decode(data))
        if "\0" in text or (problem and not text):
            return _problem(f"{target} is not a text file", "")
        return IncludedText(str(path), _NEWLINE.sub("\n", text), problem)

    def read_code(self, target: str, includer: Path) -> CodeFile | AbsentText | Problem:
        """Read the code file of a code snippet.

        :param target: the path, as written in the snippet.
        :param includer: the path of the file that contains the snippet.
        :return: the file; or a link to a file of a repository that is not checked out;
            or the problem.
        """
        if not self._enabled:
            return _no_code(f"{target}: file insertion is disabled", "")
        path = self._find(target, includer)
        if isinstance(path, AbsentText):
            problem = replace(path.problem, kind=WarningKind.SNIPPET)
            return replace(path, problem=problem)
        if isinstance(path, Problem):
            message = path.message.replace("the include", "the code", 1)
            return Problem(WarningKind.SNIPPET, message)
        self.dependencies.add(path)
        try:
            text, misread = take_mark(decode(read_bytes(path, self._tree)))
        except FileError as error:
            return _no_code(f"{target} {error}", "")
        if "\0" in text or (misread and not text):
            return _no_code(f"{target} is not a text file", "name a text file")
        return CodeFile(path, _NEWLINE.sub("\n", text))

    def _find(self, target: str, includer: Path) -> Path | AbsentText | Problem:
        """Return the existing file that a path names.

        The file must be in ``home`` or one of the ``roots``. The suffix ``.md`` may be
        missing.

        :param target: the path, as written in the page.
        :param includer: the path of the file that contains it.
        :return: the file; or a link to a file of a repository that is not checked out;
            or the problem.
        """
        relative = unquote(target.strip()).replace("\\", "/")
        if relative.startswith(("~/", "/")):
            named = self._home / relative.removeprefix("~").lstrip("/")
        else:
            named = includer.parent / relative
        path = Path(os.path.normpath(named))
        candidates = [path]
        if path.name and path.suffix.lower() != ".md":
            candidates.append(path.with_name(f"{path.name}.md"))
        defects = [defect_of(candidate, self._tree) for candidate in candidates]
        if set(defects) == {UNRESOLVED}:
            return _problem(f"{target!r} {UNRESOLVED}", "")
        if set(defects) == {OUTSIDE}:
            return self._absent(target, path) or _problem(
                f"{target} {OUTSIDE}",
                "move the file into it, or add its directory to "
                "azuredocs_include_roots",
            )
        found = find_file(candidates, self._tree)
        if found is not None:
            return found
        self.dependencies.update(candidates)
        if is_folder(path):
            return _problem(f"{target} is a directory", "name a file in it")
        absent = self._absent(target, path)
        return absent or _problem(f"{target} does not exist", "correct the path")

    def _absent(self, target: str, path: Path) -> AbsentText | None:
        """Return a link to a file if its repository is not checked out; else None."""
        absent = absent_file(self._home, path)
        if absent is None:
            return None
        self.absent.append(absent.advice)
        message = f"{target} is in another repository; {absent.advice}"
        problem = Problem(WarningKind.INCLUDE, message)
        return AbsentText(absent.title, absent.url, problem)

    def _beyond_limit(self, path: Path, depth: int) -> Problem | None:
        """Count an included file, and return the problem if it exceeds a limit.

        :param path: the file.
        :param depth: the number of files that include it, directly or indirectly.
        """
        self._files += 1
        size = self._size + version_of(path)[1]
        limits = self._limits
        for what, setting, value, limit in (
            ("deep", "azuredocs_include_max_depth", depth, limits.depth),
            ("files", "azuredocs_include_max_files", self._files, limits.files),
            ("bytes", "azuredocs_include_max_size", size, limits.size),
        ):
            if value > limit:
                return Problem(
                    WarningKind.INCLUDE_LIMIT,
                    f"{path.name} was not included: with it, the includes of this "
                    f"page are {value} {what}, beyond {setting} = {limit}; what else "
                    "is beyond a limit in this page is left as text without a word",
                )
        return None


def _cycle(path: Path, chain: list[str]) -> Problem:
    names = [Path(file).name for file in reversed(chain)]
    return Problem(
        WarningKind.INCLUDE_CYCLE,
        f"{path.name} includes itself: {' → '.join([*names, path.name])}; "
        "take out one of these includes",
    )


def _no_code(what: str, advice: str) -> Problem:
    return replace(_problem(what, advice), kind=WarningKind.SNIPPET)


def _problem(what: str, advice: str) -> Problem:
    message = f"the include was left as text: {what}"
    return Problem(WarningKind.INCLUDE, f"{message}; {advice}" if advice else message)
