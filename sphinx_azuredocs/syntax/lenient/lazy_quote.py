"""Code and HTML in a quote whose further lines have no ``>``.

.. code-block:: md

    > [AZURE.NOTE] Write:
    >```
    code
    ```

By CommonMark 0.31 §5.1 the quote ends with its last ``>``, so the second fence opens a
code block up to the end of the page. The Markdown of 2014 continued a quote up to the
next blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_QUOTED = re.compile(r">[ ]?(?P<text>.*)")
_OPENING = re.compile(
    r"[ ]{0,3}(?:(?P<fence>`{3,}|~{3,})[^`]*"
    r"|<(?P<name>table|ul|ol|dl|pre)(?:\s[^<>]*)?>.*)\Z",
    re.IGNORECASE,
)


def lazy_quote_plugin(md: MarkdownIt) -> None:
    """Let lines without ``>`` continue a fence or an element in a quote.

    :param md: the parser.
    """
    md.block.ruler.before("blockquote", "lazy_quote", _quote_lines)


def _quote_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Put ``>`` before the lines that continue a fence or an element in a quote.

    :return: always False, so that the rule ``blockquote`` reads the quote.
    """
    if silent or state.is_code_block(start) or not _line(state, start).startswith(">"):
        return False
    for line in list(_unquoted(state, start, end)):
        text = state.src[state.bMarks[line] : state.eMarks[line]]
        indent = " " * state.sCount[start]
        _replace(state, line, f"{indent}> {text.removeprefix(indent)}")
        state.tShift[line] = state.sCount[line] = state.sCount[start]
    return False


def _unquoted(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """Yield the lines without ``>`` that are in a fence or element of a quote."""
    closing: re.Pattern[str] | None = None
    for line in range(start, end):
        text = _line(state, line)
        quoted = _QUOTED.match(text)
        if closing is None:
            if not text:
                return
            if quoted and (opening := _OPENING.match(quoted["text"])):
                closing = _closing(opening)
                if closing.search(quoted["text"], opening.end("fence")):
                    closing = None
        elif quoted:
            closing = None if closing.search(quoted["text"]) else closing
        else:
            lines = _until(state, line, end, closing)
            yield from lines
            if not lines:
                return
            closing = None if closing.search(_line(state, lines[-1])) else closing


def _closing(opening: re.Match[str]) -> re.Pattern[str]:
    """Return the pattern of a line that ends a fence or an element."""
    if fence := opening["fence"]:
        return re.compile(rf"^[ \t]*{fence[0]}{{{len(fence)},}}[ \t]*\Z")
    return re.compile(rf"</{opening['name']}\s*>", re.IGNORECASE)


def _until(
    state: StateBlock, line: int, end: int, closing: re.Pattern[str]
) -> list[int]:
    """Return the lines without ``>`` up to one that ends a fence or an element.

    :return: 0-based lines; empty if a blank line comes before the end.
    """
    lines: list[int] = []
    for number in range(line, end):
        text = _line(state, number)
        if not text:
            return []
        if text.startswith(">"):
            return lines
        lines.append(number)
        if closing.search(text):
            return lines
    return []


def _line(state: StateBlock, line: int) -> str:
    """Return the text of a line, without the whitespace around it."""
    begin = state.bMarks[line] + state.tShift[line]
    return state.src[begin : state.eMarks[line]].strip()


def _replace(state: StateBlock, line: int, text: str) -> None:
    """Replace the text of a line; the new text is put at the end of the source."""
    state.src += f"\n{text}"
    state.eMarks[line] = len(state.src)
    state.bMarks[line] = len(state.src) - len(text)
    state.bsCount[line] = 0
