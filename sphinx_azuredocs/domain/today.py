"""The day of the build."""

from __future__ import annotations

from datetime import date

from sphinx.util.i18n import format_date


def today() -> date:
    """Return the day of the build; the day of ``SOURCE_DATE_EPOCH`` if it is set."""
    return date.fromisoformat(format_date("%Y-%m-%d", language="en"))
