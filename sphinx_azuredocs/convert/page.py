"""The text of a file, from one dialect to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial

from markdown_it.token import Token
from sphinx.config import Config

from ..dialect import constructs_of
from ..page.dialects import Dialect
from ..writing.html import HTML
from ..writing.inline import CannotWriteError
from ..writing.markdown import MARKDOWN, MarkdownWriter, Write
from ..writing.spelling import Line, Respell
from .directives import DirectiveWriter
from .inlines import InlineConverter
from .reading import FileReader, Reading, Segment, own_tokens
from .signature import inline_signature

_KEPT, _PATCHED, _WRITTEN = range(3)
_ROUNDS = 5
_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


@dataclass
class Result:
    """The result of converting the text of a file.

    :param text: the text in the target dialect.
    :param reasons: the constructs that the target dialect reads differently.
    """

    text: str
    reasons: list[str] = field(default_factory=list)


@dataclass
class _Edit:
    """A segment, and how much of it is changed.

    :param segment: the segment.
    :param level: 0 to keep the source lines, 1 to change single lines, 2 to write the
        lines anew from the tokens.
    :param patches: line → the lines in its place.
    """

    segment: Segment
    level: int = _KEPT
    patches: dict[int, list[str]] = field(default_factory=dict)


class TextConverter:
    """Converter of the text of a file.

    :param source: the reader of the dialect in which the file is written.
    :param target: the reader of the other dialect.
    :param config: the configuration of the project.
    """

    def __init__(self, source: FileReader, target: FileReader, config: Config) -> None:
        self._source, self._target = source, target
        self.reading: Reading | None = None
        """The last text that was converted, as the source dialect reads it."""
        constructs = constructs_of(config, target.dialect)
        functions: dict[str, Write] = {**MARKDOWN, **HTML}
        for construct in constructs:
            for write in construct.write:
                functions[write.__name__.removeprefix("write_")] = write
        self._blocks = [block for c in constructs for block in c.blocks]
        self._functions: Mapping[str, Write] = functions
        self._respell = [c.respell for c in constructs if c.respell is not None]

    def convert(self, text: str) -> Result:
        r"""Return the text of a file in the target dialect.

        :param text: the text, with ``\n`` line ends, without the tags of its header.
        """
        lines = text.split("\n")
        self.reading = reading = self._source.read(text)
        wanted = reading.signatures()
        inlines = InlineConverter(self._source, self._target, reading)
        patcher = _Patcher(lines, self._respell, self._target, self._source)
        directives = DirectiveWriter(self._blocks, lines)
        edits = [_Edit(segment) for segment in reading.segments]
        for edit in edits:
            edit.patches = patcher.spellings(edit.segment, _literals(reading))
            if self._target.dialect is Dialect.MYST_ARTICLE:
                edit.patches |= directives.patches(edit.segment.raw)
            edit.level = _PATCHED if edit.patches else _KEPT
        writer = self._writer(inlines)
        reasons: list[str] = []
        written = _joined(lines, edits, writer)
        for _ in range(_ROUNDS):
            different = self._different(written, edits, wanted)
            if not different:
                return Result(written)
            raised = [
                self._raise(edit, patcher, inlines, writer, reasons)
                for edit in different
            ]
            if not any(raised):
                break
            written = _joined(lines, edits, writer)
        reasons += [_name(edit.segment) for edit in different]
        return Result(written, list(dict.fromkeys(reasons)))

    def _writer(self, inlines: InlineConverter) -> MarkdownWriter:
        return MarkdownWriter(
            self._target.dialect,
            self._source.context,
            self._source.path,
            self._functions,
            inlines.convert,
            inlines.write,
            partial(self._is_paragraph, inlines),
        )

    def _is_paragraph(self, inlines: InlineConverter, text: str, inline: Token) -> bool:
        """Return True if a text is a paragraph with the content of an inline token."""
        types = [
            token.type
            for segment in self._target.read(text).segments
            for token in segment.raw
            if token.type != "problem"
        ]
        wanted = inline_signature(inline.children or ())
        return types == _PARAGRAPH and inlines.reads(text) == wanted

    def _different(
        self, text: str, edits: Sequence[_Edit], wanted: Sequence[object]
    ) -> list[_Edit]:
        """Return the edits whose blocks the target dialect reads differently."""
        found = self._target.read(text).signatures()
        if found == wanted:
            return []
        owners = [edit for edit in edits for _ in edit.segment.signatures()]
        numbers = {edit_id: n for n, edit_id in enumerate(map(id, edits))}
        different: dict[int, _Edit] = {}
        names: dict[object, int] = {}

        def numbered(signatures: Sequence[object]) -> list[int]:
            return [names.setdefault(one, len(names)) for one in signatures]

        matcher = SequenceMatcher(
            None, numbered(wanted), numbered(found), autojunk=False
        )
        for kind, begin, end, _, _ in matcher.get_opcodes():
            if kind == "equal":
                continue
            if begin == end:
                begin, end = max(0, begin - 1), min(len(owners), end + 1)
            for edit in owners[begin:end]:
                different[numbers[id(edit)]] = edit
        return [different[number] for number in sorted(different)]

    def _raise(
        self,
        edit: _Edit,
        patcher: _Patcher,
        inlines: InlineConverter,
        writer: MarkdownWriter,
        reasons: list[str],
    ) -> bool:
        """Change more of a segment; return False if no more can be changed."""
        if edit.level == _KEPT or (edit.level == _PATCHED and not edit.patches):
            patches = patcher.patches(edit.segment, inlines)
            if patches:
                edit.patches = patches
                edit.level = _PATCHED
                return True
        elif edit.level == _PATCHED:
            patches = edit.patches | patcher.patches(edit.segment, inlines)
            if patches != edit.patches:
                edit.patches = patches
                return True
        if edit.level == _WRITTEN:
            return False
        try:
            _write(edit.segment, writer)
        except CannotWriteError as error:
            reasons.append(str(error))
            return False
        edit.level = _WRITTEN
        return True


def _literals(reading: Reading) -> set[str]:
    """Return the texts of includes that were left as text, as their file is missing."""
    return {
        token.content
        for segment in reading.segments
        for block in segment.blocks
        for token in block
        if token.type == "literal_text"
    }


def _name(segment: Segment) -> str:
    types = (block[0].type.removesuffix("_open") for block in segment.blocks)
    return ", ".join(dict.fromkeys(types))


def _write(segment: Segment, writer: MarkdownWriter) -> list[str]:
    return writer.blocks([token for block in segment.blocks for token in block])


def _joined(
    lines: Sequence[str], edits: Sequence[_Edit], writer: MarkdownWriter
) -> str:
    """Return the text of a file with its edits."""
    begins: dict[int, list[str]] = {}
    removed: set[int] = set()
    patches: dict[int, list[str]] = {}
    for edit in edits:
        if edit.level == _WRITTEN:
            written = _write(edit.segment, writer)
            first = edit.segment.ranges[0][0]
            begins[first] = written
            for begin, end in edit.segment.ranges:
                while end > begin + 1 and not lines[end - 1].strip():
                    end -= 1
                removed.update(range(begin, end))
        elif edit.level == _PATCHED:
            patches |= edit.patches
    result: list[str] = []
    after_block = False
    for number, line in enumerate(lines):
        if number in begins:
            if result and result[-1].strip():
                result.append("")
            result += begins[number]
            after_block = True
        if number in removed:
            continue
        if after_block and line.strip():
            result.append("")
        after_block = False
        result += patches.get(number, [line])
    return "\n".join(result)


class _Patcher:
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
            text = lines[token.map[0]].rpartition("[")
            yield token.map[0], f"[{text[2]}", True, token
