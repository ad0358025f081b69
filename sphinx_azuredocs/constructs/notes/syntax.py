"""What a quote may be more than a quote: notes, divisions, videos.

.. code-block:: md

    > What is quoted.
    > [!NOTE]
    > A marker on any line begins another part.
    > [!div class="checklist"]
    > - An item

Each part stands by itself, where the quote stood. A note may be a paragraph that is in
no quote, too. The grammar is that of docfx's quotes and of the site of 2014.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ...syntax.blocks import paragraph_of, split_blocks
from .alert import MARKER_HINT, match_alert
from .div import match_div

# What stands on a line before the text of a quote.
_IN_QUOTE = re.compile(r">[ \t]*\Z")


@dataclass(frozen=True)
class Marker:
    """A marker at the beginning of a line.

    :param token_type: the type of the part's tokens, without ``_open``.
    :param end: where the marker ends in the line.
    :param info: the ``info`` of the opening token.
    :param meta: its ``meta``.
    """

    token_type: str
    end: int
    info: str = ""
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass
class _Part:
    """A part of a quote; without a marker, quoted text."""

    marker: Marker | None
    tokens: list[Token] = field(default_factory=list)
    line: list[int] | None = None


def quote_plugin(md: MarkdownIt) -> None:
    """Part marked quotes into what their markers say.

    Notes become ``alert_open``/``alert_close``, the kind in capitals as ``info``;
    for divisions see :mod:`.div`.
    """
    md.block.ruler.before(
        "table",
        "quote_marker",
        _marker_line,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.core.ruler.before("inline", "azure_quote", _quotes)


def _marker_line(state: StateBlock, start_line: int, _end: int, silent: bool) -> bool:
    """Find a marker that has a line of a quote to itself: a block of its own.

    What follows it begins anew, and so may be what cannot follow a text.
    """
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if "[" not in state.src[begin : begin + 2]:
        return False
    line = state.src[begin : state.eMarks[start_line]]
    if not MARKER_HINT.search(line):
        return False
    before = state.src[state.src.rfind("\n", 0, begin) + 1 : begin]
    if not _IN_QUOTE.search(before) or state.is_code_block(start_line):
        return False
    if state.blkIndent and not (silent and state.sCount[start_line] < state.blkIndent):
        # It is in a list item of the quote.
        return False
    marker = _match(line, in_quote=True)
    if marker is None or line[marker.end :].strip():
        return False
    if not silent:
        token = state.push("quote_marker", "", 0)
        token.block, token.map = True, [start_line, start_line + 1]
        token.meta = {"marker": marker}
        state.line = start_line + 1
    return True


def _quotes(state: StateCore) -> None:
    marked = {id(token) for token in state.tokens if _is_marked(token)}
    if marked:
        state.tokens[:] = _rewrite(state.tokens, marked)


def _is_marked(token: Token) -> bool:
    """Whether a text has a line that begins with a marker, or is a video."""
    if token.type == "quote_marker":
        return True
    if token.type != "inline":
        return token.type == "azure_video" and "url" in token.meta
    if not MARKER_HINT.search(token.content):
        return False
    return any(_match(line, in_quote=True) for line in token.content.split("\n"))


def _match(line: str, *, in_quote: bool) -> Marker | None:
    """The marker that a line begins with."""
    if in_quote and (div := match_div(line)):
        return Marker(div.token_type, len(line), meta=div.meta)
    if alert := match_alert(line, any_kind=in_quote):
        kind, end = alert
        return Marker("alert", end, kind)
    return None


def _rewrite(tokens: Sequence[Token], marked: AbstractSet[int]) -> Iterator[Token]:
    """The tokens with each marked quote or paragraph as its parts.

    :param marked: the ``id()`` of each text with a marker.
    """
    blocks = list(split_blocks(tokens))
    if any(block[0].type == "quote_marker" for block in blocks):
        # They stand in something that stands in a quote.
        opening, closing = Token("", "", 1, block=True), Token("", "", -1, block=True)
        yield from _rewrite_parts(
            _parts(blocks, marked, in_quote=False), opening, closing
        )
        return
    for block in blocks:
        if any(id(token) in marked for token in block):
            yield from _rewrite_block(block, marked)
        else:
            yield from block


def _rewrite_block(block: Sequence[Token], marked: AbstractSet[int]) -> Iterator[Token]:
    opening, inner, closing = block[0], block[1:-1], block[-1]
    if opening.type == "blockquote_open":
        for part in _parts(split_blocks(inner), marked, in_quote=True):
            yield from _close_up(part, opening, closing)
    elif opening.type == "paragraph_open":
        parts = _parts([list(block)], marked, in_quote=False)
        yield from _rewrite_parts(parts, opening, closing)
    elif len(block) == 1:
        yield opening
    else:
        yield from (opening, *_rewrite(inner, marked), closing)


def _rewrite_parts(
    parts: Iterable[_Part], opening: Token, closing: Token
) -> Iterator[Token]:
    """Parts of what is in no quote: what has no marker stays as it is."""
    for part in parts:
        if part.marker is None:
            yield from part.tokens
        else:
            yield from _close_up(part, opening, closing)


def _parts(
    blocks: Iterable[list[Token]], marked: AbstractSet[int], *, in_quote: bool
) -> list[_Part]:
    """Part the blocks of a quote at the lines that begin with a marker."""
    parts = [_Part(None)]
    for block in blocks:
        if block[0].type == "azure_video" and id(block[0]) in marked:
            # It ends what it stands in.
            parts += [_Part(Marker("azure_video", 0), block), _Part(None)]
            continue
        if block[0].type == "quote_marker":
            parts.append(_Part(block[0].meta["marker"], line=block[0].map))
            continue
        if block[0].type != "paragraph_open":
            parts[-1].tokens.extend(_rewrite(block, marked))
            continue
        opening, inline, closing = block
        first = inline.map[0] if inline.map else 0
        lines: list[str] = []
        for number, line in enumerate(inline.content.split("\n"), first):
            if marker := _match(line, in_quote=in_quote):
                begin = number - len(lines)
                parts[-1].tokens += _not_blank(opening, closing, lines, begin)
                parts.append(_Part(marker))
                lines = [line[marker.end :]]
            else:
                lines.append(line)
        end = first + inline.content.count("\n") + 1
        parts[-1].tokens += _not_blank(opening, closing, lines, end - len(lines))
    return [part for part in parts if part.marker or part.tokens]


def _not_blank(
    opening: Token, closing: Token, lines: list[str], first_line: int
) -> list[Token]:
    """A paragraph without the blank line that a marker alone on its line leaves."""
    if lines and not lines[0].strip():
        lines, first_line = lines[1:], first_line + 1
    return paragraph_of(opening, closing, lines, first_line)


def _close_up(part: _Part, opening: Token, closing: Token) -> Iterator[Token]:
    """The tokens of a part, between those that open and close it."""
    marker = part.marker or Marker("blockquote", 0)
    if marker.token_type == "azure_video":
        yield from part.tokens
        return
    first = next((t.map for t in part.tokens if t.map), part.line or opening.map)
    tag = "div" if part.marker else "blockquote"
    yield opening.copy(
        type=f"{marker.token_type}_open",
        tag=tag,
        info=marker.info,
        meta=dict(marker.meta),
        map=first and [*first],
    )
    yield from part.tokens
    yield closing.copy(type=f"{marker.token_type}_close", tag=tag)
