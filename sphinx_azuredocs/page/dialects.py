"""The dialect of a page, decided once."""

from __future__ import annotations

from enum import StrEnum


class Dialect(StrEnum):
    """The dialects in which pages are written."""

    AZURE = "azure"
    """Articles of 2013 to 2016, with ``<properties>`` and ``<tags>`` headers."""
    LEARN = "learn"
    """Pages of Microsoft Learn: of a docset, or with ``ms.*`` in their front matter."""
    MYST = "myst"
    """Every other page."""
