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

from .blocks import closing_index, paragraph_of

_MARKER = re.compile(
    r"\[(?:WACOM|AZURE)\.ACCOUNT-COMPARISON\][ \t]*(?P<title>[^\n]*)(?:\n|\Z)",
    re.IGNORECASE,
)


def account_comparison_plugin(md: MarkdownIt) -> None:
    """Turn the quote, with its list, into ``account_comparison_open``/``_close``.

    Within it, the title comes as a paragraph whose ``paragraph_open`` has
    ``meta["title"]``, and the list stands as it is.
    """
    md.core.ruler.before("inline", "account_comparison", _account_comparison)


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
    title, _, text = inline.content[match.start("title") :].partition("\n")
    first = inline.map[0] if inline.map else 0
    replacement = paragraph_of(
        opening, closing, [title.strip()] if title else [], first
    )
    if replacement:
        replacement[0].meta = {"title": True}
    lines = text.split("\n") if text else []
    replacement += paragraph_of(opening, closing, lines, first + 1)
    tokens[index : index + 3] = replacement
