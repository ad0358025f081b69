"""HTML output of account comparisons: whitespace between a term and its qualifier."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ...domain.azure import azure_domain
from .nodes import NODE_CLASS


class SpaceInHtml(SphinxPostTransform):
    """Post-transform that adds a space between a term and its qualifier.

    The style sheet puts them on two lines. Search results and copied text do not.
    """

    default_priority = 20
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Change the comparisons of the page."""
        if not azure_domain(self.env).has_class(self.env.docname, NODE_CLASS):
            return
        for comparison in self.document.findall(nodes.admonition):
            if NODE_CLASS in comparison["classes"]:
                for qualifier in comparison.findall(nodes.classifier):
                    term = qualifier.parent[qualifier.parent.index(qualifier) - 1]
                    if isinstance(term, nodes.term):
                        term += nodes.Text(" ")
