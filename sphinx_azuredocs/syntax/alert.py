"""Notes: ``> [AZURE.NOTE] Text``, and docfx's ``> [!NOTE]``.

.. code-block:: md

    > [WACOM.NOTE] Text on the line of the marker, or on the next ones.
    >
    > - What else is in the quote is in the note.
    > [WACOM.TIP] A marker on a later line begins another note.

They become the alerts that MyST knows from GitHub. The marker may lack a bracket, or
stand before a paragraph that is in no quote; then the note is that paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .blocks import paragraph_of, split_blocks

_KINDS = "NOTE|TIP|IMPORTANT|WARNING|CAUTION|SECURITY|INFO"
_MARKER = re.compile(
    rf"""[ \t]*(?:
        \[(?:WACOM|AZURE)\.(?P<both>{_KINDS})[ \t]*[\]>]  # also [AZURE.NOTE>
      | (?:WACOM|AZURE)\.(?P<right>{_KINDS})[ \t]*[\]:]    # also AZURE.NOTE] or :
      | \[!(?P<docfx>{_KINDS})\]
    )[ \t]*(?:>[ \t]+)?""",
    re.IGNORECASE | re.VERBOSE,
)

# What every marker has, to pass by quickly what has none.
_HINT = re.compile(r"(?:WACOM|AZURE)\.|\[!", re.IGNORECASE)


@dataclass
class _Segment:
    """A part of a quote: an alert of some kind, or quoted text."""

    kind: str | None
    tokens: list[Token] = field(default_factory=list)


def alert_plugin(md: MarkdownIt) -> None:
    """Turn marked quotes and paragraphs into ``alert_open``/``alert_close``.

    The kind is the ``info`` of ``alert_open``, in capitals.
    """
    md.core.ruler.before("inline", "azure_alert", _alerts)


def _alerts(state: StateCore) -> None:
    marked = {id(token) for token in state.tokens if _is_marked(token)}
    if marked:
        state.tokens[:] = _rewrite(state.tokens, marked)


def _is_marked(token: Token) -> bool:
    """Whether a text has a line that begins with a marker."""
    return (
        token.type == "inline"
        and _HINT.search(token.content) is not None
        and any(map(_MARKER.match, token.content.split("\n")))
    )


def _rewrite(tokens: Sequence[Token], marked: AbstractSet[int]) -> Iterator[Token]:
    """The tokens with each marked quote or paragraph as an alert.

    :param marked: the ``id()`` of each text with a marker.
    """
    for block in split_blocks(tokens):
        opening, inner, closing = block[0], block[1:-1], block[-1]
        if not any(id(token) in marked for token in block):
            yield from block
        elif opening.type == "blockquote_open":
            for segment in _segments(split_blocks(inner), marked):
                yield from _close_up(segment, opening, closing)
        elif opening.type == "paragraph_open":
            for segment in _segments([block], marked):
                if segment.kind is None:
                    yield from segment.tokens
                else:
                    yield from _close_up(segment, opening, closing)
        elif len(block) == 1:
            yield opening
        else:
            yield from (opening, *_rewrite(inner, marked), closing)


def _segments(
    blocks: Iterable[list[Token]], marked: AbstractSet[int]
) -> list[_Segment]:
    """Part the blocks of a quote at the lines that begin with a marker."""
    segments = [_Segment(None)]
    for block in blocks:
        if block[0].type != "paragraph_open":
            segments[-1].tokens.extend(_rewrite(block, marked))
            continue
        opening, inline, closing = block
        first = inline.map[0] if inline.map else 0
        lines: list[str] = []
        for number, line in enumerate(inline.content.split("\n"), first):
            if match := _MARKER.match(line):
                begin = number - len(lines)
                segments[-1].tokens += paragraph_of(opening, closing, lines, begin)
                kind = match["both"] or match["right"] or match["docfx"]
                segments.append(_Segment(kind.upper()))
                rest = line[match.end() :]
                lines = [rest]
            else:
                lines.append(line)
        end = first + inline.content.count("\n") + 1
        segments[-1].tokens += _not_blank(opening, closing, lines, end - len(lines))
    return segments if segments[0].tokens else segments[1:]


def _not_blank(
    opening: Token, closing: Token, lines: list[str], first_line: int
) -> list[Token]:
    """A paragraph without the blank line that a marker alone on its line leaves."""
    if lines and not lines[0].strip():
        lines, first_line = lines[1:], first_line + 1
    return paragraph_of(opening, closing, lines, first_line)


def _close_up(segment: _Segment, opening: Token, closing: Token) -> Iterator[Token]:
    """The tokens of a segment, between those that open and close it."""
    name = "blockquote" if segment.kind is None else "alert"
    first = next((t.map for t in segment.tokens if t.map), opening.map)
    tag = "blockquote" if segment.kind is None else "div"
    yield opening.copy(
        type=f"{name}_open", tag=tag, info=segment.kind or "", map=first and [*first]
    )
    yield from segment.tokens
    yield closing.copy(type=f"{name}_close", tag=tag)
