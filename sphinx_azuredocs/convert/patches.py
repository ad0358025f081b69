"""Single lines of a file that another dialect spells or reads differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from ..writing.inline import CannotWriteError
from ..writing.spelling import WRITE_BLOCK, Line, Respell
from .inlines import InlineConverter
from .reading import FileReader, Segment, own_tokens


class Patcher:
    """Finds the single lines of segments that the target dialect spells differently.

    :param lines: the lines of the file.
    :param respell: the functions of the constructs.
    :param target: the reader of the target dialect.
    :param source: the reader of the source dialect.
    """

    def __init__(
        self,
        lines: Sequence[str],
        respell: Sequence[Respell],
        target: FileReader,
        source: FileReader,
    ) -> None:
        self._lines, self._respell = lines, respell
        self._target, self._source = target, source

    def spellings(self, segment: Segment, literals: set[str]) -> dict[int, list[str]]:
        """Return the lines with a construct that the target dialect spells differently.

        :param segment: the segment.
        :param literals: texts that stay as they are.
        :return: 0-based line → the lines in its place.
        """
        return self._changed(
            segment,
            lambda text, in_quote, _token: self._spelled(
                text, literals, in_quote=in_quote
            ),
        )

    def _spelled(
        self, text: str, literals: set[str], *, in_quote: bool
    ) -> list[str] | None:
        if text.strip() in literals:
            return None
        lines = [text]
        for respell in self._respell:
            context = self._source.context
            found = [
                respell(Line(line, in_quote, self._target.dialect, context)) or [line]
                for line in lines
            ]
            lines = [line for group in found for line in group]
        return None if lines == [text] else lines

    def must_write(self, segment: Segment) -> bool:
        """Return True if a construct is spelled differently in more than its line.

        :param segment: the segment.
        """
        context, dialect = self._source.context, self._target.dialect
        lines = [
            Line(text, in_quote, dialect, context)
            for _, text, in_quote, _ in _text_lines(segment, self._lines)
        ]
        return any(
            respell(line) == WRITE_BLOCK for line in lines for respell in self._respell
        )

    def patches(
        self, segment: Segment, inlines: InlineConverter
    ) -> dict[int, list[str]]:
        """Return the lines of text that the target dialect reads differently.

        :param segment: the segment.
        :param inlines: the converter of inline content.
        :return: 0-based line → the lines in its place.
        """
        patches: dict[int, list[str]] = {}
        tokens = list(own_tokens(segment.raw))
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type != "inline" or not token.map:
                continue
            try:
                content = inlines.convert(token.content)
            except CannotWriteError:
                continue
            old, new = token.content.split("\n"), content.split("\n")
            if len(old) != len(new):
                continue
            first = token.map[0]
            for number, (was, now) in enumerate(zip(old, new, strict=True), first):
                if was != now and (place := self._place(number, was)) is not None:
                    patches[number] = [place[0] + now + place[1]]
            if before is not None and before.type == "heading_open":
                patches |= self._heading(before, first, content)
        return patches

    def _heading(self, opening: Token, line: int, text: str) -> dict[int, list[str]]:
        markup = opening.markup
        if not markup.startswith("#") or line >= len(self._lines):
            return {}
        prefix, found, rest = self._lines[line].partition(markup)
        if not found or rest.startswith((" ", "\t")) or not rest:
            return {}
        return {line: [f"{prefix}{markup} {text}"]}

    def _place(self, number: int, text: str) -> tuple[str, str] | None:
        """Return what is before and after a text in a source line."""
        if not 0 <= number < len(self._lines) or not text:
            return None
        before, found, after = self._lines[number].rpartition(text)
        return (before, after) if found else None

    def _changed(
        self,
        segment: Segment,
        change: Callable[[str, bool, Token], list[str] | None],
    ) -> dict[int, list[str]]:
        patches: dict[int, list[str]] = {}
        for number, text, in_quote, token in _text_lines(segment, self._lines):
            new = change(text, in_quote, token)
            place = self._place(number, text)
            if new is None or place is None:
                continue
            before, after = place
            following = _continued(before)
            patches[number] = [before + new[0], *(following + line for line in new[1:])]
            patches[number][-1] += after
        return patches


def _continued(prefix: str) -> str:
    """Return the prefix of a further line: list markers become blanks."""
    return "".join(c if c in "> \t" else " " for c in prefix)


def _text_lines(
    segment: Segment, lines: Sequence[str]
) -> Iterator[tuple[int, str, bool, Token]]:
    """Yield the lines of text of a segment.

    :return: the 0-based line, its text, True in a quote, and its token.
    """
    quotes = 0
    depth = 0
    for token in segment.raw:
        depth -= token.type == "include_close"
        quotes += token.nesting * token.type.startswith("blockquote")
        if token.type == "include_open" and not depth and token.map:
            line = token.map[0]
            if line < len(lines):
                yield line, lines[line].strip().lstrip("> "), bool(quotes), token
        depth += token.type == "include_open"
        if depth or not token.map:
            continue
        if token.type == "inline":
            for number, text in enumerate(token.content.split("\n"), token.map[0]):
                yield number, text, bool(quotes), token
        elif token.type == "quote_marker" and token.map[0] < len(lines):
            marker = lines[token.map[0]].rpartition("[")[2]
            yield token.map[0], f"[{marker}", True, token
