"""Inline markup by pairs of delimiters: ``H~2~O``, ``2^10^``, ``++new++``.

Character and length of a delimiter select the token type. Source: Markdig:
``EmphasisInlineParser.cs``, ``EmphasisExtraExtension.cs``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_AS_LETTERS = "-−+†‡"
"""Characters that the flanking rules do not count as punctuation.

Source: Markdig: ``CharHelper.cs``, and its specification of ``EmphasisExtras``.
"""


@dataclass(frozen=True)
class PairedDelimiter:
    """A delimiter and the tokens of a pair of it.

    :param character: the character.
    :param length: the number of characters in the delimiter.
    :param token_type: the type of the tokens, without ``_open`` and ``_close``.
    :param css_class: the ``class`` of the opening token.
    :param in_words: True if the delimiter may be inside a word.
    :param is_alone: True if a longer run of the character is text.
    """

    character: str
    length: int
    token_type: str
    css_class: str = ""
    in_words: bool = True
    is_alone: bool = False

    @property
    def marker(self) -> int:
        """The ``marker`` of markdown-it's delimiters; unique per length."""
        return self.length << 24 | ord(self.character)


def paired_delimiters_plugin(
    md: MarkdownIt, *, name: str, delimiters: Iterable[PairedDelimiter]
) -> None:
    """Add inline markup by pairs of delimiters.

    :param md: the parser.
    :param name: the name of the rules.
    :param delimiters: the delimiters.
    """
    by_length: dict[str, dict[int, PairedDelimiter]] = defaultdict(dict)
    for delimiter in delimiters:
        by_length[delimiter.character][delimiter.length] = delimiter
        md.inline.add_terminator_char(delimiter.character)
    md.inline.ruler.before("emphasis", name, partial(_scan, by_length))
    by_marker = {m.marker: m for ms in by_length.values() for m in ms.values()}
    md.inline.ruler2.before("emphasis", name, partial(_pair, by_marker))


def _scan(
    known: dict[str, dict[int, PairedDelimiter]], state: StateInline, silent: bool
) -> bool:
    """Push each delimiter of a run as a text token and record it for pairing."""
    character = state.src[state.pos]
    if silent or character not in known:
        return False
    lengths = known[character]
    in_words = all(delimiter.in_words for delimiter in lengths.values())
    found = state.scanDelims(state.pos, in_words)
    length = max((n for n in lengths if n <= found.length), default=0)
    if not length:
        return False
    before = state.src[state.pos - 1] if state.pos else ""
    more = found.length != length or before == character
    if more and lengths[length].is_alone:
        return False
    after = state.src[state.pos + found.length : state.pos + found.length + 1]
    opens = found.can_open or (after in _AS_LETTERS and bool(after))
    closes = found.can_close or (before in _AS_LETTERS and bool(before))
    if rest := found.length % length:
        state.push("text", "", 0).content = character * rest
    for _ in range(found.length // length):
        state.push("text", "", 0).content = character * length
        delimiter = Delimiter(
            marker=lengths[length].marker,
            length=0,
            token=len(state.tokens) - 1,
            end=-1,
            open=opens,
            close=closes,
        )
        state.delimiters.append(delimiter)
    state.pos += found.length
    return True


def _pair(known: dict[int, PairedDelimiter], state: StateInline) -> None:
    """Turn the text tokens of paired delimiters into opening and closing tokens."""
    inner = (meta["delimiters"] for meta in state.tokens_meta if meta)
    for delimiters in (state.delimiters, *inner):
        for delimiter in delimiters:
            kind = known.get(delimiter.marker)
            if kind is None or delimiter.end < 0:
                continue
            opening = state.tokens[delimiter.token]
            closing = state.tokens[delimiters[delimiter.end].token]
            for token, end, nesting in ((opening, "open", 1), (closing, "close", -1)):
                token.type, token.nesting = f"{kind.token_type}_{end}", nesting
                token.markup, token.content = token.content, ""
            if kind.css_class:
                opening.attrs["class"] = kind.css_class
