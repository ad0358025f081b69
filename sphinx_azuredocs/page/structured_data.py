"""Describe articles for search engines: JSON-LD of the type ``TechArticle``.

The vocabulary is that of https://schema.org/TechArticle.
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..config import Settings
from ..domain.azure import azure_domain
from ..domain.dates import changed_on
from ..files.urls import join_url
from .builders import PAGES


def add_structured_data(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Add the description of an article to the head of its page.

    A handler of Sphinx's event ``html-page-context``.
    """
    if not Settings.of(app.config).structured_data or app.builder.name not in PAGES:
        return
    data = structured_data(app.env, pagename, app.builder.get_target_uri)
    if data is None:
        return
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # `</script>` would end the element.
    text = text.replace("<", "\\u003c")
    script = f'<script type="application/ld+json">{text}</script>'
    context["metatags"] = f"{context.get('metatags', '')}\n    {script}"


def structured_data(
    env: BuildEnvironment, docname: str, uri_of: Any
) -> dict[str, Any] | None:
    """Return the description of an article; None for a page that is no article.

    :param env: the environment.
    :param docname: the page.
    :param uri_of: returns the URI of a page, relative to the root of the output.
    """
    domain, config = azure_domain(env), env.config
    metadata = domain.pages.get(docname)
    if metadata is None or metadata.redirect_url:
        return None
    changed = [day for day in (metadata.date, changed_on(env, docname)) if day]
    base = str(config.html_baseurl or "")
    data = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": domain.title_of(docname),
        "description": metadata.description,
        "keywords": metadata.keywords,
        "author": [{"@type": "Person", "name": name} for name in metadata.authors],
        "dateModified": max(changed).isoformat() if changed else "",
        "about": list(metadata.services),
        "inLanguage": (config.language or "en").replace("_", "-"),
        "url": join_url(f"{base.rstrip('/')}/", uri_of(docname)) if base else "",
    }
    return {name: value for name, value in data.items() if value}
