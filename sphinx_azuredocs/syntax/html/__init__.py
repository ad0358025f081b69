"""HTML in Markdown: read as a browser does, and made structure of the page.

Paragraphs, lists, tables, code, images and links are what Markdown has them for, so
that print, EPUB and text have them too; Markdown in the midst of it is Markdown. What
no other format has stays HTML, and what looks like a tag but is none is text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..blocks import split_blocks
from .block import follow, html_block_plugin, tags
from .cells import html_cells_plugin
from .elements import BLOCKS, TABLE_PARTS, TAG, is_html, is_named
from .inline import html_inline_plugin
from .to_tokens import Structure
from .tree import Fragment

# What stands in lists and tables, and seldom is code in them.
_CALLOUT = re.compile(
    r"<div\s[^<>]*\b(?:dev-callout|wa-note)\b[^<>]*>\s*\Z", re.IGNORECASE
)
_INNER = TABLE_PARTS | {"dd", "div", "dt", "li", "ol", "p", "pre", "ul"}


def html_plugin(md: MarkdownIt, *, is_literal: bool = False) -> None:
    """Add HTML as structure of the page.

    :param md: the parser.
    :param is_literal: True for blocks of HTML as CommonMark 0.31 §4.6 has them, which
        end at a blank line, and in which nothing is Markdown.
    """
    md.use(html_block_plugin, is_literal=is_literal)
    md.use(html_inline_plugin)
    md.core.ruler.before(
        "inline", "html_structure", partial(_html_structure, is_literal)
    )
    md.use(html_cells_plugin)
    md.core.ruler.after("inline", "html_empty", _drop_empty)


def _html_structure(is_literal: bool, state: StateCore) -> None:
    if any(_html(token) is not None for token in state.tokens):
        blocks = list(split_blocks(state.tokens))
        state.tokens[:] = _rewrite(blocks, is_literal=is_literal)


def _drop_empty(state: StateCore) -> None:
    """Drop the paragraphs in which tags have left nothing: of breaks alone."""
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "paragraph_close" and len(tokens) >= 3:
            opening, inline = tokens[-3:-1]
            paragraph = opening.type == "paragraph_open"
            if paragraph and "<" in inline.content and not inline.children:
                del tokens[-3:]
    state.tokens[:] = tokens


def _html(token: Token, opened: Collection[str] = ()) -> str | None:
    """Return the HTML of a token: a block of HTML, or text with tags of blocks.

    :param opened: the elements that are open. What is indented like code may be HTML
        in them that is indented for the reader.
    :return: ``None`` for a token without HTML.
    """
    if token.type == "html_block":
        return token.content
    if token.type == "inline" and "<" in token.content:
        text = token.content.lower()
        meant = any(
            tag["name"].lower() in BLOCKS
            and is_html(tag["name"], tag["attributes"], text)
            and not is_named(tag, text)
            for tag in TAG.finditer(token.content)
        )
        return token.content if meant else None
    if token.type == "code_block" and opened and _is_inner(token.content, opened):
        return token.content
    return None


def _is_inner(code: str, opened: Collection[str]) -> bool:
    """Return True if code begins with a tag of a list or table, or ends a cell."""
    tag = TAG.search(code)
    if tag is None or tag["name"].lower() not in _INNER:
        return False
    name = tag["name"].lower()
    ends_cell = bool(tag["end"]) and name in TABLE_PARTS and name in opened
    return ends_cell or not code[: tag.start()].strip()


def _rewrite(blocks: list[list[Token]], *, is_literal: bool) -> list[Token]:
    """Return the blocks on one level, with structure in place of HTML."""
    for index, block in enumerate(blocks):
        if len(block) > 1 and not _is_paragraph(block):
            inner = _rewrite(list(split_blocks(block[1:-1])), is_literal=is_literal)
            blocks[index] = [block[0], *inner, block[-1]]
    result: list[Token] = []
    end = 0
    runs, sources = _runs(blocks, is_literal=is_literal)
    for begin, run_end in runs:
        for block in blocks[end:begin]:
            result += block
        result += _convert(
            blocks[begin:run_end], sources[begin:run_end], is_literal=is_literal
        )
        end = run_end
    for block in blocks[end:]:
        result += block
    return result


def _is_paragraph(block: Sequence[Token]) -> bool:
    return len(block) == 3 and block[0].type == "paragraph_open"


def _source(block: Sequence[Token], opened: Collection[str] = ()) -> str | None:
    """Return the HTML that a block is; ``None`` for a block of Markdown."""
    if len(block) == 1:
        is_text = block[0].type == "inline"
        return None if is_text else _html(block[0], opened)
    return _html(block[1]) if _is_paragraph(block) else None


def _is_title(before: Sequence[str | None]) -> bool:
    """Return True for a heading right behind the tag that opens a callout."""
    return bool(before and before[0] and _CALLOUT.search(before[0]))


def _runs(
    blocks: Sequence[Sequence[Token]], *, is_literal: bool
) -> tuple[list[tuple[int, int]], list[str | None]]:
    """Find where HTML begins and ends, with the blocks between a tag and its end tag.

    An element that is never closed ends with its block.

    :return: the first index and the one after the last of each run; and the HTML of
        each block, ``None`` for Markdown.
    """
    runs: list[tuple[int, int]] = []
    sources: list[str | None] = []
    opened: list[str] = []
    places: list[int] = []
    for index, block in enumerate(blocks):
        if block[0].type == "heading_open" and not _is_title(sources[-1:]):
            # What is not closed before the next heading was never meant to be.
            opened.clear()
            places.clear()
        # To CommonMark, indented HTML after a blank line is code.
        html = _source(block, () if is_literal else opened)
        sources.append(html)
        if html is None:
            continue
        begin = index
        for name, is_end in tags(html, opened):
            follow(opened, name, is_end=is_end)
            begin = min([begin, *places[len(opened) :]])
            del places[len(opened) :]
            places += [index] * (len(opened) - len(places))
        while runs and runs[-1][1] > begin:
            begin = min(begin, runs.pop()[0])
        runs.append((begin, index + 1))
    return runs, sources


def _convert(
    blocks: Sequence[list[Token]], sources: Sequence[str | None], *, is_literal: bool
) -> Iterable[Token]:
    """Return the tokens of a run of blocks, from a tag to its end tag.

    :param sources: the HTML of each block, ``None`` for Markdown.
    """
    fragment = Fragment()
    for number, (block, html) in enumerate(zip(blocks, sources, strict=True)):
        first = block[0].map[0] if block[0].map else 0
        if html is None:
            fragment.add_block(number, first)
        else:
            is_block = block[0].type == "html_block"
            fragment.add_html(html, first, literal=is_literal and is_block)
    elements = fragment.read()
    if elements is None:
        return [token for block in blocks for token in block]
    return Structure(blocks).tokens(elements)
