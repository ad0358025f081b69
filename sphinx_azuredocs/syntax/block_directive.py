"""Constructs of Microsoft Learn, written as directives of MyST.

.. code-block:: md

    :::{azure-zone}
    :pivot: cli,powershell

    Text for readers who chose one of the pivots.
    :::

    ::::{azure-tabs}
    :::{azure-tab} Azure CLI
    :id: cli
    Text of the tab.
    :::
    ::::

Every triple-colon construct has a directive: its name with ``azure-`` before it, and
its attributes as options. The content becomes tokens of the page itself, as that of the
construct does, so that headings, labels and line numbers are the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from ..warnings import Problem, WarningKind
from .attributes import InvalidError
from .blocks import push_text_block
from .containers import parse_content
from .problem import problem_token
from .triple_colon import TripleColon

PREFIX = "azure-"
"""The beginning of the names of the directives."""
TABS, TAB = "tabs", "tab"
"""The names of a tab group and of a tab, which have no triple-colon construct."""

_OPENING = re.compile(
    rf"(?P<fence>:{{3,}}|`{{3,}})\{{{PREFIX}(?P<name>[a-z-]+)\}}"
    r"[ \t]*(?P<argument>[^\n]*?)[ \t]*"
)
_OPTION = re.compile(r"[ \t]*:(?P<name>[\w-]+):[ \t]*(?P<value>[^\n]*?)[ \t]*")


def block_directive_plugin(
    md: MarkdownIt, *, constructs: tuple[TripleColon, ...]
) -> None:
    """Add a block rule for the directives of triple-colon constructs and of tabs.

    :param md: the parser.
    :param constructs: the constructs.
    """
    by_name = {construct.name: construct for construct in constructs}
    md.block.ruler.before(
        "triple_colon",
        "block_directive",
        partial(_directive, by_name),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _directive(
    constructs: Mapping[str, TripleColon],
    state: StateBlock,
    start_line: int,
    end_line: int,
    silent: bool,
) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[begin : begin + 1] not in (":", "`"):
        return False
    match = _OPENING.fullmatch(state.src, begin, state.eMarks[start_line])
    if match is None or state.is_code_block(start_line):
        return False
    name = match["name"]
    construct = constructs.get(name)
    if construct is None and name not in (TABS, TAB):
        return False
    if silent:
        return True
    last, following = _end(state, match["fence"], start_line + 1, end_line)
    options, content = _options(state, start_line + 1, last)
    if construct is None:
        _tabs(state, match["argument"], options, (start_line, content, last))
        state.line = following
        return True
    try:
        meta = construct.read(options)
    except InvalidError as error:
        problem = Problem(construct.kind, f"{PREFIX}{name} was left as text: {error}")
        state.tokens.append(problem_token(problem, start_line))
        push_text_block(state, "paragraph", "p", match[0], (start_line, start_line + 1))
        return True
    kind = construct.token_type
    if construct.is_container:
        opening = state.push(f"{kind}_open", "div", 1)
        opening.map, opening.meta = [start_line, following], meta or {}
        parse_content(state, content, last, dedents=construct.dedents)
        state.push(f"{kind}_close", "div", -1)
    else:
        token = state.push(kind, "", 0)
        token.map, token.meta = [start_line, following], meta or {}
        token.content = state.src[begin : state.eMarks[following - 1]]
    state.line = following
    return True


def _tabs(
    state: StateBlock,
    title: str,
    options: Mapping[str, str],
    lines: tuple[int, int, int],
) -> None:
    """Push the tokens of a tab group or a tab, as headings and a thematic break.

    :param title: the title of a tab; empty for a tab group.
    :param lines: the first line, that of the content, and the line after it.
    """
    first, content, last = lines
    if title:
        target = "/".join(filter(None, (options.get("id", ""), options.get("if", ""))))
        heading = f"[{title}](#tab/{target})"
        push_text_block(state, "heading", "h1", heading, (first, first + 1))
    parse_content(state, content, last, dedents=False)
    if not title:
        break_ = state.push("hr", "hr", 0)
        break_.map, break_.markup = [last, last + 1], "---"


def _end(
    state: StateBlock, fence: str, start_line: int, end_line: int
) -> tuple[int, int]:
    """Return the line after the content, and the line after the directive."""
    closing = re.compile(rf"{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
    for line in range(start_line, end_line):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return line, line
        begin = state.bMarks[line] + state.tShift[line]
        if closing.fullmatch(state.src, begin, state.eMarks[line]):
            return line, line + 1
    problem = Problem(WarningKind.FENCE, f"the directive has no end; write {fence}")
    state.tokens.append(problem_token(problem, start_line - 1))
    return end_line, end_line


def _options(state: StateBlock, start: int, end: int) -> tuple[dict[str, str], int]:
    """Return the options below the opening line, and the line of the content."""
    options: dict[str, str] = {}
    for line in range(start, end):
        begin = state.bMarks[line] + state.tShift[line]
        match = _OPTION.fullmatch(state.src, begin, state.eMarks[line])
        if match is None:
            return options, line
        options[match["name"].lower()] = match["value"]
    return options, end
