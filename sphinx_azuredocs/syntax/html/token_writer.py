"""Methods that make tokens at a line of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from .tree import Element

Tokens = Iterator[Token]


class TokenWriter:
    """Writer of block tokens, at the 0-based line ``_line``."""

    def __init__(self) -> None:
        self._line = 0

    def _anchors(self, node: Element) -> Tokens:
        if name := node.attribute("id"):
            token = self._token("anchor", "", 0)
            token.meta["anchors"] = [name]
            yield token

    def _raw(self, html: str) -> Token:
        token = self._token("html_block", "", 0)
        token.content = html + "\n"
        return token

    def _token(self, type_: str, tag: str, nesting: Any) -> Token:
        lines = [self._line, self._line + 1]
        return Token(type_, tag, nesting, block=True, map=lines)

    def _wrap(
        self,
        kind: str,
        line: int,
        inner: Sequence[Token] | Tokens,
        attributes: dict[str, Any] | None = None,
    ) -> list[Token]:
        opening = self._token(f"{kind}_open", "", 1)
        opening.map, opening.attrs = [line, line + 1], attributes or {}
        return [opening, *inner, Token(f"{kind}_close", "", -1, block=True)]

    def _text_block(self, kind: str, tag: str, content: str) -> list[Token]:
        inline = self._token("inline", "", 0)
        inline.content, inline.children = content, []
        tokens = self._wrap(kind, self._line, [inline])
        tokens[0].tag = tokens[-1].tag = tag
        return tokens
