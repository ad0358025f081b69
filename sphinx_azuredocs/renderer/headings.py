"""Headings: their anchors, and sections that end where a container ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from .base import BaseRenderer


class HeadingRenderer(BaseRenderer):
    """Headings: their anchors, and sections that end where a container ends."""

    def update_section_level_state(self, section: nodes.section, level: int) -> None:
        """Nest a section, and note whether it is the page's own."""
        super().update_section_level_state(section, level)
        self.has_page_heading |= level == 1

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading, with the anchors that it was given."""
        super().render_heading(token)
        node = self.current_node
        if not isinstance(node, nodes.section):
            node = self.last_node(nodes.rubric)
            # A heading for who hears the page, too.
            node["heading-level"] = node["level"]
        for anchor in (*token.meta.get("anchors", ()), *self._slug_without_uids(token)):
            self.add_anchor(node, anchor)

    def _slug_without_uids(self, token: SyntaxTreeNode) -> Iterator[str]:
        """Docfx's anchor of a heading that has references by uid."""
        slugify = self.md_config.heading_slug_func
        inline = token.to_tokens()[1].children or []
        depth, words = 0, []
        for child in inline:
            if depth or "xref" in child.meta:
                depth += child.nesting
            elif child.type in ("text", "code_inline"):
                words.append(child.content)
        if callable(slugify) and any("xref" in child.meta for child in inline):
            yield slugify("".join(words))

    @contextmanager
    def part_of_page(self) -> Iterator[list[tuple[nodes.Element, int]]]:
        """Render a part of a page whose sections end where the part ends.

        Gives the nodes that what is rendered may go into, and how many children each
        of them has before.
        """
        levels = dict(self._level_to_section)
        parents = dict.fromkeys((self.current_node, *levels.values()))
        yield [(parent, len(parent)) for parent in parents]
        # What follows is in the innermost section that goes on.
        self._level_to_section = {
            level: section
            for level, section in levels.items()
            if self._level_to_section.get(level) is section
        }
        self.current_node = self._level_to_section[max(self._level_to_section)]
