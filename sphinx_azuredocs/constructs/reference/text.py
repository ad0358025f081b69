"""The texts of reference pages: plain text as it is, other text by the Markdown parser.

Four of five texts have no markup. Most others occur on many pages, so the nodes of a
text without links are kept for the other pages that one process reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from docutils import nodes

from ...reference.model import Path, Prose
from ...syntax.html.elements import (
    BLOCKS,
    CODE,
    EMPHASIS,
    MARKED,
    PLAIN,
    SHIFTED,
    STRONG,
)

if TYPE_CHECKING:
    from ...renderer import AzureRenderer

_MARKUP = re.compile(
    r"[*_`<\[\]@\\&|~$\n^{}]|://|www\.|:[\w+-]+:|\+\+|==|\"\"|,,"
    r"|\A(?:\s|[-+#>=:]|\d+[.)])"
)
_OWN = re.compile(r"[\[<@!]|://|www\.|^#|^[=-]+$|:::", re.MULTILINE)
"""A text that depends on its page: it may have links, images, anchors or includes."""
_ELEMENTS = frozenset(
    (*BLOCKS, *CODE, *EMPHASIS, *MARKED, *PLAIN, *SHIFTED, *STRONG, "a", "br", "img")
) | {"xref"}
_VOID = frozenset(("br", "hr", "img"))
_ANGLE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|<xref:[^<>\n]+>"
    r"|<(?:https?|mailto):[^<>\s]+>)|<(?=/?(?P<name>[A-Za-z][\w-]*)|[!?]|/)",
    re.DOTALL,
)
_LAST_LEVEL = 6
_MAX_KEPT = 20_000


class Texts:
    """Renders the texts of one page.

    :param renderer: the renderer of the page.
    :param line_of: returns the 1-based line of a field of the YAML.
    """

    def __init__(self, renderer: AzureRenderer, line_of: Callable[[Path], int]) -> None:
        self._renderer = renderer
        self._line_of = line_of
        self._source = renderer.document["source"]
        docset = renderer.context.docset
        self._docset = str(docset.root) if docset else ""

    def blocks(self, prose: Prose, level: int) -> list[nodes.Node]:
        """Return the nodes of a text.

        :param prose: the text.
        :param level: the level of the section around it; its headings are below.
        """
        line = self._line_of(prose.path)
        if not prose.is_html and not _MARKUP.search(prose.text):
            paragraph = nodes.paragraph(prose.text, prose.text)
            paragraph.source, paragraph.line = self._source, line
            return [paragraph]
        text = _escaped(prose.text) if prose.has_placeholders else prose.text
        if _OWN.search(text):
            return self._rendered(text, level, line)
        kept = self._renderer.domain.texts
        key = text, self._docset
        if key not in kept:
            if len(kept) >= _MAX_KEPT:
                kept.clear()
            kept[key] = self._rendered(text, level, line)
        copies = [cast("nodes.Element", node.deepcopy()) for node in kept[key]]
        for copy in copies:
            for node in copy.findall(nodes.Element):
                if node.line is not None:
                    node.source, node.line = self._source, line
        return [*copies]

    def _rendered(self, text: str, level: int, line: int) -> list[nodes.Node]:
        renderer = self._renderer
        holder = nodes.container()
        with renderer.part_of_page(), renderer.current_node_context(holder):
            # Lines of tokens are 0-based.
            renderer.nested_render_text(text, line - 1)
        _lower_headings(holder, level)
        children = holder.children
        for child in children:
            child.parent = None
        return children


def _lower_headings(holder: nodes.Element, level: int) -> None:
    """Set the levels of the headings in a text below the section around it."""
    rubrics = [node for node in holder.findall(nodes.rubric) if "heading-level" in node]
    if not rubrics:
        return
    shift = level + 1 - min(node["heading-level"] for node in rubrics)
    for node in rubrics:
        lowered = max(1, min(_LAST_LEVEL, node["heading-level"] + shift))
        node["heading-level"] = node["level"] = lowered


def _escaped(text: str) -> str:
    """Return a text with placeholders such as ``<registry name>`` as text.

    An HTML element is known, and is closed in the text or has no content.
    """
    if "<" not in text:
        return text

    def escape(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        name = (match["name"] or "").lower()
        is_closed = name in _VOID or f"</{name}" in text.lower()
        return "<" if name in _ELEMENTS and is_closed else "&lt;"

    return _ANGLE.sub(escape, text)
