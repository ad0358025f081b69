"""Leave out the tokens of a page of which nothing can be reported.

A page is rendered from the tokens that are left: headings, links, images, anchors, and
everything that a construct made. So the same code finds the defects of a build and of a
check, and a check renders a fraction of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_TEXT = frozenset(
    (
        *("text", "text_special", "code_inline", "softbreak", "hardbreak"),
        *("strong_open", "strong_close", "em_open", "em_close", "s_open", "s_close"),
    )
)
"""The inline tokens of text without targets."""
_CODE = frozenset(("fence", "code_block", "hr"))
_BLOCKS = frozenset(
    (
        *("paragraph", "list_item", "bullet_list", "ordered_list", "blockquote"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    )
)
"""The blocks that are looked into, and left out if nothing is left in them."""
_TRANSPARENT = frozenset(("include",))
"""The blocks that are looked into, and kept."""
_LOOKED_INTO = _BLOCKS | _TRANSPARENT
_CELLS = frozenset(("th", "td"))
_PARTS_OF_TABLES = frozenset(("thead", "tbody", "tr", *_CELLS))
"""The blocks that are left out only together with their table."""


_CAN_BE_TARGET = re.compile(r"[\[\]<@]|:::|://|www\.|mailto:|ftp:", re.IGNORECASE)
"""The characters of links, images, HTML, references, labels and bare URLs."""


def has_targets(token: Token, opening: Token | None) -> bool:
    """Return False for text in which nothing can be reported, so that it is not parsed.

    :param token: an inline token.
    :param opening: the token before it. Anchors are made from the text of headings.
    """
    if opening is None or opening.type != "paragraph_open":
        return True
    return _CAN_BE_TARGET.search(token.content) is not None


def leave_out(state: StateCore) -> None:
    """Replace the tokens of a page by the tokens that can be reported.

    A rule of markdown-it's core, which must come after all rules that find constructs.
    """
    state.tokens = skeleton(state.tokens)


@dataclass
class _Block:
    """An open block that is looked into.

    :param start: the index of its first token among the tokens that are kept.
    :param has_content: True if something in it is kept.
    :param is_plain: True if only links and the like are in it: they can be taken out.
    """

    start: int
    has_content: bool = False
    is_plain: bool = True


def skeleton(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a page of which something can be reported.

    :param tokens: the block tokens of the page.
    """
    kept: list[Token] = []
    opened: list[_Block] = []
    depth = 0
    for token in tokens:
        name = _name_of(token)
        if depth or (token.nesting and name not in _LOOKED_INTO):
            depth += token.nesting
            kept.append(token)
            _note_content(opened, is_plain=False)
        elif token.nesting == 1:
            if name in _TRANSPARENT or _is_special(token):
                _note_content(opened, is_plain=False)
                opened.append(_Block(len(kept), has_content=True, is_plain=False))
            else:
                opened.append(_Block(len(kept)))
            kept.append(token)
        elif token.nesting == -1:
            _close(token, name, opened, kept)
        elif token.type == "inline":
            token.children = _targets(token.children or ())
            if token.children:
                _note_content(opened)
            kept.append(token)
        elif token.type not in _CODE or _is_special(token):
            kept.append(token)
            _note_content(opened, is_plain=False)
    return kept


def _close(token: Token, name: str, opened: list[_Block], kept: list[Token]) -> None:
    """End a block: keep it, leave it out, or replace it by the paragraphs in it."""
    block = opened.pop()
    kept.append(token)
    if not block.has_content and name not in _PARTS_OF_TABLES:
        del kept[block.start :]
    elif block.is_plain and not opened and name != "paragraph":
        kept[block.start :] = _paragraphs(kept[block.start :])


def _paragraphs(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield a paragraph for each inline token with content."""
    for token in tokens:
        if token.type == "inline" and token.children:
            yield Token("paragraph_open", "p", 1, map=token.map, block=True)
            yield token
            yield Token("paragraph_close", "p", -1, block=True)


def _name_of(token: Token) -> str:
    if not token.nesting:
        return token.type
    return token.type[: -len("_open" if token.nesting == 1 else "_close")]


def _targets(tokens: Iterable[Token]) -> list[Token]:
    """Return inline tokens without text outside links.

    :param tokens: the children of an inline token.
    """
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if depth or token.type not in _TEXT or _is_special(token):
            depth += token.nesting
            kept.append(token)
    return kept


def _is_special(token: Token) -> bool:
    """Return True for a token with data of a construct, such as an ``id``."""
    return bool(token.attrs.keys() - {"start", "style"}) or bool(
        token.meta and token.meta.keys() - {"line"}
    )


def _note_content(opened: list[_Block], *, is_plain: bool = True) -> None:
    """Record that something in the open blocks is kept.

    :param is_plain: False if it depends on the blocks around it.
    """
    for block in reversed(opened):
        if block.has_content and not (block.is_plain and not is_plain):
            break
        block.has_content = True
        block.is_plain &= is_plain
