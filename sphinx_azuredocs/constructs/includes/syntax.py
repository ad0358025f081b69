"""Includes: ``[WACOM.INCLUDE [name](../includes/file.md)]``.

Later spelled ``[AZURE.INCLUDE …]`` and ``[!INCLUDE …]`` (docfx), in any letter case;
in 2013 ``<div chunk="../chunks/file.md" />``.
On a line of its own, the blocks of the file stand in its place; in the middle of
text, the text of the file's paragraphs. The name in brackets has no meaning.
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
# The block tokens of plain paragraphs.
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
    """Put the content of included files in the place of includes.

    The tokens of a file stand between ``include_open`` and ``include_close``
    (``include_text_open`` and ``include_text_close`` among inline tokens), whose
    ``meta["file"]`` is the :class:`~.sources.SourceFile`; line numbers inside are
    that file's.

    :param read_include: finds and reads the file that an include names.
    :param is_modern: whether includes are read as docfx does. An include at the margin
        then ends a list, and there are no includes in blocks of HTML. In articles of
        2014 files were put in as text, before lists and HTML were looked for.
    :param without_markers: returns text without the marker of a note, for an include
        in text.
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
    if state.is_code_block(start_line) and not _is_misplaced(state, start_line, match):
        return False
    if silent:
        # A lazy continuation line of a list item stays in the item's paragraph,
        # out of which `_split_paragraphs` takes it.
        return is_modern or state.sCount[start_line] >= state.blkIndent
    state.line = start_line + 1
    for token in _expand(read, state.md, state.env, match, start_line):
        token.level += state.level
        state.tokens.append(token)
    return True


def _is_misplaced(state: StateBlock, line: int, match: re.Match[str]) -> bool:
    """Whether an include that is indented like code is meant as an include.

    It is where nothing but the include is: the site of 2014 took in files before it
    looked for code, so that an include which lost its list item went unnoticed.
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
    """Make blocks of the includes that have a line of a paragraph to themselves."""
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
    """Make blocks of the includes that have a line of a block of HTML to themselves."""
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
    """Yield a block of HTML with the blocks of included files among its lines."""
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
    """Yield the blocks of an included file, with the includes in its own HTML."""
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
    """The block tokens to stand for an include.

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
        # A header in an included file is not the page's.
        header, text = read_tags(plain_spaces(included.text))
        tokens = md.block.parse(text, md, env, []) or []
        tokens = [token for token in tokens if token.type != "front_matter"]
        blocks = _split(read, md, env, tokens)
    problems = [*filter(None, [included.problem]), *header.problems]
    return [opening, *(problem_token(p, 0) for p in problems), *blocks, closing]


def _link_to(absent: AbsentText, line: int) -> list[Token]:
    """A paragraph with a link to what is not here."""
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
        # The text of a link may have an include. Who looks for its end takes no link
        # in it, so the brackets of includes are brackets to them.
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
    # There are no links in links.
    left_out = ("link_open", "link_close") if state.linkLevel else ()
    state.tokens.extend(token for token in tokens if token.type not in left_out)
    state.pos = match.end()
    return True


def _is_name(state: StateInline) -> bool:
    """Whether a bracket is the one before the name of an include."""
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
    """The text of block tokens, as inline tokens.

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
        f"this file is included in the middle of text, but holds a block "
        f"({token.type.removesuffix('_open').replace('_', ' ')}); its text was "
        "taken: put the include on a line of its own",
    )


def _path(match: re.Match[str]) -> str:
    path = match["angled"] if match["angled"] is not None else match["bare"]
    return _ESCAPED_PARENTHESIS.sub(r"\1", path)
