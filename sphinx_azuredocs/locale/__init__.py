"""Translations of the texts that the extension adds to pages."""

from __future__ import annotations

from sphinx.locale import get_translation

CATALOG = "sphinx_azuredocs"

translate = get_translation(CATALOG)

_REGIONAL = ("pt", "zh")
"""The languages for which Sphinx has a catalogue per region."""


def language_of_locale(locale: str) -> str:
    """Return Sphinx's language for a locale of Learn: ``zh_CN`` for ``zh-cn``.

    :param locale: the language and region, separated by a hyphen.
    """
    language, _, region = locale.replace("_", "-").partition("-")
    language = language.lower()
    is_regional = language in _REGIONAL and region
    return f"{language}_{region.upper()}" if is_regional else language
