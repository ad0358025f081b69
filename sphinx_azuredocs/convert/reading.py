"""Tokens of a file in a dialect, and the blocks of source lines that they come from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from sphinx.environment import BuildEnvironment

from ..config import Settings
from ..constructs.includes.reader import IncludeReader
from ..dialect import add_syntax, constructs_of
from ..docset import MarkdownEngine
from ..domain.azure import azure_domain
from ..domain.docset_lookup import docset_at, home_of
from ..links.published_urls import PublishedUrls
from ..page.context import PageContext
from ..page.dialects import Dialect
from ..page.header import read_page_header
from ..renderer import AzureRenderer
from ..syntax.blocks import split_blocks
from ..syntax.lenient.whitespace import plain_spaces
from ..syntax.sources import SourceFile, Sources
from .signature import signature_of

_RAW, _WHOLE = "azuredocs_convert_raw", "azuredocs_convert_whole"

Lines = tuple[int, int]
"""The first 0-based line, and the line after the last."""


@dataclass
class Segment:
    """Source lines, and the blocks that a dialect reads from them.

    :param ranges: the lines; several if definitions are between them.
    :param raw: the tokens of the block parser.
    :param blocks: the tokens of each block of the page.
    """

    ranges: list[Lines] = field(default_factory=list)
    raw: list[Token] = field(default_factory=list)
    blocks: list[list[Token]] = field(default_factory=list)

    def signatures(self) -> list[object]:
        """Return the signature of each block."""
        found = (signature_of(block) for block in self.blocks)
        return [signature for signature in found if signature]


@dataclass(frozen=True)
class Reading:
    """A file, read in a dialect.

    :param segments: its segments, in the order of the file.
    :param sources: the file, and those that it includes.
    :param env: markdown-it's environment of the parse.
    """

    segments: list[Segment]
    sources: Sources
    env: MutableMapping[str, Any]

    def signatures(self) -> list[object]:
        """Return the signatures of all blocks."""
        return [one for segment in self.segments for one in segment.signatures()]


class FileReader:
    """Reader of one file in one dialect.

    :param env: Sphinx's environment, after it has read the project.
    :param docname: the page that is the file, or that includes it.
    :param path: the file.
    :param dialect: the dialect.
    :param outer: the link reference definitions of the files that include this one.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        docname: str,
        path: Path,
        dialect: Dialect,
        outer: Mapping[str, Any] | None = None,
    ) -> None:
        self.path, self.dialect = path, dialect
        self._outer = outer or {}
        self._include_reader = partial(_include_reader, env, path)
        settings = Settings.of(env.config)
        docset = docset_at(env, env.doc2path(docname))
        self.context = PageContext(
            dialect=dialect,
            docset=docset,
            engine=docset.engine if docset else MarkdownEngine(),
            settings=settings,
            reader=_Renewed(self._include_reader),
        )
        with_config: Any = env
        config: MdParserConfig = with_config.myst_config
        self.md = create_md_parser(config, AzureRenderer)
        add_syntax(self.md, self.context, constructs_of(env.config, dialect))
        self.md.core.ruler.after("block", _RAW, partial(_keep, _RAW, deepcopy))
        self.md.core.ruler.before("inline", _WHOLE, partial(_keep, _WHOLE, list))
        self.md.core.ruler.push(
            "azuredocs_convert_bare", partial(_only_site, azure_domain(env).urls)
        )
        trace_inlines(self.md)

    def read(self, text: str) -> Reading:
        r"""Return the tokens of a text of the file.

        :param text: the text, with ``\n`` line ends, without the tags of its header.
        """
        env: dict[str, Any] = {}
        sources = Sources(SourceFile(str(self.path)))
        sources.install(env)
        if self._outer:
            sources.files.append(SourceFile("", references=dict(self._outer)))
        assert isinstance(self.context.reader, _Renewed)
        self.context.reader.renew()
        self.md.parse(text, env)
        definitions = [
            (entry["map"][0], entry["map"][1])
            for entry in (*sources.page.references.values(), *sources.page.duplicates)
            if entry.get("map")
        ]
        return Reading(
            _segments(env.pop(_RAW), env.pop(_WHOLE), definitions), sources, env
        )

    def inline(self, content: str, reading: Reading) -> list[Token]:
        """Return the tokens of inline content.

        :param content: the content.
        :param reading: the reading of the file, whose definitions hold.
        """
        env = dict(reading.env)
        env["references"] = reading.sources.scope()
        env["azuredocs_sources"] = reading.sources
        tokens = [Token("inline", "", 0, content=content, map=[0, 1], children=[])]
        state = StateCore(content, self.md, env, tokens)
        names = self.md.core.ruler.get_active_rules()
        for name, rule in zip(names, self.md.core.ruler.getRules(""), strict=True):
            if name in _INLINE_RULES:
                rule(state)
        return state.tokens[0].children or []


_INLINE_RULES = frozenset(
    ("inline", "bare_url", "text_join", "short_header", "azuredocs_convert_bare")
)


class _Renewed:
    """A reader of included files, whose limits begin anew with each reading."""

    def __init__(self, create: Callable[[], IncludeReader]) -> None:
        self._create = create
        self._reader = create()

    def renew(self) -> None:
        """Begin a new reading of the page."""
        self._reader = self._create()

    def __call__(self, target: str, includer: SourceFile) -> Any:
        """Read an included file."""
        return self._reader(target, includer)

    def read_code(self, target: str, includer: Path) -> Any:
        """Read a file of code."""
        return self._reader.read_code(target, includer)


def _include_reader(env: BuildEnvironment, path: Path) -> IncludeReader:
    settings = Settings.of(env.config)
    return IncludeReader(
        home_of(env, str(path)),
        (Path(env.srcdir), *settings.include_root_paths(env.srcdir)),
        settings.include_limits(),
    )


def body_of(text: str) -> str:
    r"""Return the text of a file as the block parser gets it: without header tags.

    :param text: the text, with ``\n`` line ends.
    """
    header, body = read_page_header(plain_spaces(text))
    return body if header.has_tags else text


def _only_site(urls: PublishedUrls, state: StateCore) -> None:
    """Drop the mark of bare URLs of other sites, which are as other links."""
    for block in state.tokens:
        for token in block.children or ():
            if "is_bare" in token.meta and not urls.is_site(str(token.attrs["href"])):
                del token.meta["is_bare"]


def _keep(
    key: str, copy: Callable[[list[Token]], list[Token]], state: StateCore
) -> None:
    state.env.setdefault(key, copy(state.tokens))


def trace_inlines(md: MarkdownIt) -> None:
    """Record in ``meta["span"]`` of inline tokens where they are, and by which rule.

    The span is the start, the end and the name of the rule. Text has none.

    :param md: the parser.
    """
    names = md.inline.ruler.get_active_rules()
    for name, rule in zip(names, md.inline.ruler.getRules(""), strict=True):
        md.inline.ruler.at(name, partial(_traced, name, rule))


def _traced(
    name: str,
    rule: Callable[[StateInline, bool], bool],
    state: StateInline,
    silent: bool,
) -> bool:
    if silent:
        return rule(state, silent)
    begin, count, pending = state.pos, len(state.tokens), state.pending
    found = rule(state, silent)
    if found:
        for token in state.tokens[count:]:
            if token.type == "text" and pending and token.content == pending:
                continue
            token.meta.setdefault("span", (begin, state.pos, name))
    return found


def _first_line(block: Iterable[Token]) -> int | None:
    """Return the first line of the tokens of a block that are in its own file."""
    depth = 0
    lines: list[int] = []
    for token in block:
        depth -= token.type == "include_close"
        if token.map and not depth:
            lines.append(token.map[0])
        depth += token.type == "include_open"
    return min(lines, default=None)


def _segments(
    raw: list[Token], whole: list[Token], definitions: list[Lines]
) -> list[Segment]:
    starts: list[int] = []
    found: list[tuple[Lines, list[Token] | None]] = []
    for block in split_blocks(raw):
        found += [((m[0], m[1]), block) for m in [block[0].map] if m]
    inner = [lines for lines, _ in found]
    found += [
        (lines, None)
        for lines in definitions
        if not any(begin <= lines[0] < end for begin, end in inner)
    ]
    found.sort(key=lambda entry: entry[0])
    starts = [lines[0] for lines, _ in found]
    blocks: dict[int, list[list[Token]]] = {}
    last = 0
    for block in split_blocks(whole):
        line = _first_line(block)
        index = last if line is None else max(last, bisect_right(starts, line) - 1)
        while index < len(found) and found[index][1] is None:
            index += 1
        last = max(index, 0)
        blocks.setdefault(last, []).append(block)
    segments: list[Segment] = []
    for index, (lines, tokens) in enumerate(found):
        if tokens is None:
            continue
        if index in blocks or not segments:
            segments.append(Segment())
        segments[-1].ranges.append(lines)
        segments[-1].raw += tokens
        segments[-1].blocks += blocks.get(index, [])
    return segments


def own_tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens that are not in an included file."""
    depth = 0
    for token in tokens:
        depth -= token.type == "include_close"
        if not depth:
            yield token
        depth += token.type == "include_open"
