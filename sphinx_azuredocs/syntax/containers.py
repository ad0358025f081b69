"""Parsing the content of a container: the lines between its opening and its end."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock


def is_in_container(state: StateBlock) -> bool:
    """Return True inside a container that has an end line.

    An unclosed container in it is ended by the outer container, not by the end of the
    file.

    :param state: the state of the block parser.
    """
    return bool(state.env.get("azuredocs_ended_containers"))


def parse_content(state: StateBlock, start: int, end: int, *, dedents: bool) -> None:
    """Parse lines as the blocks of the innermost open container.

    :param state: the state of the block parser.
    :param start: the first line, 0-based.
    :param end: the line after the last line, 0-based.
    :param dedents: True to measure indentation from the first line of the content.
    """
    parent, line_max, indent = state.parentType, state.lineMax, state.blkIndent
    counts = state.sCount[start:end]
    ended = state.env.get("azuredocs_ended_containers", 0)
    state.parentType, state.lineMax = "container", end
    state.env["azuredocs_ended_containers"] = ended + (end < line_max)
    if dedents:
        lines = (line for line in range(start, end) if not state.isEmpty(line))
        first = next(lines, None)
        if first is not None:
            state.blkIndent = state.sCount[first]
            for line in range(first, end):
                state.sCount[line] = max(state.sCount[line], state.blkIndent)
    state.md.block.tokenize(state, start, end)
    state.sCount[start:end] = counts
    state.env["azuredocs_ended_containers"] = ended
    state.parentType, state.lineMax, state.blkIndent = parent, line_max, indent
