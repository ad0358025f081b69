"""``sphinx-azuredocs convert``: write pages in another dialect."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..convert.repository import Converted


def add_parser(subparsers: Any) -> None:
    """Add the arguments of ``convert``.

    :param subparsers: the result of :meth:`argparse.ArgumentParser.add_subparsers`.
    """
    parser = subparsers.add_parser(
        "convert",
        help="write pages in another dialect",
        description="Write pages of 2014 in the Markdown of Microsoft Learn, or pages "
        "of either in MyST Markdown, with the files that they include. A page whose "
        "content would change is not written. The exit status is 0 if all files were "
        "converted, 1 if some were not, 2 if none could be read.",
    )
    parser.set_defaults(run=run)
    add = parser.add_argument
    add(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="files and folders to convert (default: the whole project)",
    )
    add(
        "--to",
        required=True,
        choices=("learn", "myst"),
        help="the dialect to write",
    )
    add(
        "--project",
        type=Path,
        metavar="DIR",
        help="the folder of conf.py (default: the first above the files)",
    )
    add("--diff", action="store_true", help="print the changes, and write no file")
    add(
        "--force",
        action="store_true",
        help="write files with changes that are not committed, too",
    )


def run(options: argparse.Namespace) -> int:
    """Convert files.

    :param options: the arguments.
    :return: the exit code.
    """
    from ..config.dialects import Dialect
    from ..convert.project import Project
    from ..convert.repository import Repository

    chosen = [path.resolve() for path in options.files or [Path.cwd()]]
    missing = [path for path in chosen if not path.exists()]
    root = options.project or _project_of(chosen)
    if missing or root is None or not (root / "conf.py").is_file():
        what = f"{missing[0]} does not exist" if missing else _NO_CONF
        print(what, file=sys.stderr)
        return 2
    root = root.resolve()
    if not options.files:
        chosen = [root]
    outside = [path for path in chosen if not path.is_relative_to(root)]
    if outside:
        print(f"{outside[0]} is not in the project {root}", file=sys.stderr)
        return 2
    if not options.diff and not options.force and (dirty := _uncommitted(root)):
        print(f"{dirty} has changes that are not committed; {_FORCE}", file=sys.stderr)
        return 2
    with Project.of(root, root) as project:
        files = list(_markdown_files(chosen))
        repository = Repository(project, Dialect(TARGETS[options.to]))
        found = repository.convert(files)
        left = repository.without_dialect(found)
    for one in found:
        if options.diff:
            sys.stdout.writelines(_diff(one, root))
        elif one.is_changed:
            one.path.write_bytes(one.new)
    lines = [*_report(found, root), *_advice(left)]
    print("\n".join(lines), file=sys.stderr if options.diff else None)
    return int(bool(left) or any(one.reason for one in found))


TARGETS = {"learn": "learn", "myst": "myst-article"}
"""The argument of ``--to`` → the dialect in which pages are written."""
_NO_CONF = (
    "no conf.py was found; name its folder with --project, or write one with "
    "sphinx-azuredocs quickstart"
)
_FORCE = "commit them, or use --force"


def _advice(docnames: Sequence[str]) -> Iterator[str]:
    """Yield the setting for pages that would be read in another dialect now."""
    if docnames:
        yield (
            "No page with a header is left beside these pages, so that they are no "
            "longer articles of 2014. Convert them, too, or set in conf.py:"
        )
        yield f"azuredocs_dialects = {dict.fromkeys(docnames, 'azure')}"


def _project_of(paths: Sequence[Path]) -> Path | None:
    """Return the first folder with a ``conf.py`` that contains a path."""
    first = paths[0]
    folders = (first, *first.parents) if first.is_dir() else first.parents
    return next((f for f in folders if (f / "conf.py").is_file()), None)


def _markdown_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.md")) if path.is_dir() else [path]


def _uncommitted(root: Path) -> str:
    """Return a file of the project with uncommitted changes; empty without one.

    A folder that is not in a git repository has none.
    """
    command = ["git", "-C", str(root), "status", "--porcelain", "--", "."]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    tracked = (line for line in done.stdout.splitlines() if not line.startswith("??"))
    return next(tracked, "")[3:]


def _diff(one: Converted, root: Path) -> Iterator[str]:
    """Yield the lines of a unified diff of a file that is changed."""
    if not one.is_changed:
        return
    name = one.path.relative_to(root).as_posix()
    new = one.new.decode(one.old.encoding).removeprefix("\ufeff")
    yield from unified_diff(
        one.old.text.splitlines(keepends=True),
        new.replace("\r\n", "\n").splitlines(keepends=True),
        *(f"a/{name}", f"b/{name}"),
    )


def _report(found: Sequence[Converted], root: Path) -> Iterator[str]:
    """Yield the lines of the report."""
    counts = {"changed": 0, "kept": 0, "refused": 0}
    for one in found:
        name = one.path.relative_to(root).as_posix()
        if one.reason:
            counts["refused"] += 1
            yield f"refused: {name}: {one.reason}"
        elif one.is_changed:
            counts["changed"] += 1
            yield f"changed: {name}"
        else:
            counts["kept"] += 1
    yield ", ".join(f"{count} {what}" for what, count in counts.items())
