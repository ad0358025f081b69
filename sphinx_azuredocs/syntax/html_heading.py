"""Headings written as HTML: ``<h1 id="signup">Sign up for Azure</h1>``.

They are headings like any other: sections of the page, with Markdown inside.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .blocks import push_text_block

_HEADING = re.compile(
    r"<h(?P<level>[1-6])(?P<attributes>(?:\s[^<>]*)?)>(?P<content>.*?)</h(?P=level)\s*>"
    r"[ \t]*(?:\n|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ID = re.compile(
    r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def html_heading_plugin(md: MarkdownIt) -> None:
    """Read a raw HTML heading that fills its lines as a heading.

    An ``id`` becomes ``meta["anchors"]`` of the ``heading_open`` token.
    """
    md.block.ruler.before(
        "html_block",
        "html_heading",
        _html_heading,
        {"alt": ["paragraph", "reference", "blockquote"]},
    )


def _html_heading(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    if state.is_code_block(start_line):
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(("<h", "<H"), begin):
        return False
    blank_line = _BLANK_LINE.search(state.src, begin)
    end = blank_line.start() + 1 if blank_line else len(state.src)
    match = _HEADING.match(state.src, begin, min(end, state.eMarks[end_line - 1] + 1))
    if match is None:
        return False
    if silent:
        return True
    next_line = start_line + match[0].rstrip("\n").count("\n") + 1
    tag, content = f"h{match['level']}", " ".join(match["content"].split())
    lines = start_line, next_line
    opening = push_text_block(state, "heading", tag, content, lines)
    opening.markup = f"<{tag}>"
    if anchor := _ID.search(match["attributes"]):
        opening.meta = {"anchors": [anchor[1] or anchor[2] or anchor[3] or ""]}
    return True
