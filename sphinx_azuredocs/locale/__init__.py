"""The words that the extension adds to pages, in the language of the project."""

from __future__ import annotations

from sphinx.locale import get_translation

CATALOG = "sphinx_azuredocs"

translate = get_translation(CATALOG)

_REGIONAL = ("pt", "zh")
"""The languages whose catalogues of Sphinx are those of regions."""


def language_of_locale(locale: str) -> str:
    """Return the language of Sphinx for a locale of Learn: ``zh_CN`` for ``zh-cn``.

    :param locale: the language and region, separated by a hyphen.
    """
    language, _, region = locale.replace("_", "-").partition("-")
    language = language.lower()
    is_regional = language in _REGIONAL and region
    return f"{language}_{region.upper()}" if is_regional else language
