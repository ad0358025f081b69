"""The nodes of a table of contents: sections and toctrees in the root page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import cast
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes

from ..domain.azure import AzureDomain
from ..links.place import Place
from .model import Contents, Entry, Group

CONTENTS_CLASS = "azure-contents"


def build_contents(contents: Contents, root: str) -> nodes.section:
    """The table of contents as part of the root page.

    :param contents: the table of contents, which has at least one group.
    :param root: the root page.
    """
    # LaTeX has as many levels in its own table of contents.
    levels = 2 if contents.title else 1
    places = _Places(contents)
    sections = [_section((g,), root, levels, places) for g in contents.groups]
    if not contents.title:
        (part,) = sections
    else:
        title = nodes.title(contents.title, contents.title)
        part = nodes.section("", title, *sections, ids=[contents.id])
    part["classes"].append(CONTENTS_CLASS)
    return part


class _Places:
    """Says of each place that pages are listed in whether it is their own.

    :param contents: the table of contents.
    """

    def __init__(self, contents: Contents) -> None:
        self._places = contents.places_of
        self._taken: set[str] = set()

    def take(self, entry: Entry, path: tuple[Group, ...]) -> bool:
        """Whether a page has its place here: once, and in its nearest table."""
        docname = entry.docname
        is_own = docname not in self._taken and self._places.get(docname) == (
            path,
            entry,
        )
        if is_own:
            self._taken.add(docname)
        return is_own or not docname


def _section(
    path: tuple[Group, ...], root: str, levels: int, places: _Places
) -> nodes.section:
    """A group, with what is in it.

    :param path: the groups that it is in, and itself.
    :param places: where pages have their own place.
    """
    group = path[-1]
    section = nodes.section(ids=[group.id])
    section += nodes.title(group.title, group.title)
    for is_group, parts in groupby(group.entries, lambda e: isinstance(e, Group)):
        if is_group:
            inner = cast("Iterator[Group]", parts)
            section += [_section((*path, g), root, levels, places) for g in inner]
            continue
        entries = cast("Iterator[Entry]", parts)
        marked = [(places.take(entry, path), entry) for entry in entries]
        for is_own, run in groupby(marked, itemgetter(0)):
            listed = [entry for _is_own, entry in run]
            section += (
                _toctree(listed, root, levels) if is_own else _links(listed, root)
            )
    return section


def _links(entries: Iterable[Entry], root: str) -> nodes.bullet_list:
    """Links to pages that have their place in another table of contents."""
    items = nodes.bullet_list()
    for entry in entries:
        text = entry.name or entry.title
        link = addnodes.pending_xref(
            "",
            nodes.inline(text, text),
            refdomain=AzureDomain.name,
            reftype="link",
            reftarget=f"#{quote(entry.fragment)}" if entry.fragment else "",
            place=Place.of_page(entry.docname),
            refdoc=root,
            refexplicit=True,
            refwarn=False,
        )
        items += nodes.list_item("", nodes.paragraph("", "", link))
    return items


def _toctree(entries: Sequence[Entry], root: str, levels: int) -> nodes.compound:
    """Entries, with the same nodes as the directive ``toctree`` makes."""
    toctree = addnodes.toctree(
        parent=root,
        entries=[(entry.name, entry.docname or entry.url) for entry in entries],
        includefiles=[entry.docname for entry in entries if entry.docname],
        maxdepth=levels,
        caption=None,
        glob=False,
        hidden=False,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        classes=[CONTENTS_CLASS],
    )
    return nodes.compound("", toctree, classes=["toctree-wrapper"])


def contents_nodes(
    tree: nodes.Element, kind: type[nodes.Element]
) -> list[nodes.Element]:
    """What in a tree is of the table of contents, and of a kind."""
    return [node for node in tree.findall(kind) if CONTENTS_CLASS in node["classes"]]
