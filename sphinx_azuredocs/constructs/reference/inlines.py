"""Inline content of reference pages: links to objects, code, facts of other objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ...domain.resolver import LISTED_KEY
from ...files.urls import split_url
from ...reference.model import Fact, Inline, Link, Literal, Path, Strong

if TYPE_CHECKING:
    from ...renderer import AzureRenderer

_QUOTED = (("%", "%25"), ("#", "%23"), ("?", "%3F"), ("+", "%2B"))
"""Characters that have a meaning in a reference by uid."""
_SCHEMES = frozenset(("", "http", "https", "mailto"))


def quote_uid(uid: str) -> str:
    """Return a uid as it is written in a reference.

    :param uid: the uid.
    """
    for character, quoted in _QUOTED:
        uid = uid.replace(character, quoted)
    return uid


class InlineNodes:
    """Makes nodes of inline content.

    :param renderer: the renderer of the page.
    :param line_of: returns the 1-based line of a field of the YAML.
    """

    def __init__(self, renderer: AzureRenderer, line_of: Callable[[Path], int]) -> None:
        self._docname = str(renderer.sphinx_env.docname)
        self._source = renderer.document["source"]
        self._line_of = line_of

    def all(self, content: Iterable[Inline]) -> list[nodes.Node]:
        """Return the nodes of inline content.

        :param content: the content.
        """
        return [self.one(part) for part in content]

    def one(self, part: Inline) -> nodes.Node:
        """Return the node of a part of inline content.

        :param part: the part.
        """
        match part:
            case str():
                return nodes.Text(part)
            case Literal(text=text):
                return nodes.literal(text, text)
            case Strong(text=text):
                return nodes.strong(text, text)
            case Fact(uid=uid, name=name):
                return self._reference(uid, name, nodes.inline())
            case Link():
                return self._link(part)

    def _link(self, link: Link) -> nodes.Node:
        if link.url.startswith("#"):
            text, anchor = link.text, link.url[1:]
            return nodes.reference(text, text, refid=anchor, internal=True)
        if not link.uid:
            if split_url(link.url).scheme.lower() not in _SCHEMES or not link.url:
                return nodes.Text(link.text or link.url)
            text = link.text or link.url
            return nodes.reference(text, text, refuri=link.url, internal=False)
        content = nodes.inline("", link.text, classes=["xref", "azure"])
        node = self._reference(link.uid, "uid", content)
        node["refexplicit"] = bool(link.text)
        node["xref"] = "listed" if link.path else "type"
        if not link.text and link.name != "name":
            node["reftarget"] += f"?displayProperty={link.name}"
        if link.url and split_url(link.url).scheme.lower() in ("http", "https"):
            node[LISTED_KEY] = ("", link.url)
        if link.path:
            node.source, node.line = self._source, self._line_of(link.path)
        return node

    def _reference(
        self, uid: str, kind: str, content: nodes.inline
    ) -> addnodes.pending_xref:
        return addnodes.pending_xref(
            "",
            content,
            refdomain="azure",
            reftype=kind,
            reftarget=quote_uid(uid),
            refdoc=self._docname,
            refexplicit=True,
            refwarn=False,
        )
