"""Find the pages to write again because their links or lists of pages changed."""

from __future__ import annotations

from collections.abc import Iterable

from ..links.lookup import docname_key
from .site import SiteDomain


def slug_key(slug: str) -> str:
    """Return the key of a slug among the link keys of a page."""
    return f"slug:{slug.lower()}"


def linking_to(domain: SiteDomain, docnames: Iterable[str]) -> list[str]:
    """Return the pages with a link to one of the given pages.

    :param domain: the domain.
    :param docnames: pages, which may have been removed.
    """
    named: set[str] = set()
    for docname in docnames:
        named |= {docname_key(docname), slug_key(docname)}
        for suffix in domain.env.config.source_suffix:
            named.update(domain.urls.keys_of(docname + suffix))
            if slug := domain.urls.slug_of(docname + suffix):
                named.add(slug_key(slug))
    links = domain.of_pages.links
    return sorted(docname for docname, keys in links.items() if keys & named)


def update_lists(domain: SiteDomain) -> list[str]:
    """Select the pages that each list of pages shows. All pages must have been read.

    A page does not appear in its own lists.

    :param domain: the domain.
    :return: the pages with a list that shows other rows than before.
    """
    stored = domain.of_pages.lists
    pages = list(domain.all_pages()) if stored else []
    changed = []
    for docname, lists in stored.items():
        others = [page for page in pages if page.docname != docname]
        rows = {query: query.rows(others) for query in lists}
        if rows != lists:
            changed.append(docname)
        stored[docname] = rows
    return changed
