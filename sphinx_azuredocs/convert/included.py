"""The pages that share included files with the files to convert."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from ..constructs.includes.syntax import INCLUDE
from ..files.door import FileError, read_bytes
from ..files.encoding import decode
from ..files.walk import files_below
from ..syntax.html.elements import CHUNK


def pages_with(
    chosen: AbstractSet[Path], pages: Mapping[str, Path], root: Path
) -> list[str]:
    """Return the pages to read: the chosen ones, and those that may include a file.

    A page may include a file if the name of the file is in an include of the page, or
    of another file that the page may include. So no page is missing, and some may be
    too many.

    :param chosen: the files to convert.
    :param pages: docname → file, of all pages in Markdown.
    :param root: the folder with all files.
    """
    if chosen >= set(pages.values()):
        return sorted(pages)
    names = {path: _named(path) for path in files_below(root) if path.suffix == ".md"}
    wanted = _with_included(chosen, names)
    needed = set(chosen)
    while True:
        stems = {path.stem.lower() for path in wanted | needed}
        more = {p for p, named in names.items() if p not in needed and named & stems}
        if not more:
            break
        needed |= more
    return sorted(name for name, path in pages.items() if path in needed)


def _with_included(
    files: Iterable[Path], names: Mapping[Path, AbstractSet[str]]
) -> set[Path]:
    """Return the files that some files may include, directly or indirectly."""
    found: set[Path] = set()
    todo = list(files)
    while todo:
        named = names.get(todo.pop(), frozenset())
        more = {p for p in names if p.stem.lower() in named} - found
        found |= more
        todo += more
    return found


def _named(path: Path) -> frozenset[str]:
    """Return the names of files in the includes of a file, without suffix."""
    try:
        text = decode(read_bytes(path))
    except FileError:
        return frozenset()
    matches = [*INCLUDE.finditer(text), *CHUNK.finditer(text)]
    targets = (match["angled"] or match["bare"] or "" for match in matches)
    return frozenset(Path(t.replace("\\", "/")).stem.lower() for t in targets)
