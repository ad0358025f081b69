"""Lists with a marker in a block quote: selectors and account comparisons.

.. code-block:: md

    > [AZURE.SELECTOR] Optional text
    - [One](/documentation/articles/one/)
    - [Two](/documentation/articles/two/)

The list is in the quote or right after it. A marker on a later line of the quote begins
another list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .blocks import closing_index, paragraph_of, split_blocks


def quote_list_plugin(md: MarkdownIt, *, name: str, token_type: str) -> None:
    """Turn a quote with a marker, and its list, into ``<token_type>_open``/``_close``.

    The text after the marker becomes a paragraph whose ``paragraph_open`` has
    ``meta["title"]``. The tokens of the list do not change. The arguments in
    parentheses, as in ``[AZURE.NAME (one | two)]``, become ``meta["arguments"]`` of the
    opening token.

    :param md: the parser.
    :param name: the name in the marker, for example ``SELECTOR``.
    :param token_type: the type of the tokens, without ``_open`` and ``_close``.
    """
    marker = _marker(name)

    def rule(state: StateCore) -> None:
        if all(token.type != "blockquote_open" for token in state.tokens):
            return
        if any(_is_later(token, marker) for token in state.tokens):
            state.tokens[:] = _split_quotes(state.tokens, marker)
        _retype_quotes(state.tokens, marker, token_type)

    md.core.ruler.before("inline", token_type, rule)


@cache
def _marker(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"\[(?:WACOM|AZURE)\.{name}[ \t]*(?:\((?P<arguments>[^()\n]*)\))?[ \t]*\]"
        r"[ \t]*(?P<title>[^\n]*)",
        re.IGNORECASE,
    )


SELECTOR_MARKER = _marker("(?:SELECTOR-LIST|SELECTOR)")
"""Pattern of the markers of selectors."""

LIST_MARKER = _marker("(?:SELECTOR-LIST|SELECTOR|ACCOUNT-COMPARISON)")
"""Pattern of the markers of all lists; the text after a marker is ``title``."""


def account_comparison_plugin(md: MarkdownIt) -> None:
    """Add account comparisons: ``> [AZURE.ACCOUNT-COMPARISON] Title``.

    :param md: the parser.
    """
    md.use(
        quote_list_plugin, name="ACCOUNT-COMPARISON", token_type="account_comparison"
    )


def selector_plugin(md: MarkdownIt) -> None:
    """Add selectors, lists of links to the versions of an article.

    Written ``> [AZURE.SELECTOR]`` and ``> [AZURE.SELECTOR-LIST (Platform | Backend)]``.

    :param md: the parser.
    """
    md.use(quote_list_plugin, name="SELECTOR", token_type="selector")
    md.use(quote_list_plugin, name="SELECTOR-LIST", token_type="selector_list")


def _is_later(token: Token, marker: re.Pattern[str]) -> bool:
    """Return True for an inline token in which a line begins with a marker."""
    if token.type != "inline" or "." not in token.content:
        return False
    return any(map(marker.match, token.content.split("\n")))


def _split_quotes(tokens: Sequence[Token], marker: re.Pattern[str]) -> list[Token]:
    """Split quotes before each line that begins with a marker."""
    result: list[Token] = []
    for block in split_blocks(tokens):
        if len(block) == 1 or block[0].type == "paragraph_open":
            result += block
            continue
        inner = _split_quotes(block[1:-1], marker)
        if block[0].type == "blockquote_open":
            result += _split_quote(block[0], inner, block[-1], marker)
        else:
            result += [block[0], *inner, block[-1]]
    return result


def _split_quote(
    opening: Token, inner: Sequence[Token], closing: Token, marker: re.Pattern[str]
) -> Iterator[Token]:
    parts: list[list[Token]] = [[]]
    for block in split_blocks(inner):
        if block[0].type != "paragraph_open":
            parts[-1] += block
            continue
        begin = block[1].map[0] if block[1].map else 0
        lines: list[str] = []
        for number, line in enumerate([*block[1].content.split("\n"), None], begin):
            if line is not None and not (lines and marker.match(line)):
                lines.append(line)
                continue
            first = number - len(lines)
            paragraph = paragraph_of(block[0], block[2], lines, first)
            if marker.match(lines[0]) and parts[-1]:
                parts.append([])
            parts[-1] += paragraph
            lines = [line or ""]
    for part in parts:
        map_ = next((token.map for token in part if token.map), opening.map)
        first_opening = opening if part is parts[0] else opening.copy(map=map_)
        yield from (first_opening, *part, closing.copy())


def _retype_quotes(
    tokens: list[Token], marker: re.Pattern[str], token_type: str
) -> None:
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
    """Move the closing token of a quote after the list that follows, if there is one.

    :param end: the index of the closing token.
    :return: its new index.
    """
    if end + 1 < len(tokens) and tokens[end + 1].type == "bullet_list_open":
        list_end = closing_index(tokens, end + 1)
        tokens.insert(list_end, tokens.pop(end))
        return list_end
    return end


def _split_title(tokens: list[Token], index: int, match: re.Match[str]) -> None:
    """Replace a paragraph by a title, the rest of the marker's line, and a paragraph.

    :param index: the index of the ``paragraph_open`` token.
    :param match: the match of the marker.
    """
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
