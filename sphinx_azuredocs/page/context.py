"""The data of a page before it is parsed, and the result of parsing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..config import Settings
from ..docset import Docset, MarkdownEngine
from ..domain.metadata import PageMetadata
from .dialects import Dialect
from .header import PageHeader
from .reading import FileReader

KEY = "azuredocs_page"
"""The key of the :class:`PageContext` in the options of a markdown-it parser."""


@dataclass(frozen=True)
class PageContext:
    """The data of a page before it is parsed.

    :param dialect: the dialect in which the page is written.
    :param header: the header of the page.
    :param docset: the docset of the page.
    :param engine: the Markdown extensions of the docset.
    :param settings: the settings of the project.
    :param reader: reads included files and code.
    :param metadata: the metadata of the page, if it has any; None for text that is
        parsed alone, such as a translated paragraph.
    """

    dialect: Dialect = Dialect.MYST
    header: PageHeader = field(default_factory=PageHeader)
    docset: Docset | None = None
    engine: MarkdownEngine = field(default_factory=MarkdownEngine)
    settings: Settings = field(default_factory=Settings)
    reader: FileReader | None = None
    metadata: PageMetadata | None = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> PageContext:
        """Return the context of the page that a parser reads.

        :param options: the options of the markdown-it parser.
        """
        context: PageContext = options.get(KEY) or cls()
        return context


@dataclass(frozen=True)
class PageResult:
    """The result of parsing a page.

    :param has_heading: True if the page has a heading of level 1.
    :param token_types: the types of the block tokens that were rendered.
    """

    has_heading: bool
    token_types: frozenset[str]
