"""Line breaks where lines end in the source."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore


def hard_breaks_plugin(md: MarkdownIt) -> None:
    """Break the lines of a paragraph where the source does."""
    md.core.ruler.after("inline", "hard_breaks", _breaks)


def _breaks(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "softbreak":
                child.type, child.tag = "hardbreak", "br"
