"""Hard line breaks at the line ends of a paragraph.

Source: Markdig: ``SoftlineBreakAsHardlineExtension.cs``.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore


def hard_breaks_plugin(md: MarkdownIt) -> None:
    """Turn soft line breaks into hard line breaks.

    :param md: the parser.
    """
    md.core.ruler.after("inline", "hard_breaks", _breaks)


def _breaks(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "softbreak":
                child.type, child.tag = "hardbreak", "br"
