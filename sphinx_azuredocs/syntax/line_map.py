"""Lines of the source file in tokens whose text was made from another format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .sources import Sources


def line_map_plugin(md: MarkdownIt, lines: Sequence[int]) -> None:
    """Replace the lines of generated Markdown by the lines of its source file.

    The rule must come last: it changes ``Token.map`` and ``meta["line"]`` of all tokens
    of the page, and the lines of its link reference definitions. Included files keep
    their lines.

    :param md: the parser.
    :param lines: the 1-based line in the source file of each line of the Markdown.
    """
    if lines:
        md.core.ruler.push("line_map", partial(_map_lines, lines))


def _map_lines(lines: Sequence[int], state: StateCore) -> None:
    sources = Sources.of(state.env)
    for token in sources.follow(state.tokens, state.env):
        if sources.current is sources.page:
            _map_token(token, lines)
            _map_children(token.children or (), lines)
    for reference in sources.page.references.values():
        if "map" in reference:
            reference["map"] = _mapped(reference["map"], lines)


def _map_children(children: Iterable[Token], lines: Sequence[int]) -> None:
    included = 0
    for token in children:
        if token.type.startswith("include_text"):
            included += token.nesting
        elif not included:
            _map_token(token, lines)
            _map_children(token.children or (), lines)


def _map_token(token: Token, lines: Sequence[int]) -> None:
    if token.map:
        token.map = _mapped(token.map, lines)
    if "line" in token.meta:
        token.meta["line"] = _line(token.meta["line"], lines)


def _mapped(map_: Sequence[int], lines: Sequence[int]) -> list[int]:
    begin = _line(map_[0], lines)
    return [begin, max(_line(map_[1] - 1, lines), begin) + 1]


def _line(line: int, lines: Sequence[int]) -> int:
    """Return the 0-based line of the source file for a 0-based line of Markdown."""
    return lines[min(line, len(lines) - 1)] - 1
