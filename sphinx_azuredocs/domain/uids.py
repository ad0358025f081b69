"""Resolve uids to pages, entries of xref maps, or objects of other projects."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from ..config import Settings
from ..links.uids import UidKey, UidTarget, Xref, learn_path
from .site import SiteDomain

_VIEW = "\n?view="
"""What stands between a scope and the moniker that a reference names."""


def uid_key(node: addnodes.pending_xref, docset: str) -> UidKey:
    """Return the key under which the target of a reference by uid is stored.

    :param node: the reference.
    :param docset: the scope of the page with the reference, see
        :func:`.site.uid_scope`.
    """
    mention = node.get("xref") == "mention"
    target = UidTarget.read(node["reftarget"])
    return target.uid, mention, scope_in(docset, target.view)


def scope_in(scope: str, view: str) -> str:
    """Return the scope of a reference that names a version.

    :param scope: the scope of its page, see :func:`.site.uid_scope`.
    :param view: the moniker; empty for a reference that names none.
    """
    return f"{scope}{_VIEW}{view}" if view else scope


def resolve_uid(
    domain: SiteDomain, uid: str, *, mention: bool = False, docset: str = ""
) -> Xref | None:
    """Return the target of a uid: a page, an xref map entry or an inventory object.

    :param domain: the pages and maps. All pages must have been read.
    :param uid: the uid.
    :param mention: True for a word after ``@``, which need not be a uid.
    :param docset: the scope of the reference, whose pages come first; see
        :func:`.site.uid_scope`.
    :return: the target; None for an unknown uid.
    """
    if not uid:
        return None
    scope, _, view = docset.partition(_VIEW)
    docname = domain.uid_page(uid, scope, view)
    if docname is None and "*" not in uid and "(" not in uid:
        # docfx: a name without parameters stands for its overloads.
        docname = domain.uid_page(f"{uid}*", scope, view)
        uid = f"{uid}*" if docname else uid
    item = domain.of_pages.items.get(docname, {}).get(uid) if docname else None
    if docname is not None and item is not None:
        return Xref(uid, item.names, docname, anchor=item.anchor)
    if docname is not None:
        name = domain.name_of(docname) or uid
        return Xref(uid, {"name": name, "fullName": name}, docname)
    return (
        _in_maps(domain, uid)
        or _in_inventories(domain.env, uid, mention=mention)
        or (None if mention else _on_site(domain, uid))
    )


def _on_site(domain: SiteDomain, uid: str) -> Xref | None:
    """Return the page of a uid on one of the sites that the project names."""
    for start, site in Settings.of(domain.env.config).api_sites.items():
        if uid.startswith(start):
            return Xref(uid, {"name": uid}, url=site + learn_path(uid))
    return None


def _in_maps(domain: SiteDomain, uid: str) -> Xref | None:
    found = domain.xref_maps.find(uid)
    if found is None:
        return None
    url, names = found
    if url.startswith("/") and not url.startswith("//"):
        url = Settings.of(domain.env.config).site_url.rstrip("/") + url
    return Xref(uid, names, url=url) if url else None


def _in_inventories(env: BuildEnvironment, uid: str, *, mention: bool) -> Xref | None:
    """Return the object with a uid in the inventories of other projects, else None."""
    if not getattr(env.config, "intersphinx_mapping", None):
        return None
    from sphinx.ext.intersphinx import resolve_reference_any_inventory

    for kind in ("uid",) if mention else ("uid", "any"):
        node = addnodes.pending_xref(
            "", refdomain="azure", reftype=kind, reftarget=uid, refexplicit=False
        )
        found = resolve_reference_any_inventory(env, False, node, nodes.inline("", uid))
        if found is not None:
            names = {"name": found.astext() or uid}
            return Xref(uid, names, url=str(found["refuri"]))
    return None
