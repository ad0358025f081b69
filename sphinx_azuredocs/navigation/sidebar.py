"""Render the sidebars of HTML pages from the tables of contents of docsets.

Sphinx renders all toctrees of the project for each page, which takes time quadratic in
the number of pages. This module gives each page the table of contents that lists it,
and the names of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from .model import Contents, Entry, Group
from .root_page import shown_contents

_FOLDER = str(Path(__file__).parents[1] / "assets" / "templates")
_TEMPLATES = {"sidebar-nav-bs": "azuredocs-sidebar-nav-bs"}
"""Theme's template of a sidebar that shows only a section → our replacement."""
EXPANDED_CLASS = "azure-expanded"
"""The class of a group whose entries are shown initially."""
_FURO_BOX = re.compile(
    rf'(<li class="[^"]*\b{EXPANDED_CLASS}\b[^"]*">(?:(?!<li\b).)*?'
    r"<input\b(?![^>]*\schecked)(?:(?!/?>).)*)",
    re.DOTALL,
)
"""The start tag of the checkbox by which Furo opens such a group."""


def render_sidebar(
    contents: Contents,
    pagename: str,
    uri: Callable[[str], str],
    root: str,
    *,
    collapse: bool,
) -> str:
    """Return the HTML of the table of contents in a sidebar, as of Sphinx's toctrees.

    A group links to its first page, since themes drop links to anchors.

    :param contents: the table of contents of the project.
    :param pagename: the page.
    :param uri: returns the URI of a docname, relative to the page.
    :param root: the docname of the root page.
    :param collapse: True to omit the entries of groups that do not contain the page.
    """
    path, opened = contents.groups_of(pagename), contents.opened(pagename)

    def href(entry: Entry) -> str:
        if not entry.docname:
            return entry.url
        target = uri(entry.docname)
        if entry.fragment:
            target = f"{target.removesuffix('#')}#{quote(entry.fragment)}"
        return target

    def item(entry: Entry | Group, level: int) -> str:
        if isinstance(entry, Entry):
            return page(entry, level)
        is_current = entry in path
        shows = entry in opened or entry.is_expanded or (level > 1 and not collapse)
        # The title of a group links to the page of the group, which is not repeated.
        below = entry.entries[1:] if entry.has_page else entry.entries
        inner = items(below, level + 1) if shows and below else ""
        current = " current" if is_current else ""
        is_open = bool(inner) and entry.is_expanded and not is_current
        expanded = f" {EXPANDED_CLASS}" if is_open else ""
        link = escape(entry.title)
        lead = entry.entries[0] if entry.has_page else entry.first
        if isinstance(lead, Entry) or inner:
            # Furo fails on an item with a sublist and no link. The start page
            # lists the groups without a page.
            target = href(lead) if isinstance(lead, Entry) else uri(root)
            link = _link(target, entry.title, f"reference internal{current}")
        return f'<li class="toctree-l{level}{current}{expanded}">{link}{inner}</li>'

    def page(entry: Entry, level: int) -> str:
        is_current = entry.docname == pagename and level == len(path) + 1
        is_current = is_current and not entry.fragment
        before, after = ("current ", " current") if is_current else ("", "")
        kind = "internal" if entry.docname else "external"
        link = _link(
            href(entry), entry.name or entry.title, f"{before}reference {kind}"
        )
        return f'<li class="toctree-l{level}{after}">{link}</li>'

    def items(entries: Iterable[Entry | Group], level: int) -> str:
        lines = "\n".join(item(entry, level) for entry in entries)
        current = ' class="current"' if any(e in path for e in entries) else ""
        return f"<ul{current}>\n{lines}\n</ul>"

    return items(contents.groups, 1)


def _link(target: str, text: str, classes: str) -> str:
    return f'<a class="{classes}" href="{escape(target)}">{escape(text)}</a>'


def replace_toctree(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Add the sidebar to the toctrees of the project in templates."""
    contents = shown_contents(app.env)
    of_sphinx = context.get("toctree")
    if of_sphinx is None or not contents.tables:
        return
    builder = app.builder

    def uri(docname: str) -> str:
        return builder.get_relative_uri(pagename, docname) or "#"

    def toctree(**options: Any) -> str:
        ours = render_sidebar(
            contents,
            pagename,
            uri,
            app.config.root_doc,
            collapse=options.get("collapse", True),
        )
        return f"{of_sphinx(**options) or ''}\n{ours}"

    context["toctree"] = toctree
    if context.get("sidebars"):
        context["sidebars"] = [
            _TEMPLATES.get(name.removesuffix(".html"), name)
            for name in context["sidebars"]
        ]


def open_groups_in_furo(
    _app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Check the checkboxes of groups that Furo should show opened.

    Furo itself checks the boxes of the groups with the current page.
    """
    tree = context.get("furo_navigation_tree")
    if isinstance(tree, str) and EXPANDED_CLASS in tree:
        context["furo_navigation_tree"] = _FURO_BOX.sub(r'\1 checked=""', tree)


def add_templates(_app: Sphinx, config: Config) -> None:
    """Add the templates that replace the sidebar templates of some themes."""
    config.templates_path = [*config.templates_path, _FOLDER]


def keep_out_of_catalogs(app: Sphinx) -> None:
    """Exclude the templates from the message catalogues of a project."""
    if app.builder.name == "gettext":
        paths = [path for path in app.config.templates_path if path != _FOLDER]
        app.config.templates_path = paths
