"""Notes of which blank lines part a further quote.

.. code-block:: md

    > [AZURE.NOTE]

    > Text of the note

To CommonMark these are two quotes, to the Markdown of 2014 they are one.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ...syntax.blocks import split_blocks
from .alert import match_alert


def parted_notes_plugin(md: MarkdownIt) -> None:
    """Join quotes to a note right before them, for articles of 2014."""
    md.core.ruler.before("azure_quote", "parted_notes", _join_notes)


def _join_notes(state: StateCore) -> None:
    """Join a quote to the note before it, as the Markdown of 2014 joined quotes."""
    if sum(token.type == "blockquote_open" for token in state.tokens) > 1:
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
        note_ends = is_quote and bool(inner) and _begins_note(inner)
        result += [block[0], *inner, *block[-1:]] if len(block) > 1 else block
    return result


def _begins_note(inner: Sequence[Token]) -> bool:
    """Return True if the content of a quote begins with the marker of a note."""
    if inner[0].type == "quote_marker":
        return bool(inner[0].meta["marker"].token_type == "alert")
    text = inner[1].content if inner[0].type == "paragraph_open" else ""
    return bool(match_alert(text.partition("\n")[0], any_kind=True))
