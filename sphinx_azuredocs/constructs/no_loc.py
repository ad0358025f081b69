"""Text that is not translated: ``:::no-loc text="Azure":::``.

Source of the grammar: docfx: ``NolocParser.cs``.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ..page.dialects import ARTICLES
from .construct import Construct, plain

_NO_LOC = re.compile(r':::no-loc text="(?P<text>(?:\\"|[^"\n])*)":::')


def no_loc_plugin(md: MarkdownIt) -> None:
    """Add the rule; the attribute's value becomes text without inline markup.

    :param md: the parser.
    """
    md.inline.ruler.before("link", "no_loc", _no_loc)


def _no_loc(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(":::", state.pos):
        return False
    match = _NO_LOC.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("text", "", 0).content = match["text"].replace('\\"', '"')
    state.pos = match.end()
    return True


CONSTRUCT = Construct("no-loc", dialects=ARTICLES, syntax=plain(no_loc_plugin))
