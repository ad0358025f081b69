"""Fenced containers, as figures (``^^^``) and custom containers (``:::``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]


@dataclass(frozen=True)
class Fence:
    """The opening or closing fence of a container.

    :param markup: the fence characters.
    :param text: the text after them.
    :param line: the 0-based line of the fence.
    """

    markup: str
    text: str
    line: int


def fenced_plugin(
    md: MarkdownIt,
    *,
    name: str,
    before: str,
    character: str,
    push: Callable[[StateBlock, Fence, Fence | None], Callable[[], None]],
    closing_text: bool,
    accepts: Callable[[str], bool] = lambda _text: True,
) -> None:
    """Add containers between two fences of at least three characters.

    An unclosed container ends with its outer container.

    :param md: the parser.
    :param name: the name of the rule.
    :param before: the name of the rule before which it is added.
    :param character: the fence character.
    :param push: takes the opening fence and the closing one (``None`` for an unclosed
        container) and pushes the tokens before the content; returns a function that
        pushes the tokens after it.
    :param closing_text: True if text may follow the closing fence.
    :param accepts: takes the text after an opening fence and returns True if the fence
        opens a container; called before the closing fence is searched.
    """
    line = re.compile(
        rf"(?P<markup>{re.escape(character)}{{3,}})[ \t]*(?P<text>[^\n]*?)[ \t]*"
    )
    rule = partial(_fenced, name, line, push, closing_text, accepts)
    md.block.ruler.before(before, name, rule, {"alt": _INTERRUPTS})


def _fenced(
    name: str,
    pattern: re.Pattern[str],
    push: Callable[[StateBlock, Fence, Fence | None], Callable[[], None]],
    closing_text: bool,
    accepts: Callable[[str], bool],
    state: StateBlock,
    start_line: int,
    end_line: int,
    silent: bool,
) -> bool:
    opening = _fence(pattern, state, start_line)
    # Beyond its nesting limit markdown-it drops text.
    if opening is None or 2 * state.level > state.md.options["maxNesting"]:
        return False
    if not accepts(opening.text):
        return False
    if silent:
        return True
    closing = None
    for number in range(start_line + 1, end_line):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            end_line = number
            break
        fence = _fence(pattern, state, number)
        ends = fence is not None and len(fence.markup) >= len(opening.markup)
        if fence is not None and ends and (closing_text or not fence.text):
            closing = fence
            break
    finish = push(state, opening, closing)
    before = state.parentType, state.lineMax
    state.parentType = name
    state.lineMax = closing.line if closing else end_line
    state.md.block.tokenize(state, start_line + 1, state.lineMax)
    end = state.lineMax
    state.parentType, state.lineMax = before
    finish()
    state.line = end + 1 if closing else end
    return True


def _fence(pattern: re.Pattern[str], state: StateBlock, line: int) -> Fence | None:
    if state.is_code_block(line):
        return None
    begin = state.bMarks[line] + state.tShift[line]
    match = pattern.fullmatch(state.src, begin, state.eMarks[line])
    return Fence(match["markup"], match["text"], line) if match else None


def push_open(state: StateBlock, token_type: str, lines: tuple[int, int]) -> Token:
    """Push and return the opening token of a block.

    :param state: the state of the block parser.
    :param token_type: the type of the token, without ``_open``.
    :param lines: the first 0-based line, and the line after the last.
    """
    token = state.push(f"{token_type}_open", "", 1)
    token.map = [*lines]
    return token
