"""Malformed tags, which CommonMark 0.31 §6.6 does not accept but browsers do.

A quote or bracket is missing or wrong: ``<a name="x>``, ``<a name="x"</a>``,
``<a href=”x”>``, ``<br.>``. They are corrected and parsed as HTML.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ..attributes import lenient_attributes
from .elements import CONVERTED_INLINES

_ANCHOR = re.compile(
    r"""<a\s+(?:name|id)\s*=\s*["']?(?P<name>[\w.:-]+)["']?\s*(?:/?>|(?=</a\s*>))""",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>[^\w<>\n-][^<>\n]*)>")


def broken_tag_plugin(md: MarkdownIt) -> None:
    """Add the inline rule that corrects malformed tags to ``html_inline`` tokens.

    :param md: the parser.
    """
    md.inline.ruler.after("html_inline", "broken_tag", _broken_tag)


def _broken_tag(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("<", state.pos):
        return False
    if match := _ANCHOR.match(state.src, state.pos, state.posMax):
        tag = f'<a name="{match["name"]}">'
    elif match := _TAG.match(state.src, state.pos, state.posMax):
        if match["name"].lower() not in CONVERTED_INLINES:
            return False
        pairs = [*lenient_attributes(match["attributes"])]
        if match["name"].lower() == "a" and not pairs:
            return False
        attributes = "".join(f' {name}="{value}"' for name, value in pairs)
        tag = f"<{match['name']}{attributes}>"
    else:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = tag
    state.pos = match.end()
    return True
