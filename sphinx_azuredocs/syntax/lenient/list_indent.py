"""List items whose content begins far behind the marker: ``10.  Text``.

In articles of 2014 the further blocks of an item are indented by four columns or a tab.
CommonMark 0.31 §5.2 requires the indentation of the item's first content.

.. code-block:: md

    10.  Text of the item

        More text of the item, not code.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..blocks import text_paragraphs

_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)")
_ALTERNATIVES = ["paragraph", "reference", "blockquote"]
_KEY = "azuredocs_list_indent"
_STEP = 4
"""The least indentation of the further blocks of an item, in columns."""


def list_indent_plugin(md: MarkdownIt) -> None:
    """Let blocks that are indented by four columns continue the item before them.

    :param md: the parser.
    """
    md.block.ruler.at("list", _list, {"alt": _ALTERNATIVES})
    md.core.ruler.before("inline", "list_text", _texts)


def remove_list_indent(md: MarkdownIt) -> None:
    """Restore the lists of CommonMark, for pages that docfx reads.

    :param md: a parser to which :func:`list_indent_plugin` was added.
    """
    md.block.ruler.at("list", list_block, {"alt": _ALTERNATIVES})
    md.disable("list_text")


def _list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if silent or not _width(state, start_line):
        return list_block(state, start_line, end_line, silent)
    # Lists with other markers, or with text between them, follow each other: lines are
    # examined once.
    examined: dict[tuple[StateBlock, int], int] = state.env.setdefault(_KEY, {})
    key = state, state.blkIndent
    before = examined.get(key, 0)
    if start_line < before:
        return list_block(state, start_line, end_line, silent)
    moved: dict[int, int] = {}
    examined[key] = _missing_columns(state, start_line, end_line, moved)
    for line, columns in moved.items():
        state.sCount[line] += columns
    found = list_block(state, start_line, end_line, silent)
    if not found:
        examined[key] = before
        for line, columns in moved.items():
            state.sCount[line] -= columns
    return found


def _missing_columns(
    state: StateBlock, start_line: int, end_line: int, moved: dict[int, int]
) -> int:
    """Find the lines that are indented too little for their item.

    :param moved: 0-based line → the number of missing columns; lines are added.
    :return: the 0-based line before which all lines are examined.
    """
    missing = 0
    blank = False
    for line in range(start_line, end_line):
        if state.isEmpty(line):
            blank = True
            continue
        indent = state.sCount[line] - state.blkIndent
        if indent < 0:
            return line
        if indent >= _STEP:
            if missing:
                moved[line] = missing
        elif width := _width(state, line):
            missing = max(0, indent + width - _STEP)
        elif blank:
            return line
        blank = False
    return end_line


def _width(state: StateBlock, line: int) -> int:
    """Return the columns from the marker of an item to its content; 0 for no item."""
    begin = state.bMarks[line] + state.tShift[line]
    marker = _MARKER.match(state.src, begin, state.eMarks[line])
    if marker is None:
        return 0
    length = marker.end() - begin
    column = state.sCount[line] + state.bsCount[line] + length
    first = column
    for character in state.src[marker.end() : state.eMarks[line]]:
        if character == "\t":
            column += 4 - column % 4
        elif character == " ":
            column += 1
        else:
            break
    spaces = column - first
    # Of more than four spaces the first is a separator and the others indent code.
    return length + (spaces if 0 < spaces <= _STEP else 1)


def _texts(state: StateCore) -> None:
    """Turn code that begins on the line of a list marker into paragraphs."""
    tokens: list[Token] = []
    for token in state.tokens:
        before = tokens[-1] if tokens else None
        if (
            token.type == "code_block"
            and before is not None
            and before.type == "list_item_open"
            and before.map
            and token.map
            and before.map[0] == token.map[0]
        ):
            tokens += text_paragraphs(token)
        else:
            tokens.append(token)
    state.tokens[:] = tokens
