"""The registry of the constructs, and the set-up of parsers for each dialect.

The order matters if two rules match the same text: ``LENIENT_BLOCKS`` come before HTML,
and videos come before notes, since both are quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import Any, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.config import Config

from .assets import DIRECTION, STATIC, TEXT, Asset
from .builders.agents import ASSETS as AGENTS_ASSETS
from .constructs.construct import Construct, Handler, plain
from .constructs.notes.lenient import lenient_notes_plugin
from .constructs.videos.media_link import media_link_plugin
from .domain.index_pages import INDEX_STYLES
from .navigation.styles import ASSETS as NAVIGATION_ASSETS
from .page.context import KEY, PageContext, PageResult
from .page.dialects import ARTICLES, Dialect
from .renderer import BaseRenderer, html, markdig, raw_html, tokens
from .renderer.html_attributes import setup_html_attributes
from .renderer.html_files import write_html_files
from .syntax.anchor import anchor_plugin
from .syntax.any_url import any_url_plugin
from .syntax.bare_url import bare_url_plugin
from .syntax.block_directive import block_directive_plugin
from .syntax.dollar import dollar_plugin
from .syntax.fence import fence_plugin
from .syntax.footnote_text import footnote_text_plugin
from .syntax.front_matter import page_front_matter_plugin
from .syntax.html import html_plugin
from .syntax.html_heading import html_heading_plugin
from .syntax.lenient.atx_heading import atx_heading_plugin
from .syntax.lenient.definition import definition_plugin
from .syntax.lenient.emphasis import emphasis_plugin
from .syntax.lenient.indented_html import indented_html_plugin
from .syntax.lenient.lazy_quote import lazy_quote_plugin
from .syntax.lenient.list_indent import list_indent_plugin
from .syntax.lenient.margin_html import margin_html_plugin
from .syntax.lenient.short_header import short_header_plugin
from .syntax.lenient.spaced_reference import spaced_reference_plugin
from .syntax.lenient.undefined_reference import undefined_reference_plugin
from .syntax.lenient.whitespace import whitespace_plugin
from .syntax.malformed_url import malformed_url_plugin
from .syntax.markdig import PLUGINS
from .syntax.markdig.custom_container import custom_container_plugin
from .syntax.markdig.emoji import emoji_plugin
from .syntax.markdig.wide_table import wide_table_plugin
from .syntax.normalized_url import normalized_url_plugin
from .syntax.references import references_plugin
from .syntax.triple_colon import triple_colon_plugin
from .syntax.triple_colon_inline import triple_colon_inline_plugin
from .syntax.unclosed_fence import unclosed_fence_plugin

_AZURE = frozenset((Dialect.AZURE,))
_LEARN = frozenset((Dialect.LEARN, Dialect.MYST_ARTICLE))


def _add_references(md: MarkdownIt, context: PageContext) -> None:
    is_article = context.dialect is not Dialect.MYST
    md.use(references_plugin, notes_lines=is_article)
    if is_article:
        md.use(page_front_matter_plugin)
        md.use(normalized_url_plugin)
        md.use(any_url_plugin)


def _add_learn_markdown(md: MarkdownIt, _context: PageContext) -> None:
    """Add strikethrough, bare URLs and math with docfx's syntax."""
    md.enable("strikethrough")
    md.use(bare_url_plugin)
    md.use(dollar_plugin)
    md.enable(("math_inline", "math_block"))


def _add_html(md: MarkdownIt, context: PageContext) -> None:
    md.use(html_plugin, is_literal=context.dialect.is_modern)
    if context.dialect is Dialect.AZURE:
        md.use(html_heading_plugin)


def _add_wide_tables(md: MarkdownIt, context: PageContext) -> None:
    if not context.engine.has_github_tables:
        md.use(wide_table_plugin)


LENIENT_START = Construct(
    "lenient-start",
    dialects=_AZURE,
    syntax=plain(whitespace_plugin, definition_plugin),
)
MARKDOWN = Construct("markdown", syntax=_add_references, render=tokens.RENDER_RULES)
LENIENT_BLOCKS = Construct(
    "lenient-blocks",
    dialects=_AZURE,
    syntax=plain(list_indent_plugin, indented_html_plugin, lazy_quote_plugin),
)
HTML = Construct(
    "html",
    dialects=ARTICLES,
    syntax=_add_html,
    render=(*html.RENDER_RULES, *raw_html.RENDER_RULES),
    setup=setup_html_attributes,
    handlers=(Handler("doctree-resolved", write_html_files),),
)
LENIENT_END = Construct(
    "lenient-end",
    dialects=_AZURE,
    syntax=plain(
        fence_plugin,
        atx_heading_plugin,
        spaced_reference_plugin,
        undefined_reference_plugin,
        emphasis_plugin,
        margin_html_plugin,
        short_header_plugin,
        lenient_notes_plugin,
    ),
)
HTML_ANCHORS = Construct(
    "html-anchors",
    dialects=ARTICLES,
    syntax=plain(anchor_plugin, footnote_text_plugin),
)
LEARN_MARKDOWN = Construct(
    "learn-markdown", dialects=_LEARN, syntax=_add_learn_markdown
)
MARKDIG = Construct(
    "markdig",
    dialects=_LEARN,
    syntax=plain(emoji_plugin, media_link_plugin),
    render=markdig.RENDER_RULES,
)
DEFECTS = Construct(
    "defects",
    dialects=ARTICLES,
    syntax=plain(unclosed_fence_plugin, malformed_url_plugin),
)
WIDE_TABLES = Construct("wide-tables", dialects=ARTICLES, syntax=_add_wide_tables)


def _load(*names: str) -> tuple[Construct, ...]:
    """Return the constructs of folders or modules in ``constructs/``."""
    modules = (import_module(f".constructs.{name}", __package__) for name in names)
    return tuple(cast("Construct", module.CONSTRUCT) for module in modules)


CONSTRUCTS: tuple[Construct, ...] = (
    LENIENT_START,
    MARKDOWN,
    *_load(
        "includes",
        "code",
        "columns",
        "forms",
        "images",
        "monikers",
        "no_loc",
        "xref",
    ),
    LENIENT_BLOCKS,
    HTML,
    *_load(
        "account_comparison",
        "selectors",
        "videos",
        "notes",
        "tabs",
    ),
    LENIENT_END,
    HTML_ANCHORS,
    *_load(
        "unknown",
        "grid_tables",
        "task_lists",
        "byline",
        "zones",
        "thematic_breaks",
        "cards",
        "reference",
        "cmdlets",
        "versions",
    ),
    LEARN_MARKDOWN,
    MARKDIG,
    DEFECTS,
    WIDE_TABLES,
)
"""The constructs of this package, in the order in which their rules are added."""

_MAX_NESTING = 40
"""The largest nesting of blocks, for twenty nested lists."""

# Syntax of MyST that is plain text in articles: `{name}`, a line that begins with `%`,
# `(name)=`, `+++`, and with extensions of MyST `{{ }}` and `{#id}`.
_OF_MYST = (
    *("myst_role", "myst_line_comment", "myst_target", "myst_block_break"),
    *("amsmath", "attr", "span", "colon_fence"),
    *("substitution_inline", "substitution_block"),
)
_MYST_SYNTAX = {
    Dialect.AZURE: (*_OF_MYST, "math_inline", "math_block"),
    Dialect.LEARN: _OF_MYST,
    Dialect.MYST_ARTICLE: (),
}

_ADDED: WeakKeyDictionary[Config, list[Construct]] = WeakKeyDictionary()


def add_construct(config: Config, construct: Construct) -> None:
    """Add a construct to the constructs of a project.

    :param config: the configuration of the project.
    :param construct: the construct.
    """
    _ADDED.setdefault(config, []).append(construct)


def constructs_of(config: Config, dialect: Dialect) -> tuple[Construct, ...]:
    """Return the constructs of a dialect, in the order in which rules are added.

    :param config: the configuration of the project, which may add constructs.
    :param dialect: the dialect.
    """
    constructs = (*_ADDED.get(config, ()), *CONSTRUCTS)
    return tuple(c for c in constructs if dialect in c.dialects)


def add_syntax(
    md: MarkdownIt, context: PageContext, constructs: Iterable[Construct]
) -> None:
    """Add the rules of constructs to a parser.

    :param md: the parser.
    :param context: the context of the page to parse.
    :param constructs: the constructs of its dialect.
    """
    md.options[KEY] = context
    constructs = tuple(constructs)
    blocks = tuple(block for c in constructs for block in c.blocks)
    inlines = tuple(inline for c in constructs for inline in c.inlines)
    if blocks or inlines:
        md.use(triple_colon_plugin, constructs=blocks)
        md.use(triple_colon_inline_plugin, constructs=inlines)
    if context.dialect is Dialect.MYST_ARTICLE:
        md.use(block_directive_plugin, constructs=blocks)
    for construct in constructs:
        if construct.syntax is not None:
            construct.syntax(md, context)
    if context.dialect is not Dialect.MYST:
        # Beyond its limit markdown-it drops text, to the end of the page.
        md.options["maxNesting"] = _MAX_NESTING
        # MyST creates a parser for each page, so that all its rules are present.
        md.disable(_MYST_SYNTAX[context.dialect], ignoreInvalid=True)
    if context.dialect.is_modern:
        _add_markdig(md, context, constructs)


def _add_markdig(
    md: MarkdownIt, context: PageContext, constructs: Iterable[Construct]
) -> None:
    """Add the Markdig extensions that a docset names."""
    extensions = dict(PLUGINS)
    extensions["customcontainers"] = partial(_add_containers, constructs)
    for construct in constructs:
        extensions |= construct.extensions
    for name, options in context.engine.named_extensions.items():
        if name in extensions:
            extensions[name](md, options)


def _add_containers(
    constructs: Iterable[Construct], md: MarkdownIt, _options: object
) -> None:
    md.use(custom_container_plugin, taken=_triple_colon_names(constructs))


def _triple_colon_names(constructs: Iterable[Construct]) -> Iterator[str]:
    for construct in constructs:
        yield from (block.name for block in construct.blocks)
        yield from (inline.name for inline in construct.inlines)
    yield "no-loc"


def add_render_rules(md: MarkdownIt, constructs: Iterable[Construct]) -> None:
    """Add the render functions of the constructs to the renderer of a parser.

    :param md: the parser.
    :param constructs: the constructs.
    """
    for construct in constructs:
        for render in construct.render:
            md.add_render_rule(render.__name__, render, fmt=BaseRenderer.__output__)


def finish(
    document: nodes.document,
    context: PageContext,
    result: PageResult,
    constructs: Iterable[Construct],
) -> None:
    """Let the constructs change a page after it was rendered.

    :param document: the page.
    :param context: the context of the page.
    :param result: the result of parsing it.
    :param constructs: the constructs.
    """
    for construct in constructs:
        if construct.finish is None:
            continue
        if not construct.finish_on or construct.finish_on & result.token_types:
            construct.finish(document, context)


def setup_constructs(app: Sphinx) -> None:
    """Register the nodes, transforms and directives of the constructs.

    :param app: the application.
    """
    for construct in CONSTRUCTS:
        if construct.setup is not None:
            construct.setup(app)


def assets_of(app: Sphinx) -> Iterator[Asset]:
    """Yield the style sheets and scripts of a project's constructs and navigation.

    :param app: the application, whose configuration may add constructs.
    """
    if app.builder.name != "epub":
        yield DIRECTION
    yield TEXT
    yield INDEX_STYLES
    yield from NAVIGATION_ASSETS
    yield from AGENTS_ASSETS
    for construct in (*CONSTRUCTS, *_ADDED.get(app.config, ())):
        yield from construct.assets


def add_static_files(app: Sphinx) -> None:
    """Add style sheets and scripts to the static files of a project.

    They come first, so that a file of the same name in the project replaces one.
    """
    config = app.config
    paths = dict.fromkeys(str(asset.path) for asset in assets_of(app))
    config.html_static_path = [str(STATIC), *paths, *config.html_static_path]


def load_assets(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Add the style sheets and scripts that a page needs to the page.

    Handler of Sphinx's event ``html-page-context``.
    """
    body = context.get("body", "")
    for asset in assets_of(app):
        if any(name in body for name in asset.classes):
            asset.add_to(app)
