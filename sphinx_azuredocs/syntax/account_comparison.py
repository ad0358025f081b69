"""The account comparison, written as the dialect writes its other quotes.

.. code-block:: md

    > [AZURE.ACCOUNT-COMPARISON] Which account to use
    - **Microsoft accounts** (personal) - For yourself.
    - **Work or school accounts** (from an admin) - For your organization.

The list may stand in the quote or, as for selectors, right after it.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_MARKER = re.compile(
    r"\[(?:WACOM|AZURE)\.ACCOUNT-COMPARISON\][ \t]*(?P<title>[^\n]*)(?:\n|\Z)",
    re.IGNORECASE,
)


def account_comparison_plugin(md: MarkdownIt) -> None:
    """Turn the quote, with its list, into ``account_comparison_open``/``_close``.

    Within it, the title comes as a paragraph whose ``paragraph_open`` has
    ``meta["title"]``, and the list stands as it is.
    """
    md.core.ruler.after("block", "account_comparison", _account_comparison)


def _account_comparison(state: StateCore) -> None:
    tokens = state.tokens
    for start, token in enumerate(tokens):
        if token.type != "blockquote_open" or len(tokens) < start + 3:
            continue
        paragraph, inline = tokens[start + 1 : start + 3]
        match = _MARKER.match(inline.content) if inline.type == "inline" else None
        if match is None or paragraph.type != "paragraph_open":
            continue
        end = closing_index(tokens, start)
        if not any(t.type == "bullet_list_open" for t in tokens[start:end]):
            end = _take_in_list(tokens, end)
        _retype(token, tokens[end])
        _split_title(tokens, start + 1, match)


def closing_index(tokens: list[Token], start: int) -> int:
    """The index of the token that closes the container opened at ``start``."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _take_in_list(tokens: list[Token], end: int) -> int:
    """Move the end of a quote behind the list that follows it."""
    if end + 1 < len(tokens) and tokens[end + 1].type == "bullet_list_open":
        list_end = closing_index(tokens, end + 1)
        tokens.insert(list_end, tokens.pop(end))
        return list_end
    return end


def _retype(opening: Token, closing: Token) -> None:
    opening.type, closing.type = "account_comparison_open", "account_comparison_close"
    opening.tag = closing.tag = ""


def _split_title(tokens: list[Token], index: int, match: re.Match[str]) -> None:
    """Make the rest of the marker's line a title, and further lines a paragraph."""
    opening, inline, closing = tokens[index : index + 3]
    title, text = match["title"].strip(), inline.content[match.end() :]
    first, last = inline.map or [0, 1]
    replacement = []
    if title:
        replacement += _paragraph(opening, closing, title, [first, first + 1])
        replacement[0].meta = {"title": True}
    if text:
        replacement += _paragraph(opening, closing, text, [first + 1, last])
    tokens[index : index + 3] = replacement


def _paragraph(
    opening: Token, closing: Token, content: str, map_: list[int]
) -> list[Token]:
    inline = Token("inline", "", 0, content=content, map=list(map_), children=[])
    return [opening.copy(map=list(map_)), inline, closing.copy()]
