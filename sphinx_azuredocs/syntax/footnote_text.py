"""Footnote references without a definition, which are text: ``array[^1]``.

MyST reads them as references, and docutils reports each. Markdig and GitHub leave them
as they are written.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote.index import footnote_ref

_RULE = "footnote_ref"


def footnote_text_plugin(md: MarkdownIt) -> None:
    """Leave footnote references that no file of the page defines as text.

    :param md: a parser, with or without the rules for footnotes.
    """
    if _RULE in md.get_all_rules()["inline"]:
        # Without `always_match` it reads only what is defined.
        md.inline.ruler.at(_RULE, footnote_ref)
