"""The files that a branch has changed, and the files as they were before."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory


class GitError(RuntimeError):
    """Git cannot tell what has changed; the message says why."""


def changed_files(srcdir: Path, ref: str) -> set[str]:
    """Return the files that differ from a commit, and those that Git does not track.

    :param srcdir: the source directory, in a Git repository.
    :param ref: the commit: a branch, a tag or a hash. For a branch it is the commit at
        which the work on this branch began.
    :return: paths relative to the source directory; removed files are among them.
    :raises GitError: if this is not a repository, or the commit is unknown.
    """
    base = _merge_base(srcdir, ref)
    # Paths are relative to the directory in which Git runs.
    names = _git(srcdir, "diff", "--name-only", "-z", "--relative", base, "--")
    others = _git(srcdir, "ls-files", "--others", "--exclude-standard", "-z")
    return {name for text in (names, others) for name in text.split("\0") if name}


@contextmanager
def tree_of(srcdir: Path, ref: str) -> Iterator[Path]:
    """Extract the files of a commit to a temporary folder, for the context.

    :param srcdir: the source directory, in a Git repository.
    :param ref: the commit, as for :func:`changed_files`.
    :return: the source directory as it was.
    :raises GitError: if this is not a repository, or the commit is unknown.
    """
    base = _merge_base(srcdir, ref)
    top = Path(_git(srcdir, "rev-parse", "--show-toplevel").rstrip("\n"))
    archive = _run(top, "archive", "--format=tar", base)
    with TemporaryDirectory(prefix="azuredocs-") as folder:
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder).resolve() / srcdir.relative_to(top.resolve())


def _merge_base(srcdir: Path, ref: str) -> str:
    if ref.startswith("-"):
        raise GitError(f"{ref!r} is not a commit")
    try:
        return _git(srcdir, "merge-base", ref, "HEAD").strip()
    except GitError:
        # Unrelated or shallow histories have no common commit.
        return _git(srcdir, "rev-parse", "--verify", f"{ref}^{{commit}}").strip()


def _git(folder: Path, *arguments: str) -> str:
    return _run(folder, *arguments).decode("utf-8", "surrogateescape")


def _run(folder: Path, *arguments: str) -> bytes:
    command = ("git", "-c", "core.quotePath=false", *arguments)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from error
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(message.removeprefix("fatal: ") or "git failed")
    return done.stdout
