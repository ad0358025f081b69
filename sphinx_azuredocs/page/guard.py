"""Check the links and images of pages: allowed URLs, and files of the source tree.

Links and images of every syntax are checked here, in the doctree of the page, before
Sphinx collects the files of images and downloads.
"""

from __future__ import annotations

import os

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.logging import get_node_location, getLogger

from ..config import Settings
from ..config.dialects import Dialect
from ..domain.azure import AzureDomain, azure_domain
from ..domain.resolver import HTML_KEY
from ..files.door import ABSENT
from ..files.urls import (
    defect_of_link,
    is_allowed_image,
    is_malformed,
    scheme_of,
    split_url,
)
from ..warnings import Problem, WarningKind, report
from .safe_html import safe_attributes, safe_html

_LOGGER = getLogger(__name__)
_WITH_URL = (
    nodes.image,
    nodes.reference,
    addnodes.download_reference,
    addnodes.pending_xref,
)


def guard_page(app: Sphinx, document: nodes.document) -> None:
    """Replace links and images that are not allowed by their text.

    Pages in plain MyST and reStructuredText stay as they are, unless the setting
    ``azuredocs_html`` is ``"safe"``. Then the HTML of all pages is restricted, too.

    :param app: the application.
    :param document: the page.
    """
    domain = azure_domain(app.env)
    dialect = domain.dialects.get(app.env.docname)
    is_yaml = app.env.docname in domain.pages
    is_safe = Settings.of(app.config).html == "safe"
    is_plain = dialect is None or dialect.dialect is Dialect.MYST
    if is_plain and not is_yaml and not is_safe:
        return
    elements = [*document.findall(nodes.Element)]
    for node in elements if is_safe else ():
        _restrict_html(node)
    for node in [node for node in elements if isinstance(node, _WITH_URL)]:
        if defect := _defect(node, domain):
            kind, message = defect
            place = get_node_location(node)
            report(_LOGGER, Problem(kind, message), place, once=True)
            _replace(node)


def _restrict_html(node: nodes.Element) -> None:
    """Leave out elements and attributes of HTML that may run scripts."""
    dropped: list[str] = []
    if isinstance(node, nodes.raw) and "html" in str(node.get("format", "")).split():
        html, dropped = safe_html(node.astext())
        node.children = [nodes.Text(html)]
        node.rawsource = html
    if HTML_KEY in node:
        tag, values = node[HTML_KEY]
        kept = safe_attributes(values)
        dropped = [name for name in values if name not in kept]
        node[HTML_KEY] = (tag, kept)
    if dropped:
        message = f"azuredocs_html leaves out {', '.join(map(repr, dropped))}"
        place = get_node_location(node)
        report(_LOGGER, Problem(WarningKind.HTML, message), place, once=True)


def _defect(node: nodes.Element, domain: AzureDomain) -> tuple[WarningKind, str] | None:
    match node:
        case nodes.image():
            return _defect_of_image(str(node.get("uri", "")), domain)
        case addnodes.download_reference():
            path = str(node.get("reftarget", ""))
            defect = _defect_of_file(path, domain)
            message = f"the link was left as text: {path} {defect}; correct the path"
            return (WarningKind.LINK, message) if defect else None
        case nodes.reference():
            return _defect_of_link(str(node.get("refuri", "")))
        case addnodes.pending_xref() if node.get("reftype") == "link":
            return _defect_of_link(str(node.get("reftarget", "")))
        case _:
            return None


def _defect_of_link(url: str) -> tuple[WarningKind, str] | None:
    defect = defect_of_link(url)
    message = f"the link was left as text: {url!r} {defect}"
    return (WarningKind.LINK, message) if defect else None


def _defect_of_image(uri: str, domain: AzureDomain) -> tuple[WarningKind, str] | None:
    if is_malformed(uri):
        reason = f"{uri!r} is malformed; correct the URL"
    elif (scheme_of(uri) or split_url(uri).netloc) and not is_allowed_image(uri):
        reason = f"{uri!r} is no URL of an image; write one of http or https"
    elif scheme_of(uri) or split_url(uri).netloc or "*" in uri:
        return None
    elif defect := _defect_of_file(uri, domain):
        reason = f"{uri} {defect}; correct the path"
    else:
        return None
    return WarningKind.IMAGE, f"the image was left out, except its text: {reason}"


def _defect_of_file(path: str, domain: AzureDomain) -> str:
    """Return the reason why a file is not shown; empty if it is shown or missing.

    Sphinx reports missing files.
    """
    if split_url(path).scheme:
        return ""
    folder = os.path.dirname(domain.env.doc2path(domain.env.docname))
    base = domain.env.srcdir if path.startswith("/") else folder
    named = os.path.normpath(os.path.join(base, path.lstrip("/")))
    defect = domain.defect_of(named)
    return "" if defect == ABSENT else defect


def _replace(node: nodes.Element) -> None:
    """Replace a link by its content, an image by its alternative text."""
    if not isinstance(node, nodes.image):
        new: list[nodes.Node] = [*node.children]
    elif isinstance(node.parent, nodes.TextElement):
        new = [nodes.inline("", str(node.get("alt", "")))]
    else:
        text = str(node.get("alt", ""))
        new = [nodes.paragraph(text, text)]
    index = node.parent.index(node)
    node.parent[index : index + 1] = new
