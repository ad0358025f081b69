"""The registry: which constructs there are, and in which dialects they are read.

The order matters where two rules compete for the same text: ``LENIENT_BLOCKS`` come
before HTML, and videos before notes, which are quotes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import cast
from weakref import WeakKeyDictionary

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.config import Config

from .constructs.construct import Construct, plain
from .constructs.videos.media_link import media_link_plugin
from .page.context import PageContext, PageResult
from .renderer import AzureRenderer, html, markdig, tokens
from .syntax.anchor import anchor_plugin
from .syntax.bare_url import bare_url_plugin
from .syntax.dollar import dollar_plugin
from .syntax.fence import fence_plugin
from .syntax.html import html_plugin
from .syntax.html_heading import html_heading_plugin
from .syntax.lenient.atx_heading import atx_heading_plugin
from .syntax.lenient.definition import definition_plugin
from .syntax.lenient.emphasis import strong_plugin
from .syntax.lenient.indented_html import misplaced_plugin
from .syntax.lenient.list_indent import list_indent_plugin, remove_list_indent
from .syntax.lenient.spaced_reference import spaced_reference_plugin
from .syntax.lenient.undefined_reference import undefined_reference_plugin
from .syntax.lenient.whitespace import spaces_plugin
from .syntax.markdig import PLUGINS
from .syntax.markdig.custom_container import custom_container_plugin
from .syntax.markdig.emoji import emoji_plugin
from .syntax.markdig.wide_table import wide_table_plugin
from .syntax.references import references_plugin
from .syntax.triple_colon import triple_colon_plugin
from .syntax.triple_colon_inline import triple_colon_inline_plugin

MARKDOWN = Construct(
    "markdown",
    syntax=plain(spaces_plugin, references_plugin, definition_plugin),
    render=tokens.RENDER_RULES,
)
LENIENT_BLOCKS = Construct(
    "lenient-blocks", syntax=plain(list_indent_plugin, misplaced_plugin)
)
HTML = Construct(
    "html", syntax=plain(html_plugin, fence_plugin), render=html.RENDER_RULES
)
LENIENT = Construct(
    "lenient",
    syntax=plain(
        atx_heading_plugin,
        html_heading_plugin,
        spaced_reference_plugin,
        undefined_reference_plugin,
        strong_plugin,
        anchor_plugin,
    ),
)
MARKDIG = Construct("markdig", render=markdig.RENDER_RULES)


def _load(*names: str) -> tuple[Construct, ...]:
    """Return the constructs of folders or modules in ``constructs/``."""
    modules = (import_module(f".constructs.{name}", __package__) for name in names)
    return tuple(cast("Construct", module.CONSTRUCT) for module in modules)


CONSTRUCTS: tuple[Construct, ...] = (
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
    LENIENT,
    *_load(
        "unknown",
        "grid_tables",
        "task_lists",
        "zones",
        "thematic_breaks",
        "script",
    ),
    MARKDIG,
)
"""The constructs of this package, in the order in which their rules are added."""

_MAX_NESTING = 40
"""How deep blocks may be nested: twenty lists in each other."""

# Rules of MyST for text of an article: `{name}`, a line that begins with `%`,
# `(name)=`, `+++`, and with extensions of MyST `$`, `{{ }}` and `{#id}`.
_MYST_SYNTAX = (
    *("myst_role", "myst_line_comment", "myst_target", "myst_block_break"),
    *("math_inline", "math_block", "amsmath", "attr", "span"),
    *("substitution_inline", "substitution_block"),
)

_ADDED: WeakKeyDictionary[Config, list[Construct]] = WeakKeyDictionary()


def add_construct(config: Config, construct: Construct) -> None:
    """Add a construct to those of this package, for one project.

    :param config: the configuration of the project.
    :param construct: the construct.
    """
    _ADDED.setdefault(config, []).append(construct)


def constructs_of(config: Config) -> tuple[Construct, ...]:
    """Return the constructs of a project, in the order in which rules are added.

    :param config: the configuration of the project.
    """
    return (*_ADDED.get(config, ()), *CONSTRUCTS)


def add_syntax(
    md: MarkdownIt,
    context: PageContext,
    constructs: Iterable[Construct] = CONSTRUCTS,
) -> None:
    """Add the rules of the constructs to a parser.

    :param md: the parser.
    :param context: the page that is to be parsed.
    :param constructs: the constructs.
    """
    constructs = tuple(constructs)
    # Beyond its limit markdown-it leaves text out, to the end of the page.
    md.options["maxNesting"] = _MAX_NESTING
    blocks = tuple(block for c in constructs for block in c.blocks)
    inlines = tuple(inline for c in constructs for inline in c.inlines)
    md.use(triple_colon_plugin, constructs=blocks)
    md.use(triple_colon_inline_plugin, constructs=inlines)
    for construct in constructs:
        if construct.syntax is not None:
            construct.syntax(md, context)
    if not context.has_myst_syntax:
        md.disable(_MYST_SYNTAX, ignoreInvalid=True)
    if context.has_modern_markdown:
        add_modern_markdown(md)
        _add_markdig(md, context, constructs)
    elif not context.has_myst_syntax:
        md.use(wide_table_plugin)


def add_modern_markdown(md: MarkdownIt) -> None:
    """Add the Markdown that docfx has and articles of 2014 have not.

    Strikethrough, bare URLs and math; lists are those of CommonMark.

    :param md: the parser.
    """
    md.enable("strikethrough")
    md.use(bare_url_plugin)
    md.use(dollar_plugin)
    md.enable(("math_inline", "math_block"))
    remove_list_indent(md)


def _add_markdig(
    md: MarkdownIt, context: PageContext, constructs: Iterable[Construct]
) -> None:
    """Add the Markdig extensions of a docset, and those that are always on."""
    md.use(emoji_plugin)
    md.use(media_link_plugin)
    if not context.engine.has_github_tables:
        md.use(wide_table_plugin)
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


def add_render_rules(
    md: MarkdownIt, constructs: Iterable[Construct] = CONSTRUCTS
) -> None:
    """Add the render functions of the constructs to the renderer of a parser.

    :param md: the parser.
    :param constructs: the constructs.
    """
    for construct in constructs:
        for render in construct.render:
            md.add_render_rule(render.__name__, render, fmt=AzureRenderer.__output__)


def finish(
    document: nodes.document,
    context: PageContext,
    result: PageResult,
    constructs: Iterable[Construct] = CONSTRUCTS,
) -> None:
    """Let the constructs change a page after it was rendered.

    :param document: the page.
    :param context: the page as it was before it was parsed.
    :param result: what was found in it.
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
