"""Includes: ``[WACOM.INCLUDE [name](../includes/file.md)]``.

Later spellings are ``[AZURE.INCLUDE …]`` and ``[!INCLUDE …]``, in any letter case. The
spelling of 2013 is ``<div chunk="../chunks/file.md" />``.

An include on a line of its own is replaced by the blocks of the file, an include within
text by the text of the file's paragraphs. The name in brackets is ignored. Source of
the grammar: docfx: ``InclusionBlockParser.cs``, ``InclusionInlineParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ...page.header import read_tags
from ...page.reading import AbsentText, IncludedText, ReadInclude
from ...syntax.blocks import paragraph_of
from ...syntax.html.elements import CHUNK
from ...syntax.lenient.whitespace import plain_spaces
from ...syntax.problem import literal_text_token, problem_token
from ...syntax.references import mark_definitions
from ...syntax.sources import SourceFile, Sources
from ...warnings import Problem, WarningKind

INCLUDE = re.compile(
    r"""\[(?:(?:WACOM|AZURE)\.INCLUDE|!INCLUDE[+-]?)\s*
        \[(?:\\.|[^\]\\\n])*\]
        \([ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:\\[()]|\([^()\s]*\)|[^()\s])+))
        (?:[ \t]+"[^"\n]*")?[ \t]*\)\]""",
    re.IGNORECASE | re.VERBOSE,
)
_INCLUDE_LINE = re.compile(rf"(?x:{INCLUDE.pattern})[ \t]*", re.IGNORECASE)
_CHUNK_LINE = re.compile(rf"(?x:{CHUNK.pattern})[ \t]*", re.IGNORECASE)
_PRE = re.compile(r"<(?P<end>/?)pre(?=[\s>])", re.IGNORECASE)
_RAW_HTML = ("<!--", "<script", "<style", "<textarea")
_ESCAPED_PARENTHESIS = re.compile(r"\\([()])")
# The types of block tokens that an include within text may have.
_TEXT_BLOCKS = frozenset(
    ("paragraph_open", "paragraph_close", "inline", "include_open", "include_close")
)


def include_plugin(
    md: MarkdownIt,
    *,
    read_include: ReadInclude,
    is_modern: bool = False,
    without_markers: Callable[[str], str] = str,
) -> None:
    """Replace includes by the content of their files.

    The tokens of a file are between ``include_open`` and ``include_close``
    (``include_text_open`` and ``include_text_close`` among inline tokens), whose
    ``meta["file"]`` is the :class:`~.sources.SourceFile`. Lines of the tokens between
    them are lines of that file.

    :param md: the parser.
    :param read_include: finds and reads the file that an include names.
    :param is_modern: True to read includes as docfx does: an include without
        indentation ends a list, and HTML blocks have no includes. False: as in articles
        of 2014, whose site included files before it parsed lists and HTML.
    :param without_markers: returns text without markers of notes, for includes within
        text.
    """
    md.block.ruler.before(
        "table",
        "include",
        partial(_include_block, read_include, is_modern),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.core.ruler.before(
        "inline", "include_in_paragraph", partial(_split_paragraphs, read_include)
    )
    if not is_modern:
        md.core.ruler.after(
            "include_in_paragraph",
            "include_in_html",
            partial(_split_html, read_include),
        )
    md.inline.ruler.before(
        "link", "include", partial(_include_inline, read_include, without_markers)
    )


def _include_block(
    read: ReadInclude,
    is_modern: bool,
    state: StateBlock,
    start_line: int,
    end_line: int,
    silent: bool,
) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    first = state.src[begin : begin + 1]
    if first not in ("[", "<"):
        return False
    pattern = _INCLUDE_LINE if first == "[" else _CHUNK_LINE
    match = pattern.fullmatch(state.src, begin, state.eMarks[start_line])
    if match is None:
        return False
    if state.is_code_block(start_line) and not _is_indented(state, start_line, match):
        return False
    if silent:
        # A lazy continuation line stays in the paragraph of the list item; then
        # `_split_paragraphs` splits the paragraph at it.
        return is_modern or state.sCount[start_line] >= state.blkIndent
    state.line = start_line + 1
    for token in _expand(read, state.md, state.env, match, start_line):
        token.level += state.level
        state.tokens.append(token)
    return True


def _is_indented(state: StateBlock, line: int, match: re.Match[str]) -> bool:
    """Return True if an include that is indented like code is not code.

    That is an include alone in its code block, in articles of 2014: their site included
    files before it parsed code. docfx's spelling is always code.
    """
    following = state.skipEmptyLines(line + 1)
    alone = following >= state.lineMax or not state.is_code_block(following)
    return alone and not match[0].startswith("[!")


def _split_paragraphs(read: ReadInclude, state: StateCore) -> None:
    state.tokens[:] = _split(read, state.md, state.env, state.tokens)


def _split(
    read: ReadInclude,
    md: MarkdownIt,
    env: MutableMapping[str, Any],
    blocks: list[Token],
) -> list[Token]:
    """Return the blocks, with paragraphs split at includes alone on a line."""
    result: list[Token] = []
    tokens = Sources.of(env).follow(blocks, env)
    for token in tokens:
        may_include = token.type == "inline" and ")]" in token.content
        lines = token.content.split("\n") if may_include else []
        includes = [_INCLUDE_LINE.fullmatch(line.strip(" \t")) for line in lines]
        if not any(includes) or result[-1].type != "paragraph_open":
            result.append(token)
            continue
        opening, closing = result.pop(), next(tokens)
        first_line = token.map[0] if token.map else 0
        text: list[str] = []
        for line, include in enumerate(includes, first_line):
            if include is None:
                text.append(lines[line - first_line])
                continue
            result.extend(paragraph_of(opening, closing, text, line - len(text)))
            result.extend(_expand(read, md, env, include, line))
            text = []
        end_line = first_line + len(lines)
        result.extend(paragraph_of(opening, closing, text, end_line - len(text)))
    return result


def _split_html(read: ReadInclude, state: StateCore) -> None:
    """Split HTML blocks at includes alone on a line."""
    result: list[Token] = []
    for token in Sources.of(state.env).follow(list(state.tokens), state.env):
        if token.type == "html_block" and ")]" in token.content:
            result += _html_parts(read, state.md, state.env, token)
        else:
            result.append(token)
    state.tokens[:] = result


def _html_parts(
    read: ReadInclude, md: MarkdownIt, env: MutableMapping[str, Any], html: Token
) -> Iterator[Token]:
    """Yield an HTML block, split at includes, with the blocks of the files between.

    Comments, scripts, styles and ``<pre>`` have no includes.
    """
    first = html.map[0] if html.map else 0
    is_raw = html.content.lstrip().lower().startswith(_RAW_HTML)
    text: list[str] = []
    for number, line in enumerate(html.content.splitlines(keepends=True), first):
        for tag in _PRE.finditer(line):
            is_raw = not tag["end"]
        include = None if is_raw else _INCLUDE_LINE.fullmatch(line.strip())
        if include is None:
            text.append(line)
            continue
        yield from _html_of(html, text, number - len(text))
        yield from _split_included(read, md, env, include, number)
        text = []
    end = first + html.content.count("\n")
    yield from _html_of(html, text, end - len(text))


def _html_of(html: Token, lines: list[str], first_line: int) -> Iterator[Token]:
    if lines:
        map_ = [first_line, first_line + len(lines)]
        yield html.copy(content="".join(lines), map=map_)


def _split_included(
    read: ReadInclude,
    md: MarkdownIt,
    env: MutableMapping[str, Any],
    include: re.Match[str],
    line: int,
) -> Iterator[Token]:
    """Yield the blocks of an included file, with its HTML blocks split at includes."""
    tokens = _expand(read, md, env, include, line)
    for token in Sources.of(env).follow(tokens, env):
        if token.type == "html_block" and ")]" in token.content:
            yield from _html_parts(read, md, env, token)
        else:
            yield token


def _expand(
    read: ReadInclude,
    md: MarkdownIt,
    env: MutableMapping[str, Any],
    match: re.Match[str],
    line: int,
) -> list[Token]:
    """Return the block tokens that replace an include.

    A link, if the file is on the site but not in the source tree; the literal text, if
    the file cannot be included.

    :param line: the 0-based line of the include.
    """
    sources = Sources.of(env)
    included = read(_path(match), sources.current)
    if isinstance(included, AbsentText):
        return [problem_token(included.problem, line), *_link_to(included, line)]
    if not isinstance(included, IncludedText):
        reported = [problem_token(included, line)] if included else []
        return [*reported, literal_text_token(match[0], line)]
    file = SourceFile(included.path, sources.current)
    opening = Token("include_open", "", 1, block=True, meta={"file": file})
    opening.map = [line, line + 1]
    closing = Token("include_close", "", -1, block=True, meta={"file": file})
    with sources.defining_in(file, env):
        # The header of an included file is not part of the page header.
        header, text = read_tags(plain_spaces(included.text))
        tokens = md.block.parse(text, md, env, []) or []
        tokens = [token for token in tokens if token.type != "front_matter"]
        blocks = _split(read, md, env, tokens)
    problems = [*filter(None, [included.problem]), *header.problems]
    return [opening, *(problem_token(p, 0) for p in problems), *blocks, closing]


def _link_to(absent: AbsentText, line: int) -> list[Token]:
    """Return a paragraph with a link to a file that is not in the source tree."""
    opening = Token("paragraph_open", "p", 1, block=True)
    closing = Token("paragraph_close", "p", -1, block=True)
    return paragraph_of(opening, closing, [f"[{absent.name}](<{absent.url}>)"], line)


def _include_inline(
    read: ReadInclude,
    without_markers: Callable[[str], str],
    state: StateInline,
    silent: bool,
) -> bool:
    first = state.src[state.pos]
    if first not in "[<":
        return False
    match = (INCLUDE if first == "[" else CHUNK).match(state.src, state.pos)
    if silent and first == "<":
        state.pos = match.end() if match else state.pos
        return match is not None
    if silent:
        # The text of a link may have an include. `parseLinkLabel` counts the brackets
        # of the include, so only one of them is skipped here.
        if match is None and not _is_name(state):
            return False
        state.pos += 1
        return True
    if match is None:
        return False
    if state.pending:
        state.pushPending()
    blocks = _expand(read, state.md, state.env, match, 0)
    tokens = _as_text(blocks, state.md, state.env, without_markers)
    # Links do not nest.
    left_out = ("link_open", "link_close") if state.linkLevel else ()
    state.tokens.extend(token for token in tokens if token.type not in left_out)
    state.pos = match.end()
    return True


def _is_name(state: StateInline) -> bool:
    """Return True if the current bracket is the one before the name of an include."""
    begin = state.src.rfind("[", 0, state.pos)
    if begin < 0 or INCLUDE.match(state.src, begin) is None:
        return False
    return state.src.index("[", begin + 1) == state.pos


def _as_text(
    blocks: list[Token],
    md: MarkdownIt,
    env: MutableMapping[str, Any],
    without_markers: Callable[[str], str],
) -> Iterator[Token]:
    """Yield the text of block tokens as inline tokens.

    Each ``include_text_open`` has the 0-based line of its text in ``meta["line"]``, and
    its Markdown in ``meta["content"]``.
    """
    sources = Sources.of(env)
    includer = sources.current
    separator = ""
    misused = False
    for token in sources.follow(blocks, env):
        if token.type == "problem":
            problem = problem_token(token.meta["problem"])
            if sources.current is includer:
                yield problem
                continue
            line = token.map[0] if token.map else 0
            meta = {"file": sources.current, "line": line}
            yield Token("include_text_open", "", 1, meta=meta)
            yield problem
            yield Token("include_text_close", "", -1)
        elif token.type == "literal_text":
            yield Token("text", "", 0, content=token.content)
        elif token.content:
            line = token.map[0] if token.map else 0
            meta = {"file": sources.current, "line": line, "content": token.content}
            if separator:
                yield Token("text", "", 0, content=separator)
            separator = " "
            yield Token("include_text_open", "", 1, meta=meta)
            if token.type not in _TEXT_BLOCKS and not misused:
                misused = True
                yield problem_token(_not_text(token, sources.current))
            if token.type == "inline":
                env["references"] = sources.scope()
                yield from _parse_inline(without_markers(token.content), md, env)
            else:
                yield Token("text", "", 0, content=token.content.strip())
            yield Token("include_text_close", "", -1)
        elif token.type not in _TEXT_BLOCKS and token.nesting == 1 and not misused:
            misused = True
            line = token.map[0] if token.map else 0
            meta = {"file": sources.current, "line": line}
            yield Token("include_text_open", "", 1, meta=meta)
            yield problem_token(_not_text(token, sources.current))
            yield Token("include_text_close", "", -1)


def _parse_inline(
    content: str, md: MarkdownIt, env: MutableMapping[str, Any]
) -> list[Token]:
    tokens = md.inline.parse(content, md, env, [])
    mark_definitions(tokens, Sources.of(env))
    return tokens


def _not_text(token: Token, file: SourceFile) -> Problem:
    return Problem(
        WarningKind.INCLUDE,
        f"this file is included within text, but has a block "
        f"({token.type.removesuffix('_open').replace('_', ' ')!r}); only its text was "
        "included: write the include on a line of its own",
    )


def _path(match: re.Match[str]) -> str:
    path = match["angled"] if match["angled"] is not None else match["bare"]
    return _ESCAPED_PARENTHESIS.sub(r"\1", path)
