"""The signature of a member, in the nodes of Sphinx's object descriptions."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from ...locale import translate as _
from ...reference.model import Signature
from .inlines import InlineNodes


def signature_nodes(inlines: InlineNodes, signature: Signature) -> list[nodes.Node]:
    """Return the nodes of a signature.

    :param inlines: makes nodes of the types in it.
    :param signature: the signature.
    """
    found: list[nodes.Node] = []
    if signature.prefix:
        prefix = f"{signature.prefix} "
        found.append(addnodes.desc_annotation(prefix, prefix))
    found.append(addnodes.desc_name(signature.name, signature.name))
    if signature.parameters is not None:
        found.append(_parameters(inlines, signature))
    if signature.after:
        found.append(addnodes.desc_returns("", "", *inlines.all(signature.after)))
    if signature.source:
        text = nodes.inline("", _("[source]"), classes=["viewcode-link"])
        url = signature.source
        found.append(nodes.reference("", "", text, refuri=url, internal=False))
    return found


def _parameters(
    inlines: InlineNodes, signature: Signature
) -> addnodes.desc_parameterlist:
    node = addnodes.desc_parameterlist()
    for parameter in signature.parameters or ():
        content: list[nodes.Node] = []
        for part in parameter:
            if isinstance(part, str) and part.startswith(" "):
                # Some themes drop whitespace at the edge of a text.
                content.append(addnodes.desc_sig_space())
                part = part[1:]
            content.append(inlines.one(part))
        node += addnodes.desc_parameter("", "", *content, noemph=True)
    return node
