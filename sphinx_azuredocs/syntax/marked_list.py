"""A list that a quote marks as something more than a list.

.. code-block:: md

    > [AZURE.SELECTOR] Optional text
    - [One](/documentation/articles/one/)
    - [Two](/documentation/articles/two/)

The list may stand in the quote or right after it.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .blocks import closing_index, paragraph_of


def marked_list_plugin(md: MarkdownIt, *, name: str, token_type: str) -> None:
    """Turn a marked quote, with its list, into ``<token_type>_open``/``_close``.

    Within it, the text on the marker's line comes as a paragraph whose
    ``paragraph_open`` has ``meta["title"]``, and the list stands as it is. What the
    marker has in parentheses, as ``[AZURE.NAME (one | two)]``, is the opening
    token's ``meta["arguments"]``.

    :param name: the name in the marker, as ``SELECTOR``.
    :param token_type: the type of the tokens.
    """
    marker = _marker(name)

    def rule(state: StateCore) -> None:
        _mark_lists(state.tokens, marker, token_type)

    md.core.ruler.before("inline", token_type, rule)


@cache
def _marker(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"\[(?:WACOM|AZURE)\.{name}[ \t]*(?:\((?P<arguments>[^()\n]*)\))?[ \t]*\]"
        r"[ \t]*(?P<title>[^\n]*)",
        re.IGNORECASE,
    )


def account_comparison_plugin(md: MarkdownIt) -> None:
    """Add ``> [AZURE.ACCOUNT-COMPARISON] Title``: kinds of account side by side."""
    md.use(
        marked_list_plugin, name="ACCOUNT-COMPARISON", token_type="account_comparison"
    )


def selector_plugin(md: MarkdownIt) -> None:
    """Add ``> [AZURE.SELECTOR]`` and ``> [AZURE.SELECTOR-LIST (Platform | Backend)]``.

    They switch between versions of an article.
    """
    md.use(marked_list_plugin, name="SELECTOR", token_type="selector")
    md.use(marked_list_plugin, name="SELECTOR-LIST", token_type="selector_list")


def _mark_lists(tokens: list[Token], marker: re.Pattern[str], token_type: str) -> None:
    for start, token in enumerate(tokens):
        if token.type != "blockquote_open" or len(tokens) < start + 3:
            continue
        paragraph, inline = tokens[start + 1 : start + 3]
        match = marker.match(inline.content) if inline.type == "inline" else None
        if match is None or paragraph.type != "paragraph_open":
            continue
        end = closing_index(tokens, start)
        if not any(t.type == "bullet_list_open" for t in tokens[start:end]):
            end = _take_in_list(tokens, end)
        token.type, tokens[end].type = f"{token_type}_open", f"{token_type}_close"
        token.tag = tokens[end].tag = ""
        token.meta = {"arguments": _arguments(match["arguments"])}
        _split_title(tokens, start + 1, match)


def _arguments(text: str | None) -> list[str]:
    return [argument.strip() for argument in text.split("|")] if text else []


def _take_in_list(tokens: list[Token], end: int) -> int:
    """Move the end of a quote behind the list that follows it."""
    if end + 1 < len(tokens) and tokens[end + 1].type == "bullet_list_open":
        list_end = closing_index(tokens, end + 1)
        tokens.insert(list_end, tokens.pop(end))
        return list_end
    return end


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
