"""Add a link to the next page to the end of each article."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..config import Settings
from ..domain.azure import azure_domain
from ..locale import translate as _
from .root_page import has_pages

NEXT_CLASS = "azure-next-step"
_OWN_STEP = "azure-div nextstepaction"
"""The classes of the next step that an article names, in HTML."""


def add_next_step(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Add the link after the text of an article, if a page follows it.

    An article that names its next step gets no other one.

    A handler of Sphinx's event ``html-page-context``.
    """
    following = context.get("next")
    if not Settings.of(app.config).next_step or not has_pages(app.builder):
        return
    if not following or pagename not in azure_domain(app.env).pages:
        return
    if pagename == app.config.root_doc or "body" not in context:
        return
    if _OWN_STEP in context["body"]:
        return
    uri, title = escape(following["link"]), following["title"]
    link = f'<a class="reference internal" href="{uri}" rel="next">{title}</a>'
    text = escape(_("Next step: %s")).replace("%s", link)
    context["body"] = f'{context["body"]}\n<p class="{NEXT_CLASS}">{text}</p>'
