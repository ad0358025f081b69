"""Changes to MyST's rendering of Markdown that articles need."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.warnings_ import MystWarnings

from ..warnings import Problem, WarningKind
from .base import BaseRenderer


class MarkdownRenderer(BaseRenderer):
    """Renderer of front matter, definitions, line breaks and strikethrough."""

    def create_warning(
        self,
        message: str,
        subtype: MystWarnings | str,
        *,
        wtype: str | None = None,
        line: int | None = None,
        append_to: nodes.Element | None = None,
    ) -> nodes.system_message | None:
        """Report a warning, except about heading levels that are skipped."""
        if subtype is MystWarnings.MD_HEADING_NON_CONSECUTIVE:
            # Sections nest correctly even if a heading level is skipped.
            return None
        return super().create_warning(
            message, subtype, wtype=wtype, line=line, append_to=append_to
        )

    def report_duplicate_references(self) -> None:
        """Report link reference definitions whose label is defined with another URL.

        The first definition in a file takes precedence (CommonMark 0.31 §4.7).
        """
        for file in self.sources.files:
            with self.reading(file):
                for again in file.duplicates:
                    if again["href"] == file.references[again["label"]]["href"]:
                        continue
                    message = (
                        f"[{again['label'].lower()}] is defined before with another "
                        "URL, which holds; rename or remove one of them"
                    )
                    line = again["map"][0] + 1
                    self.report(Problem(WarningKind.REFERENCE, message, line=line))
        # MyST would report equal definitions too, and with lines of the page.
        self.md_env["duplicate_refs"] = []

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Render the front matter of the page, with the values of the page header."""
        header = self.context.header
        if token.content == header.yaml and header.front_matter and token.token:
            # MyST accepts a mapping in place of YAML.
            token.token.content = header.front_matter  # type: ignore[assignment]
            super().render_front_matter(token)

    def render_s(self, token: SyntaxTreeNode) -> None:
        """Render strikethrough as an inline node with the class ``azure-deleted``.

        docutils does not have a node for it.
        """
        node = nodes.inline(classes=["azure-deleted"])
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def render_hardbreak(self, token: SyntaxTreeNode) -> None:
        """Render a hard line break; formats without line breaks get whitespace."""
        is_first = not self.current_node.children
        super().render_hardbreak(token)
        # Unlike MyST: in LaTeX a blank line would end the paragraph, and breaking a
        # line without text fails.
        break_ = r"\leavevmode\\" if is_first else r"\\"
        self.current_node[-1] = nodes.raw("", break_, format="latex")
        self.current_node.append(nodes.Text("\n"))
