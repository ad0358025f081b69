"""Compare the builds of two commits, byte for byte.

Each commit is checked out in a worktree of its own, each project is built with both,
and every output file is compared; EPUB files by their members. The exit status is 1
if files or warnings differ, 2 if a build fails.

A project is a folder of source files. It is copied, without hidden files, so that a
build sees no Git history. A project without ``conf.py`` gets one: by the quickstart of
the commit if it has a ``docfx.json``, else one that only names the extension, and an
``index.md`` if it lacks an index. That ``conf.py`` is compared, too.

Both builds run with the same ``SOURCE_DATE_EPOCH`` and ``PYTHONHASHSEED`` and a single
process. What remains different in two builds of one commit is ignored:

- ``.doctrees``, ``environment.pickle``, ``.buildinfo`` and ``.azuredocs.json``, the
  record of the output: never compared;
- the paths of the checkout and of the project's copy: replaced by ``<checkout>`` and
  ``<project>`` in every file and warning.

With ``--keep DIR`` the outputs stay in ``DIR/<commit>/<project>/<builder>``. They are
used again as long as the project's files are the same: a baseline is built once.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

BUILDERS = ("html", "latex", "epub", "gettext")
_IGNORED = {".doctrees", "environment.pickle", ".buildinfo", ".azuredocs.json"}
ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "1420070400",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
}
_CONF = 'extensions = ["sphinx_azuredocs"]\n'
_INDEX_NAMES = ("index.md", "index.rst", "index.yml")
_STAMP = "complete"
_SHOWN = 300


class BuildError(Exception):
    """A build or quickstart that failed."""


@dataclass(frozen=True)
class Commit:
    """A commit that is checked out.

    :param sha: its full name.
    :param checkout: the folder of its worktree.
    """

    sha: str
    checkout: Path


@dataclass(frozen=True)
class Difference:
    """An output file or warning that only one build has, or that both have differently.

    :param kind: ``added``, ``missing`` or ``differs``.
    :param name: project, builder and file, joined by slashes.
    :param detail: the first line that differs, or the warning.
    """

    kind: str
    name: str
    detail: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and compare as the command line says; return the exit status."""
    options = _options(arguments)
    # Leave no worktree behind when the process is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory() as directory:
        keep = (options.keep or Path(directory) / "builds").resolve()
        try:
            differences = list(
                compare_commits(
                    *(options.old, options.new, options.projects, options.builders),
                    keep,
                )
            )
        except BuildError as error:
            print(error, file=sys.stderr)
            return 2
    for difference in differences:
        print(f"{difference.kind:<8} {difference.name}")
        if difference.detail:
            print("        ", difference.detail.replace("\n", "\n         "))
    print(f"{len(differences)} differences")
    return 1 if differences else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.compare_builds",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("old", metavar="OLD_COMMIT")
    add("new", metavar="NEW_COMMIT")
    add("projects", metavar="PROJECT", type=Path, nargs="+")
    add("--builders", metavar="BUILDER", nargs="+", default=BUILDERS)
    add("--keep", metavar="DIR", type=Path, help="keep the builds here, and use them")
    return parser.parse_args(arguments)


def compare_commits(
    old: str, new: str, projects: Sequence[Path], builders: Sequence[str], keep: Path
) -> Iterator[Difference]:
    """Build each project with both commits, and yield the differences.

    :param old: a commit, as Git reads it.
    :param new: another one, or the same, which builds nothing twice.
    :param keep: the folder of the builds.
    :raises BuildError: if a build fails.
    """
    with checked_out(old) as before, checked_out(new) as after:
        for project in projects:
            outputs = [
                build_project(commit, project, builders, keep)
                for commit in (before, after)
            ]
            for builder in builders:
                yield from compare_outputs(
                    outputs[0] / builder, outputs[1] / builder, project.name, builder
                )
            yield from compare_files(
                read_outputs(outputs[0] / "conf"),
                read_outputs(outputs[1] / "conf"),
                project.name,
            )


@contextmanager
def checked_out(name: str) -> Iterator[Commit]:
    """Check out a commit in a temporary worktree of this repository.

    :raises subprocess.CalledProcessError: if there is no such commit.
    """
    sha = _git("rev-parse", "--verify", f"{name}^{{commit}}").strip()
    with tempfile.TemporaryDirectory() as directory:
        checkout = Path(directory).resolve() / "checkout"
        _git("worktree", "add", "--quiet", "--detach", str(checkout), sha)
        try:
            yield Commit(sha, checkout)
        finally:
            _git("worktree", "remove", "--force", str(checkout))


def _git(*arguments: str) -> str:
    folder = Path(__file__).resolve().parent
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def build_project(
    commit: Commit, project: Path, builders: Sequence[str], keep: Path
) -> Path:
    """Build a project with a commit, unless there is such a build already.

    All builders except gettext share their doctrees: the first one and gettext have
    the warnings of reading.

    :return: the folder with a folder for each builder.
    :raises BuildError: if quickstart or a build fails.
    """
    folder = keep / commit.sha / project.resolve().name
    stamps = _stamps(builders, _digest(project))
    if all(_read_stamp(folder / b) == stamp for b, stamp in stamps.items()):
        return folder
    source, doctrees = folder / "source", folder / "doctrees"
    _copy(project, source)
    _complete(commit, source)
    conf = folder / "conf"
    _remove(conf)
    conf.mkdir()
    shutil.copy(source / "conf.py", conf)
    _remove(doctrees)
    for builder, stamp in stamps.items():
        shared = "gettext" if builder == "gettext" else "shared"
        _build(commit, folder, builder, doctrees / shared)
        (folder / builder / _STAMP).write_text(stamp, encoding="utf-8")
    _remove(source)
    _remove(doctrees)
    return folder


def _stamps(builders: Sequence[str], digest: str) -> dict[str, str]:
    """Return builder → what its build depends on: the files, and the builder before.

    :param digest: the digest of the project's files.
    """
    sharing = [builder for builder in builders if builder != "gettext"]
    before = dict(zip(sharing[1:], sharing, strict=False))
    return {builder: f"{digest} {before.get(builder)}" for builder in builders}


def _read_stamp(folder: Path) -> str | None:
    path = folder / _STAMP
    return path.read_text(encoding="utf-8") if path.exists() else None


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _sources(project: Path) -> Iterator[Path]:
    """Yield the files of a project relative to it, hidden ones left out, in order."""
    for path in sorted(project.rglob("*")):
        relative = path.relative_to(project)
        hidden = any(name.startswith(".") for name in relative.parts)
        generated = relative.parts[0] in {"_build", "__pycache__"}
        if path.is_file() and not hidden and not generated:
            yield relative


def _digest(project: Path) -> str:
    """Return a digest of the names and contents of a project's files."""
    digest = hashlib.sha256()
    for relative in _sources(project):
        content = hashlib.sha256((project / relative).read_bytes()).hexdigest()
        digest.update(f"{relative.as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _copy(project: Path, target: Path) -> None:
    _remove(target)
    for relative in _sources(project):
        path = target / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(project / relative, path)


def _complete(commit: Commit, source: Path) -> None:
    """Write the ``conf.py`` and the index that a project lacks."""
    if not (source / "conf.py").exists():
        if any(source.rglob("docfx.json")):
            _python(commit, ["-m", "sphinx_azuredocs", "quickstart", str(source)])
            # The default theme of quickstart is not the same in all commits.
            with (source / "conf.py").open("a", encoding="utf-8") as file:
                file.write('html_theme = "alabaster"\n')
        else:
            (source / "conf.py").write_text(_CONF, encoding="utf-8")
    if not any((source / name).exists() for name in _INDEX_NAMES):
        (source / "index.md").write_text("# Start\n", encoding="utf-8")


def _build(commit: Commit, folder: Path, builder: str, doctrees: Path) -> None:
    """Build for one builder; the warnings and relative paths go beside the output."""
    output = folder / builder
    _remove(output)
    output.mkdir(parents=True)
    files = output / "output"
    warnings = output / "warnings.txt"
    print(f"{commit.sha[:9]} {folder.name} {builder}", file=sys.stderr, flush=True)
    warnings.touch()
    options = ["--no-color", "-q", "-n", "-w", str(warnings), "-d", str(doctrees)]
    arguments = ["-b", builder, str(folder / "source"), str(files)]
    _python(commit, ["-m", "sphinx", *options, *arguments])
    paths = {
        str(commit.checkout): "<checkout>",
        os.path.relpath(commit.checkout, files): "<checkout>",
        str(folder / "source"): "<project>",
        str(folder): "<builds>",
    }
    _replace(output, {old.encode(): new.encode() for old, new in paths.items()})


def _replace(folder: Path, paths: dict[bytes, bytes]) -> None:
    """Replace paths in all files below a folder."""
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in _IGNORED:
            content = normal = path.read_bytes()
            for old, new in paths.items():
                normal = normal.replace(old, new)
            if normal != content:
                path.write_bytes(normal)


def _python(commit: Commit, arguments: Sequence[str]) -> None:
    """Run Python with the package of a commit.

    :raises BuildError: with the end of its output, if it fails.
    """
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=commit.checkout,
        env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(commit.checkout)},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        command = " ".join(arguments)
        raise BuildError(f"{commit.sha[:9]}: {command} failed:\n{done.stdout[-3000:]}")


def compare_outputs(
    old: Path, new: Path, project: str, builder: str
) -> Iterator[Difference]:
    """Compare the files and the warnings of two builds for one builder."""
    name = f"{project}/{builder}"
    files = read_outputs(old / "output"), read_outputs(new / "output")
    yield from compare_files(*files, name)
    before, after = (
        (folder / "warnings.txt").read_text(encoding="utf-8").splitlines()
        for folder in (old, new)
    )
    yield from compare_warnings(before, after, f"{name}/warnings")


def read_outputs(folder: Path) -> dict[str, Path | zipfile.Path]:
    """Return name → file for an output folder, with the members of EPUB files."""
    files: dict[str, Path | zipfile.Path] = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if not path.is_file() or _IGNORED & set(relative.parts):
            continue
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as archive:
                names = [n for n in archive.namelist() if not n.endswith("/")]
            members = zipfile.Path(path)
            files |= {f"{relative.as_posix()}/{n}": members / n for n in names}
        else:
            files[relative.as_posix()] = path
    return files


def compare_files(
    old: dict[str, Path | zipfile.Path], new: dict[str, Path | zipfile.Path], name: str
) -> Iterator[Difference]:
    """Compare two sets of files by name and content."""
    for file in sorted({*old, *new}):
        if file not in new:
            yield Difference("missing", f"{name}/{file}")
        elif file not in old:
            yield Difference("added", f"{name}/{file}")
        else:
            before, after = old[file].read_bytes(), new[file].read_bytes()
            if before != after:
                detail = first_difference(before, after)
                yield Difference("differs", f"{name}/{file}", detail)


def first_difference(before: bytes, after: bytes) -> str:
    """Return the number of the first line that differs, and both its readings."""
    pairs = zip_longest(before.splitlines(True), after.splitlines(True), fillvalue=b"")
    for number, (old, new) in enumerate(pairs, 1):
        if old != new:
            start = _common(old, new)
            return f"line {number}:\n- {_shown(old, start)}\n+ {_shown(new, start)}"
    return ""


def _common(old: bytes, new: bytes) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))


def _shown(line: bytes, start: int) -> str:
    """Return a line, cut if it is long, around the byte where it begins to differ."""
    begin = max(0, start - _SHOWN // 3) if len(line) > _SHOWN else 0
    text = line[begin : begin + _SHOWN].decode("utf-8", "backslashreplace")
    return ("…" if begin else "") + text.rstrip("\n")


def compare_warnings(
    old: Sequence[str], new: Sequence[str], name: str
) -> Iterator[Difference]:
    """Compare two lists of warnings, and their order if they are the same."""
    before, after = Counter(old), Counter(new)
    yield from (Difference("missing", name, w) for w in (before - after).elements())
    yield from (Difference("added", name, w) for w in (after - before).elements())
    if before == after and list(old) != list(new):
        line = next(n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
        detail = f"in another order from line {line + 1}:\n- {old[line]}\n+ {new[line]}"
        yield Difference("differs", name, detail)


if __name__ == "__main__":
    sys.exit(main())
