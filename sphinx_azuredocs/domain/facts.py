"""Resolve links to commands, and facts of objects that other pages show."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.nodes import make_refnode

from ..links.uids import UidTarget
from .data import Item
from .resolver import Reference
from .site import SiteDomain

FACTS = ("summary", "type", "status", "kind")
"""The facts of an object that tables on other pages show."""


def item_of(domain: SiteDomain, uid: str, scope: str) -> Item | None:
    """Return the object with a uid; None for a page, or an unknown uid.

    :param domain: the pages of the project.
    :param uid: the uid.
    :param scope: the scope of the reference, see :func:`.site.uid_scope`.
    """
    docname = domain.uid_page(uid, scope)
    return domain.of_pages.items.get(docname, {}).get(uid) if docname else None


def fact_of(domain: SiteDomain, target: str, scope: str, name: str) -> str:
    """Return a fact of an object; empty for an unknown object.

    :param domain: the pages of the project.
    :param target: the reference to the object, as it is written.
    :param scope: the scope of the reference, see :func:`.site.uid_scope`.
    :param name: the name of the fact.
    """
    item = item_of(domain, UidTarget.read(target).uid, scope)
    if item is None:
        return ""
    if name == "kind":
        return item.kind
    facts = {"summary": item.summary, "type": item.origin, "status": item.status}
    return facts[name]


def resolve_fact(ref: Reference, target: str) -> nodes.reference:
    """Return the text of a fact.

    :param ref: the node that the text replaces.
    :param target: the uid of the object.
    """
    scope = ref.domain.uid_scope_of(ref.fromdocname)
    text = fact_of(ref.domain, target, scope, str(ref.node["reftype"]))
    return nodes.inline(text, text)  # type: ignore[return-value]


def resolve_command(ref: Reference, target: str) -> nodes.reference | None:
    """Return a reference to a command of a command line, by its name.

    :param ref: the link.
    :param target: the name of the command.
    :return: None for an unknown command, which Sphinx reports or looks up elsewhere.
    """
    place = ref.domain.commands.get(" ".join(target.split()))
    if place is None:
        return None
    return make_refnode(ref.builder, ref.fromdocname, *place, ref.content)
