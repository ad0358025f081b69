"""Render lists of entries as the HTML that Sphinx makes of toctrees."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from sphinx.builders import Builder

from ..locale import translate as _
from .branch import Line, Lines, Target, needs_file

GROUP_CLASS = "azure-group"
"""The class of a group: a closed group has no list, until the script loads it."""
MORE_CLASS = "azure-more"
"""The class of a line that leads to the entries which a list leaves out."""
EXPANDED_CLASS = "azure-expanded"
"""The class of a group that is open initially."""


def href_from(builder: Builder, docname: str) -> Callable[[Target], str]:
    """Return a function that returns the URL of a target, relative to a page.

    :param builder: the builder of the current build.
    :param docname: the page.
    """
    root = builder.config.root_doc

    def href(target: Target) -> str:
        if target.url:
            return target.url
        uri = builder.get_relative_uri(docname, target.docname or root) or "#"
        if target.fragment:
            return f"{uri.removesuffix('#')}#{quote(target.fragment)}"
        return uri

    return href


def render_lines(
    lines: Lines,
    href: Callable[[Target], str],
    level: int = 1,
    *,
    is_body: bool = False,
) -> str:
    """Return the HTML of a list of entries.

    A group links to its first page, since themes drop links to anchors.

    :param lines: the list.
    :param href: returns the URL of a target, relative to the page.
    :param level: the level of the list, from 1.
    :param is_body: True for a list in the start page, whose lines have ids.
    """
    classes = (
        ' class="current"' if any(line.is_ancestor for line in lines.lines) else ""
    )
    last = len(lines.lines) - 1
    name = f"{lines.file}#{lines.group}" if lines.group else lines.file
    rendered = []
    for index, line in enumerate(lines.lines):
        # The first line that needs the file names it, since themes change lists.
        source = ""
        if name and needs_file(line):
            source, name = f' data-azure-list="{name}"', ""
        if line.title:
            rendered.append(_entry(line, href, level, source, is_body=is_body))
        elif line.target:
            rendered.append(_more(line, href, level, source, is_last=index == last))
    items = "\n".join(rendered)
    return f"<ul{classes}>\n{items}\n</ul>"


def _more(
    line: Line,
    href: Callable[[Target], str],
    level: int,
    source: str,
    *,
    is_last: bool,
) -> str:
    """Return the HTML of a line that leads to the entries which a list leaves out."""
    text = _("More entries") if is_last else _("Earlier entries")
    target = href(line.target) if line.target else ""
    link = _link(target, text, "reference internal")
    return f'<li class="toctree-l{level} {MORE_CLASS}"{source}>{link}</li>'


def _entry(
    line: Line,
    href: Callable[[Target], str],
    level: int,
    source: str,
    *,
    is_body: bool,
) -> str:
    """Return the HTML of a page or group."""
    current = " current" if line.is_current or line.is_ancestor else ""
    group = f" {GROUP_CLASS}" if line.is_group else ""
    expanded = f" {EXPANDED_CLASS}" if line.is_expanded else ""
    link = escape(line.title)
    if line.target:
        kind = "external" if line.target.url else "internal"
        kinds = f"reference {kind}{current if line.is_ancestor else ''}"
        kinds = f"current {kinds}" if line.is_current else kinds
        link = _link(href(line.target), line.title, kinds)
    below = line.below
    inner = render_lines(below, href, level + 1, is_body=is_body) if below else ""
    id_ = f' id="{line.id}"' if is_body and line.id else ""
    classes = f"toctree-l{level}{current}{group}{expanded}"
    return f'<li class="{classes}"{id_}{source}>{link}{inner}</li>'


def _link(target: str, text: str, classes: str) -> str:
    return f'<a class="{classes}" href="{escape(target)}">{escape(text)}</a>'
