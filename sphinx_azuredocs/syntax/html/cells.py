"""HTML blocks in the cells of Markdown tables: ``| One | <ul><li>x</li></ul> |``.

Markdown parses these tags as inline HTML, but browsers show them as blocks. A table
with such a cell becomes an ``html_table``, whose cells can contain blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..blocks import closing_index
from .elements import BLOCKS, TAG, is_html, is_named
from .to_tokens import Structure
from .tree import CODE_SPAN, Fragment


def html_cells_plugin(md: MarkdownIt) -> None:
    """Convert HTML blocks in the cells of Markdown tables to block tokens.

    :param md: the parser.
    """
    md.core.ruler.before("inline", "html_cells", _html_cells)


def _html_cells(state: StateCore) -> None:
    if not any(token.type == "table_open" for token in state.tokens):
        return
    tokens: list[Token] = []
    index = 0
    while index < len(state.tokens):
        end = index + 1
        if state.tokens[index].type == "table_open":
            end = closing_index(state.tokens, index) + 1
        table = state.tokens[index:end]
        has_blocks = len(table) > 1 and any(map(_has_blocks, table))
        tokens += _with_blocks(table) if has_blocks else table
        index = end
    state.tokens[:] = tokens


def _has_blocks(token: Token) -> bool:
    """Return True for inline tokens with tags of block elements outside code spans."""
    if token.type != "inline" or "<" not in token.content:
        return False
    content = CODE_SPAN.sub("", token.content)
    text = content.lower()
    return any(
        tag["name"].lower() in BLOCKS
        and is_html(tag["name"], tag["attributes"], text)
        and not is_named(tag, text)
        for tag in TAG.finditer(content)
    )


_TYPES = {"table": "html_table", "tr": "html_row", "th": "html_cell", "td": "html_cell"}
_LEFT_OUT = frozenset(("thead", "tbody"))


def _with_blocks(table: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens of a Markdown table, converted to an ``html_table``.

    :param table: the tokens of the table; changed.
    """
    in_head = False
    line = 0
    for token in table:
        name, _, end = token.type.rpartition("_")
        if name in _LEFT_OUT:
            in_head = name == "thead" and end == "open"
            continue
        if token.type == "inline":
            yield from _content(token, line)
            continue
        line = token.map[0] if token.map else line
        token.type = f"{_TYPES[name]}_{end}"
        token.tag = ""
        token.map = [line, line + 1] if token.nesting > 0 else None
        if name == "tr":
            token.meta["head"] = in_head
        elif name in ("th", "td"):
            token.meta["is_header"] = name == "th"
        yield token


def _content(inline: Token, line: int) -> Iterator[Token]:
    """Yield the block tokens of a cell: its text as a paragraph, or its HTML as blocks.

    :param inline: the inline token of the cell.
    :param line: the 0-based line of the cell.
    """
    if _has_blocks(inline):
        fragment = Fragment()
        fragment.add_html(inline.content, line)
        elements = fragment.read()
        if elements is not None:
            yield from Structure([], in_table=True).tokens(elements)
            return
    if inline.content:
        inline.map = [line, line + 1]
        yield Token("paragraph_open", "p", 1, block=True, map=[line, line + 1])
        yield inline
        yield Token("paragraph_close", "p", -1, block=True)
