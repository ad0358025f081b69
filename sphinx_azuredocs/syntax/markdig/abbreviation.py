"""Abbreviations: ``*[VM]: Virtual machine``, on a line of its own.

The line is not shown. Every occurrence of the abbreviation in the page gets the meaning
as explanation. Source: Markdig: ``AbbreviationParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ENV_KEY = "azuredocs_abbreviations"
_DEFINITION = re.compile(r"\*\[(?P<word>[^\]\n]*[^\]\s][^\]\n]*)\]:(?P<meaning>.*)")


def abbreviation_plugin(md: MarkdownIt) -> None:
    """Put ``abbreviation_open`` and ``…_close`` around defined abbreviations.

    The opening token has the meaning in ``meta["meaning"]``.

    :param md: the parser.
    """
    md.block.ruler.before(
        "list", "abbreviation", _define, {"alt": ["paragraph", "reference"]}
    )
    md.core.ruler.after("inline", "abbreviation", _expand)


def _define(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("*[", begin) or state.is_code_block(start_line):
        return False
    match = _DEFINITION.fullmatch(state.src, begin, state.eMarks[start_line])
    if match is None:
        return False
    if not silent:
        defined = state.env.setdefault(_ENV_KEY, {})
        defined[match["word"].strip()] = match["meaning"].strip()
        state.line = start_line + 1
    return True


def _expand(state: StateCore) -> None:
    defined: Mapping[str, str] = state.env.get(_ENV_KEY, {})
    if not defined:
        return
    pattern = _pattern(tuple(sorted(defined, key=len, reverse=True)))
    for token in state.tokens:
        if token.type == "inline" and pattern.search(token.content):
            token.children = [
                part
                for child in token.children or []
                for part in _split(child, pattern, defined)
            ]


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _split(
    token: Token, pattern: re.Pattern[str], defined: Mapping[str, str]
) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    end = 0
    for match in pattern.finditer(token.content):
        yield Token("text", "", 0, content=token.content[end : match.start()])
        meta = {"meaning": defined[match[0]]}
        yield Token("abbreviation_open", "abbr", 1, meta=meta)
        yield Token("text", "", 0, content=match[0])
        yield Token("abbreviation_close", "abbr", -1)
        end = match.end()
    yield token.copy(content=token.content[end:])
