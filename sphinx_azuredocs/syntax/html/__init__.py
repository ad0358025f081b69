"""HTML in Markdown: read as a browser does, and made structure of the page.

Paragraphs, lists, tables, code, images and links are what Markdown has them for, so
that print, EPUB and text have them too; Markdown in the midst of it is Markdown. What
no other format has stays HTML, and what looks like a tag but is none is text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..blocks import split_blocks
from .block import follow, html_block_plugin, tags
from .elements import BLOCKS, TABLE_PARTS, TAG, is_html, is_named
from .inline import html_inline_plugin
from .to_tokens import Structure
from .tree import Fragment

# What stands in lists and tables, and seldom is code in them.
_INNER = TABLE_PARTS | {"dd", "div", "dt", "li", "ol", "p", "pre", "ul"}


def html_plugin(md: MarkdownIt) -> None:
    """Add HTML as structure of the page."""
    md.use(html_block_plugin)
    md.use(html_inline_plugin)
    md.core.ruler.before("inline", "html_structure", _html_structure)
    md.core.ruler.after("inline", "html_empty", _drop_empty)


def _html_structure(state: StateCore) -> None:
    if any(_html(token) is not None for token in state.tokens):
        state.tokens[:] = _rewrite(list(split_blocks(state.tokens)))


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


def _html(token: Token, *, is_open: bool = False) -> str | None:
    """The HTML that a token has: a block of it, or text with tags of blocks.

    :param is_open: whether an element is open, so that what is indented like code
        may be HTML that is indented for the reader.
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
    if token.type == "code_block" and is_open:
        tag = TAG.match(token.content)
        return token.content if tag and tag["name"].lower() in _INNER else None
    return None


def _rewrite(blocks: list[list[Token]]) -> list[Token]:
    """The blocks on one level, with structure in place of HTML."""
    for index, block in enumerate(blocks):
        if len(block) > 1 and not _is_paragraph(block):
            inner = _rewrite(list(split_blocks(block[1:-1])))
            blocks[index] = [block[0], *inner, block[-1]]
    result: list[Token] = []
    end = 0
    for begin, run_end in _runs(blocks):
        for block in blocks[end:begin]:
            result += block
        result += _convert(blocks[begin:run_end])
        end = run_end
    for block in blocks[end:]:
        result += block
    return result


def _is_paragraph(block: Sequence[Token]) -> bool:
    return len(block) == 3 and block[0].type == "paragraph_open"


def _source(block: Sequence[Token], *, is_open: bool = False) -> str | None:
    """The HTML that a block is, if it is one."""
    if len(block) == 1:
        is_text = block[0].type == "inline"
        return None if is_text else _html(block[0], is_open=is_open)
    return _html(block[1]) if _is_paragraph(block) else None


def _runs(blocks: Sequence[Sequence[Token]]) -> list[tuple[int, int]]:
    """Where HTML begins and ends, with the blocks between a tag and its end tag.

    An element that is never closed ends with its block.
    """
    runs: list[tuple[int, int]] = []
    opened: list[str] = []
    places: list[int] = []
    for index, block in enumerate(blocks):
        if block[0].type == "heading_open":
            # What is not closed before the next heading was never meant to be.
            opened.clear()
            places.clear()
        html = _source(block, is_open=bool(opened))
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
    return runs


def _convert(blocks: Sequence[list[Token]]) -> Iterable[Token]:
    """The tokens of a run of blocks, from a tag to its end tag."""
    fragment = Fragment()
    for number, block in enumerate(blocks):
        first = block[0].map[0] if block[0].map else 0
        html = _source(block, is_open=True)
        if html is None:
            fragment.add_block(number, first)
        else:
            fragment.add_html(html, first)
    elements = fragment.read()
    if elements is None:
        return [token for block in blocks for token in block]
    return Structure(blocks).tokens(elements)
