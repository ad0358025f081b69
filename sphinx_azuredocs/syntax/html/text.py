"""Functions that convert inline elements and code of a tree to Markdown source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .elements import BLOCKS, CODE
from .tree import Element, as_code, as_markdown, as_source, as_text

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOTHING = re.compile(r"(?:\s|&nbsp;|&#160;|<br>)*")
_BREAK = "<br>"
# On the line below a tag or text, since articles have Markdown in HTML.
_HEADING = re.compile(
    r"(?<=\n)[ \t]{0,3}(?P<markup>#{2,6}[ \t]*(?=\w)|#[ \t]+(?=[^\W\d_]))"
    r"(?P<content>[^\n]*)"
)
_BREAKS = re.compile(rf"(?:\s|{_BREAK})*")


def inline(node: Element) -> str:
    """Return a text, comment or inline element as Markdown source with inline HTML."""
    if node.name == "#text":
        return as_markdown(node.text)
    if node.name == "#comment":
        return f"<!--{as_source(node.text)}-->"
    if node.name in BLOCKS:
        return f" {inline_content(node)} "
    if node.name in CODE and all(child.name == "#text" for child in node.children):
        content = "".join(as_code(child.text) for child in node.children)
        return node.start_tag() + content + node.end_tag()
    return node.source or node.start_tag() + inline_content(node) + node.end_tag()


def inline_content(node: Element) -> str:
    """Return the content of an element as Markdown source with inline HTML."""
    return inline_all(node.children)


def inline_all(nodes: Sequence[Element]) -> str:
    """Return sibling elements and texts as Markdown source with inline HTML."""
    return "".join(map(inline, nodes))


def tidy(content: str) -> str:
    """Return Markdown without indentation, blank lines, and ``<br>`` at both ends."""
    begin = match.end() if (match := _BREAKS.match(content)) else 0
    end = len(content)
    while end > begin:
        if content[end - 1].isspace():
            end -= 1
        elif content.endswith(_BREAK, begin, end):
            end -= len(_BREAK)
        else:
            break
    lines = (line.strip() for line in content[begin:end].split("\n"))
    return "\n".join(filter(None, lines))


def is_empty(content: str) -> bool:
    """Return True for Markdown without words: only whitespace and line breaks."""
    return _NOTHING.fullmatch(content) is not None


class Run(NamedTuple):
    """A heading in the text of an element, or the text between headings.

    :param source: the text as Markdown, without the ``#`` of a heading.
    :param line: the 0-based line of its first word.
    :param markup: the opening sequence of a heading; empty for text.
    """

    source: str
    line: int
    markup: str = ""


def split_headings(source: str, line: int) -> Iterator[Run]:
    """Yield the ATX headings in the text of an element, and the text between them.

    :param source: the text as Markdown. Text that is literal has no headings: its ``#``
        is escaped.
    :param line: the 0-based line of its first word.
    """
    begin = 0
    words = len(source) - len(source.lstrip())
    for heading in _HEADING.finditer(source):
        yield Run(source[begin : heading.start()], line)
        line += source.count("\n", words, heading.start())
        content = heading["content"].rstrip(" \t#")
        yield Run(content, line, heading["markup"].rstrip())
        begin = words = heading.end()
        line += 1
        words += 1
    yield Run(source[begin:], line)


def marked_lines(node: Element) -> list[int]:
    """Return the 1-based lines of a code block that contain ``<mark>``."""
    marked: set[int] = set()
    line = 1
    begun = False

    def visit(node: Element, *, is_marked: bool) -> None:
        nonlocal line, begun
        is_marked |= node.name == "mark"
        if node.name == "#text":
            text = as_text(node.text)
            text = text if begun else text.lstrip("\n")
            begun = begun or bool(text)
            if is_marked:
                stripped = text.strip("\n")
                first = line + len(text) - len(text.lstrip("\n"))
                marked.update(range(first, first + stripped.count("\n") + 1))
            line += text.count("\n")
        for child in node.children or ():
            visit(child, is_marked=is_marked)

    visit(node, is_marked=False)
    return sorted(marked)


def texts_between(node: Element) -> list[str]:
    """Return the plain texts before, between and after the blocks of Markdown."""
    texts = [""]
    for child in node.descendants():
        if child.block is not None:
            texts.append("")
        elif child.name in ("#text", "br"):
            texts[-1] += child.plain_text()
    return texts
