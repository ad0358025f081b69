"""Triple-colon constructs within text: ``:::image source="x.png":::``.

Source of the grammar: docfx: ``TripleColonInlineParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ..warnings import Problem, WarningKind
from .attributes import InvalidError, docfx_attributes
from .problem import problem_token
from .triple_colon import Attributes

_OPENING = re.compile(r":::[ \t]*(?P<name>[A-Za-z][A-Za-z0-9-]*)")
# `colons` is empty at the end of a line, and None before other text.
_CLOSING = re.compile(r"[ \t]*(?P<colons>:::+|(?=\n|$))?")
_WORD = re.compile(r"\s*(\S*)")


@dataclass(frozen=True)
class TripleColonInline:
    """An inline construct that is written with three colons.

    :param name: the name after the colons, in lower case.
    :param kind: the kind of the warnings about the construct.
    :param read: returns the ``meta`` of the token from the attributes; raises
        :exc:`~.attributes.InvalidError`, then the construct stays text.
    :param check: yields warnings about attributes that do not prevent rendering.
    :param token_type: the type of the token.
    :param example: an example of the syntax, for warnings.
    """

    name: str
    kind: WarningKind
    read: Callable[[Attributes], dict[str, Any]]
    check: Callable[[Attributes], Iterator[str]]
    token_type: str
    example: str


def triple_colon_inline_plugin(
    md: MarkdownIt, *, constructs: tuple[TripleColonInline, ...]
) -> None:
    """Add an inline rule for triple-colon constructs.

    :param md: the parser.
    :param constructs: the constructs that the rule reads.
    """
    by_name = {construct.name: construct for construct in constructs}
    md.inline.ruler.before(
        "link", "triple_colon_inline", partial(_triple_colon_inline, by_name)
    )


def _triple_colon_inline(
    constructs: dict[str, TripleColonInline], state: StateInline, silent: bool
) -> bool:
    if not state.src.startswith(":::", state.pos):
        return False
    match = _OPENING.match(state.src, state.pos)
    construct = constructs.get(match["name"].lower()) if match else None
    if match is None or construct is None:
        return False
    problems: list[str] = []
    meta: dict[str, Any] | None = None
    end = match.end()
    try:
        attributes, end = docfx_attributes(state.src, match.end())
        closing = _CLOSING.match(state.src, end)
        assert closing is not None
        if closing["colons"] is None:
            word = _WORD.match(state.src, end)
            assert word is not None
            msg = f"{word[1]!r} is not an attribute, and no closing colons follow"
            raise InvalidError(msg)
        end = closing.end()
        meta = construct.read(attributes)
        problems.extend(construct.check(attributes))
    except InvalidError as error:
        problems = [f"it was left as text: {error}"]
        end = match.end()
    if silent:
        state.pos = end
        return True
    if state.pending:
        state.pushPending()
    for problem in problems:
        message = f"{construct.name!r}: {problem}; write {construct.example}"
        state.tokens.append(problem_token(Problem(construct.kind, message)))
    if meta is None:
        state.push("text", "", 0).content = match[0]
    else:
        state.push(construct.token_type, "", 0).meta = meta
    state.pos = end
    return True
