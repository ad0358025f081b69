"""The sidebars of HTML pages, where docsets have tables of contents.

Sphinx makes them from all toctrees of the project for each page anew, which takes time
that grows with the square of the number of pages. Here, a page has the table of
contents that it is in, and the names of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx

from .contents import shown_contents
from .toc_tree import Contents, Entry, Group

_AFTER_OTHERS = 900


def render_sidebar(
    contents: Contents,
    pagename: str,
    uri: Callable[[str], str],
    root: str,
    *,
    collapse: bool,
) -> str:
    """The table of contents for the sidebar of a page, as Sphinx writes toctrees.

    :param contents: the table of contents of the project.
    :param pagename: the page.
    :param uri: the URI of another page, relative to this one.
    :param root: the root page, which has the groups.
    :param collapse: whether groups that the page is not in are left closed.
    """
    path, opened = contents.path_of.get(pagename, ()), contents.opened(pagename)
    home = uri(root)

    def item(entry: Entry | Group, level: int) -> str:
        if isinstance(entry, Entry):
            return page(entry, level)
        is_current = entry in path
        shows = entry in opened or entry.is_expanded or (level > 1 and not collapse)
        inner = items(entry.entries, level + 1) if shows else ""
        current = " current" if is_current else ""
        link = _link(f"{home}#{entry.id}", entry.title, f"reference internal{current}")
        return f'<li class="toctree-l{level}{current}">{link}{inner}</li>'

    def page(entry: Entry, level: int) -> str:
        is_current = entry.docname == pagename and level == len(path) + 1
        is_current = is_current and not entry.fragment
        before, after = ("current ", " current") if is_current else ("", "")
        kind = "internal" if entry.docname else "external"
        target = uri(entry.docname) if entry.docname else entry.url
        if entry.fragment:
            target = f"{target.removesuffix('#')}#{quote(entry.fragment)}"
        link = _link(target, entry.name or entry.title, f"{before}reference {kind}")
        return f'<li class="toctree-l{level}{after}">{link}</li>'

    def items(entries: Iterable[Entry | Group], level: int) -> str:
        lines = "\n".join(item(entry, level) for entry in entries)
        current = ' class="current"' if any(e in path for e in entries) else ""
        return f"<ul{current}>\n{lines}\n</ul>"

    return items(contents.groups, 1)


def _link(target: str, text: str, classes: str) -> str:
    return f'<a class="{classes}" href="{escape(target)}">{escape(text)}</a>'


def _replace_toctree(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Give themes the sidebar when they ask for the toctrees of the project."""
    contents = shown_contents(app.env)
    of_sphinx = context.get("toctree")
    is_of_docsets = any(group.folder is not None for group in contents.groups)
    if of_sphinx is None or not is_of_docsets:
        return
    builder, root = app.builder, app.config.root_doc

    def uri(docname: str) -> str:
        return builder.get_relative_uri(pagename, docname) or "#"

    def toctree(**options: Any) -> str:
        ours = render_sidebar(
            contents, pagename, uri, root, collapse=options.get("collapse", True)
        )
        return f"{of_sphinx(**options) or ''}\n{ours}"

    context["toctree"] = toctree


def setup_sidebar(app: Sphinx) -> None:
    """Have pages get their sidebars."""
    app.connect("html-page-context", _replace_toctree, priority=_AFTER_OTHERS)
