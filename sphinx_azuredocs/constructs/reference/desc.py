"""Object descriptions, as Sphinx's directives make them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes


def describe(domain: str, kind: str, *children: nodes.Node) -> addnodes.desc:
    """Return the description of an object, as directives of Sphinx make it.

    :param domain: the domain of the object.
    :param kind: its type in the domain.
    :param children: its signature and its content.
    """
    node = addnodes.desc("", *children, classes=[domain, kind])
    values: dict[str, Any] = {"domain": domain, "objtype": kind, "desctype": kind}
    flags = ("no-index", "no-index-entry", "no-contents-entry", "no-typesetting")
    values |= dict.fromkeys((*flags, "noindex", "noindexentry"), False)
    node.attributes.update(values | {"nocontentsentry": False})
    return node
