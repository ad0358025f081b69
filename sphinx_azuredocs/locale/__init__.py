"""The words that the extension adds to pages, in the language of the project."""

from __future__ import annotations

from sphinx.locale import get_translation

CATALOG = "sphinx_azuredocs"

translate = get_translation(CATALOG)
