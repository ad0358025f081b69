"""Matching brackets of links and images, found in one pass over a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it.rules_inline import StateInline

_KEY = "azuredocs_brackets"


@dataclass
class _Brackets:
    """The matching brackets of a text.

    :param state: the inline state of the text.
    :param end: the index at which the text ends.
    :param ends: index of an opening bracket → index of its closing bracket, -1 for an
        unclosed one.
    """

    state: StateInline
    end: int
    ends: dict[int, int] = field(default_factory=dict)


def closing_bracket(state: StateInline, begin: int) -> int:
    """Return the index of the closing bracket of the text of a link or image.

    The result is that of markdown-it's ``parseLinkLabel``, in linear time for all
    brackets of a text together. The text may contain links.

    :param state: the inline state of the text.
    :param begin: the index of the opening bracket.
    :return: -1 for an unclosed bracket.
    """
    known: _Brackets | None = state.env.get(_KEY)
    if known is None or known.state is not state or known.end != state.posMax:
        known = state.env[_KEY] = _Brackets(state, state.posMax)
    if begin not in known.ends:
        _find(known, begin)
    return known.ends[begin]


def _find(known: _Brackets, begin: int) -> None:
    """Record the closing brackets of the brackets from an index on."""
    state = known.state
    before, state.pos = state.pos, begin + 1
    opened = [begin]
    while opened and state.pos < known.end:
        position = state.pos
        character = state.src[position]
        if character == "]":
            known.ends[opened.pop()] = position
        state.md.inline.skipToken(state)
        if character == "[" and state.pos == position + 1:
            # It does not begin a link.
            opened.append(position)
    known.ends.update(dict.fromkeys(opened, -1))
    state.pos = before
