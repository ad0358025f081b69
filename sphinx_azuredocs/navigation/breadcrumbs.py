"""Breadcrumbs: for the pages of themes without their own, and for search engines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from ..config import Settings
from ..domain.azure import azure_domain
from ..files.urls import join_url
from ..locale import translate as _
from ..page.structured_data import add_json_ld
from .branch import Target
from .breadcrumb_file import Trail
from .lines import href_from
from .root_page import has_pages, shown_contents

_THEMES = ("sphinx_rtd_theme", "pydata_sphinx_theme")
"""The themes that have breadcrumbs of their own."""
BREADCRUMBS_CLASS = "azure-breadcrumbs"
_TAG = re.compile(r"<[^>]*>")


def add_breadcrumbs(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the way from the start page to a page: before its text, and as JSON-LD.

    A handler of Sphinx's event ``html-page-context``, after the parents are known.
    """
    builder, settings = app.builder, Settings.of(app.config)
    if not (settings.breadcrumbs or settings.structured_data) or doctree is None:
        return
    if not has_pages(builder) or pagename == app.config.root_doc:
        return
    crumbs = _crumbs(app, pagename, context)
    if settings.structured_data and crumbs and pagename in azure_domain(app.env).pages:
        _add_list(app, pagename, context, crumbs)
    theme = builder.theme.name if isinstance(builder, StandaloneHTMLBuilder) else ""
    if settings.breadcrumbs and crumbs and theme not in _THEMES and "body" in context:
        context["body"] = f"{_nav(crumbs)}\n{context['body']}"


class Crumb(NamedTuple):
    """A page above a page.

    :param title: its title, as HTML.
    :param uri: its URI, relative to the page.
    """

    title: str
    uri: str


def _crumbs(app: Sphinx, pagename: str, context: Mapping[str, Any]) -> list[Crumb]:
    """Return the pages above a page, the outermost first.

    :param context: the context of the page's template, with its parents.
    """
    domain, root = azure_domain(app.env), app.config.root_doc
    parents = list(context.get("parents") or ())
    trail: Trail = domain.of_project.trails.get(pagename, ())
    if trail:
        # The last page of the trail is that of the table of contents.
        contents = shown_contents(app.env)
        is_table = [g.folder is not None for g in contents.groups_of(pagename)[:1]]
        parents = parents[any(is_table) and not contents.is_flat :]
    elif title := domain.title_of(root):
        trail = ((title, Target(root)),)
    href = href_from(app.builder, pagename)
    way = [
        *(Crumb(escape(title), href(target)) for title, target in trail),
        *(Crumb(parent["title"], parent["link"]) for parent in parents),
    ]
    # The start page may also be the page of the outermost group, with the same title.
    return [*dict.fromkeys(way)]


def _add_list(
    app: Sphinx, pagename: str, context: dict[str, Any], crumbs: list[Crumb]
) -> None:
    """Add the pages above a page, and the page, as JSON-LD.

    The vocabulary is that of https://schema.org/BreadcrumbList. URLs must be absolute,
    so the list needs the base URL of the site.
    """
    base = str(app.config.html_baseurl or "")
    if not base:
        return
    url = join_url(f"{base.rstrip('/')}/", app.builder.get_target_uri(pagename))
    own = Crumb(escape(azure_domain(app.env).title_of(pagename)), "")
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": unescape(_TAG.sub("", crumb.title)),
            "item": join_url(url, crumb.uri),
        }
        for position, crumb in enumerate([*crumbs, own], 1)
    ]
    add_json_ld(context, {"@type": "BreadcrumbList", "itemListElement": items})


def _nav(crumbs: list[Crumb]) -> str:
    label = escape(_("Breadcrumbs"))
    items = (
        f'<li><a class="reference internal" href="{escape(uri)}">{title}</a></li>'
        for title, uri in crumbs
    )
    return (
        f'<nav class="{BREADCRUMBS_CLASS}" aria-label="{label}">'
        f"<ol>{''.join(items)}</ol></nav>"
    )
