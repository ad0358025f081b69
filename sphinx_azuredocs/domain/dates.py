"""The day of the build, and the day on which a page was changed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import format_date


def today() -> date:
    """Return the day of the build; the day of ``SOURCE_DATE_EPOCH`` if it is set."""
    return date.fromisoformat(format_date("%Y-%m-%d", language="en"))


def changed_on(env: BuildEnvironment, docname: str) -> date | None:
    """Return the day of the last commit to a page; None if it is unknown.

    The extension *sphinx-last-updated-by-git* finds the time of the commit.

    :param env: the environment.
    :param docname: the page.
    """
    found = getattr(env, "git_last_updated", {}).get(docname)
    if not found or found[0] is None:
        return None
    zone = env.config.git_last_updated_timezone or UTC
    return datetime.fromtimestamp(int(found[0]), zone).date()
