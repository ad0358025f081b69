"""The parser: MyST's, with the dialect's syntax, meaning and page header added."""

from __future__ import annotations

import re
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
from .docset import Docset, MarkdownEngine
from .domain import azure_domain
from .encoding import take_mark
from .front_matter import FrontMatter, read_front_matter
from .grid_tables import read_grid
from .includes import IncludeReader
from .metadata import PageMetadata
from .page import apply_metadata
from .renderer import AzureRenderer, add_render_rules
from .repository import docset_at, home_of
from .rules import settle_rules
from .syntax import add_modern_markdown, azure_plugin
from .syntax.markdig import add_markdig
from .syntax.markdig.auto_identifier import slug_function
from .syntax.markdig.wide_table import wide_table_plugin
from .syntax.page_header import PageHeader, split_page_header
from .syntax.sources import SourceFile, Sources
from .warnings import Problem
from .zones import apply_zones

_ALL_LEVELS = 6
# Rules of MyST for what is text in an article: `{name}`, a line that begins with `%`,
# `(name)=`, `+++`, and with extensions of MyST `$`, `{{ }}` and `{#id}`.
_MYST_SYNTAX = (
    *("myst_role", "myst_line_comment", "myst_target", "myst_block_break"),
    *("math_inline", "math_block", "amsmath", "attr", "span"),
    *("substitution_inline", "substitution_block"),
)
_WHITE_SPACE = re.compile(r"\s")


class AzureParser(MystParser):
    """Sphinx parser for Markdown in the Azure dialect, and for MyST Markdown."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse source text.

        :param inputstring: the text.
        :param document: the document to add nodes to.
        """
        inputstring, misread = take_mark(inputstring)
        front_matter = read_front_matter(inputstring)
        self.parse_markdown(inputstring, document, front_matter, misread)

    def parse_markdown(
        self,
        inputstring: str,
        document: nodes.document,
        front_matter: FrontMatter,
        misread: Problem | None = None,
    ) -> None:
        """Parse Markdown of a page.

        :param inputstring: the text.
        :param document: the document to add nodes to.
        :param front_matter: what the page says about itself.
        :param misread: what is wrong with its encoding.
        """
        env: BuildEnvironment = document.settings.env
        docset = docset_at(env, env.doc2path(env.docname))
        engine = docset.engine if docset else MarkdownEngine()
        config = _page_config(env, front_matter.data, document, engine)
        reader = _include_reader(env, document)
        sources = Sources(SourceFile(document["source"]))

        md = create_md_parser(config, AzureRenderer)
        md.use(azure_plugin, read_include=reader)
        add_render_rules(md)
        has_header = bool(split_page_header(inputstring)[0])
        is_article = _is_article(env, front_matter.data, has_header=has_header)
        md.options["azuredocs_is_article"] = is_article
        if is_article:
            md.disable(_MYST_SYNTAX, ignoreInvalid=True)
        md.options["azuredocs_alerts"] = engine.alerts
        if (is_article or docset) and not has_header:
            add_modern_markdown(md)
            add_markdig(md, engine.extensions, read_grid=read_grid)
        elif is_article:
            md.use(wide_table_plugin)
        md.options["document"] = document
        md.options["azuredocs_reader"] = reader
        md.options["azuredocs_front_matter"] = front_matter
        md_env: dict[str, Any] = {}
        sources.install(md_env)
        renderer = cast("AzureRenderer", md.renderer)
        md.render(inputstring, md_env)

        if misread:
            renderer.report(misread, None)
        if not reader.is_complete:
            azure_domain(env).note_incomplete(env.docname)
        for path in sorted(reader.dependencies):
            env.note_dependency(path)
            env.note_included(str(path))
        if renderer.is_page:
            header: PageHeader = md_env.get("azuredocs_header", PageHeader())
            metadata = PageMetadata.from_attributes(
                header.attributes, front_matter.data, _docset_metadata(env, docset)
            )
            apply_metadata(
                document,
                metadata,
                config.html_meta,
                header.line + 1,
                has_heading=renderer.has_page_heading,
            )
            if renderer.has_zones:
                apply_zones(document, metadata.raw.get("zone_pivot_groups", ""), 1)
        if renderer.has_rules:
            settle_rules(document)


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


def _is_article(
    env: BuildEnvironment, front_matter: dict[str, Any], *, has_header: bool
) -> bool:
    """Whether a page is an article, without the syntax that only MyST has."""
    if has_header or any(str(name).startswith("ms.") for name in front_matter):
        return not Matcher(Settings.from_config(env.config).myst_pages)(env.docname)
    return False


def _slugify(title: str) -> str:
    """GitHub's slug, with any white space taken for a space, as readers see it."""
    return github_slugify(_WHITE_SPACE.sub(" ", title))


def _include_reader(env: BuildEnvironment, document: nodes.document) -> IncludeReader:
    settings = Settings.from_config(env.config)
    return IncludeReader(
        home_of(env, document["source"]),
        (Path(env.srcdir), *settings.include_root_paths(env.srcdir)),
        settings.include_limits(),
        enabled=document.settings.file_insertion_enabled,
    )
