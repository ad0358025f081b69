"""HTML in a list item whose further lines are not indented.

.. code-block:: md

    1. Pick one:

        <table>
    <tr><td>small</td></tr>
    </table>

By CommonMark 0.31 §5.2 the item ends after the line that opens the table. The Markdown
of 2014 continued an item up to the next blank line.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_START = re.compile(r"<(?P<name>table|ul|ol|dl|pre|blockquote)(?=[\s>])", re.IGNORECASE)
_PART = re.compile(
    r"</?(?:caption|colgroup|col|tbody|td|tfoot|th|thead|tr|table|li|ul|ol|dt|dd|dl)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)


def margin_html_plugin(md: MarkdownIt) -> None:
    """Let lines without indentation continue an HTML element in a list item.

    :param md: the parser.
    """
    md.block.ruler.before(
        "html_block",
        "margin_html",
        _indent_element,
        {"alt": ["paragraph", "reference", "blockquote"]},
    )


def _indent_element(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """Set the indentation of an element's lines to that of its list item.

    :return: always False, so that the rule ``html_block`` reads the element.
    """
    if silent or not state.blkIndent or state.is_code_block(start_line):
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    start = _START.match(state.src, begin, state.eMarks[start_line])
    if start is not None:
        for line in _lines_at_margin(state, start_line, end_line, start["name"]):
            state.sCount[line] = state.blkIndent
    return False


def _lines_at_margin(
    state: StateBlock, start_line: int, end_line: int, name: str
) -> list[int]:
    """Find the lines of an element that are indented less than its list item.

    :param name: the name of the element.
    :return: 0-based lines; empty if the element has no end tag, if an element of the
        same name begins in it, or if such a line after a blank line is not a tag of a
        table or list. Any line can be in ``<pre>``.
    """
    tag = re.compile(rf"<(?P<end>/?){name}(?=[\s>])", re.IGNORECASE)
    lines: list[int] = []
    after_blank = False
    for line in range(start_line, end_line):
        if state.isEmpty(line):
            after_blank = True
            continue
        begin = state.bMarks[line] + state.tShift[line]
        if state.sCount[line] < state.blkIndent:
            is_part = name.lower() == "pre" or _PART.match(state.src, begin)
            if after_blank and not is_part:
                return []
            lines.append(line)
        after_blank = False
        tags = [*tag.finditer(state.src, begin, state.eMarks[line])]
        if any(not t["end"] for t in (tags[1:] if line == start_line else tags)):
            return []
        if any(t["end"] for t in tags):
            return lines
    return []
