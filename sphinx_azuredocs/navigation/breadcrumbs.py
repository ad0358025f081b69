"""Add breadcrumbs to the pages of themes without their own."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from ..config import Settings
from ..domain.azure import azure_domain
from ..locale import translate as _
from .branch import Target
from .breadcrumb_file import Trail
from .lines import href_from
from .root_page import has_pages, shown_contents

_THEMES = ("sphinx_rtd_theme", "pydata_sphinx_theme")
"""The themes that have breadcrumbs of their own."""
BREADCRUMBS_CLASS = "azure-breadcrumbs"


def add_breadcrumbs(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the way from the start page to a page before its text.

    A handler of Sphinx's event ``html-page-context``, after the parents are known.
    """
    builder, root = app.builder, app.config.root_doc
    if not Settings.of(app.config).breadcrumbs or not has_pages(builder):
        return
    if pagename == root or doctree is None or "body" not in context:
        return
    theme = builder.theme.name if isinstance(builder, StandaloneHTMLBuilder) else ""
    if theme in _THEMES:
        return
    domain, parents = azure_domain(app.env), list(context.get("parents") or ())
    trail: Trail = domain.of_project.trails.get(pagename, ())
    if trail:
        # The last page of the trail is that of the table of contents.
        contents = shown_contents(app.env)
        is_table = [g.folder is not None for g in contents.groups_of(pagename)[:1]]
        parents = parents[any(is_table) and not contents.is_flat :]
    elif title := domain.title_of(root):
        trail = ((title, Target(root)),)
    href = href_from(builder, pagename)
    way = [(href(target), escape(title)) for title, target in trail]
    way += [(parent["link"], parent["title"]) for parent in parents]
    # The start page may also be the page of the outermost group, with the same title.
    crumbs = [_crumb(*step) for step in dict.fromkeys(way)]
    if crumbs:
        context["body"] = f"{_nav(crumbs)}\n{context['body']}"


def _crumb(uri: str, title: str) -> str:
    """Return a list item with a link.

    :param uri: the URI of the link.
    :param title: the text as HTML.
    """
    return f'<li><a class="reference internal" href="{escape(uri)}">{title}</a></li>'


def _nav(crumbs: list[str]) -> str:
    label = escape(_("Breadcrumbs"))
    return (
        f'<nav class="{BREADCRUMBS_CLASS}" aria-label="{label}">'
        f"<ol>{''.join(crumbs)}</ol></nav>"
    )
