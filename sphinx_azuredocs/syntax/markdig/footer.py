"""Footers: lines that begin with ``^^``, as lines of quotes begin with ``>``.

Source: Markdig: ``FooterBlockParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_MARKER = re.compile(r"\^\^(?!\^)[ \t]?")


def footer_plugin(md: MarkdownIt) -> None:
    """Add footers as ``div_open`` and ``div_close`` with the class ``azure-footer``.

    :param md: the parser.
    """
    md.block.ruler.before(
        "fence",
        "footer",
        _footer,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _footer(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    lines = list(_lines(state, start_line, end_line))
    if not lines:
        return False
    if silent:
        return True
    end = start_line + len(lines)
    opening = state.push("div_open", "", 1)
    opening.map = [start_line, end]
    opening.meta = {"classes": ["azure-footer"], "id": ""}
    state.tokens += parse_at("\n".join(lines), state, start_line)
    state.push("div_close", "", -1)
    state.line = end
    return True


def _lines(state: StateBlock, start_line: int, end_line: int) -> Iterator[str]:
    for line in range(start_line, end_line):
        if state.sCount[line] < state.blkIndent or state.is_code_block(line):
            return
        begin = state.bMarks[line] + state.tShift[line]
        marker = _MARKER.match(state.src, begin, state.eMarks[line])
        if marker is None:
            return
        yield state.src[marker.end() : state.eMarks[line]]


def parse_at(text: str, state: StateBlock, line: int) -> list[Token]:
    """Return the block tokens of text, with lines counted in the file.

    For content whose lines begin after a marker or in a table cell.

    :param text: the text, without markers.
    :param state: the state of the block parser.
    :param line: the 0-based line of the first line of the text.
    """
    tokens = state.md.block.parse(text, state.md, state.env, []) or []
    depth = 0  # of included files, whose tokens have lines of those files
    for token in tokens:
        depth -= token.type == "include_close"
        if token.map and not depth:
            token.map = [token.map[0] + line, token.map[1] + line]
        depth += token.type == "include_open"
    return tokens
