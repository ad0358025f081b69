"""Helpers that split and build sequences of block tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

# Consecutive lines that are not blank.
_TEXT = re.compile(r"(?:^[^\n]*\S[^\n]*\n?)+", re.MULTILINE)


def push_text_block(
    state: StateBlock, kind: str, tag: str, content: str, lines: tuple[int, int]
) -> Token:
    """Push the tokens of a block of text and move the state to the line after it.

    :param state: the state of the block parser.
    :param kind: the type of the tokens, without ``_open`` and ``_close``.
    :param tag: the HTML element of the tokens.
    :param content: the text.
    :param lines: the first 0-based line, and the line after the last.
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
    """Return the index of the token that closes the block opened at ``start``.

    :param tokens: block tokens.
    :param start: the index of the opening token.
    :return: ``start`` for a token without nesting; the last index if no token closes
        the block.
    """
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def split_blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each top-level block, from its opening to its closing token.

    :param tokens: block tokens.
    """
    index = 0
    while index < len(tokens):
        end = closing_index(tokens, index)
        yield list(tokens[index : end + 1])
        index = end + 1


def paragraph_of(
    opening: Token, closing: Token, lines: Sequence[str], first_line: int
) -> list[Token]:
    """Return the tokens of a paragraph with some lines of another paragraph.

    :param opening: the ``paragraph_open`` of the other paragraph, which is copied.
    :param closing: its ``paragraph_close``.
    :param lines: the lines of the new paragraph.
    :param first_line: the 0-based line in the file of the first one.
    :return: the three tokens; empty if there are no lines.
    """
    if not lines:
        return []
    map_ = [first_line, first_line + len(lines)]
    inline = Token("inline", "", 0, content="\n".join(lines), map=map_, children=[])
    return [opening.copy(map=list(map_), meta={**opening.meta}), inline, closing.copy()]


def text_paragraphs(code: Token) -> Iterator[Token]:
    """Yield the tokens of the paragraphs in an indented code block.

    :param code: the ``code_block`` token, whose content is text and not code.
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
    """Yield a code block for each run of lines between blank lines.

    :param code: the ``code_block`` token.
    """
    first = code.map[0] if code.map else 0
    for block in _TEXT.finditer(code.content):
        begin = first + code.content.count("\n", 0, block.start())
        end = begin + block[0].rstrip("\n").count("\n") + 1
        yield code.copy(content=block[0], map=[begin, end])


def join_code(parts: Sequence[Token]) -> Token:
    """Return one code block of consecutive ones, with the blank lines between them.

    :param parts: consecutive ``code_block`` tokens from :func:`split_code`.
    """
    content = parts[0].content
    for before, part in pairwise(parts):
        blank = (part.map or [0])[0] - (before.map or [0, 0])[1]
        content += "\n" * blank + part.content
    first, last = parts[0].map or [0, 0], parts[-1].map or [0, 0]
    return parts[0].copy(content=content, map=[first[0], last[1]])
