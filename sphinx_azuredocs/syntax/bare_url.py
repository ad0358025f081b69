"""URLs that stand in text without marks: links to where they say, and no others."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore


def bare_url_plugin(md: MarkdownIt) -> None:
    """Mark the links that are no more than a URL: ``meta["is_bare"]``."""
    md.core.ruler.after("inline", "bare_url", _mark)


def _mark(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.info == "auto" and child.type == "link_open":
                child.meta["is_bare"] = True
