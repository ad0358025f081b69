"""The direction of the text of pages, in languages that are written from right to left.

Sphinx and most themes do not set the attribute ``dir`` of the document.
"""

from __future__ import annotations

import re
from typing import Any

from babel import Locale, UnknownLocaleError
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from ..domain.azure import azure_domain
from ..domain.index_pages import TEMPLATE

_RIGHT_TO_LEFT = "azuredocs-right-to-left.html"
_HAS_DIRECTION = re.compile(r"<(?:html|body)\b[^>]*\sdir\s*=", re.IGNORECASE)
_DOCUMENT = re.compile(r"<html\b", re.IGNORECASE)


def is_right_to_left(language: str) -> bool:
    """Return True for a language that is written from right to left.

    :param language: a code of a language, as in Sphinx's setting ``language``.
    """
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return locale.text_direction == "rtl"


def choose_template(
    app: Sphinx,
    _pagename: str,
    templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> str | None:
    """Return the template for a page, if it is another than Sphinx's.

    A handler of Sphinx's event ``html-page-context``. In languages from right to left,
    the template renders that of the theme, and gives it to :func:`with_direction`.

    :return: the template; None if it is the one that Sphinx gives.
    """
    template: str | None = context.get(TEMPLATE)
    builder, language = app.builder, app.config.language or "en"
    if not isinstance(builder, StandaloneHTMLBuilder) or not is_right_to_left(language):
        return template
    if not azure_domain(app.env).pages:
        # A project of plain MyST stays as it is.
        return template
    context[TEMPLATE] = template or templatename
    context["azuredocs_with_direction"] = with_direction
    return _RIGHT_TO_LEFT


def with_direction(page: str) -> str:
    """Return the HTML of a page with the attribute ``dir``.

    :param page: the HTML of the whole page.
    """
    if _HAS_DIRECTION.search(page):
        return page
    return _DOCUMENT.sub(r'\g<0> dir="rtl"', page, count=1)
