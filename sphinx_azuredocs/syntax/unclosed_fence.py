"""Fenced code blocks without a closing fence, which are reported.

CommonMark 0.31 §4.5 closes such a block at the end of the file, so that the text below,
such as the end of a zone, becomes code.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence
from markdown_it.token import Token

from ..warnings import Problem, WarningKind
from .problem import problem_token

_KEY = "azuredocs_unclosed_fences"
_UNCLOSED = "unclosed"
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[ \t]*\Z")
_CODE_INDENT = 4


def unclosed_fence_plugin(md: MarkdownIt) -> None:
    """Report the first code block of each file that has no closing fence.

    :param md: the parser.
    """
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.at("fence", _fence, {"alt": alt})


def is_unclosed(token: Token) -> bool:
    """Return True for the problem token of a missing closing fence.

    :param token: the token.
    """
    return _UNCLOSED in token.meta


def _fence(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not fence(state, start_line, end_line, silent):
        return False
    reported: set[int] = state.env.setdefault(_KEY, set())
    if silent or id(state.tokens) in reported:
        return True
    token = state.tokens[-1]
    if _swallows(state, token, state.line):
        reported.add(id(state.tokens))
        message = f"the code block has no end; write {token.markup} below it"
        found = problem_token(Problem(WarningKind.FENCE, message), start_line)
        found.meta[_UNCLOSED] = True
        state.tokens.append(found)
    return True


def _swallows(state: StateBlock, token: Token, following: int) -> bool:
    """Return True if a code block has no closing fence and contains the text below.

    :param following: the line after the block.
    """
    if token.map is None or _is_closed(state, token):
        return False
    if following >= state.lineMax:
        return state.parentType != "blockquote"
    # The closing fence has less indent than the block, so it opens another one.
    return bool(_FENCE.match(_line(state, following)))


def _is_closed(state: StateBlock, token: Token) -> bool:
    assert token.map is not None
    last = token.map[1] - 1
    text = state.src[
        state.bMarks[last] + state.tShift[last] : state.eMarks[last]
    ].strip()
    is_marker = len(text) >= len(token.markup) and not text.strip(token.markup[0])
    indent = state.sCount[last] - state.blkIndent
    return last > token.map[0] and is_marker and indent < _CODE_INDENT


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]
