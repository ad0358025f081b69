"""Check a few pages of a project without reading the others.

The findings of a page depend on the other pages only by the targets of its links: by
their anchors, former URLs and labels. What cannot be known from these is left to a
check of all pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from ..domain.azure import AzureDomain, azure_domain
from ..files.door import FileError, read_bytes
from ..links.lookup import Page, end_of, lookup
from .read import Reader

_TOCTREE = b"toctree"
# Pages whose header or text other pages may lead to by another name than their path.
_NAMED = re.compile(
    rb"metaCanonical\W{1,4}[\w/.]|linkid\W{1,4}[\w/.]"
    rb"|^\([^()\n]+\)=|:name:|^\.\. _|\{#[\w-]+\}|^```\{",
    re.MULTILINE | re.IGNORECASE,
)
_IN_PAGE = "anchor"
_LINK = "link"


def docnames_of(app: Sphinx, files: Iterable[Path]) -> list[str] | None:
    """Return the pages that files are; None if one is another file.

    :param app: the application.
    :param files: the files, absolute.
    """
    found = []
    for path in files:
        docname = app.env.path2doc(path)
        if docname is None or docname not in app.env.found_docs:
            return None
        if Path(app.env.doc2path(docname)) != path:
            return None
        found.append(docname)
    return found


def read_few(
    app: Sphinx, reader: Reader, docnames: Sequence[str]
) -> dict[str, nodes.document] | None:
    """Read pages, and of the other pages what their links depend on.

    :param app: the application.
    :param reader: reads pages.
    :param docnames: the pages.
    :return: docname → page; None if all pages must be read.
    """
    root = app.config.root_doc
    if root in app.env.found_docs and _TOCTREE in _content(app, root):
        return None
    documents = {}
    for docname in docnames:
        document = reader.read(docname)
        is_named = _is_named(azure_domain(app.env), docname)
        if document is None or docname not in reader.in_part or is_named:
            return None
        documents[docname] = document
    links = [node for page in documents.values() for node in _links(page)]
    if not all(map(_is_of_article, links)):
        return None
    for docname in sorted(app.env.found_docs - documents.keys()):
        if _NAMED.search(_content(app, docname)):
            reader.read(docname)
    for target in sorted({*_targets(links, azure_domain(app.env))}):
        if target not in reader.documents:
            reader.read(target)
    return documents


def _is_named(domain: AzureDomain, docname: str) -> bool:
    """Return True if other pages decide what is reported about the header of a page."""
    metadata = domain.pages.get(docname)
    return metadata is not None and bool(
        metadata.uid or metadata.redirect_url or metadata.output_file_name
    )


def _is_of_article(node: addnodes.pending_xref) -> bool:
    """Return True for a link by path or URL, or to an anchor of the page."""
    is_ours = node.get("refdomain") == AzureDomain.name
    return is_ours and node["reftype"] in (_LINK, _IN_PAGE)


def _links(document: nodes.document) -> Iterator[addnodes.pending_xref]:
    yield from document.findall(addnodes.pending_xref)


def _targets(
    links: Iterable[addnodes.pending_xref], domain: AzureDomain
) -> Iterator[str]:
    """Yield the pages with the anchors to which links lead."""
    for node in links:
        if node["reftype"] == _LINK:
            end = end_of(lookup(node["reftarget"], node["place"], domain))
            if isinstance(end, Page) and end.fragment:
                yield end.docname


def _content(app: Sphinx, docname: str) -> bytes:
    try:
        return read_bytes(Path(app.env.doc2path(docname)))
    except FileError:
        return b""
