"""Read ``breadcrumb/toc.yml``: the pages of the site above the pages of a docset.

.. code-block:: yaml

    - name: Contoso
      tocHref: /contoso/
      topicHref: /contoso/index
      items:
      - name: Storage
        tocHref: /contoso/storage/
        topicHref: /contoso/storage/index

An item is above the pages whose URL path begins with its ``tocHref``. The front matter
or ``docfx.json`` names the file as ``breadcrumb_path``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import splitext

from ..docset import Docset, docset_of
from ..docset.toc_names import is_breadcrumb, is_toc
from ..domain.azure import AzureDomain
from ..files.door import SourceTree
from ..files.names import find_name
from ..files.urls import is_allowed, split_url
from ..links.lookup import Moved, Nothing, OnSite, Page, lookup
from ..links.place import Place
from .branch import Target
from .toc_file import TocItem, read_toc

Trail = tuple[tuple[str, Target], ...]
"""Titles and targets of the pages above a page, from the outermost inwards."""
_KEY = "breadcrumb_path"


def trails(domain: AzureDomain) -> dict[str, Trail]:
    """Return docname → the trail of the page, for pages that a file has a trail for.

    :param domain: the domain; all pages must have been read.
    """
    srcdir = Path(domain.env.srcdir)
    files = {
        docset.root: {path: _items(path, docset) for path in _files(docset)}
        for docset in domain.docsets
        if docset.root.is_relative_to(srcdir)
    }
    found = {}
    for docname in sorted(domain.pages):
        docset = docset_of(domain.docsets, Path(domain.env.doc2path(docname)))
        url = domain.urls.url_of(docname)
        if docset is None or not url or not files.get(docset.root):
            continue
        items = _items_for(domain, docname, docset, files[docset.root])
        above = _links(domain, _above(items, split_url(url).path))
        if trail := tuple(link for link in above if link[1].docname != docname):
            found[docname] = trail
    return found


def _files(docset: Docset) -> Iterator[Path]:
    for page in docset.pages():
        path = docset.root / page
        if is_toc(path) and is_breadcrumb(path):
            yield path


def _items(path: Path, docset: Docset) -> tuple[TocItem, ...]:
    return tuple(read_toc(path, SourceTree.of(docset.root)).items)


def _items_for(
    domain: AzureDomain,
    docname: str,
    docset: Docset,
    files: dict[Path, tuple[TocItem, ...]],
) -> tuple[TocItem, ...]:
    """Return the items of the file that a page names, else of the only file."""
    named = find_name(domain.pages[docname].raw, _KEY) or ""
    wanted, _suffix = splitext(named.replace("\\", "/").removeprefix("~/"))
    for path, items in files.items():
        inner = path.relative_to(docset.root)
        own = inner.with_suffix("").as_posix()
        if wanted and wanted in (own, docset.url_path(inner.as_posix())):
            return items
    return next(iter(files.values())) if len(files) == 1 else ()


def _above(items: Iterable[TocItem], url: str) -> list[TocItem]:
    """Return the longest chain of items above a URL path, from the outermost inwards.

    :param items: the items of a file, or the children of an item.
    :param url: the URL path of a page.
    """
    longest: list[TocItem] = []
    for item in items:
        if _is_above(item.toc_href, url):
            chain = [item, *_above(item.items, url)]
            longest = max(longest, chain, key=len)
    return longest


def _is_above(prefix: str, url: str) -> bool:
    """Return True if a URL path begins with all segments of another."""
    return bool(prefix) and f"{url.rstrip('/')}/".startswith(f"{prefix.rstrip('/')}/")


def _links(
    domain: AzureDomain, items: Iterable[TocItem]
) -> Iterator[tuple[str, Target]]:
    """Yield the title and target of each item that has a target."""
    place = Place.of_page(domain.env.config.root_doc)
    for item in items:
        found = lookup(item.page_href or item.toc_href, place, domain)
        end = found.to if isinstance(found, Moved) else found
        if isinstance(end, Page):
            yield item.name, Target(end.docname, end.fragment)
        elif isinstance(end, OnSite | Nothing) and is_allowed(end.url):
            yield item.name, Target("", "", end.url)
