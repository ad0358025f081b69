"""Footnote references without a definition: ``array[^1]`` is text.

MyST makes references of them, and docutils reports each one. Markdig and GitHub keep
the text. Source: Markdig: ``FootnoteParser.cs``.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote.index import footnote_ref

_RULE = "footnote_ref"


def footnote_text_plugin(md: MarkdownIt) -> None:
    """Keep footnote references as text if no file of the page defines them.

    :param md: a parser, with or without the rules for footnotes.
    """
    if _RULE in md.get_all_rules()["inline"]:
        # Without `always_match` the rule reads only defined references.
        md.inline.ruler.at(_RULE, footnote_ref)
