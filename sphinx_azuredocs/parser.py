"""The parser: MyST's parser, extended by the constructs and header of a dialect."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token
from myst_parser.config.main import (
    MdParserConfig,
    TopmatterReadError,
    merge_file_level,
    read_topmatter,
)
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.slugs import github_slugify
from myst_parser.warnings_ import create_warning
from sphinx.environment import BuildEnvironment

from .assets import ARTICLE_CLASS
from .config import Settings
from .constructs.construct import Construct
from .constructs.includes.reader import IncludeReader
from .dialect import add_render_rules, add_syntax, constructs_of, finish
from .docset import Docset, MarkdownEngine
from .domain.azure import azure_domain
from .domain.data import FileKind
from .domain.docset_lookup import docset_at, home_of
from .domain.metadata import PageMetadata
from .domain.searched import search_files
from .files.encoding import take_mark
from .page.apply import apply_metadata
from .page.article_folders import is_among_articles
from .page.context import KEY, PageContext
from .page.dialects import Dialect, Facts, dialect_of, unknown_dialect
from .page.header import PageHeader, read_page_header
from .page.translations import (
    is_translated,
    keep_sources,
    sources_of_translation,
    translated_code,
)
from .renderer import AzureRenderer, BaseRenderer, MystRenderer
from .syntax.lenient.whitespace import plain_spaces
from .syntax.line_map import line_map_plugin
from .syntax.markdig.auto_identifier import slug_function
from .syntax.sources import SourceFile, Sources
from .warnings import Problem

PARSER_CREATED = "azuredocs-parser-created"
"""The event with which handlers extend the markdown-it parser of a page."""
_ALL_LEVELS = 6
_WHITE_SPACE = re.compile(r"\s")


class AzureParser(MystParser):
    """Sphinx parser for Markdown in the Azure dialect, and for MyST Markdown."""

    is_yaml = False
    """True if the pages are written in YAML."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse source text.

        :param inputstring: the text.
        :param document: the document to add nodes to.
        """
        inputstring, misread = take_mark(inputstring)
        header, text = read_page_header(plain_spaces(inputstring))
        self.parse_markdown(
            text if header.has_tags else inputstring, document, header, misread
        )

    def parse_markdown(
        self,
        inputstring: str,
        document: nodes.document,
        header: PageHeader,
        misread: Problem | None = None,
        line_map: Sequence[int] = (),
        tokens: Sequence[Token] | None = None,
    ) -> None:
        """Parse the Markdown of a page.

        :param inputstring: the text, without the tags of its header.
        :param document: the document to add nodes to.
        :param header: the header of the page.
        :param misread: the problem of the encoding, if the file is not UTF-8.
        :param line_map: the 1-based line in the source file of each line of the text;
            empty for text that is the source itself.
        :param tokens: the tokens of the page, for a page that is not Markdown.
        """
        env: BuildEnvironment = document.settings.env
        code = translated_code(inputstring) if is_translated(document) else None
        if code is not None:
            document += nodes.literal_block(code, code)
            return
        context = _page_context(
            env, document, inputstring, header, is_yaml=self.is_yaml
        )
        unknown = unknown_dialect(context.header)
        if found := (*filter(None, (misread, unknown)),):
            problems = (*found, *context.header.problems)
            header = replace(context.header, problems=problems)
            context = replace(context, header=header)
        constructs = constructs_of(env.config, context.dialect)
        config = _page_config(inputstring, document, context)
        document.settings.smart_quotes = _has_smart_quotes(env, context)

        is_myst = context.dialect is Dialect.MYST
        is_single = bool(line_map)
        md = self._markdown_it(env, config, context, constructs, is_single=is_single)
        md.options["document"] = document
        line_map_plugin(md, line_map)
        md_env: dict[str, Any] = {}
        _install_sources(env, document, inputstring, md_env)
        renderer = cast("BaseRenderer", md.renderer)
        if tokens is None:
            tokens = md.parse(inputstring, md_env)
        renderer.render(tokens, md.options, md_env)

        _note_dependencies(env, context)
        if renderer.is_page:
            azure_domain(env).note_dialect(
                env.docname, context.dialect, has_header=header.has_tags
            )
        if renderer.is_page and (header.has_tags or not is_myst):
            metadata = PageMetadata.from_attributes(
                header.tags,
                header.front_matter,
                _docset_metadata(env, context.docset),
                header.line_of,
            )
            context = replace(context, metadata=metadata)
            apply_metadata(
                document,
                metadata,
                config.html_meta,
                header,
                has_heading=renderer.result.has_heading,
            )
        if renderer.is_page and not is_myst:
            _leave_out_of_search(env, context)
        finish(document, context, renderer.result, constructs)
        if renderer.is_page and not is_myst:
            _mark_article(document)
        renderer.release()
        del md.options["document"]

    def _markdown_it(
        self,
        env: BuildEnvironment,
        config: MdParserConfig,
        context: PageContext,
        constructs: tuple[Construct, ...],
        *,
        is_single: bool,
    ) -> MarkdownIt:
        """Return the markdown-it parser for a page.

        A parser is used again if its rules depend on the dialect, the docset and the
        settings only.

        :param env: the environment.
        :param config: MyST's configuration for the page.
        :param context: the context of the page.
        :param constructs: the constructs of its dialect.
        :param is_single: True if the page adds rules of its own.
        """
        is_myst = context.dialect is Dialect.MYST
        is_single = is_single or is_myst or "myst" in context.header.front_matter
        kept = _PARSERS.setdefault(env, {})
        rules = _Rules(context.docset, context.settings, constructs)
        if not is_single and context.dialect in kept:
            known, md = kept[context.dialect]
            if known.are(rules):
                md.options.update({"myst_config": config, KEY: context})
                return md
        md = create_md_parser(config, MystRenderer if is_myst else AzureRenderer)
        add_syntax(md, context, constructs)
        add_render_rules(md, constructs)
        env.events.emit(PARSER_CREATED, md)
        if not is_single:
            kept[context.dialect] = rules, md
        return md


class _Rules(NamedTuple):
    """The objects on which the rules of a parser depend, besides the dialect."""

    docset: Docset | None
    settings: Settings
    constructs: tuple[Construct, ...]

    def are(self, other: _Rules) -> bool:
        """Return True if these are the same objects as those of another page."""
        return (
            self.docset is other.docset
            and self.settings is other.settings
            and self.constructs == other.constructs
        )


_Parsers = dict[Dialect, tuple[_Rules, MarkdownIt]]
_PARSERS: WeakKeyDictionary[BuildEnvironment, _Parsers] = WeakKeyDictionary()
"""Environment → the last parser of each dialect."""
Parser = AzureParser
"""The name under which ``:parser: sphinx_azuredocs.parser`` finds the parser."""


def _mark_article(document: nodes.document) -> None:
    """Add the class of articles, for the style sheet, to the sections of level 1."""
    for section in document.children:
        if isinstance(section, nodes.section):
            section["classes"].append(ARTICLE_CLASS)


def _leave_out_of_search(env: BuildEnvironment, context: PageContext) -> None:
    """Leave a page out of searches if it is not of the default version."""
    is_default = azure_domain(env).is_default_version(env.docname)
    if not is_default and context.settings.searched_versions == "default":
        env.metadata[env.docname]["nosearch"] = True


def _docset_metadata(env: BuildEnvironment, docset: Docset | None) -> dict[str, Any]:
    """Return the metadata that the docset defines for the current page."""
    if docset is None:
        return {}
    search_files(env, FileKind.METADATA)
    path = Path(env.doc2path(env.docname))
    return docset.metadata_of(path.relative_to(docset.root).as_posix())


def _install_sources(
    env: BuildEnvironment,
    document: nodes.document,
    text: str,
    md_env: dict[str, Any],
) -> None:
    """Store the source files of the page, or of a translated text, for rendering."""
    sources = sources_of_translation(env, text) if is_translated(document) else None
    if sources is not None:
        sources.install(md_env)
        md_env["references"] = sources.scope()
        return
    sources = Sources(SourceFile(document["source"]))
    sources.install(md_env)
    if Path(document["source"]) == Path(env.doc2path(env.docname)):
        keep_sources(env, sources)


def _note_dependencies(env: BuildEnvironment, context: PageContext) -> None:
    """Record the included files as dependencies of the page."""
    reader = cast("IncludeReader", context.reader)
    if reader.absent:
        azure_domain(env).note_absent(env.docname, tuple(reader.absent))
    for path in sorted(reader.dependencies):
        env.note_dependency(path)
    for path in sorted(reader.included):
        env.note_included(str(path))


def _has_smart_quotes(env: BuildEnvironment, context: PageContext) -> bool:
    """Return True if quotes and dashes of a page are made typographic."""
    is_on = bool(env.settings.get("smart_quotes", True))
    return is_on and (context.dialect is Dialect.MYST or context.settings.smart_quotes)


def _page_config(
    text: str, document: nodes.document, context: PageContext
) -> MdParserConfig:
    """Return MyST's configuration, changed for the docset and the front matter."""
    config: MdParserConfig = document.settings.env.myst_config
    front_matter = context.header.front_matter
    if context.dialect is Dialect.MYST:
        front_matter = _myst_front_matter(text)
    else:
        if not config.heading_anchors:
            # Articles link to headings of every level.
            config = config.copy(heading_anchors=_ALL_LEVELS)
        if config.heading_slug_func is None:
            extensions = context.engine.extensions
            slugify = None
            if "autoidentifiers" in extensions:
                slugify = slug_function(extensions["autoidentifiers"])
            config = config.copy(heading_slug_func=slugify or _slugify)
    if not front_matter:
        return config

    def warn(kind: Any, message: str) -> None:
        create_warning(document, message, kind, line=1, append_to=document)

    return merge_file_level(config, front_matter, warn)


def _myst_front_matter(text: str) -> dict[str, Any]:
    """Return the front matter as MyST reads it; empty if it is malformed."""
    try:
        return read_topmatter(text) or {}
    except TopmatterReadError:
        return {}


def _page_context(
    env: BuildEnvironment,
    document: nodes.document,
    text: str,
    header: PageHeader,
    *,
    is_yaml: bool,
) -> PageContext:
    """Return the context of a page, before it is parsed."""
    settings = Settings.of(env.config)
    docset = docset_at(env, env.doc2path(env.docname))
    facts = Facts(
        header.has_tags,
        header.front_matter,
        in_docset=docset is not None,
        is_root=env.docname == env.config.root_doc,
        chosen=_dialect_of_page(env, document) or settings.dialect(env.docname),
        is_yaml=is_yaml,
    )
    dialect = dialect_of(text, facts, partial(is_among_articles, env, env.docname))
    is_plain = dialect is Dialect.MYST and not header.has_tags
    return PageContext(
        dialect=dialect,
        # MyST reads the front matter of plain MyST pages, and reports its errors.
        header=PageHeader() if is_plain else header,
        docset=docset,
        engine=docset.engine if docset else MarkdownEngine(),
        settings=settings,
        reader=_include_reader(env, document, settings),
    )


def _dialect_of_page(env: BuildEnvironment, document: nodes.document) -> Dialect | None:
    """Return the dialect of the page of a translated text; None for a page."""
    noted = azure_domain(env).dialects.get(env.docname)
    return noted.dialect if noted and is_translated(document) else None


def _slugify(title: str) -> str:
    """Return GitHub's slug of a heading, with any whitespace treated as a space."""
    return github_slugify(_WHITE_SPACE.sub(" ", title))


def _include_reader(
    env: BuildEnvironment, document: nodes.document, settings: Settings
) -> IncludeReader:
    return IncludeReader(
        home_of(env, document["source"]),
        (Path(env.srcdir), *settings.include_root_paths(env.srcdir)),
        settings.include_limits(),
        enabled=document.settings.file_insertion_enabled,
    )
