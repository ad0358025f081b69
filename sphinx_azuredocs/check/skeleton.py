"""Leave out the tokens of a page of which nothing can be reported.

A page is rendered from the tokens that are left: headings, links, images, anchors, and
everything that a construct made. So the same code finds the defects of a build and of a
check, and a check renders a fraction of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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


def skeleton(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a page of which something can be reported.

    :param tokens: the block tokens of the page.
    """
    kept: list[Token] = []
    # The index of the first token of each open block, and whether it has content.
    opened: list[list[int]] = []
    depth = 0
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if depth or (token.nesting and name not in _BLOCKS | _TRANSPARENT):
            depth += token.nesting
            kept.append(token)
            _note_content(opened)
        elif token.nesting == 1:
            opened.append([len(kept), int(name in _TRANSPARENT or _is_special(token))])
            kept.append(token)
        elif token.nesting == -1:
            start, has_content = opened.pop()
            if has_content or name in _PARTS_OF_TABLES:
                kept.append(token)
            else:
                del kept[start:]
            if has_content:
                _note_content(opened)
        elif token.type == "inline":
            token.children = _targets(token.children or ())
            if token.children:
                _note_content(opened)
            kept.append(token)
        elif token.type not in _CODE or _is_special(token):
            kept.append(token)
            _note_content(opened)
    return kept


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


def _note_content(opened: list[list[int]]) -> None:
    if opened:
        opened[-1][1] = 1
