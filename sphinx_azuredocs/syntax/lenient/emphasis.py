r"""Strong emphasis that CommonMark's flanking rules (0.31 §6.2) do not recognise.

Delimiters with a space inside (``**Save **``) or next to quotation marks
(``“**name**”``), and paths that end in a backslash (``**C:\Temp\**``).

The flanking rules find no word boundaries in scripts without spaces between words.
There a delimiter run next to a letter of such a script, or next to full-width
punctuation, can open and close emphasis: ``打开**“标签”**页``. Source: the amendment to
CommonMark by the project markdown-cjk-friendly. A delimiter run after the punctuation
of a sentence can close emphasis, also before a letter. A delimiter run before a
typographic opening quotation mark can open emphasis, one after a closing quotation mark
can close it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.token import Token

_DELIMITER = re.compile(r"(?<!\*)\*\*(?!\*)")
_EMPTY = re.compile(r"(?<=\w)\*{4}(?!\*)")
_PATH = re.compile(r"\*\*(?P<path>[A-Za-z]:\\[^*`\n]*\\)\*\*(?!\*)")

_SENTENCE_MARKS = frozenset(".,:;!?")
"""Punctuation after which a delimiter run closes emphasis: ``**Name:**text``."""
_OPENING, _CLOSING = ("Pi", "Ps"), ("Pf", "Pe")
"""Unicode categories of opening and of closing quotation marks and brackets."""


def emphasis_plugin(md: MarkdownIt) -> None:
    """Add lenient emphasis: replace the rule ``emphasis`` and add one for paths.

    A last rule pairs the delimiters that are still text after that.

    :param md: the parser.
    """
    md.inline.ruler.before("escape", "emphasis_path", _path)
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler2.after("fragments_join", "emphasis_pairs", _pairs)


def _path(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("**", state.pos):
        return False
    match = _PATH.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("strong_open", "strong", 1).markup = "**"
        state.push("text", "", 0).content = match["path"].replace("\\\\", "\\")
        state.push("strong_close", "strong", -1).markup = "**"
    state.pos = match.end()
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read a delimiter run, with flanking rules for scripts without spaces."""
    begin, count = state.pos, len(state.delimiters)
    found = tokenize(state, silent)
    added = state.delimiters[count:]
    if not added or state.src[begin] != "*":
        return found
    before = state.src[begin - 1] if begin else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    is_unspaced = _is_unspaced(before) or _is_unspaced(after)
    opens = not after.isspace() and (is_unspaced or _is_bracket(after, _OPENING))
    closes = not before.isspace() and (
        is_unspaced or _is_bracket(before, _CLOSING) or before in _SENTENCE_MARKS
    )
    for delimiter in added:
        delimiter.open |= opens
        delimiter.close |= closes
    return found


def _is_bracket(character: str, categories: tuple[str, str]) -> bool:
    """Return True for typographic quotation marks and brackets."""
    return not character.isascii() and unicodedata.category(character) in categories


def _is_unspaced(character: str) -> bool:
    """Return True for letters without case and for wide characters.

    Scripts without spaces between words consist of these.
    """
    if unicodedata.category(character) in ("Lo", "Lm"):
        return True
    return unicodedata.east_asian_width(character) in "WF"


def _is_word(character: str) -> bool:
    return character.isalnum() and not _is_unspaced(character)


def _pairs(state: StateInline) -> None:
    """Pair the delimiters that are still text, line by line, from left to right."""
    if not any(t.type == "text" and "**" in t.content for t in state.tokens):
        return
    tokens: list[Token] = []
    line: list[Token] = []
    for token in [*state.tokens, None]:
        if token is not None and token.type not in ("softbreak", "hardbreak"):
            line += _split(token)
        else:
            tokens += _pair(line)
            line = []
            tokens += [token] if token else []
    state.tokens[:] = tokens


def _split(token: Token) -> Iterator[Token]:
    """Split a text token at its delimiters, which become text tokens of their own."""
    if token.type != "text" or "**" not in token.content:
        yield token
        return
    end = 0
    content = _EMPTY.sub("", token.content)
    for delimiter in _DELIMITER.finditer(content):
        yield _text(content[end : delimiter.start()])
        yield _text("**")
        end = delimiter.end()
    yield _text(content[end:])


def _pair(line: list[Token]) -> list[Token]:
    """Turn pairs of delimiters at the same nesting depth into strong emphasis."""
    depth = 0
    opening: dict[int, int] = {}
    for index, token in enumerate(line):
        if token.nesting < 0:
            opening.pop(depth, None)
        depth += token.nesting
        if token.type != "text" or token.content != "**":
            continue
        start = opening.pop(depth, None)
        if start is not None and _is_pair(line, start, index):
            _make_strong(line, start, index)
        else:
            opening[depth] = index
    return [token for token in line if token.type != "text" or token.content]


def _is_pair(line: list[Token], start: int, end: int) -> bool:
    inner = "".join(token.content for token in line[start + 1 : end])
    if not inner.strip() or (inner[0].isspace() and inner[-1].isspace()):
        return False
    before = line[start - 1].content[-1:] if start else ""
    after = line[end + 1].content[:1] if end + 1 < len(line) else ""
    if _is_typographic(inner[0]) or _is_typographic(inner[-1]):
        return True
    # One delimiter must be at the edge of a word: `2**3 and 4**5` is text.
    return not (_is_word(before or " ") and _is_word(after or " "))


def _is_typographic(character: str) -> bool:
    """Return True for punctuation outside ASCII, which code does not have."""
    return not character.isascii() and unicodedata.category(character)[0] == "P"


def _make_strong(line: list[Token], start: int, end: int) -> None:
    """Replace a pair of delimiters by tokens; move the spaces inside it outside."""
    first, last = line[start + 1], line[end - 1]
    before = after = ""
    if first.type == "text":
        stripped = first.content.lstrip()
        before = first.content[: len(first.content) - len(stripped)]
        first.content = stripped
    if last.type == "text":
        stripped = last.content.rstrip()
        after = last.content[len(stripped) :]
        last.content = stripped
    for index, text in ((start - 1, before), (end + 1, after)):
        if not text:
            continue
        near = line[index] if 0 <= index < len(line) else None
        if near is None or near.type != "text":
            continue
        near.content = near.content + text if index < start else text + near.content
    line[start] = Token("strong_open", "strong", 1, markup="**")
    line[end] = Token("strong_close", "strong", -1, markup="**")


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
