"""The dialects in which pages are written."""

from __future__ import annotations

from enum import StrEnum


class Dialect(StrEnum):
    """The dialects in which pages are written."""

    AZURE = "azure"
    """Articles of 2013 to 2016: malformed Markdown and HTML is accepted."""
    LEARN = "learn"
    """Pages of Microsoft Learn: Markdig's Markdown with docfx's extensions."""
    MYST = "myst"
    """Every other page: MyST Markdown without extensions of this package."""
