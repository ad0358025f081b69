"""The parser: MyST's, with the dialect's syntax, meaning and page header added."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from myst_parser.config.main import MdParserConfig, merge_file_level
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.slugs import github_slugify
from myst_parser.warnings_ import create_warning
from sphinx.environment import BuildEnvironment
from sphinx.util.matching import Matcher

from .config import Settings
from .constructs.includes.reader import IncludeReader
from .dialect import add_render_rules, add_syntax, constructs_of, finish
from .docset import Docset, MarkdownEngine
from .domain.azure import azure_domain
from .domain.docset_lookup import docset_at, home_of
from .domain.metadata import PageMetadata
from .files.encoding import take_mark
from .page.apply import apply_metadata
from .page.context import KEY, PageContext
from .page.dialects import Dialect
from .page.header import PageHeader, read_page_header
from .renderer import AzureRenderer
from .syntax.lenient.whitespace import plain_spaces
from .syntax.markdig.auto_identifier import slug_function
from .syntax.sources import SourceFile, Sources
from .warnings import Problem

PARSER_CREATED = "azuredocs-parser-created"
"""The event with which handlers extend the markdown-it parser of a page."""
_ALL_LEVELS = 6
_WHITE_SPACE = re.compile(r"\s")


class AzureParser(MystParser):
    """Sphinx parser for Markdown in the Azure dialect, and for MyST Markdown."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse source text.

        :param inputstring: the text.
        :param document: the document to add nodes to.
        """
        inputstring, misread = take_mark(inputstring)
        header, text = read_page_header(plain_spaces(inputstring))
        self.parse_markdown(text, document, header, misread)

    def parse_markdown(
        self,
        inputstring: str,
        document: nodes.document,
        header: PageHeader,
        misread: Problem | None = None,
    ) -> None:
        """Parse Markdown of a page.

        :param inputstring: the text, without the tags of its header.
        :param document: the document to add nodes to.
        :param header: the header of the page.
        :param misread: the problem of its encoding.
        """
        env: BuildEnvironment = document.settings.env
        constructs = constructs_of(env.config)
        if misread:
            header = replace(header, problems=(misread, *header.problems))
        context = _page_context(env, document, header)
        config = _page_config(env, header.front_matter, document, context.engine)
        sources = Sources(SourceFile(document["source"]))

        md = create_md_parser(config, AzureRenderer)
        md.options[KEY] = context
        md.options["document"] = document
        add_syntax(md, context, constructs)
        add_render_rules(md, constructs)
        env.events.emit(PARSER_CREATED, md)
        md_env: dict[str, Any] = {}
        sources.install(md_env)
        renderer = cast("AzureRenderer", md.renderer)
        md.render(inputstring, md_env)

        reader = cast("IncludeReader", context.reader)
        if not reader.is_complete:
            azure_domain(env).note_incomplete(env.docname)
        for path in sorted(reader.dependencies):
            env.note_dependency(path)
            env.note_included(str(path))
        if renderer.is_page:
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
        finish(document, context, renderer.result, constructs)


Parser = AzureParser
"""The name under which ``:parser: sphinx_azuredocs.parser`` finds the parser."""


def _docset_metadata(env: BuildEnvironment, docset: Docset | None) -> dict[str, Any]:
    """The metadata that a page has from its docset."""
    if docset is None:
        return {}
    for file in docset.metadata_files:
        env.note_dependency(file)
    path = Path(env.doc2path(env.docname))
    return docset.metadata_of(path.relative_to(docset.root).as_posix())


def _page_config(
    env: BuildEnvironment,
    front_matter: dict[str, Any],
    document: nodes.document,
    engine: MarkdownEngine,
) -> MdParserConfig:
    """MyST's configuration, with what docset and front matter change in it."""
    config: MdParserConfig = env.myst_config  # type: ignore[attr-defined]
    if not config.heading_anchors:
        # Articles link to headings of every level.
        config = config.copy(heading_anchors=_ALL_LEVELS)
    if config.heading_slug_func is None:
        slugify = None
        if "autoidentifiers" in engine.extensions:
            slugify = slug_function(engine.extensions["autoidentifiers"])
        config = config.copy(heading_slug_func=slugify or _slugify)
    if not front_matter:
        return config

    def warn(kind: Any, message: str) -> None:
        create_warning(document, message, kind, line=1, append_to=document)

    return merge_file_level(config, front_matter, warn)


def _page_context(
    env: BuildEnvironment, document: nodes.document, header: PageHeader
) -> PageContext:
    """Return what is known of a page before it is parsed."""
    settings = Settings.of(env.config)
    docset = docset_at(env, env.doc2path(env.docname))
    is_article = header.has_tags or any(
        str(name).startswith("ms.") for name in header.front_matter
    )
    if is_article and Matcher(settings.myst_pages)(env.docname):
        is_article = False
    dialect = Dialect.MYST
    if docset or (is_article and not header.has_tags):
        dialect = Dialect.LEARN
    elif is_article:
        dialect = Dialect.AZURE
    return PageContext(
        dialect=dialect,
        header=header,
        has_myst_syntax=not is_article,
        docset=docset,
        engine=docset.engine if docset else MarkdownEngine(),
        settings=settings,
        reader=_include_reader(env, document, settings),
    )


def _slugify(title: str) -> str:
    """GitHub's slug, with any white space taken for a space, as readers see it."""
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
