"""Select the pages that lists of pages show."""

from __future__ import annotations

from .site import SiteDomain


def update_lists(domain: SiteDomain) -> None:
    """Select the pages that each list of pages shows. All pages must have been read.

    A page does not appear in its own lists.

    :param domain: the domain.
    """
    stored = domain.of_pages.lists
    pages = list(domain.all_pages()) if stored else []
    for docname, lists in stored.items():
        others = [page for page in pages if page.docname != docname]
        stored[docname] = {query: query.rows(others) for query in lists}
