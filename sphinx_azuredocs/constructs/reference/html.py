"""Folded content of reference pages, which HTML shows in a ``details`` element."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from .page import FOLDED_CLASS

# After references are resolved, which Sphinx does at 10.
_AFTER_REFERENCES = 20


class FoldedInHtml(SphinxPostTransform):
    """Replaces folded containers in HTML by ``details`` elements."""

    default_priority = _AFTER_REFERENCES
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the containers of the page."""
        for node in list(self.document.findall(nodes.container)):
            if FOLDED_CLASS not in node["classes"] or not len(node):
                continue
            rubric = node[0]
            if isinstance(rubric, nodes.rubric):
                node[:1] = [nodes.raw("", _opening(rubric), format="html")]
                node += nodes.raw("", "</details>\n", format="html")


def _opening(rubric: nodes.rubric) -> str:
    anchors = "".join(f'<span id="{escape(name)}"></span>' for name in rubric["ids"])
    title = escape(rubric.astext())
    return f"{anchors}<details><summary>{title}</summary>\n"


def setup_html(app: Sphinx) -> None:
    """Register the post-transform.

    :param app: the application.
    """
    app.add_post_transform(FoldedInHtml)
