"""Find the groups that contain a page, as links to the start page or to pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from .branch import Target, target_of
from .model import MAX_LIST, Contents, Entry, Group, is_opened

_START_PAGE = Target("")


class Parent(NamedTuple):
    """A group that contains a page, as a link.

    :param title: the title of the group.
    :param target: the target of the link.
    :param id: the id of the group, if the link leads to it on the start page.
    """

    title: str
    target: Target
    id: str = ""


def parents(
    contents: Contents, docname: str, *, is_whole: bool = False
) -> list[Parent]:
    """Return the groups that contain a page, from the outermost inwards.

    A group that is not on the start page leads to its first page.

    :param contents: the table of contents of the project.
    :param docname: the page.
    :param is_whole: True if the start page shows all levels, whatever their number.
    """
    levels = None if is_whole else contents.levels
    groups = contents.groups_of(docname)
    if contents.is_flat:
        groups = groups[1:]
    if levels is None:
        return [Parent(group.title, _START_PAGE, group.id) for group in groups]
    found = []
    entries: Sequence[Entry | Group] = contents.groups
    is_shown = True
    for level, group in enumerate(groups, 1):
        first = {e.id for e in islice(entries, MAX_LIST) if isinstance(e, Group)}
        is_shown = is_shown and level <= levels and group.id in first
        if is_shown:
            found.append(Parent(group.title, _START_PAGE, group.id))
        else:
            found.append(Parent(group.title, target_of(group.lead) or _START_PAGE))
        is_shown = is_shown and is_opened(entries)
        entries = group.entries
    return found
