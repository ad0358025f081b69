"""Find out whether the navigation of a page has changed since it was written."""

from __future__ import annotations

from collections.abc import Iterable

from ..files.digests import digest_of
from .branch import branch
from .model import Contents, Entry
from .overview import parents


def digests_of_navigation(
    contents: Contents, docnames: Iterable[str], *, is_whole: bool = False
) -> dict[str, str]:
    """Return docname → the digest of the navigation of the page.

    A page shows its branch, its parents, and links to the previous and the next page.

    :param contents: the table of contents.
    :param docnames: the pages.
    :param is_whole: True if the sidebar of each page shows the whole table.
    """
    if not contents.groups:
        return dict.fromkeys(docnames, "")
    neighbours = surroundings(contents)
    table = digest_of(contents.groups) if is_whole else ""
    return {
        docname: digest_of(
            (
                table,
                neighbours.get(docname),
                parents(contents, docname),
                branch(contents, docname),
            )
        )
        for docname in docnames
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
