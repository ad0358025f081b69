"""Taking block tokens apart: what several constructs of the dialect need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

# Lines that are not blank, one after the other.
_TEXT = re.compile(r"(?:^[^\n]*\S[^\n]*\n?)+", re.MULTILINE)


def push_text_block(
    state: StateBlock, kind: str, tag: str, content: str, lines: tuple[int, int]
) -> Token:
    """Add a block that holds text, and go on after it.

    :param kind: the tokens' type, without ``_open`` and ``_close``.
    :param tag: their HTML element.
    :param content: the text.
    :param lines: the first 0-based line, and the one after the last.
    :return: the opening token.
    """
    opening = state.push(f"{kind}_open", tag, 1)
    opening.map = [*lines]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [*lines], []
    state.push(f"{kind}_close", tag, -1)
    state.line = lines[1]
    return opening


def closing_index(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the container opened at ``start``.

    :return: ``start`` itself for a token that opens nothing.
    """
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def split_blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Each block on the upper level, with all that is in it."""
    index = 0
    while index < len(tokens):
        end = closing_index(tokens, index)
        yield list(tokens[index : end + 1])
        index = end + 1


def paragraph_of(
    opening: Token, closing: Token, lines: Sequence[str], first_line: int
) -> list[Token]:
    """A paragraph of some lines of another one; nothing for no lines.

    :param opening: the ``paragraph_open`` of the other one.
    :param closing: its ``paragraph_close``.
    :param first_line: the 0-based line in the file.
    """
    if not lines:
        return []
    map_ = [first_line, first_line + len(lines)]
    inline = Token("inline", "", 0, content="\n".join(lines), map=map_, children=[])
    return [opening.copy(map=list(map_), meta={**opening.meta}), inline, closing.copy()]


def text_paragraphs(code: Token) -> Iterator[Token]:
    """The paragraphs of a code block that is text.

    :param code: the ``code_block``.
    """
    first = code.map[0] if code.map else 0
    for block in _TEXT.finditer(code.content):
        begin = first + code.content.count("\n", 0, block.start())
        lines = [line.strip() for line in block[0].rstrip("\n").split("\n")]
        map_ = [begin, begin + len(lines)]
        yield Token("paragraph_open", "p", 1, block=True, map=map_)
        inline = Token("inline", "", 0, block=True, map=[*map_], children=[])
        inline.content = "\n".join(lines)
        yield inline
        yield Token("paragraph_close", "p", -1, block=True)


def split_code(code: Token) -> Iterator[Token]:
    """A code block for each part of one that blank lines part from the others.

    :param code: the ``code_block``.
    """
    first = code.map[0] if code.map else 0
    for block in _TEXT.finditer(code.content):
        begin = first + code.content.count("\n", 0, block.start())
        end = begin + block[0].rstrip("\n").count("\n") + 1
        yield code.copy(content=block[0], map=[begin, end])


def join_code(parts: Sequence[Token]) -> Token:
    """One code block of parts that follow each other, blank lines between them.

    :param parts: some of :func:`split_code`.
    """
    content = parts[0].content
    for before, part in pairwise(parts):
        blank = (part.map or [0])[0] - (before.map or [0, 0])[1]
        content += "\n" * blank + part.content
    first, last = parts[0].map or [0, 0], parts[-1].map or [0, 0]
    return parts[0].copy(content=content, map=[first[0], last[1]])
