"""Which brackets belong together, found once for all of a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it.rules_inline import StateInline

_KEY = "azuredocs_brackets"


@dataclass
class _Brackets:
    """The brackets of a text, from one place to another.

    :param state: the state in which the text is parsed.
    :param ends: where each bracket is closed, -1 for one that is not.
    """

    state: StateInline
    end: int
    ends: dict[int, int] = field(default_factory=dict)


def closing_bracket(state: StateInline, begin: int) -> int:
    """Where the text of a link or image ends, whatever links are in it.

    Gives what ``parseLinkLabel`` gives, but looks through the text only once.

    :param begin: where its bracket is.
    :return: -1 where nothing ends it.
    """
    known: _Brackets | None = state.env.get(_KEY)
    if known is None or known.state is not state or known.end != state.posMax:
        known = state.env[_KEY] = _Brackets(state, state.posMax)
    if begin not in known.ends:
        _find(known, begin)
    return known.ends[begin]


def _find(known: _Brackets, begin: int) -> None:
    """Note where brackets are closed, from one on."""
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
            # It is no part of a link.
            opened.append(position)
    known.ends.update(dict.fromkeys(opened, -1))
    state.pos = before
