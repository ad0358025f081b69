"""The list of versions in HTML pages, and the URL for search engines."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ...domain.azure import azure_domain
from ...locale import translate as _
from ...page.builders import PAGES

PICKER_CLASS = "azure-versions"


def add_picker(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Add the list of versions below the heading of a page.

    It is a ``details`` element with links, which works by keyboard and without script.

    :param app: the application.
    :param document: the resolved page.
    :param docname: its name.
    """
    if app.builder.name not in PAGES:
        return
    versions = azure_domain(app.env).versions
    others = versions.others(docname)
    page = next(iter(document.findall(nodes.section)), None)
    if page is None or not others:
        return
    own = [moniker for moniker, name in others if name == docname]
    items = []
    for moniker, name in others:
        if name == docname:
            text = f'<span aria-current="true">{escape(moniker)}</span>'
        else:
            url = app.builder.get_relative_uri(docname, name)
            text = f'<a href="{escape(url)}">{escape(moniker)}</a>'
        items.append(f"<li>{text}</li>")
    label = escape(_("Version: %s") % ", ".join(own))
    html = (
        f'<nav class="{PICKER_CLASS}" aria-label="{escape(_("Versions"))}">'
        f"<details><summary>{label}</summary><ul>{''.join(items)}</ul></details></nav>"
    )
    index = 1 if len(page) and isinstance(page[0], nodes.title) else 0
    page.insert(index, nodes.raw("", html, format="html"))


def add_canonical_url(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Name the page of the default version as the canonical one.

    Handler of Sphinx's event ``html-page-context``.
    """
    base = str(app.config.html_baseurl or "")
    if doctree is None or not base or app.builder.name not in PAGES:
        return
    default = azure_domain(app.env).versions.default_page(pagename)
    if default != pagename:
        url = app.builder.get_target_uri(default)
        context["pageurl"] = f"{base.rstrip('/')}/{url}"
