"""The script for choices of readers, which tabs and zones share."""

from __future__ import annotations

from sphinx.config import Config

from ..assets import STATIC, Asset
from ..config import Settings


def _data(config: Config) -> dict[str, str]:
    return {} if Settings.of(config).keep_choices else {"keep": "false"}


def choices(cls: str) -> tuple[Asset, ...]:
    """Return the script and style sheet for choices, for pages that have a class.

    :param cls: the class.
    """
    return (
        Asset(STATIC / "azuredocs-choices.js", (cls,), _data),
        Asset(STATIC / "azuredocs-choices.css", (cls,)),
    )
