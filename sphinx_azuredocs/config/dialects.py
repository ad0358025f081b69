"""The dialects in which pages are written."""

from __future__ import annotations

from enum import StrEnum

DIALECT_KEY = "azuredocs_dialect"
"""The name in front matter that chooses the dialect of a page."""


class Dialect(StrEnum):
    """The dialects in which pages are written."""

    AZURE = "azure"
    """Articles of 2013 to 2016: malformed Markdown and HTML is accepted."""
    LEARN = "learn"
    """Pages of Microsoft Learn: Markdig's Markdown with docfx's extensions."""
    MYST = "myst"
    """Every other page: MyST Markdown without extensions of this package."""
    MYST_ARTICLE = "myst-article"
    """Articles in MyST Markdown: with its syntax, and links and metadata of articles.

    Only a setting or the front matter of a page chooses it.
    """

    @property
    def is_modern(self) -> bool:
        """True for the Markdown of Microsoft Learn, without the leniency of 2014."""
        return self in (Dialect.LEARN, Dialect.MYST_ARTICLE)
