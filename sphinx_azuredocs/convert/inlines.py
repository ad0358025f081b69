"""Inline content, from one dialect to another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from ..syntax.blocks import closing_index
from ..writing.inline import (
    ELEMENTS,
    LEAVES,
    CannotWriteError,
    link_of,
    start_tag,
    tag_name,
)
from .reading import FileReader, Reading
from .signature import inline_signature

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_MARKUP = re.compile(r"[\\`*_\[\]<>$~:@^&{}|!#]")
_PAIRED = {"strong": "**", "em": "*", "s": "~~"}
_LONG = 60


class InlineConverter:
    """Converter of inline content.

    :param source: the reader of the dialect in which the content is written.
    :param target: the reader of the other dialect.
    :param reading: the file, whose definitions hold.
    """

    def __init__(
        self, source: FileReader, target: FileReader, reading: Reading
    ) -> None:
        self._source, self._target, self._reading = source, target, reading
        known = set(source.md.get_active_rules()["inline"])
        self._new = set(target.md.get_active_rules()["inline"]) - known

    def convert(self, content: str) -> str:
        """Return content of the source dialect in the target dialect.

        :param content: the content.
        :return: the content itself if both dialects read it alike.
        :raises CannotWriteError: for content that cannot be written.
        """
        tokens = self._source.inline(content, self._reading)
        wanted = inline_signature(tokens)
        if self.reads(content) == wanted:
            return content
        for text in self._spellings(content, tokens):
            escaped = self._escaped(text, wanted)
            if self.reads(escaped) == wanted:
                return escaped
        message = f"text that the dialects read differently: {content[:_LONG]!r}"
        raise CannotWriteError(message)

    def _spellings(self, content: str, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield content in ways that are less and less like the source."""
        yield _respelled(content, tokens)
        yield self.write(tokens)
        yield self.write(tokens, tags=True)

    def reads(self, content: str) -> object:
        """Return the signature of content in the target dialect.

        :param content: the content.
        """
        return inline_signature(self._target.inline(content, self._reading))

    def _escaped(self, content: str, wanted: object) -> str:
        """Return content with a backslash in what only the target dialect reads.

        :param content: the content.
        :param wanted: the signature of its tokens in the source dialect.
        """
        while self.reads(content) != wanted:
            index = self._new_markup(content)
            if index is None:
                break
            content = f"{content[:index]}\\{content[index:]}"
        return content

    def _new_markup(self, content: str) -> int | None:
        """Return the index of a character that only the target dialect reads."""
        for token in self._target.inline(content, self._reading):
            begin, end, rule = token.meta.get("span", (0, 0, ""))
            match = _PUNCTUATION.search(content, begin, end)
            if rule in self._new and match:
                return match.start()
        return None

    def write(self, tokens: Sequence[Token], *, tags: bool = False) -> str:
        """Return inline tokens in the target dialect.

        :param tokens: the tokens.
        :param tags: True to write emphasis with HTML tags.
        """
        parts: list[str] = []
        index = 0
        while index < len(tokens):
            end = closing_index(tokens, index)
            inner = tokens[index + 1 : end]
            parts.append(self._write_one(tokens[index], inner, tags=tags))
            index = end + 1
        return "".join(parts)

    def _write_one(self, token: Token, inner: Sequence[Token], *, tags: bool) -> str:
        if token.nesting == 0:
            return self._write_leaf(token)
        kind = token.type.removesuffix("_open")
        content = self.write(inner, tags=tags)
        plain = not token.meta.get("html_attributes")
        if kind == "link" and plain:
            return link_of(content, token)
        if kind in _PAIRED and plain and not tags:
            return f"{_PAIRED[kind]}{content}{_PAIRED[kind]}"
        if kind in ELEMENTS:
            return f"{start_tag(token)}{content}</{tag_name(token)}>"
        raise CannotWriteError(kind)

    def _write_leaf(self, token: Token) -> str:
        if token.type in ("text", "text_special"):
            return self._text(token.content)
        if token.type == "image" and not token.meta.get("html_attributes"):
            inner = self.write(token.children or ())
            if not token.attrs.keys() & {"width", "height", "align"}:
                return "!" + link_of(inner, token)
        if write := LEAVES.get(token.type):
            return write(token)
        if token.type == "problem":
            return ""
        raise CannotWriteError(token.type)

    def _text(self, text: str) -> str:
        """Return text with backslashes where it would be markup."""
        if text.endswith("\\"):
            # It would escape the markup behind it.
            text = f"{text}\\"
        wanted = (text.removesuffix("\\") if text.endswith("\\\\") else text,)
        if not text or self.reads(text) in (wanted, (text,)):
            return text
        for character in dict.fromkeys(_MARKUP.findall(text)):
            escaped = text.replace(character, f"\\{character}")
            if self.reads(escaped) == (text,):
                return escaped
        return _MARKUP.sub(r"\\\g<0>", text)


def _respelled(content: str, tokens: Sequence[Token]) -> str:
    """Return content with links and emphasis of 2014 as CommonMark has them."""
    spans = {t.meta["span"] for t in tokens if "span" in t.meta}
    end = len(content)
    for begin, stop, rule in sorted(spans, reverse=True):
        if stop <= end and (respell := _SPELLINGS.get(rule)):
            content = content[:begin] + respell(content[begin:stop]) + content[stop:]
            end = begin
    return content


def _without_space(text: str) -> str:
    """Return ``[text][label]`` for ``[text] [label]``, and the same for URLs."""
    for index in range(len(text) - 1, 0, -1):
        before = text[:index].rstrip()
        if text[index] in "[(" and before.endswith("]") and len(before) < index:
            return before + text[index:]
    return text


def _url_label(text: str) -> str:
    """Return ``[text](URL)`` for ``[text][URL]``."""
    before, bracket, label = _without_space(text).rpartition("[")
    is_url = bracket and "://" in label
    return f"{before}({label.removesuffix(']').strip()})" if is_url else text


def _path(text: str) -> str:
    """Return a bold path, with its backslashes escaped."""
    path = text[2:-2].replace("\\\\", "\\").replace("\\", "\\\\")
    return f"**{path}**"


_SPELLINGS: dict[str, Callable[[str], str]] = {
    "spaced_reference": _without_space,
    "spaced_image": _without_space,
    "spaced_url": _without_space,
    "spaced_image_url": _without_space,
    "undefined_reference": _url_label,
    "emphasis_path": _path,
}
"""Inline rule of articles of 2014 → function that returns its text in CommonMark."""
