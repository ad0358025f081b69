"""Ordered lists with letters and Roman numerals: ``a.``, ``A.``, ``i.``, ``I.``.

Source: Markdig: ``ListExtraItemParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.token import Token

_MARKER = re.compile(r"(?P<number>[a-z]|[A-Z]|[ivx]+|[IVX]+)(?P<end>[.)])(?=[ \t]|$)")
_VALUES = {"i": 1, "v": 5, "x": 10}
_INDENT = 2
"""The least indentation of a nested list, in columns."""


def list_extras_plugin(md: MarkdownIt) -> None:
    """Add ordered lists with letters and Roman numerals.

    The rule replaces the markers by numbers for markdown-it's ``list`` rule. The
    attribute ``style`` of ``ordered_list_open`` is a value of CSS ``list-style-type``.

    :param md: the parser.
    """
    md.block.ruler.before(
        "list", "list_extras", _list, {"alt": ["paragraph", "reference", "blockquote"]}
    )


def _list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = _marker(state, start_line)
    if first is None or state.is_code_block(start_line):
        return False
    if silent:
        # Only a list that starts at 1 can interrupt a paragraph.
        return state.parentType != "paragraph" or first["number"] in "aAiI"
    style = _style(first["number"])
    before, source = len(state.tokens), state.src
    for match in _items(state, start_line, end_line, style, first["end"]):
        begin, end = match.span("number")
        number = f"{_value(match['number'], style):0{end - begin}}"
        if len(number) > end - begin:
            number = "1"  # only the number of the first item is used
        state.src = state.src[:begin] + number + state.src[end:]
    found = list_block(state, start_line, end_line, False)
    state.src = source
    if found:
        _set_start(state.tokens[before], style, _value(first["number"], style))
    return found


def _set_start(token: Token, style: str, value: int) -> None:
    token.attrs["style"] = style
    token.attrs.pop("start", None)
    if value != 1:
        token.attrs["start"] = value


def _marker(state: StateBlock, line: int) -> re.Match[str] | None:
    begin = state.bMarks[line] + state.tShift[line]
    return _MARKER.match(state.src, begin, state.eMarks[line])


def _items(
    state: StateBlock, start_line: int, end_line: int, style: str, end: str
) -> Iterator[re.Match[str]]:
    """Yield the markers of the items of a list: of one style, at one depth."""
    indent = state.sCount[start_line]
    for line in range(start_line, end_line):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return
        match = _marker(state, line)
        is_near = state.sCount[line] - indent < _INDENT
        if match and is_near and match["end"] == end and _fits(match["number"], style):
            yield match


def _fits(number: str, style: str) -> bool:
    if number.isupper() != style.startswith("upper"):
        return False
    if style.endswith("roman"):
        return not number.lower().strip("ivx")
    return len(number) == 1


def _style(number: str) -> str:
    case = "upper" if number.isupper() else "lower"
    is_roman = number.lower() == "i" or len(number) > 1
    return f"{case}-{'roman' if is_roman else 'alpha'}"


def _value(number: str, style: str) -> int:
    number = number.lower()
    if style.endswith("alpha"):
        return ord(number) - ord("a") + 1
    values = [_VALUES[letter] for letter in number]
    return sum(
        -value if value < following else value
        for value, following in pairwise((*values, 0))
    )
