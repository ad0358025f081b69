"""What articles change in MyST's rendering of plain Markdown."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.warnings_ import MystWarnings

from ..warnings import Problem, WarningKind
from .base import BaseRenderer


class MarkdownRenderer(BaseRenderer):
    """Front matter, definitions, breaks and strikethrough as articles have them."""

    def create_warning(
        self,
        message: str,
        subtype: MystWarnings | str,
        *,
        wtype: str | None = None,
        line: int | None = None,
        append_to: nodes.Element | None = None,
    ) -> nodes.system_message | None:
        """Report a warning at a line of the file that is being rendered."""
        if subtype is MystWarnings.MD_HEADING_NON_CONSECUTIVE:
            # Sections nest by level all the same: nothing is lost.
            return None
        return super().create_warning(
            message, subtype, wtype=wtype, line=line, append_to=append_to
        )

    def report_duplicate_references(self) -> None:
        """Report the definitions that contradict an earlier one of their file."""
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
        # MyST would report them all, and at lines of the page.
        self.md_env["duplicate_refs"] = []

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Render the front matter of the page, as the parser has read it."""
        header = self.context.header
        if token.content == header.yaml and header.front_matter and token.token:
            # MyST accepts a mapping in place of YAML.
            token.token.content = header.front_matter  # type: ignore[assignment]
            super().render_front_matter(token)

    def render_s(self, token: SyntaxTreeNode) -> None:
        """Render text that is struck through, which docutils has no node for."""
        node = nodes.inline(classes=["azure-deleted"])
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def render_hardbreak(self, token: SyntaxTreeNode) -> None:
        """Render a line break; in formats without any, whitespace separates words."""
        is_first = not self.current_node.children
        super().render_hardbreak(token)
        # Not as MyST: a blank line would end the paragraph, and TeX does not break a
        # line without text.
        break_ = r"\leavevmode\\" if is_first else r"\\"
        self.current_node[-1] = nodes.raw("", break_, format="latex")
        self.current_node.append(nodes.Text("\n"))
