"""Quotes with markers: notes, divisions and videos.

.. code-block:: md

    > Quoted text.
    > [!NOTE]
    > A marker on any line begins another section.
    > [!div class="checklist"]
    > - An item

Each section becomes a block of its own instead of the quote. A note can also be a
paragraph outside of quotes. Source: docfx: ``QuoteSectionNoteParser.cs``, and the
contributor guide of the site of 2014.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ...syntax.blocks import paragraph_of, split_blocks
from ...syntax.problem import problem_token
from ...syntax.quote_list import LIST_MARKER
from ...warnings import Problem, WarningKind
from .alert import MARKER_HINT, match_alert
from .div import match_div

# The end of the text before a line of a quote.
_IN_QUOTE = re.compile(r">[ \t]*\Z")


@dataclass(frozen=True)
class Marker:
    """A marker at the beginning of a line.

    :param token_type: the type of the section's tokens, without ``_open``.
    :param end: the index in the line at which the marker ends.
    :param info: the ``info`` of the opening token.
    :param meta: the ``meta`` of the opening token.
    :param title: the title of a note, in parentheses in its marker.
    :param is_docfx: True for docfx's spelling, ``[!NOTE]``.
    """

    token_type: str
    end: int
    info: str = ""
    meta: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    is_docfx: bool = True


@dataclass
class _Section:
    """A section of a quote.

    :param marker: the marker; ``None`` for quoted text.
    :param tokens: the tokens of the content.
    :param line: the ``map`` of the marker, if it is alone on its line.
    :param problem: the problem of the marker.
    """

    marker: Marker | None
    tokens: list[Token] = field(default_factory=list)
    line: list[int] | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class _Dialect:
    """The markers that a page reads.

    :param is_modern: True to read quotes as docfx does.
    :param has_docfx_notes: False to ignore notes in docfx's spelling, ``[!NOTE]``.
    :param kinds: kinds of note that the project adds, in capitals.
    """

    is_modern: bool = False
    has_docfx_notes: bool = True
    kinds: frozenset[str] = frozenset()

    def find(self, line: str, *, in_quote: bool = True) -> Marker | None:
        """Return the marker at the beginning of a line; ``None`` for another line.

        :param line: the line.
        :param in_quote: False to accept notes only, as outside of quotes.
        """
        marker = _match(line, in_quote=in_quote, kinds=self.kinds)
        if marker and marker.token_type == "alert" and marker.is_docfx:
            return marker if self.has_docfx_notes else None
        return marker

    def problem_of(self, marker: Marker, text: str, line: int) -> Problem | None:
        """Return the problem of text behind a marker on its line.

        docfx: ``QuoteSectionNoteParser.cs`` makes no note of it.

        :param marker: the marker.
        :param text: the text on its line.
        :param line: the 1-based line.
        """
        if not (self.is_modern and marker.is_docfx and text.strip()):
            return None
        message = (
            f"text follows [!{marker.info}] on its line, where docfx makes no note; "
            "write it on the next line"
        )
        return Problem(WarningKind.NOTE, message, line=line)


def quote_plugin(
    md: MarkdownIt,
    *,
    is_modern: bool = False,
    has_docfx_notes: bool = True,
    kinds: Collection[str] = (),
) -> None:
    """Split quotes with markers into sections: notes, divisions and videos.

    Notes become ``alert_open``/``alert_close``, with the kind in capitals as ``info``.
    A title is a paragraph whose ``meta["title"]`` is True. For divisions see
    :mod:`.div`.

    :param md: the parser.
    :param is_modern: True to read quotes as docfx does. False: a line without ``>``
        right after a marker belongs to the note, as in articles of 2014.
    :param has_docfx_notes: False for MyST pages: there ``> [!NOTE]`` is a quote, or an
        alert of MyST.
    :param kinds: kinds of note that the project adds, in capitals.
    """
    dialect = _Dialect(is_modern, has_docfx_notes, frozenset(kinds))
    md.block.ruler.before(
        "table",
        "quote_marker",
        partial(_marker_line, dialect),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.core.ruler.before("inline", "azure_quote", partial(_quotes, dialect))


def _marker_line(
    dialect: _Dialect,
    state: StateBlock,
    start_line: int,
    end_line: int,
    silent: bool,
) -> bool:
    """Push a ``quote_marker`` token for a marker that is alone on a line of a quote.

    The next line then begins a new block, which need not be one that can interrupt a
    paragraph.
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
        # The marker is in a list item of the quote.
        return False
    marker = dialect.find(line)
    if marker is None or line[marker.end :].strip():
        return False
    is_lazy = marker.token_type == "alert" and not (
        dialect.is_modern and marker.is_docfx
    )
    if is_lazy and not silent and _goes_on_lazily(state, start_line + 1, end_line):
        # The marker and its lazy continuation lines are a paragraph.
        return False
    if not silent:
        token = state.push("quote_marker", "", 0)
        token.block, token.map = True, [start_line, start_line + 1]
        token.meta = {"marker": marker}
        state.line = start_line + 1
    return True


def _goes_on_lazily(state: StateBlock, line: int, end_line: int) -> bool:
    """Return True if a line is a lazy continuation line: in a quote without ``>``."""
    return line < end_line and not state.isEmpty(line) and state.sCount[line] < 0


def _quotes(dialect: _Dialect, state: StateCore) -> None:
    marked = {id(token) for token in state.tokens if _is_marked(token, dialect)}
    if marked:
        state.tokens[:] = _rewrite(state.tokens, marked, dialect)


def _is_marked(token: Token, dialect: _Dialect) -> bool:
    """Return True for a marker, a video, and text with a marker on one of its lines."""
    if token.type == "quote_marker":
        return True
    if token.type != "inline":
        return token.type == "azure_video" and "url" in token.meta
    if not MARKER_HINT.search(token.content):
        return False
    return any(map(dialect.find, token.content.split("\n")))


def _match(line: str, *, in_quote: bool, kinds: Collection[str] = ()) -> Marker | None:
    """Return the marker at the beginning of a line; ``None`` for another line.

    :param in_quote: False to accept notes only, as outside of quotes.
    :param kinds: kinds of note that the project adds, in capitals.
    """
    if in_quote and (div := match_div(line)):
        return Marker(div.token_type, len(line), meta=div.meta)
    if alert := match_alert(line, any_kind=in_quote, kinds=kinds):
        return Marker(
            *("alert", alert.end, alert.kind),
            title=alert.title,
            is_docfx=alert.is_docfx,
        )
    return None


def without_markers(text: str) -> str:
    """Return text without the markers at the beginning of its lines.

    :param text: the text of a quote that is included within a paragraph.
    """
    if not MARKER_HINT.search(text):
        return text
    lines = (_without_marker(line) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def _without_marker(line: str) -> str:
    if match := LIST_MARKER.match(line):
        return match["title"]
    marker = _match(line, in_quote=True)
    if marker is None:
        return line
    return " ".join(filter(None, (marker.title, line[marker.end :])))


def _rewrite(
    tokens: Sequence[Token], marked: AbstractSet[int], dialect: _Dialect
) -> Iterator[Token]:
    """Yield the tokens, with quotes and paragraphs with markers split into sections.

    :param marked: the ``id()`` of each token with a marker.
    """
    blocks = list(split_blocks(tokens))
    if any(block[0].type == "quote_marker" for block in blocks):
        # They are in a container within a quote.
        opening, closing = Token("", "", 1, block=True), Token("", "", -1, block=True)
        yield from _rewrite_sections(
            _sections(blocks, marked, dialect, in_quote=False), opening, closing
        )
        return
    for block in blocks:
        if any(id(token) in marked for token in block):
            yield from _rewrite_block(block, marked, dialect)
        else:
            yield from block


def _rewrite_block(
    block: Sequence[Token], marked: AbstractSet[int], dialect: _Dialect
) -> Iterator[Token]:
    opening, inner, closing = block[0], block[1:-1], block[-1]
    if opening.type == "blockquote_open":
        for section in _sections(split_blocks(inner), marked, dialect, in_quote=True):
            yield from _close_up(section, opening, closing)
    elif opening.type == "paragraph_open":
        sections = _sections([list(block)], marked, dialect, in_quote=False)
        yield from _rewrite_sections(sections, opening, closing)
    elif len(block) == 1:
        yield opening
    else:
        yield from (opening, *_rewrite(inner, marked, dialect), closing)


def _rewrite_sections(
    sections: Iterable[_Section], opening: Token, closing: Token
) -> Iterator[Token]:
    """Yield the tokens of sections outside of quotes; those without a marker as is."""
    for section in sections:
        if section.marker is None:
            yield from section.tokens
        else:
            yield from _close_up(section, opening, closing)


def _sections(
    blocks: Iterable[list[Token]],
    marked: AbstractSet[int],
    dialect: _Dialect,
    *,
    in_quote: bool,
) -> list[_Section]:
    """Split the blocks of a quote into sections, at the lines that begin with a marker.

    :param in_quote: False for blocks outside of quotes, which can be notes only.
    """
    sections = [_Section(None)]
    for block in blocks:
        if block[0].type == "azure_video" and id(block[0]) in marked:
            # A video ends the section before it.
            sections += [_Section(Marker("azure_video", 0), block), _Section(None)]
            continue
        if block[0].type == "quote_marker":
            marker = block[0].meta["marker"]
            title = _title(marker, block[0].map or [0, 1])
            sections.append(_Section(marker, title, line=block[0].map))
            continue
        if block[0].type != "paragraph_open":
            sections[-1].tokens.extend(_rewrite(block, marked, dialect))
            continue
        opening, inline, closing = block
        first = inline.map[0] if inline.map else 0
        lines: list[str] = []
        for number, line in enumerate(inline.content.split("\n"), first):
            if marker := dialect.find(line, in_quote=in_quote):
                begin = number - len(lines)
                sections[-1].tokens += _not_blank(opening, closing, lines, begin)
                title = _title(marker, [number, number + 1])
                lines = [line[marker.end :]]
                problem = dialect.problem_of(marker, lines[0], number + 1)
                sections.append(_Section(marker, title, problem=problem))
            else:
                lines.append(line)
        end = first + inline.content.count("\n") + 1
        sections[-1].tokens += _not_blank(opening, closing, lines, end - len(lines))
    return [section for section in sections if section.marker or section.tokens]


def _title(marker: Marker, map_: list[int]) -> list[Token]:
    """Return the title of a note as a paragraph; empty for a marker without one."""
    if not marker.title:
        return []
    opening = Token("paragraph_open", "p", 1, block=True, meta={"title": True})
    closing = Token("paragraph_close", "p", -1, block=True)
    return paragraph_of(opening, closing, [marker.title], map_[0])


def _not_blank(
    opening: Token, closing: Token, lines: list[str], first_line: int
) -> list[Token]:
    """Return a paragraph without the blank first line after a marker."""
    if lines and not lines[0].strip():
        # A lazy continuation line may be indented.
        lines = [line.lstrip() for line in lines[1:]]
        first_line += 1
    return paragraph_of(opening, closing, lines, first_line)


def _close_up(section: _Section, opening: Token, closing: Token) -> Iterator[Token]:
    """Yield the tokens of a section between its opening and closing token."""
    marker = section.marker or Marker("blockquote", 0)
    if marker.token_type == "azure_video":
        yield from section.tokens
        return
    first = next((t.map for t in section.tokens if t.map), section.line or opening.map)
    tag = "div" if section.marker else "blockquote"
    yield opening.copy(
        type=f"{marker.token_type}_open",
        tag=tag,
        info=marker.info,
        meta=dict(marker.meta),
        map=first and [*first],
    )
    yield from section.tokens
    yield closing.copy(type=f"{marker.token_type}_close", tag=tag)
    if section.problem:
        yield problem_token(section.problem)
