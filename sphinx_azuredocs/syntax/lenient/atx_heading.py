"""Headings without a space after the marks: ``##Heading``, ``##Heading##``.

More than half of the articles of 2014 have them. A single mark before a lower-case
word or a sign is something else, mostly of code that lost its indentation:
``#cloud-config``, ``#!/bin/sh``. Before a number it is a heading if a dot follows:
``#2.0.0``, not ``#17``.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from ..blocks import push_text_block

_HEADING = re.compile(r"(?P<marks>#{1,6})(?P<content>[^#\s].*)")
# What may follow a single mark: a letter that is not lower-case, inline markup, or the
# number of a version or section.
_AFTER_ONE = re.compile(r"[^\W\d_]|[*<\[]|\d{1,4}\.")


def atx_heading_plugin(md: MarkdownIt) -> None:
    """Read lines that begin with marks as headings, where CommonMark does not."""
    md.block.ruler.after(
        "heading",
        "atx_heading",
        _atx_heading,
        # Not "reference": the URL of a definition may stand in the next line.
        {"alt": ["paragraph", "blockquote"]},
    )


def _atx_heading(
    state: StateBlock, start_line: int, _end_line: int, silent: bool
) -> bool:
    if state.is_code_block(start_line):
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    match = _HEADING.match(state.src, begin, state.eMarks[start_line])
    if match is None or not _is_heading(match["marks"], match["content"]):
        return False
    if silent:
        return True
    tag, content = f"h{len(match['marks'])}", _without_closing(match["content"])
    lines = start_line, start_line + 1
    push_text_block(state, "heading", tag, content, lines).markup = match["marks"]
    return True


def _without_closing(content: str) -> str:
    return content.rstrip(" \t").rstrip("#").rstrip(" \t")


def _is_heading(marks: str, content: str) -> bool:
    if len(marks) > 1:
        return True
    return bool(_AFTER_ONE.match(content)) and not content[0].islower()
