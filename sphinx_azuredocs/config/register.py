"""Register the settings with Sphinx, and check them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.logging import getLogger

from ..warnings import WARNING_TYPE, WarningKind
from . import PREFIX, Settings, defaults
from .dialects import Dialect

_LOGGER = getLogger(__name__)


def setup_config(app: Sphinx) -> None:
    """Register the settings, and validate them once ``conf.py`` has been read.

    :param app: the Sphinx application.
    """
    values = defaults()
    for item in fields(Settings):
        name, rebuild = PREFIX + item.name, item.metadata["rebuild"]
        # No `types` for Sphinx: the messages of `validators` are more helpful.
        app.add_config_value(name, values[name], rebuild, types=Any)


def _in_any_case(name: str) -> str:
    """Return a pattern for a name in any letter case; patterns are unchanged."""
    if "[" in name:
        return name
    return "".join(
        f"[{char.lower()}{char.upper()}]" if char.lower() != char.upper() else char
        for char in name
    )


def check_settings(_app: Sphinx, config: Config) -> None:
    """Check the settings, and exclude the folders of included files from the pages."""
    settings = Settings.of(config)
    if settings.myst_pages:
        _LOGGER.warning(
            "azuredocs_myst_pages is deprecated; write azuredocs_dialects = %r instead",
            dict.fromkeys(settings.myst_pages, str(Dialect.MYST)),
            type=WARNING_TYPE,
            subtype=WarningKind.DEPRECATED.value,
        )
    patterns = [
        f"{place}{_in_any_case(name)}/**"
        for name in settings.include_folders
        for place in ("", "**/")
    ]
    config.exclude_patterns = [*config.exclude_patterns, *patterns]
