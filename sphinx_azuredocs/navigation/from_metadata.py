"""A table of contents from metadata: pages grouped by service, topic or author."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from sphinx.locale import _ as word_of_sphinx

from ..domain.metadata import PageMetadata
from ..domain.queries import Page
from ..locale import translate as _
from .model import Contents, Entry, Group, Ids

_SEPARATORS = re.compile(r"[\W_]+")


class Facet(NamedTuple):
    """A metadata field by which pages are grouped."""

    heading: str
    key: Callable[[PageMetadata], str]


FACETS: Mapping[str, Facet] = {
    "service": Facet(_("Pages by service"), lambda page: page.service),
    "topic": Facet(_("Pages by topic"), lambda page: page.topic),
    "author": Facet(_("Pages by author"), lambda page: next(iter(page.authors), "")),
}


"""Value of ``azuredocs_contents`` → facet; the headings are those of the indices."""


def make_contents(
    pages: Iterable[Page], by: str, taken: AbstractSet[str] = frozenset()
) -> Contents:
    """Return a table of contents with pages grouped by a metadata field.

    Groups and pages are sorted by title; the pages without the field come last. Values
    that differ only in letter case or punctuation are one group.

    :param pages: the pages.
    :param by: a name in :data:`FACETS`.
    :param taken: the ids in use on the root page.
    """
    facet = FACETS[by]
    found: defaultdict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=Page.order):
        found[_SEPARATORS.sub("-", facet.key(page.metadata).casefold())].append(page)
    others = found.pop("", [])
    ids = Ids(taken)
    groups = []
    for key, members in sorted(found.items()):
        spellings = Counter(facet.key(page.metadata) for page in members)
        title = spellings.most_common(1)[0][0]
        groups.append(group_pages(title, ids.new(by, key), members))
    if others and groups:
        groups.append(group_pages(_("Other"), ids.new(by, "other"), others))
    elif others:
        title = word_of_sphinx("Table of Contents")
        groups.append(group_pages(title, ids.new("contents"), others))
    if len(groups) < 2:
        return Contents(groups=tuple(groups))
    return Contents(str(facet.heading), ids.new("pages-by", by), tuple(groups))


def group_pages(title: str, id_: str, pages: Iterable[Page]) -> Group:
    """Return a group of pages, in the given order.

    :param title: the title of the group.
    :param id_: its id in the root page.
    :param pages: the pages.
    """
    entries = tuple(Entry(page.docname, page.title) for page in pages)
    return Group(str(title), id_, entries)
