r"""Bold text as writers mean it, where CommonMark sees none.

With a space inside the marks (``**Save **``), with quotation marks around them
(``“**name**”``), and paths that end in a back-slash (``**C:\Temp\**``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_MARK = re.compile(r"(?<!\*)\*\*(?!\*)")
_NO_MARKS = re.compile(r"(?<=\w)\*{4}(?!\*)")
_PATH = re.compile(r"\*\*(?P<path>[A-Za-z]:\\[^*`\n]*\\)\*\*(?!\*)")


def strong_plugin(md: MarkdownIt) -> None:
    """Add the rules: one before CommonMark's escapes, one after its emphasis."""
    md.inline.ruler.before("escape", "strong_path", _path)
    md.inline.ruler2.after("fragments_join", "strong_pairs", _pairs)


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


def _pairs(state: StateInline) -> None:
    """Pair the marks that are left over on a line, one after the other."""
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
    """Part a text at its marks, which become texts of their own."""
    if token.type != "text" or "**" not in token.content:
        yield token
        return
    end = 0
    content = _NO_MARKS.sub("", token.content)
    for mark in _MARK.finditer(content):
        yield _text(content[end : mark.start()])
        yield _text("**")
        end = mark.end()
    yield _text(content[end:])


def _pair(line: list[Token]) -> list[Token]:
    """Make bold what stands between two marks of the same depth."""
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
    # One of them stands at the edge of a word: `2**3 and 4**5` are none.
    return not (before.isalnum() and after.isalnum())


def _make_strong(line: list[Token], start: int, end: int) -> None:
    """Put a pair of marks in the place of text, spaces within them outside."""
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
