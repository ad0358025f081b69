"""Headings written as HTML: ``<h1 id="signup">Sign up for Azure</h1>``.

They become Markdown headings: sections of the page, with Markdown inside.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .attributes import HTML_ATTRIBUTES, html_attributes
from .blocks import push_text_block
from .html.kept import kept_attributes

_HEADING = re.compile(
    rf"<h(?P<level>[1-6])(?P<attributes>(?:\s{HTML_ATTRIBUTES})?)>"
    r"(?P<content>.*?)</h(?P=level)\s*>[ \t]*",
    re.IGNORECASE | re.DOTALL,
)
_END_TAG = re.compile(r"</h[1-6]\s*>", re.IGNORECASE)


def html_heading_plugin(md: MarkdownIt) -> None:
    """Turn an HTML heading that is alone on its lines into heading tokens.

    Its ``id`` becomes ``meta["anchors"]`` of the ``heading_open`` token.

    :param md: the parser.
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
    text, next_line = _up_to_end_tag(state, start_line, end_line)
    match = _HEADING.fullmatch(text)
    if match is None:
        return False
    if silent:
        return True
    tag, content = f"h{match['level']}", " ".join(match["content"].split())
    lines = start_line, next_line
    opening = push_text_block(state, "heading", tag, content, lines)
    opening.markup = f"<{tag}>"
    attributes = html_attributes(match["attributes"])
    if anchor := attributes.get("id"):
        opening.meta["anchors"] = [anchor]
    if kept := kept_attributes(tag, attributes):
        opening.meta["html_attributes"] = kept
    return True


def _up_to_end_tag(state: StateBlock, start: int, end: int) -> tuple[str, int]:
    """Return the lines up to the first end tag of a heading, and the next line.

    :return: the text and the 0-based line after it; the empty string and ``start`` if a
        blank line or the end of the container comes first.
    """
    lines: list[str] = []
    for number in range(start, end):
        if state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return "", start
        begin = state.bMarks[number] + state.tShift[number]
        lines.append(state.src[begin : state.eMarks[number]])
        if _END_TAG.search(lines[-1]):
            return "\n".join(lines), number + 1
    return "", start
