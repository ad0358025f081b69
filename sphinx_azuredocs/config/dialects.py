"""The dialects in which pages are written."""

from __future__ import annotations

from enum import StrEnum


class Dialect(StrEnum):
    """The dialects in which pages are written."""

    AZURE = "azure"
    """Articles of 2013 to 2016: read leniently, with HTML as structure of the page."""
    LEARN = "learn"
    """Pages of Microsoft Learn: Markdig's rules with docfx's extensions."""
    MYST = "myst"
    """Every other page: as MyST alone makes it."""
