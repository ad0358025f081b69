"""Marks in pairs, as emphasis: ``H~2~O``, ``2^10^``, ``++new++``, ``==this==``.

Other than emphasis, each of them means one thing, by its length.
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
class Mark:
    """A mark.

    :param character: what it is made of.
    :param length: how many of it.
    :param token_type: the type of the tokens, without ``_open`` and ``_close``.
    :param css_class: the ``class`` of the opening one.
    :param in_words: whether it may stand in the midst of a word.
    :param is_alone: whether more of the character are none of it.
    """

    character: str
    length: int
    token_type: str
    css_class: str = ""
    in_words: bool = True
    is_alone: bool = False

    @property
    def marker(self) -> int:
        """Tells the mark from others of the same character."""
        return self.length << 24 | ord(self.character)


def paired_marks_plugin(md: MarkdownIt, *, name: str, marks: Iterable[Mark]) -> None:
    """Add marks.

    :param name: the name of the rules.
    :param marks: those that there are to be.
    """
    by_length: dict[str, dict[int, Mark]] = defaultdict(dict)
    for mark in marks:
        by_length[mark.character][mark.length] = mark
        md.inline.add_terminator_char(mark.character)
    md.inline.ruler.before("emphasis", name, partial(_scan, by_length))
    by_marker = {m.marker: m for ms in by_length.values() for m in ms.values()}
    md.inline.ruler2.before("emphasis", name, partial(_pair, by_marker))


def _scan(marks: dict[str, dict[int, Mark]], state: StateInline, silent: bool) -> bool:
    """Note where marks are, each a text of its own until it has its pair."""
    character = state.src[state.pos]
    if silent or character not in marks:
        return False
    lengths = marks[character]
    in_words = all(mark.in_words for mark in lengths.values())
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


def _pair(marks: dict[int, Mark], state: StateInline) -> None:
    """Make tokens of the marks that have their pair."""
    inner = (meta["delimiters"] for meta in state.tokens_meta if meta)
    for delimiters in (state.delimiters, *inner):
        for delimiter in delimiters:
            mark = marks.get(delimiter.marker)
            if mark is None or delimiter.end < 0:
                continue
            opening = state.tokens[delimiter.token]
            closing = state.tokens[delimiters[delimiter.end].token]
            for token, end, nesting in ((opening, "open", 1), (closing, "close", -1)):
                token.type, token.nesting = f"{mark.token_type}_{end}", nesting
                token.markup, token.content = token.content, ""
            if mark.css_class:
                opening.attrs["class"] = mark.css_class
