"""ATX headings without a space after the opening sequence: ``##Heading##``.

More than half of the articles of 2014 have such headings. CommonMark 0.31 §4.2 requires
the space. A single ``#`` before a lower-case letter or punctuation does not open a
heading: mostly it is code that lost its indentation (``#cloud-config``, ``#!/bin/sh``).
Before a number it opens one if a dot follows: ``#2.0.0``, not ``#17``.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from ..blocks import push_text_block

_HEADING = re.compile(r"(?P<markup>#{1,6})(?P<content>[^#\s].*)")
# After a single `#`: a letter (not lower-case, see `_is_heading`) inline markup, or
# the number of a version or section.
_AFTER_ONE = re.compile(r"[^\W\d_]|[*<\[]|\d{1,4}\.")


def atx_heading_plugin(md: MarkdownIt) -> None:
    """Add ATX headings without a space after the opening sequence.

    :param md: the parser.
    """
    md.block.ruler.after(
        "heading",
        "atx_heading",
        _atx_heading,
        # Not "reference": the URL of a definition may be on the next line.
        {"alt": ["paragraph", "blockquote"]},
    )


def _atx_heading(
    state: StateBlock, start_line: int, _end_line: int, silent: bool
) -> bool:
    if state.is_code_block(start_line):
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    match = _HEADING.match(state.src, begin, state.eMarks[start_line])
    if match is None or not _is_heading(match["markup"], match["content"]):
        return False
    if silent:
        return True
    tag, content = f"h{len(match['markup'])}", _without_closing(match["content"])
    lines = start_line, start_line + 1
    push_text_block(state, "heading", tag, content, lines).markup = match["markup"]
    return True


def _without_closing(content: str) -> str:
    return content.rstrip(" \t").rstrip("#").rstrip(" \t")


def _is_heading(markup: str, content: str) -> bool:
    if len(markup) > 1:
        return True
    return bool(_AFTER_ONE.match(content)) and not content[0].islower()
