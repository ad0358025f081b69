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
from ..domain.metadata import PageMetadata
from ..files.door import FileError, read_bytes
from ..files.encoding import decode, take_mark
from ..links.lookup import End, File, Page, end_of, lookup
from ..page.header import read_page_header
from ..syntax.lenient.whitespace import plain_spaces
from .read import Reader

_TOCTREE = b"toctree"
# Headers with former URLs, and text with labels or directives, which may have labels.
_FORMER_URL = re.compile(rb"(?:metaCanonical|linkid)\W{1,4}[\w/.]", re.IGNORECASE)
_LABEL = re.compile(
    rb"^\([^()\n]+\)=|:name:|^\.\. _|\{#[\w-]+\}|^(?:`{3,}|:{3,})\{", re.MULTILINE
)
_UID = re.compile(rb"\buid\b[\"']?\s*:", re.IGNORECASE)
_IN_PAGE = "anchor"
_LINK = "link"
_REFERENCE = "uid"


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
    references = [node for node in links if _is_reference(node)]
    if not all(_is_of_article(node) or _is_reference(node) for node in links):
        return None
    others = app.env.found_docs - documents.keys()
    if references and any(_UID.search(_content(app, name)) for name in others):
        return None
    _read_others(app, reader, links)
    return documents


def _read_others(
    app: Sphinx, reader: Reader, links: Sequence[addnodes.pending_xref]
) -> None:
    """Read what links of pages depend on, in the other pages of the project."""
    domain = azure_domain(app.env)
    others = sorted(app.env.found_docs - reader.documents.keys())
    if any(node["reftype"] == _IN_PAGE for node in links):
        for docname in others:
            if _LABEL.search(_content(app, docname)):
                reader.read(docname)
    ends = [*_ends(links, domain)]
    if not all(isinstance(end, Page | File) for end in ends):
        for docname in others:
            if _FORMER_URL.search(_content(app, docname)):
                _note_header(app, docname)
        domain.forget_former_urls()
        ends = [*_ends(links, domain)]
    targets = {e.docname for e in ends if isinstance(e, Page) and e.fragment}
    for docname in sorted(targets - reader.documents.keys()):
        reader.read(docname)


def _note_header(app: Sphinx, docname: str) -> None:
    """Store the metadata of a page, for its former URLs, without reading its text."""
    text, _problem = take_mark(decode(_content(app, docname)))
    header, _text = read_page_header(plain_spaces(text))
    metadata = PageMetadata.from_attributes(
        header.tags, header.front_matter, {}, header.line_of
    )
    azure_domain(app.env).note_page(docname, metadata)


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


def _is_reference(node: addnodes.pending_xref) -> bool:
    """Return True for a reference by uid, or text that looks like one: ``@name``."""
    return bool(
        node.get("refdomain") == AzureDomain.name and node["reftype"] == _REFERENCE
    )


def _links(document: nodes.document) -> Iterator[addnodes.pending_xref]:
    yield from document.findall(addnodes.pending_xref)


def _ends(
    links: Iterable[addnodes.pending_xref], domain: AzureDomain
) -> Iterator[End | None]:
    """Yield the targets of links by path or URL."""
    for node in links:
        if node["reftype"] == _LINK:
            yield end_of(lookup(node["reftarget"], node["place"], domain))


def _content(app: Sphinx, docname: str) -> bytes:
    try:
        return read_bytes(Path(app.env.doc2path(docname)))
    except FileError:
        return b""
