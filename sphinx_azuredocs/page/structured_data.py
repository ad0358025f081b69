"""Describe pages for search engines, as JSON-LD.

The vocabulary is that of https://schema.org: ``TechArticle`` for articles, ``FAQPage``
for questions and answers in YAML.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..config import Settings
from ..domain.azure import azure_domain
from ..domain.dates import changed_on
from ..files.urls import join_url
from .builders import PAGES

FAQ_CLASS = "azure-yaml-faq"
"""The class of the outer section of a page with questions and answers."""


def add_structured_data(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the description of a page to its head.

    A handler of Sphinx's event ``html-page-context``.
    """
    if not Settings.of(app.config).structured_data or app.builder.name not in PAGES:
        return
    data = structured_data(app.env, pagename, app.builder.get_target_uri)
    if data is None:
        return
    if questions := _questions(doctree):
        data |= {"@type": "FAQPage", "mainEntity": questions}
    add_json_ld(context, data)


def add_json_ld(context: dict[str, Any], data: Mapping[str, Any]) -> None:
    """Add JSON-LD to the head of a page.

    :param context: the context of the page's template.
    :param data: the properties and values, with ``@type``.
    """
    value = {"@context": "https://schema.org", **data}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # `</script>` would end the element.
    text = text.replace("<", "\\u003c")
    script = f'<script type="application/ld+json">{text}</script>'
    context["metatags"] = f"{context.get('metatags', '')}\n    {script}"


def _questions(document: nodes.document | None) -> list[dict[str, Any]]:
    """Return the questions and answers of a page; none for pages of other kinds.

    :param document: the page.
    """
    sections = document.findall(nodes.section) if document is not None else ()
    page = next(iter(sections), None)
    if page is None or FAQ_CLASS not in page["classes"]:
        return []
    return [
        {
            "@type": "Question",
            "name": _text(section[0]),
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        }
        for section in page.findall(nodes.section)
        if _is_question(section)
        and (answer := " ".join(map(_text, section.children[1:])).strip())
    ]


def _is_question(section: nodes.section) -> bool:
    """Return True if a section of a FAQ is a question: it contains no other section."""
    has_title = isinstance(section.next_node(), nodes.title)
    inner = section.next_node(nodes.section)
    return has_title and (inner is None or inner.parent is not section)


def _text(node: nodes.Node) -> str:
    """Return the text of a node on one line, without raw HTML and comments."""
    words: list[str] = []
    last: nodes.Node | None = None
    for text in node.findall(nodes.Text):
        if isinstance(text.parent, nodes.raw | nodes.comment):
            continue
        block: nodes.Node = text.parent
        while isinstance(block, nodes.Inline) and block.parent is not None:
            block = block.parent
        words += [text.astext()] if block is last else [" ", text.astext()]
        last = block
    return " ".join("".join(words).split())


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
