"""HTML in Markdown: parsed as browsers do, and converted to tokens of Markdown.

HTML paragraphs, lists, tables, code, images and links become the same tokens as those
of Markdown, so that LaTeX, EPUB and text output have them too. Markdown between tags is
parsed as Markdown. Elements that only HTML output can show stay raw HTML. Text that
looks like a tag but is not an HTML element, such as ``<jobFile>``, is text.
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
from .tree import CODE_SPAN, Fragment

# The start tag of a callout, and its icon, at the end of a block, so that a heading can
# be its title.
_CALLOUT = re.compile(
    r"<div\s[^<>]*\b(?:dev-callout|wa-note)\b[^<>]*>(?:\s|<span[^<>]*>\s*</span>)*\Z",
    re.IGNORECASE,
)
# Elements whose tags, if indented in an open element, are HTML and not indented code.
_INNER = TABLE_PARTS | {"dd", "div", "dt", "li", "ol", "p", "pre", "ul"}


def html_plugin(md: MarkdownIt, *, is_literal: bool = False) -> None:
    """Add the rules that convert HTML to tokens of Markdown.

    :param md: the parser.
    :param is_literal: True for HTML blocks by CommonMark 0.31 §4.6, which end at a
        blank line and whose text is not Markdown; False for HTML blocks by the rules of
        2014, see :mod:`.block`.
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
    """Drop paragraphs that are empty after the conversion of their tags."""
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
    """Return the HTML of a token: an HTML block, or text with tags of block elements.

    :param token: a token of markdown-it.
    :param opened: the names of the open elements. Indented code in them may be HTML
        that is only indented for readability.
    :return: ``None`` for a token without HTML.
    """
    if token.type == "html_block":
        return token.content
    if token.type == "inline" and "<" in token.content:
        content = CODE_SPAN.sub("", token.content)
        text = content.lower()
        meant = any(
            tag["name"].lower() in BLOCKS
            and is_html(tag["name"], tag["attributes"], text)
            and not is_named(tag, text)
            for tag in TAG.finditer(content)
        )
        return token.content if meant else None
    if token.type == "code_block" and opened and _is_inner(token.content, opened):
        return token.content
    return None


def _is_inner(code: str, opened: Collection[str]) -> bool:
    """Return True if indented code is HTML: it begins with a tag, or ends a table cell.

    :param code: the content of the code block.
    :param opened: the names of the open elements.
    """
    tag = TAG.search(code)
    if tag is None or tag["name"].lower() not in _INNER:
        return False
    name = tag["name"].lower()
    ends_cell = bool(tag["end"]) and name in TABLE_PARTS and name in opened
    return ends_cell or not code[: tag.start()].strip()


def _rewrite(blocks: list[list[Token]], *, is_literal: bool) -> list[Token]:
    """Return the tokens of sibling blocks, with HTML converted at every nesting level.

    :param blocks: the tokens of each block; changed.
    """
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
    """Return the HTML of a block; ``None`` for a block of Markdown.

    :param block: the tokens of the block.
    :param opened: the names of the open elements.
    """
    if len(block) == 1:
        is_text = block[0].type == "inline"
        return None if is_text else _html(block[0], opened)
    return _html(block[1]) if _is_paragraph(block) else None


def _is_title(before: Sequence[str | None]) -> bool:
    """Return True if the previous block ends with the start tag of a callout.

    :param before: the HTML of the previous block, ``None`` for Markdown; empty for the
        first block.
    """
    return bool(before and before[0] and _CALLOUT.search(before[0]))


def _runs(
    blocks: Sequence[Sequence[Token]], *, is_literal: bool
) -> tuple[list[tuple[int, int]], list[str | None]]:
    """Find the runs of blocks that belong to one HTML element or several.

    A run extends from the block with a start tag to the block with its end tag. An
    element without an end tag ends with its block.

    :param blocks: the tokens of each block.
    :return: the first index and the index after the last block of each run; and the
        HTML of each block, ``None`` for Markdown.
    """
    runs: list[tuple[int, int]] = []
    sources: list[str | None] = []
    opened: list[str] = []
    places: list[int] = []
    for index, block in enumerate(blocks):
        if block[0].type == "heading_open" and not _is_title(sources[-1:]):
            # An element that is open at a heading lacks its end tag.
            opened.clear()
            places.clear()
        # In CommonMark, indented HTML after a blank line is code.
        html = _source(block, () if is_literal else opened)
        sources.append(html)
        if html is None:
            continue
        begin = index
        if not is_literal or block[0].type != "html_block":
            # Tags in code spans are text.
            html = CODE_SPAN.sub("", html)
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
    """Return the tokens of a run of blocks, with HTML converted.

    Blocks whose elements are nested deeper than ``MAX_DEPTH`` are not converted.

    :param blocks: the tokens of each block.
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
    markdown = zip(blocks, sources, strict=True)
    return Structure([b if html is None else [] for b, html in markdown]).tokens(
        elements
    )
