"""Blocks between lines of marks, as ``^^^`` and ``:::``."""

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
    """The line that a block begins or ends with.

    :param marks: its marks.
    :param text: what stands behind them.
    :param line: its 0-based line.
    """

    marks: str
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
    """Add blocks between two lines of at least three marks.

    A block that is not ended ends with what it stands in.

    :param name: the name of the rule.
    :param before: the rule that it goes before.
    :param character: the mark.
    :param push: adds the tokens before the content, of the line that begins the block
        and the one that ends it; returns a function that adds those after it.
    :param closing_text: whether the line that ends it may have text.
    :param accepts: returns True if a block may begin with a text after the marks; it
        is asked before the line that ends the block is searched.
    """
    line = re.compile(
        rf"(?P<marks>{re.escape(character)}{{3,}})[ \t]*(?P<text>[^\n]*?)[ \t]*"
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
    # Beyond its limit of nesting markdown-it leaves text out.
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
        ends = fence is not None and len(fence.marks) >= len(opening.marks)
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
    return Fence(match["marks"], match["text"], line) if match else None


def push_open(state: StateBlock, token_type: str, lines: tuple[int, int]) -> Token:
    """Add the token that opens a block.

    :param token_type: its type, without ``_open``.
    :param lines: the first 0-based line, and the one after the last.
    """
    token = state.push(f"{token_type}_open", "", 1)
    token.map = [*lines]
    return token
