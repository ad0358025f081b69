"""Block rules for HTML: they determine where an HTML block begins and ends.

As in CommonMark 0.31 §4.6, an HTML block begins with the tag of a block element, and
ends before a blank line. Two rules differ, as in the Markdown of 2014: the block ends
when all its elements are closed, so that Markdown can follow on the next line; and
``<pre>`` contains blank lines. Tags of inline elements and placeholders such as
``<name>`` do not begin an HTML block: they are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block

from .elements import BLOCKS, CHUNK, ELEMENTS, HEADINGS, TABLE_PARTS, TAG, VOID, is_html

_START = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
# Start → end, for HTML blocks that CommonMark does not end at a blank line. `<pre>` is
# handled separately.
_OTHER_ENDS = {
    "<!--": "-->",
    "<script": "</script",
    "<style": "</style",
    "<textarea": "</textarea",
}
# Block elements whose names are never used as placeholders.
_CERTAIN = TABLE_PARTS | HEADINGS | {"div", "p", "ul", "ol", "li", "dl", "table"}
_PRE_END = re.compile(r"</pre\s*>", re.IGNORECASE)


def html_block_plugin(md: MarkdownIt, *, is_literal: bool = False) -> None:
    """Replace the block rule for HTML.

    :param md: the parser.
    :param is_literal: True for HTML blocks that end as in CommonMark 0.31 §4.6.
    """
    rule = _commonmark_block if is_literal else _html_block
    md.block.ruler.at(
        "html_block", rule, {"alt": ["paragraph", "reference", "blockquote"]}
    )


def _commonmark_block(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """Parse an HTML block by CommonMark 0.31 §4.6, with two exceptions.

    A placeholder such as ``<name>`` is text. A comment, script or the like without an
    end is text, and ``<pre>`` without an end tag ends at a blank line, so that they do
    not hide the rest of the page.
    """
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("<", begin) or state.is_code_block(start_line):
        return False
    if (is_closed := _is_closed(state, begin, end_line)) is not None:
        return is_closed and html_block(state, start_line, end_line, silent)
    start = _START.match(state.src, begin, state.eMarks[start_line])
    if start is None:
        return html_block(state, start_line, end_line, silent)
    name = start["name"].lower()
    if CHUNK.match(state.src, begin):
        return False
    if name == "pre" and _pre_end(state, start_line, end_line) < 0:
        return _html_block(state, start_line, end_line, silent)
    if name not in ELEMENTS or not _is_element(state, begin):
        return False
    return html_block(state, start_line, end_line, silent)


def _is_element(state: StateBlock, begin: int) -> bool:
    """Return True if the tag at the start of a block is HTML, False for a placeholder.

    :param begin: the index of the tag in the source.
    """
    tag = TAG.match(state.src, begin)
    if tag is None or tag["end"] or tag["name"].lower() in _CERTAIN:
        return True
    end = state.src.find("\n\n", begin)
    text = state.src[begin : end if end >= 0 else None].lower()
    return is_html(tag["name"], tag["attributes"], text)


def _is_closed(state: StateBlock, begin: int, end_line: int) -> bool | None:
    """Return True if a comment, script or the like has an end, False if it has not.

    Without an end it would hide the rest of the page.

    :param begin: the index of the tag in the source.
    :param end_line: the 0-based line after the container of the block.
    :return: ``None`` for other tags.
    """
    for opening, closing in _OTHER_ENDS.items():
        if state.src[begin : begin + len(opening)].lower() == opening:
            return closing in state.src[begin : state.eMarks[end_line - 1]].lower()
    return None


def _html_block(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("<", begin) or not state.md.options.get("html"):
        return False
    if state.is_code_block(start_line):
        return False
    if (is_closed := _is_closed(state, begin, end_line)) is not None:
        return is_closed and html_block(state, start_line, end_line, silent)
    start = _START.match(state.src, begin, state.eMarks[start_line])
    if start is None or start["name"].lower() not in BLOCKS:
        return False
    if CHUNK.match(state.src, begin):
        # An include of 2013 with text beside it, which is a paragraph.
        return False
    if silent:
        return True
    state.line = _end_line(state, start_line, end_line)
    token = state.push("html_block", "", 0)
    token.map = [start_line, state.line]
    token.content = state.getLines(start_line, state.line, state.blkIndent, True)
    return True


def _end_line(state: StateBlock, start_line: int, end_line: int) -> int:
    """Return the 0-based line after the last line of an HTML block."""
    opened: list[str] = []
    met = False
    line = start_line
    pre_end = -1
    while line < end_line:
        if state.isEmpty(line):
            if opened[-1:] != ["pre"]:
                break
            if pre_end < state.bMarks[line]:
                pre_end = _pre_end(state, line, end_line)
            if pre_end < 0:
                break
        elif state.sCount[line] < state.blkIndent:
            break
        begin = state.bMarks[line] + state.tShift[line]
        for name, is_end in tags(state.src[begin : state.eMarks[line]], opened):
            met = True
            follow(opened, name, is_end=is_end)
        line += 1
        if met and not opened and not _goes_on(state, line, end_line):
            break
    return line


def _goes_on(state: StateBlock, line: int, end_line: int) -> bool:
    """Return True if an HTML block continues on a line with HTML or indented text."""
    if line >= end_line or state.is_code_block(line):
        return line < end_line
    begin = state.bMarks[line] + state.tShift[line]
    start = _START.match(state.src, begin, state.eMarks[line])
    return start is not None and start["name"].lower() in BLOCKS


def _pre_end(state: StateBlock, line: int, end_line: int) -> int:
    """Return the index of the next ``</pre>`` in the source; -1 if no such tag exists.

    :param line: the 0-based line from which to search.
    :param end_line: the 0-based line before which to stop.
    """
    end = _PRE_END.search(state.src, state.bMarks[line], state.eMarks[end_line - 1])
    return end.start() if end else -1


def tags(text: str, opened: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the name of each block element's tag in a text, and True for an end tag.

    :param text: the HTML.
    :param opened: the names of the open elements, innermost last; the caller updates
        them with :func:`follow` after each tag. Tags in ``<pre>`` are skipped, except
        those of ``<pre>`` itself.
    """
    for match in TAG.finditer(CHUNK.sub("", text)):
        name = match["name"].lower()
        if name in BLOCKS and not (opened[-1:] == ["pre"] and name != "pre"):
            yield name, bool(match["end"])


def follow(opened: list[str], name: str, *, is_end: bool) -> None:
    """Update the list of open elements for a tag.

    :param opened: the names of the open elements, innermost last; changed. An end tag
        also closes the elements in its element.
    :param name: the name in the tag, in lower case.
    :param is_end: True for an end tag.
    """
    if not is_end:
        if name not in VOID:
            opened.append(name)
    elif opened[-1:] == [name]:
        opened.pop()
    elif name in opened:
        del opened[len(opened) - 1 - opened[::-1].index(name) :]
