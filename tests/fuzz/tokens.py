"""The tokens of Markdown: both dialects, with and without Markdig's extensions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_azuredocs.config.dialects import Dialect
from sphinx_azuredocs.dialect import CONSTRUCTS, add_syntax
from sphinx_azuredocs.docset import MarkdownEngine
from sphinx_azuredocs.page.context import PageContext
from sphinx_azuredocs.page.header import read_page_header
from sphinx_azuredocs.page.reading import FileReader, IncludedText
from sphinx_azuredocs.syntax.sources import SourceFile
from sphinx_azuredocs.warnings import Problem, WarningKind

from .grammar import Choose, Rules, Sentence, write
from .markdown import AZURE, FILES, HTML, LEARN
from .target import DefectError, Target, limited, require_words

MARKDIG = MarkdownEngine(dict.fromkeys(("advanced", "emojis", "hardlinebreak")))
"""The engine with most extensions."""


def read(target: str, _includer: SourceFile) -> IncludedText | Problem:
    """Return the text of an included file, as a reader of files does."""
    name = target.rpartition("/")[2]
    lineage = [file.path for file in _includer.lineage()]
    if name in FILES and name not in lineage:
        return IncludedText(name, FILES[name])
    return Problem(WarningKind.INCLUDE, f"no {target}")


@lru_cache
def parser(dialect: Dialect, *, has_extensions: bool = False) -> MarkdownIt:
    """Return the parser of a dialect."""
    # As MyST makes a parser.
    md = MarkdownIt("commonmark").use(front_matter_plugin).enable("table")
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    context = PageContext(
        dialect=dialect,
        engine=MARKDIG if has_extensions else MarkdownEngine(),
        reader=cast("FileReader", read),
    )
    add_syntax(md, context, [c for c in CONSTRUCTS if dialect in c.dialects])
    return md


def shown(tokens: Iterable[Token]) -> str:
    """Return all that tokens say: their text, and the values that are rendered."""
    return " ".join(_shown(tokens))


def _shown(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        yield token.content
        yield from _values(token.meta)
        yield from _values(token.attrs)
        yield from _shown(token.children or ())


def _values(value: Any) -> Iterable[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for inner in value.values():
                yield from _values(inner)
        case list() | tuple():
            for inner in value:
                yield from _values(inner)
        case Token():
            yield from _shown([value])


# What hides the words after it, or is replaced as a whole.
HIDING = re.compile(
    r"<[!?]|<(?:script|style|textarea|title|template|select|svg|math|noscript|iframe"
    r"|object|video|audio|canvas|option|head|frameset|noframes|xmp|plaintext)",
    re.IGNORECASE,
)


def outline(tokens: Iterable[Token]) -> str:
    """Return the tokens as a text that two parsers can be compared by."""
    return "\n".join(repr(token) for token in tokens)


def _check_by(dialect: Dialect, *, has_extensions: bool = False) -> Any:
    def check(value: object) -> None:
        sentence = cast("Sentence", value)
        md = parser(dialect, has_extensions=has_extensions)
        with limited():
            _header, text = read_page_header(sentence.text)
            tokens = md.parse(text)
        if sentence.is_whole and not HIDING.search(sentence.text):
            require_words(sentence.words, shown(tokens), sentence.text)
        _check_line_ends(md, sentence.text, tokens)
        _check_tokens(tokens)

    return check


def _check_line_ends(md: MarkdownIt, text: str, tokens: list[Token]) -> None:
    if "\r" in text or "\n" not in text:
        return
    other = md.parse(read_page_header(text.replace("\n", "\r\n"))[1])
    if outline(other) != outline(tokens):
        raise DefectError(f"CRLF makes a difference in {text!r}")


def _check_tokens(tokens: Iterable[Token]) -> None:
    """Raise an error if tokens are not nested, or levels are wrong."""
    open_: list[str] = []
    for token in tokens:
        if token.nesting > 0:
            open_.append(token.type.removesuffix("_open"))
        elif token.nesting < 0:
            name = token.type.removesuffix("_close")
            if not open_ or open_.pop() != name:
                raise DefectError(f"{token.type} closes something else")
        if token.children:
            _check_tokens(token.children)
    if open_:
        raise DefectError(f"open at the end: {open_}")


def _target(name: str, rules: Rules, dialect: Dialect, **options: bool) -> Target:
    def write_input(choose: Choose) -> Sentence:
        return write(rules, choose)

    return Target(name, write_input, _check_by(dialect, **options))


TARGETS = (
    _target("azure", AZURE, Dialect.AZURE),
    _target("learn", LEARN, Dialect.LEARN),
    _target("markdig", LEARN, Dialect.LEARN, has_extensions=True),
    _target("html", HTML, Dialect.AZURE),
)
