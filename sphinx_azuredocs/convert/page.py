"""The text of a file, from one dialect to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from .directives import DirectiveWriter
from .inlines import InlineConverter
from .patches import Patcher
from .reading import FileReader, Reading, Segment
from .signature import inline_signature

_KEPT, _PATCHED, _WRITTEN = range(3)
_ROUNDS = 5
_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


@dataclass
class Result:
    """The result of converting the text of a file.

    :param text: the text in the target dialect.
    :param reasons: the constructs that the target dialect reads differently.
    :param has_missing: True if the file includes a file that does not exist.
    """

    text: str
    reasons: list[str] = field(default_factory=list)
    has_missing: bool = False


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
        literals = _literals(reading)
        patcher = Patcher(lines, self._respell, self._target, self._source)
        writer = self._writer(inlines)
        directives = DirectiveWriter(self._blocks, lines)
        edits = [_Edit(segment) for segment in reading.segments]
        for edit in edits:
            edit.patches = patcher.spellings(edit.segment, literals)
            if self._target.dialect is Dialect.MYST_ARTICLE:
                edit.patches |= directives.patches(edit.segment.raw)
            edit.level = _PATCHED if edit.patches else _KEPT
            if patcher.must_write(edit.segment):
                self._raise_to_written(edit, writer)
        reasons: list[str] = []
        written = _joined(lines, edits, writer)
        for _ in range(_ROUNDS):
            different = self._different(written, edits, wanted)
            if not different:
                return Result(written, has_missing=bool(literals))
            raised = [
                self._raise(edit, patcher, inlines, writer, reasons)
                for edit in different
            ]
            if not any(raised):
                break
            written = _joined(lines, edits, writer)
        reasons += [_name(edit.segment) for edit in different]
        return Result(written, list(dict.fromkeys(reasons)), bool(literals))

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

    @staticmethod
    def _raise_to_written(edit: _Edit, writer: MarkdownWriter) -> None:
        """Write a segment anew if that is possible; else keep its spelling."""
        try:
            _write(edit.segment, writer)
        except CannotWriteError:
            return
        edit.level = _WRITTEN

    def _raise(
        self,
        edit: _Edit,
        patcher: Patcher,
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
            begins[edit.segment.ranges[0][0]] = _write(edit.segment, writer)
            removed.update(_lines_of(edit.segment, lines))
        elif edit.level == _PATCHED:
            patches |= edit.patches
    result: list[str] = []
    after_block = False
    for number, line in enumerate(lines):
        if number in begins:
            result += [""] if result and result[-1].strip() else []
            result += begins[number]
            after_block = True
        if number not in removed:
            result += [""] if after_block and line.strip() else []
            result += patches.get(number, [line])
            after_block = False
    return "\n".join(result)


def _lines_of(segment: Segment, lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines of a segment, without blank lines at the end of a range."""
    for begin, end in segment.ranges:
        last = end
        while last > begin + 1 and not lines[last - 1].strip():
            last -= 1
        yield from range(begin, last)
