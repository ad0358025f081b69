"""Taking block tokens apart: what several constructs of the dialect need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token


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
    return [opening.copy(map=list(map_), meta={}), inline, closing.copy()]
