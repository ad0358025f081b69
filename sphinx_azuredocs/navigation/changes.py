"""Find the pages whose navigation has changed since the previous build."""

from __future__ import annotations

from collections.abc import Iterable

from .branch import branch
from .model import Contents, Entry
from .overview import parents


def moved_pages(before: Contents, now: Contents, docnames: Iterable[str]) -> set[str]:
    """Return the pages whose navigation has changed.

    A page shows its branch, its parents, and links to the previous and the next page.

    :param before: the table of contents of the previous build.
    :param now: the table of contents of this build.
    :param docnames: the pages of this build.
    """
    if before == now:
        return set()
    if not before.groups or not now.groups:
        return {*docnames}
    then, neighbours = surroundings(before), surroundings(now)
    return {
        docname
        for docname in docnames
        if then.get(docname) != neighbours.get(docname)
        or parents(before, docname) != parents(now, docname)
        or branch(before, docname) != branch(now, docname)
    }


def surroundings(contents: Contents) -> dict[str, tuple[Entry | None, Entry | None]]:
    """Return docname → the entries before and after the first entry of the page.

    :param contents: a table of contents.
    """
    found = (entry for group in contents.groups for _path, entry in group.walk())
    entries = [entry for entry in found if entry.docname]
    around = zip([None, *entries], [*entries[1:], None], strict=False)
    neighbours: dict[str, tuple[Entry | None, Entry | None]] = {}
    for entry, pair in zip(entries, around, strict=False):
        neighbours.setdefault(entry.docname, pair)
    return neighbours
