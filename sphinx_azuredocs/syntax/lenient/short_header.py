"""The short form of a heading: ``<span class="short-header">Register</span>``.

The site of 2013 showed it in a list beside the page, and the text after it in the
heading.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..blocks import closing_index

_CLASS = "short-header"
_WITH_TEXT = frozenset(("text", "text_special", "code_inline", "image"))


def short_header_plugin(md: MarkdownIt) -> None:
    """Remove the short form of a heading that also has a long form.

    :param md: the parser.
    """
    md.core.ruler.after("inline", "short_header", _short_headers)


def _short_headers(state: StateCore) -> None:
    for token, before in zip(state.tokens[1:], state.tokens, strict=False):
        if before.type == "heading_open" and _CLASS in token.content:
            token.children = _without_short_form(token.children or [])


def _without_short_form(children: list[Token]) -> list[Token]:
    for index, token in enumerate(children):
        classes = str(token.attrs.get("class", "")).split()
        if token.type == "span_open" and _CLASS in classes:
            end = closing_index(children, index) + 1
            rest = [*children[:index], *children[end:]]
            anchors = [t for t in children[index:end] if t.type == "anchor"]
            if _has_text(rest):
                return _stripped([*children[:index], *anchors, *children[end:]])
    return children


def _stripped(tokens: list[Token]) -> list[Token]:
    """Return inline tokens without whitespace at the beginning and end."""
    texts = [token for token in tokens if token.type == "text"]
    if texts:
        texts[0].content = texts[0].content.lstrip()
        texts[-1].content = texts[-1].content.rstrip()
    return tokens


def _has_text(tokens: Sequence[Token]) -> bool:
    return any(t.type in _WITH_TEXT and t.content.strip() for t in tokens)
