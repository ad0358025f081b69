"""Headings: their anchors, and sections that end where a container ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from .base import BaseRenderer


class HeadingRenderer(BaseRenderer):
    """Renderer of headings, their anchors, and sections that end with a container."""

    def update_section_level_state(self, section: nodes.section, level: int) -> None:
        """Nest a section in its parent, and record if its heading has level 1.

        :param section: the new section.
        :param level: the level of its heading, from 1.
        """
        super().update_section_level_state(section, level)
        self.has_page_heading |= level == 1

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading as a section or rubric, with the anchors of its token.

        :param token: the heading; ``meta["anchors"]`` is a list of names.
        """
        super().render_heading(token)
        node = self.current_node
        if not isinstance(node, nodes.section):
            node = self.last_node(nodes.rubric)
            # Sphinx then writes a heading element, which screen readers recognise.
            node["heading-level"] = node["level"]
        lines = token.meta.get("anchor_lines", {})
        for anchor in (*token.meta.get("anchors", ()), *self._slug_without_uids(token)):
            line = lines[anchor] + 1 if anchor in lines else None
            self.add_anchor(node, anchor, line)

    def _slug_without_uids(self, token: SyntaxTreeNode) -> Iterator[str]:
        """Yield the slug of a heading with references by uid, without their text.

        docfx generates its anchor before it resolves references. No slug is yielded for
        other headings.
        """
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
        """End the sections that begin within the context when the context ends.

        :return: the nodes to which the renderer may append within the context, each
            with its number of children at the start.
        """
        levels = dict(self._level_to_section)
        parents = dict.fromkeys((self.current_node, *levels.values()))
        yield [(parent, len(parent)) for parent in parents]
        # Continue in the innermost section that began before the context.
        self._level_to_section = {
            level: section
            for level, section in levels.items()
            if self._level_to_section.get(level) is section
        }
        self.current_node = self._level_to_section[max(self._level_to_section)]
