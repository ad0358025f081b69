"""Notes whose content is separated from the marker by blank lines, or not quoted.

.. code-block:: md

    > [AZURE.NOTE]

    > Text of the note

    > [AZURE.NOTE]
    - A list of the note

By CommonMark 0.31 §5.1 these are two quotes, and a quote and a list. In the Markdown of
2014 each is one quote.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ...syntax.blocks import split_blocks
from .alert import match_alert

_LAZY = frozenset(("bullet_list_open", "ordered_list_open", "fence", "html_block"))


def lenient_notes_plugin(md: MarkdownIt) -> None:
    """Move a quote, a list or code right after a note into the note.

    For articles of 2013 to 2016.

    :param md: the parser, with the rules of :func:`~.syntax.quote_plugin`.
    """
    md.core.ruler.before("azure_quote", "lenient_notes", _join_notes)


def _join_notes(state: StateCore) -> None:
    """Join a quote, a list or code to the note before it."""
    if any(token.type == "blockquote_open" for token in state.tokens):
        state.tokens[:] = _joined(state.tokens)


def _joined(tokens: Sequence[Token]) -> list[Token]:
    result: list[Token] = []
    note_ends = False
    for block in split_blocks(tokens):
        inner = _joined(block[1:-1]) if len(block) > 3 else block[1:-1]
        is_quote = block[0].type == "blockquote_open"
        if is_quote and note_ends:
            result[-1:] = [*inner, block[-1]]
            continue
        if note_ends and _is_next_line(result, block[0]):
            result[-1:-1] = [block[0], *inner, *block[-1:]] if len(block) > 1 else block
            note_ends = False
            continue
        note_ends = is_quote and bool(inner) and _begins_note(inner)
        result += [block[0], *inner, *block[-1:]] if len(block) > 1 else block
    return result


def _is_next_line(result: Sequence[Token], block: Token) -> bool:
    """Return True for a list or code on the line after a quote of a marker alone.

    :param result: the tokens up to the end of the quote.
    :param block: the first token of the block after the quote.
    """
    marker = result[-2]
    if marker.type != "quote_marker" or block.type not in _LAZY or not marker.map:
        return False
    return bool(block.map and block.map[0] == marker.map[1])


def _begins_note(inner: Sequence[Token]) -> bool:
    """Return True if the content of a quote begins with the marker of a note."""
    if inner[0].type == "quote_marker":
        return bool(inner[0].meta["marker"].token_type == "alert")
    text = inner[1].content if inner[0].type == "paragraph_open" else ""
    return bool(match_alert(text.partition("\n")[0], any_kind=True))
