"""Divide the table of the objects in a namespace into one for each kind of object.

The kinds are known when all pages are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ...domain.azure import azure_domain
from ...domain.facts import fact_of
from ...locale import translate as _
from ...reference.managed_blocks import group_titles
from .inlines import quote_uid
from .tables import UIDS

# Before references are resolved, which Sphinx does at 10.
_BEFORE_REFERENCES = 8
_LEVEL = 2


class TablesOfKinds(SphinxPostTransform):
    """Replaces a table of objects by a heading and a table for each kind."""

    default_priority = _BEFORE_REFERENCES

    def run(self, **_kwargs: Any) -> None:
        """Replace the tables of the page."""
        for node in list(self.document.findall(nodes.container)):
            if UIDS in node:
                node.replace_self(list(self._tables(node)))

    def _tables(self, node: nodes.container) -> Iterator[nodes.Node]:
        domain = azure_domain(self.env)
        scope = domain.uid_scope_of(self.env.docname)
        body = next(iter(node.findall(nodes.tbody)))
        rows: dict[str, list[nodes.Node]] = {}
        for uid, row in zip(node[UIDS], body.children, strict=True):
            kind = fact_of(domain, quote_uid(uid), scope, "kind")
            rows.setdefault(kind, []).append(row)
        titles = group_titles()
        order = {kind: number for number, kind in enumerate(titles)}
        for kind in sorted(rows, key=lambda kind: order.get(kind, len(order))):
            title = titles.get(kind, _("Members"))
            yield nodes.rubric(
                title, title, classes=["azure-api-rubric"], **{"heading-level": _LEVEL}
            )
            part = node.deepcopy()
            del part[UIDS]
            inner = next(iter(part.findall(nodes.tbody)))
            inner.children = []
            inner += rows[kind]
            yield part


def setup_kinds(app: Sphinx) -> None:
    """Register the post-transform.

    :param app: the application.
    """
    app.add_post_transform(TablesOfKinds)
