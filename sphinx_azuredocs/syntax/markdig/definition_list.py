"""Definition lists; several terms can share a definition.

.. code-block:: md

    Disk
    Volume
    :   Stores files.

Source: Markdig: ``DefinitionListParser.cs``.
"""

from __future__ import annotations

import re
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

_MARKER = re.compile(r"[:~][ \t]")


def definition_list_plugin(md: MarkdownIt) -> None:
    """Add definition lists: ``dl``, ``dt`` and ``dd`` tokens.

    :param md: the parser.
    """
    md.use(deflist_plugin)
    md.block.ruler.before(
        "deflist", "shared_definition", partial(_shared_definition, _read_list())
    )
    md.core.ruler.after("block", "join_definition_lists", _join_lists)


def _read_list() -> RuleFuncBlockType:
    """Return the rule of ``deflist_plugin``, which reads one line as the term."""
    rules = MarkdownIt("zero").use(deflist_plugin).block.ruler.getRules("")
    return next(rule for rule in rules if rule.__name__ == "deflist")


def _shared_definition(
    read_list: RuleFuncBlockType,
    state: StateBlock,
    start_line: int,
    end_line: int,
    silent: bool,
) -> bool:
    """Read a definition list that begins with two terms or more."""
    if silent or state.is_code_block(start_line):
        return False
    last = _last_term(state, start_line, end_line)
    if last <= start_line:
        return False
    begin = len(state.tokens)
    if not read_list(state, last, end_line, False):
        return False
    opening = state.tokens[begin]
    if opening.map:
        opening.map[0] = start_line
    state.tokens[begin + 1 : begin + 1] = [
        token
        for line in range(start_line, last)
        for token in _term(state, line, opening.level + 1)
    ]
    return True


def _term(state: StateBlock, line: int, level: int) -> tuple[Token, Token, Token]:
    map_ = [line, line + 1]
    opening = Token("dt_open", "dt", 1, block=True, level=level, map=map_)
    inline = Token("inline", "", 0, block=True, level=level + 1, map=map_, children=[])
    inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    return opening, inline, Token("dt_close", "dt", -1, block=True, level=level)


def _last_term(state: StateBlock, start_line: int, end_line: int) -> int:
    """Return the last line of a paragraph before a definition; -1 for other lines."""
    rules = state.md.block.ruler.getRules("paragraph")
    line = start_line + 1
    while line < end_line and not state.isEmpty(line):
        if state.sCount[line] < state.blkIndent:
            return -1
        if _is_definition(state, line):
            return line - 1
        if any(rule(state, line, end_line, True) for rule in rules):
            return -1
        line += 1
    following = line + 1
    if following < end_line and _is_definition(state, following):
        return line - 1
    return -1


def _is_definition(state: StateBlock, line: int) -> bool:
    if state.isEmpty(line) or state.is_code_block(line):
        return False
    begin = state.bMarks[line] + state.tShift[line]
    return _MARKER.match(state.src, begin, state.eMarks[line]) is not None


def _join_lists(state: StateCore) -> None:
    """Join definition lists that follow each other, as Markdig does."""
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "dl_open" and tokens and tokens[-1].type == "dl_close":
            tokens.pop()
            # The closing token of this list ends the joined list.
            continue
        tokens.append(token)
    state.tokens[:] = tokens
