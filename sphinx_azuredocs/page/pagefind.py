"""Attributes for the search engine Pagefind: the text of pages, filters and dates.

Source of the attributes: https://pagefind.app/docs/indexing and /docs/filtering.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..config import Settings
from ..domain.azure import azure_domain
from ..domain.metadata import PageMetadata
from .builders import PAGES

_SPHINX_SWITCHES = ("nosearch", "no-search")
"""Keys of a page's metadata that keep the page out of Sphinx's own search."""


def leave_permalinks_out(_app: Sphinx, config: Config) -> None:
    """Leave the sign of permalinks out of the titles that Pagefind shows.

    A handler of Sphinx's event ``config-inited``.
    """
    if Settings.of(config).pagefind:
        icon = config.html_permalinks_icon
        config.html_permalinks_icon = f"<span data-pagefind-ignore>{icon}</span>"


def mark_for_pagefind(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Mark the text of a page for Pagefind, and add its filters to the head.

    Pagefind leaves pages without a mark out, if any page has one. So every page of the
    project has one, except pages that Sphinx's search leaves out. A handler of Sphinx's
    event ``html-page-context``.
    """
    if not Settings.of(app.config).pagefind or app.builder.name not in PAGES:
        return
    if doctree is None or "body" not in context:
        return
    if any(name in app.env.metadata[pagename] for name in _SPHINX_SWITCHES):
        return
    context["body"] = f"<div data-pagefind-body>{context['body']}</div>"
    metadata = azure_domain(app.env).pages.get(pagename)
    if metadata is not None:
        elements = "\n    ".join(_elements(metadata))
        context["metatags"] = f"{context.get('metatags', '')}\n    {elements}"


def _elements(metadata: PageMetadata) -> list[str]:
    """Return the elements with the filters of a page, and the date to sort by."""
    filters = [("service", name) for name in metadata.services]
    filters.append(("topic", metadata.topic))
    day = metadata.date.isoformat() if metadata.date else ""
    found = [("filter", *pair) for pair in filters] + [("sort", "date", day)]
    return [
        f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}" />'
        for kind, name, value in found
        if value
    ]
