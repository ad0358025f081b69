"""Members of types: tables with their summaries, then a description of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..locale import translate as _
from .model import Block, Cell, Group, Link, Member, Prose, Table


@dataclass(frozen=True)
class MemberGroup:
    """The members of one kind.

    :param title: the heading of the table.
    :param anchor: the anchor of the table.
    :param members: the members.
    """

    title: str
    anchor: str
    members: tuple[Member, ...]


def member_groups(groups: Iterable[MemberGroup]) -> Iterator[Block]:
    """Yield the tables of all groups, then the descriptions of their members.

    :param groups: the groups; empty ones are left out.
    """
    found = [group for group in groups if group.members]
    for group in found:
        yield Group(group.title, (_table(group.members),), (group.anchor,))
    for group in found:
        ids = (f"{group.anchor}-details",)
        yield Group(_("Details: %s") % group.title, group.members, ids)


def _table(members: tuple[Member, ...]) -> Table:
    rows = []
    for member in members:
        record = member.record
        name = record.names.get("name") or member.signature.name
        link: Cell = (Link(name, record.uid),) if record.uid else (name,)
        rows.append((link, (record.summary,)))
    return Table((_("Name"), _("Description")), tuple(rows))


def linked_table(
    title: str, anchor: str, rows: Iterable[tuple[Cell, ...]]
) -> Iterator[Block]:
    """Yield a group with a table of objects; nothing for no rows.

    :param title: the heading.
    :param anchor: the anchor.
    :param rows: the rows: a link, and a description.
    """
    found = tuple(rows)
    if found:
        head = (_("Name"), _("Description"), "")[: len(found[0])]
        yield Group(title, (Table(head, found),), (anchor,))


def without_breaks(text: str) -> str:
    """Return a text without the element ``<wbr>``, where lines may break.

    :param text: the text.
    """
    return text.replace("<wbr>", "").replace("<wbr/>", "").replace("<wbr />", "")


def first_of(*texts: tuple[Prose, ...]) -> tuple[Prose, ...]:
    """Return the first text that is not empty.

    :param texts: the texts.
    """
    return next(filter(None, texts), ())
