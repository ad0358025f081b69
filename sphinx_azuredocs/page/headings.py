"""The headings and titles of pages that Sphinx stores.

Sphinx itself removes links from titles and tables of contents, except links to files,
on which it fails. It shows the title for browsers in search results and breadcrumbs,
too, where readers expect the heading.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any, Self

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..domain.azure import azure_domain
from .builders import PAGES

_LAST_PART = re.compile(r"(?P<title>.*\S)\s+[|\-–—]\s+(?P<name>\S.*?)\s*")
_PARTS = 3
"""The largest number of parts that a title loses."""


def leave_links_out(env: BuildEnvironment, docname: str) -> None:
    """Replace links to files by their content in the headings that Sphinx stores.

    :param env: the environment.
    :param docname: the page.
    """
    for kept in (env.tocs, env.titles, env.longtitles):
        tree = kept.get(docname, nodes.Element())
        for link in list(tree.findall(addnodes.download_reference)):
            # Not `replace_self`, which moves the classes of the link to its content.
            index = link.parent.index(link)
            link.parent[index : index + 1] = link.children


def leave_links_out_of_toc(app: Sphinx, _doctree: nodes.document) -> None:
    """Replace links to files in the headings that Sphinx has stored of a page.

    The heading of an article replaces its title for browsers, which
    :func:`add_browser_title` adds to the page.
    """
    env = app.env
    leave_links_out(env, env.docname)
    if env.docname in azure_domain(env).pages and env.docname in env.titles:
        env.longtitles[env.docname] = env.titles[env.docname]


class PageTitle(str):
    """The heading of a page, with the title for browsers.

    Templates write ``{{ title|striptags }}`` in ``<title>``. This filter calls
    ``__html__``. Elsewhere, as in breadcrumbs, they write ``{{ title }}``.

    :param heading: the heading, as HTML.
    :param browser_title: the title for browsers, as text.
    """

    browser_title: str

    def __new__(cls, heading: str, browser_title: str) -> Self:
        """Return a heading with its title for browsers."""
        title = super().__new__(cls, heading)
        title.browser_title = browser_title
        return title

    def __html__(self) -> str:
        return escape(self.browser_title)


def add_browser_title(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the title for browsers to a page.

    Themes add the title of the project to it. So it loses a last part, such as
    ``| Contoso``, that is part of the title of the project.
    """
    metadata = azure_domain(app.env).pages.get(pagename)
    if metadata is None or doctree is None or not doctree.get("title"):
        return
    title = str(doctree["title"])
    if app.builder.name not in PAGES:
        context["title"] = escape(title)
        return
    title = without_suffix(title, str(context.get("docstitle") or ""))
    context["title"] = PageTitle(context.get("title", ""), title)


def without_suffix(title: str, project: str) -> str:
    """Return a title without the last parts that the title of the project contains.

    :param title: the title; its parts are separated by a bar or a dash.
    :param project: the title of the project, as text or as HTML.
    """
    project = unescape(project)
    for _part in range(_PARTS):
        match = _LAST_PART.fullmatch(title)
        if match is None:
            break
        name = rf"(?<!\w){re.escape(match['name'])}(?!\w)"
        if not re.search(name, project, re.IGNORECASE):
            break
        title = match["title"]
    return title
