"""Build the nodes of a table of contents: sections and toctrees in the root page."""

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
from .model import Contents, Entry, Group, Listing

CONTENTS_CLASS = "azure-contents"


def build_contents(contents: Contents, root: str, path: str) -> nodes.section:
    """Return the table of contents as a section of the root page.

    :param contents: the table of contents, which has at least one group.
    :param root: the docname of the root page.
    :param path: the file of the root page, which message catalogues name as the source.
    """
    builder = _SectionBuilder(contents, root)
    sections = [builder.section((group,)) for group in contents.groups]
    if contents.title:
        title = nodes.title(contents.title, contents.title)
        section = nodes.section("", title, *sections, ids=[contents.id])
    else:
        (section,) = sections
    section["classes"].append(CONTENTS_CLASS)
    if contents.unlisted:
        section += _toctree(contents.unlisted, root, builder.levels, is_hidden=True)
    section += _originals(contents, path)
    return section


def _originals(contents: Contents, path: str) -> Iterator[nodes.comment]:
    """Yield a comment for each name as written, for the message catalogues.

    Sphinx does not extract names from toctrees that are made after reading.
    """
    for text in sorted(set(contents.originals.values())):
        comment = nodes.comment(text, "", translatable=True)
        comment.source, comment.line = path, 1
        # Sphinx extracts the texts of nodes with this attribute.
        comment.uid = ""  # type: ignore[attr-defined]
        yield comment


class _SectionBuilder:
    """A builder of the sections of groups; each page is in one toctree only.

    :param contents: the table of contents.
    :param root: the docname of the root page.
    """

    def __init__(self, contents: Contents, root: str) -> None:
        self._listings, self._root = contents.listings, root
        # The number of levels in LaTeX's own table of contents.
        self.levels = 2 if contents.title else 1
        self._in_toctree: set[str] = set()

    def section(self, groups: tuple[Group, ...]) -> nodes.section:
        """Return the section of a group.

        :param groups: the path of the group, from the outermost group to the group
            itself.
        """
        group = groups[-1]
        section = nodes.section(ids=[group.id])
        section += nodes.title(group.title, group.title)
        for is_group, run in groupby(group.entries, lambda e: isinstance(e, Group)):
            if is_group:
                inner = cast("Iterator[Group]", run)
                section += [self.section((*groups, group)) for group in inner]
            else:
                section += self._entries(groups, cast("Iterator[Entry]", run))
        return section

    def _entries(
        self, groups: tuple[Group, ...], entries: Iterable[Entry]
    ) -> Iterator[nodes.Element]:
        """Yield toctrees of entries, and lists of links to pages in other toctrees."""
        marked = [(self._claim(Listing(groups, entry)), entry) for entry in entries]
        for is_in_toctree, run in groupby(marked, itemgetter(0)):
            listed = [entry for _is_in_toctree, entry in run]
            if is_in_toctree:
                yield _toctree(listed, self._root, self.levels)
            else:
                yield _links(listed, self._root)

    def _claim(self, listing: Listing) -> bool:
        """Return True if an entry goes into a toctree here: a URL, or a page once.

        The root page is in no toctree, since it would contain itself.
        """
        docname = listing.entry.docname
        if not docname:
            return True
        if docname == self._root or docname in self._in_toctree:
            return False
        if self._listings.get(docname) != listing:
            return False
        self._in_toctree.add(docname)
        return True


def _links(entries: Iterable[Entry], root: str) -> nodes.bullet_list:
    """Return a list of links, for pages that are in another toctree."""
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


def _toctree(
    entries: Sequence[Entry], root: str, levels: int, *, is_hidden: bool = False
) -> nodes.compound:
    """Return the nodes that the directive ``toctree`` would make of entries."""
    toctree = addnodes.toctree(
        parent=root,
        entries=[(entry.name, entry.docname or entry.url) for entry in entries],
        includefiles=[entry.docname for entry in entries if entry.docname],
        maxdepth=levels,
        caption=None,
        glob=False,
        hidden=is_hidden,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        classes=[CONTENTS_CLASS],
    )
    return nodes.compound("", toctree, classes=["toctree-wrapper"])


def contents_nodes(
    tree: nodes.Element, kind: type[nodes.Element]
) -> list[nodes.Element]:
    """Return the nodes of a class that belong to the inserted table of contents."""
    return [node for node in tree.findall(kind) if CONTENTS_CLASS in node["classes"]]
