"""Selectors, as docfx writes them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from ...syntax.quote_list import SELECTOR_MARKER
from ...writing.inline import CannotWriteError
from ...writing.markdown import Lines, MarkdownWriter, quoted
from ...writing.spelling import WRITE_BLOCK, Line


def respell_selector(line: Line) -> Lines | None:
    """Have the block of a selector written anew, as its list may be outside of it."""
    match = SELECTOR_MARKER.match(line.text) if line.in_quote else None
    return WRITE_BLOCK if match else None


def write_selector(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a selector of one dimension."""
    return _selector(writer, block, "op_single_selector")


def write_selector_list(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a selector of several dimensions, which ``title1`` … name."""
    return _selector(writer, block, "op_multi_selector")


def _selector(writer: MarkdownWriter, block: Sequence[Token], name: str) -> Lines:
    if "current" in block[0].meta:
        raise CannotWriteError(name)
    titles = "".join(
        f' title{number}="{escape(title)}"'
        for number, title in enumerate(block[0].meta["arguments"], 1)
    )
    content = writer.blocks(block[1:-1])
    return quoted([f'[!div class="{name}"{titles}]', *content])
