"""Signatures of tokens: equal for text that becomes the same nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it.token import Token

# Where a token is, and how it is spelled.
_NOT_SHOWN = frozenset(
    ("line", "anchor_lines", "defined_in", "file", "span", "label", "title")
)
_TEXT = frozenset(("softbreak", "text", "text_special"))
_LISTS = frozenset(("bullet_list_open", "ordered_list_open"))
_WITH_INFO = frozenset(("alert_open", "code_block", "fence"))
# Tokens whose `content` is how they are spelled.
_SPELLED = frozenset(("code_snippet", "form", "image"))
# Tokens whose `info` and `meta` differ between spellings of the same video.
_VIDEOS = frozenset(("azure_video",))


def signature_of(tokens: Iterable[Token]) -> object:
    """Return the signature of the tokens of a block; empty for no nodes.

    Problems are left out, and the content of included files.

    :param tokens: block tokens, with inline tokens as children.
    """
    return tuple(_blocks(tokens))


def inline_signature(children: Iterable[Token]) -> object:
    """Return the signature of inline tokens.

    :param children: the tokens.
    """
    return tuple(_inlines(children))


def _blocks(tokens: Iterable[Token]) -> Iterator[object]:
    waiting: list[Token] = []
    depth = 0
    for token in tokens:
        depth -= token.type == "include_close"
        if depth or token.type == "problem":
            continue
        if token.type == "include_open":
            depth += 1
            yield "include", token.meta["file"].path
        elif token.type == "paragraph_open":
            waiting.append(token)
        elif token.type == "inline":
            content = inline_signature(token.children or ())
            if waiting and not content:
                waiting.append(token)
                continue
            yield from (_signature(t) for t in waiting)
            waiting.clear()
            yield content
        elif token.type == "paragraph_close" and len(waiting) == 2:
            # A paragraph without content is dropped.
            waiting.clear()
        else:
            yield _signature(token)


def _inlines(children: Iterable[Token]) -> Iterator[object]:
    text = ""
    depth = 0
    for token in children:
        depth -= token.type == "include_text_close"
        if token.type == "problem" or depth:
            continue
        depth += token.type == "include_text_open"
        if token.type in _TEXT:
            text += "\n" if token.type == "softbreak" else token.content
            continue
        if text:
            yield text
            text = ""
        yield _signature(token)
    if text:
        yield text


def _signature(token: Token) -> object:
    if token.nesting < 0:
        return token.type
    if token.type in _VIDEOS:
        return token.type
    meta = {
        key: _plain(value) for key, value in token.meta.items() if key not in _NOT_SHOWN
    }
    children = inline_signature(token.children or ())
    content = "" if token.children else token.content
    if token.type in _SPELLED:
        content = ""
    info = token.info.strip() if token.type in _WITH_INFO else ""
    tag = token.tag if token.type == "heading_open" else ""
    markup = token.markup if token.type in _LISTS else ""
    attributes = sorted((k, str(v)) for k, v in token.attrs.items())
    return (
        *(token.type, tag, info, content, markup),
        *(repr(attributes), repr(sorted(meta.items())), children),
    )


def _plain(value: Any) -> str:
    return repr(value)
