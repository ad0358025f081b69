"""The pages of the indices: groups with lists of pages, in the style of the theme.

Sphinx's template of indices is for Python modules: names are code, in a table with
colours for light windows, and group names are not escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import IndexEntry

from ..assets import beside
from .indices import INDICES
from .site import SiteDomain

_CLASS = "azure-index"
_NAMES = frozenset(f"{SiteDomain.name}-{index.name}" for index in INDICES)
TEMPLATE = "azuredocs_template"
"""The key of the template for a page in the context, if it is another than Sphinx's."""
INDEX_STYLES = beside(__file__, "azuredocs-index.css", _CLASS)


def group_id(name: str) -> str:
    """Return the id of a group on the page of an index.

    An id has no spaces (HTML Standard §3.2.6), so they become no-break spaces.

    :param name: the name of the group.
    """
    return "cap-" + "\u00a0".join(name.split())


def show_index(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Show an index as a page of text.

    A handler of Sphinx's event ``html-page-context``.
    """
    if templatename != "domainindex.html" or Path(pagename).name not in _NAMES:
        return
    context["title"] = context["indextitle"]
    context["body"] = "\n".join(
        _body(app.builder, pagename, context["title"], context["content"])
    )
    context[TEMPLATE] = "page.html"


def _body(
    builder: Builder,
    pagename: str,
    title: str,
    groups: Iterable[tuple[str, Iterable[IndexEntry]]],
) -> Iterable[str]:
    """Yield the lines of the text of an index."""
    groups = list(groups)
    yield f'<section class="{_CLASS}">'
    yield f"<h1>{escape(title)}</h1>"
    yield '<ul class="azure-index-groups">'
    for name, _entries in groups:
        uri = f"#{quote(group_id(name))}"
        yield f'<li><a class="reference internal" href="{uri}">{escape(name)}</a></li>'
    yield "</ul>"
    for name, entries in groups:
        yield f'<h2 id="{escape(group_id(name))}">{escape(name)}</h2>'
        yield '<ul class="azure-index-pages">'
        for entry in entries:
            uri = escape(builder.get_relative_uri(pagename, entry.docname))
            link = (
                f'<a class="reference internal" href="{uri}">{escape(entry.name)}</a>'
            )
            date = f" <span>{escape(entry.extra)}</span>" if entry.extra else ""
            yield f"<li>{link}{date}</li>"
        yield "</ul>"
    yield "</section>"
