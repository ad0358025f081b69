"""Resolve links: each becomes a reference to a page or URL, or plain text.

The target of a link is looked up in :mod:`..links.lookup`. This module makes nodes of
the result and reports defects.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.util.logging import get_node_location, getLogger
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from ..docset.dependencies import AbsentFile, absent_file
from ..files.urls import split_url
from ..links.fragments import find_anchor
from ..links.lookup import File, Moved, Nothing, OnSite, Page, lookup, paths_of
from ..links.nearest import did_you_mean
from ..links.uids import UidTarget, Xref, external_url
from ..warnings import Problem, WarningKind, report
from .site import SiteDomain
from .uids import resolve_uid, uid_key

LISTED_KEY = "listed_xref"
"""Attribute of a link: the name and the URL that its page lists for its uid."""
HTML_KEY = "html_attributes"
"""Attribute of a node: attributes for HTML output only, and the tag that gets them."""
_LOGGER = getLogger(__name__)


@dataclass(frozen=True)
class Reference:
    """A link to resolve.

    :param domain: the pages of the project and their tables.
    :param fromdocname: the page with the link.
    :param builder: the builder.
    :param node: the link.
    :param content: the node with its text.
    """

    domain: SiteDomain
    fromdocname: str
    builder: Builder
    node: addnodes.pending_xref
    content: nodes.Element


def resolve_link(ref: Reference, target: str) -> nodes.reference:
    """Return a reference for a URL or file path.

    :param ref: the link.
    :param target: its URL or path, as it is written.
    """
    found = lookup(target, ref.node["place"], ref.domain)
    if isinstance(found, Moved):
        return _to_moved(ref, found)
    match found:
        case Page():
            fragment = _checked_anchor(ref, found.docname, found.fragment)
            return _to_page(ref, found.docname, fragment, found.query)
        case OnSite():
            return _to_url(ref, found.url)
        case Nothing(is_absolute=True):
            message = (
                f"{target}: no page of the project is published at {found.path}; the "
                "link goes to the site. Correct the URL"
            )
            _warn(ref, WarningKind.LINK, message)
            return _to_url(ref, found.url)
        case _:
            # An existing file became a download when the page was read.
            absent = _absent_file(ref, target)
            message = (
                f"{target} is in another repository; {absent.advice}"
                if absent
                else f"{target} names neither a file nor a published page; correct the "
                f"URL{_nearest_page(ref, target)}"
            )
            _warn(ref, WarningKind.LINK, message)
            return _text(ref)


def _nearest_page(ref: Reference, target: str) -> str:
    """Return a question with the page of the folder whose name is the nearest."""
    for path in paths_of(target, ref.node["place"]):
        folder, name = os.path.split(path)
        pages = ref.domain.pages_in(folder)
        if meant := did_you_mean(name, pages):
            return meant
    return ""


def _absent_file(ref: Reference, target: str) -> AbsentFile | None:
    """Return the file that a link names in a repository that is not checked out."""
    srcdir = Path(ref.domain.env.srcdir)
    home = Path(ref.domain.docset_of(ref.fromdocname) or srcdir)
    paths = (srcdir / path for path in paths_of(target, ref.node["place"]))
    return next(filter(None, (absent_file(home, path) for path in paths)), None)


def _to_moved(ref: Reference, moved: Moved) -> nodes.reference:
    """Return a reference to the end of redirections.

    Defects of the redirections are reported at the redirections.
    """
    match moved.to:
        case Page(docname=docname, fragment=fragment, query=query):
            return _to_page(
                ref, docname, _checked_anchor(ref, docname, fragment), query
            )
        case OnSite(url=url) | Nothing(url=url):
            return _to_url(ref, url)
        case File() | None:
            return _text(ref)


def resolve_article(ref: Reference, target: str) -> nodes.reference:
    """Return a reference for ``slug#fragment`` of the role ``article``.

    :param ref: the link.
    :param target: the slug and fragment.
    """
    slug, _, fragment = target.partition("#")
    docnames = ref.domain.urls.articles(slug)
    if not docnames:
        _warn(
            ref,
            WarningKind.LINK,
            f"no page of the project has the slug {slug!r}; write the last part of "
            "its published URL, or its path in the project without the suffix",
        )
        return _text(ref)
    docname, *others = docnames
    if others:
        _warn(
            ref,
            WarningKind.LINK,
            f"{slug!r} is the slug of {docname} and of {', '.join(others)}; the "
            "link goes to the first. Write the one you mean instead of the slug",
        )
    if not ref.node["refexplicit"]:
        ref.content.clear()
    return _to_page(ref, docname, _checked_anchor(ref, docname, fragment))


def resolve_uid_reference(ref: Reference, written: str) -> nodes.reference:
    """Return a reference for ``UID?query#fragment``.

    :param ref: the link.
    :param written: the uid, with its query and fragment.
    """
    target = UidTarget.read(written)
    docset = ref.domain.uid_scope_of(ref.fromdocname)
    key, resolved = uid_key(ref.node, docset), ref.domain.of_project.resolved
    # Uids outside pages, as in a table of contents, were not resolved before.
    xref: Xref | None = (
        resolved[key]
        if key in resolved
        else resolve_uid(ref.domain, target.uid, docset=key[2])
    )
    if xref is None or not xref.docname:
        listed = _to_listed(ref, target)
        if listed is not None:
            return listed
    if xref is None:
        return _unresolved_uid(ref, target)
    if not ref.node["refexplicit"]:
        ref.content.children = [nodes.Text(target.text(xref))]
    if title := target.options.get("title"):
        ref.node.setdefault("reftitle", title)
    if not xref.docname:
        url = external_url(xref, target)
        if not split_url(url).scheme:
            # Inventories of the same site have URLs relative to its root.
            url = relative_uri(ref.builder.get_target_uri(ref.fromdocname), url)
        return _titled(
            ref, nodes.reference("", "", ref.content, internal=False, refuri=url)
        )
    fragment = _checked_anchor(ref, xref.docname, target.fragment or xref.anchor)
    if ref.builder.format == "html":
        # A script of the page may make it an anchor.
        fragment = fragment or target.fragment
    has_versions = bool(ref.domain.versions.monikers_of(xref.docname))
    query = target.query_without_view if has_versions else target.query
    return _to_page(ref, xref.docname, fragment, query)


def resolve_label(ref: Reference, target: str) -> nodes.reference:
    """Return a reference for ``#target`` to a label of the project.

    :param ref: the link, on a page without such an anchor.
    :param target: the fragment.
    """
    labels = ref.domain.env.domains.standard_domain.anonlabels
    if target.lower() in labels:
        docname, label = labels[target.lower()]
        if not ref.content.children:
            title = _title_of_label(ref, target.lower()) or f"#{target}"
            ref.content.append(nodes.Text(title))
        return _to_page(ref, docname, label)
    if ref.domain.is_complete(ref.fromdocname):
        advice = f'or add <a id="{target}"></a> where it should lead'
        if " " in target:
            advice = "whose anchors have no spaces"
        anchors = ref.domain.anchors.get(ref.fromdocname, {})
        meant = did_you_mean(target, anchors, "#")
        message = (
            f"this page has no anchor #{target}; correct the link, {advice}{meant}"
        )
        _warn(ref, WarningKind.ANCHOR, message)
    return _text(ref)


def _title_of_label(ref: Reference, label: str) -> str:
    titled = ref.domain.env.domains.standard_domain.labels
    return str(titled[label][2]) if label in titled else ""


def _to_listed(ref: Reference, target: UidTarget) -> nodes.reference | None:
    """Return a reference by the entry of its page for a uid outside the project.

    Pages of API YAML list the names and URLs of the objects that they refer to.

    :return: None if the page does not list the uid, or only its name is known and may
        be found elsewhere.
    """
    text, url = ref.node.get(LISTED_KEY, ("", ""))
    if not text and not url:
        return None
    if not ref.node["refexplicit"]:
        shown = target.options.get("text") or text or target.fallback
        ref.content.children = [nodes.Text(shown)]
        ref.node["refexplicit"] = True
    return _to_url(ref, url) if url else None


def _unresolved_uid(ref: Reference, target: UidTarget) -> nodes.reference:
    """Return the text of a reference whose uid is unknown."""
    kind = ref.node.get("xref")
    is_listed = LISTED_KEY in ref.node
    # The element has a text for unknown uids, which replaces this node.
    if (
        not is_listed
        and target.is_required
        and (kind == "source" or (not kind and "alt" not in target.options))
    ):
        _warn(
            ref,
            WarningKind.XREF,
            f"nothing has the uid {target.uid!r}; correct it, or name a map of "
            "uids that has it in azuredocs_xref_maps",
        )
    if kind == "listed":
        message = f"nothing has the uid {target.uid!r}, which is listed here; remove it"
        _warn(ref, WarningKind.YAML, message)
    if is_listed and ref.node["refexplicit"]:
        return _text(ref)
    if kind in ("listed", "type"):
        if not ref.content.astext():
            ref.content.children = [nodes.Text(target.fallback)]
        return _text(ref)
    if kind == "mention" or not target.uid:
        return nodes.Text(ref.content.astext())  # type: ignore[return-value]
    if kind:
        ref.content.children = []
    if not ref.content.children:
        ref.content.append(nodes.Text(target.fallback))
    return _text(ref)


def _checked_anchor(ref: Reference, docname: str, fragment: str) -> str:
    """Return the id that a fragment names; empty for the top of the page.

    An unknown anchor is reported.
    """
    if not fragment:
        return ""
    anchor = find_anchor(fragment, ref.domain.anchors.get(docname, {}))
    if anchor and anchor.name == fragment:
        return anchor.id
    if ref.node.get("nocheck"):
        return fragment
    path = ref.domain.env.doc2path(docname, base=False)
    page = PurePosixPath(path).as_posix()
    if anchor:
        message = f"#{fragment} is spelled #{anchor.name} in {page}; letter case counts"
        _warn(ref, WarningKind.ANCHOR_CASE, message)
        return anchor.id
    # The missing text of the page may contain the anchor. The missing text has a
    # warning of its own.
    if ref.domain.is_complete(docname):
        top = "the link goes to the top of the page"
        meant = did_you_mean(fragment, ref.domain.anchors.get(docname, {}), "#")
        message = f"{page} has no anchor #{fragment}; {top}{meant}"
        _warn(ref, WarningKind.ANCHOR, message)
    return ""


def _to_page(
    ref: Reference, docname: str, fragment: str, query: str = ""
) -> nodes.reference:
    """Return a reference to a page of the project.

    :param query: the query of its URL, in HTML.
    """
    if not ref.content.astext() and not len(ref.content):
        title = ref.domain.env.titles.get(docname)
        ref.content.append(nodes.Text(title.astext() if title else docname))
    reference = make_refnode(
        ref.builder, ref.fromdocname, docname, fragment, ref.content
    )
    if query and ref.builder.format == "html" and "refuri" in reference:
        page, hash_, anchor = reference["refuri"].partition("#")
        reference["refuri"] = f"{page}?{query}{hash_}{anchor}"
    return _titled(ref, reference)


def _to_url(ref: Reference, url: str) -> nodes.reference:
    """Return a reference to a URL."""
    content = ref.content.children or [nodes.Text(url)]
    reference = nodes.reference("", "", *content, internal=False, refuri=url)
    if HTML_KEY in ref.content:
        reference[HTML_KEY] = ref.content[HTML_KEY]
    return _titled(ref, reference)


def _titled(ref: Reference, reference: nodes.reference) -> nodes.reference:
    if "reftitle" in ref.node:
        reference["reftitle"] = ref.node["reftitle"]
    return reference


def _text(ref: Reference) -> nodes.reference:
    """Return the text of a link instead of a reference."""
    return ref.content  # type: ignore[return-value]


def _warn(ref: Reference, kind: WarningKind, message: str) -> None:
    place = get_node_location(ref.node) or ""
    report(_LOGGER, Problem(kind, message), place, once=True)
