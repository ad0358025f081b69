"""The table of contents: that of docsets, or pages grouped by metadata.

It is made of ordinary toctrees, put into the doctree of the root page as soon as all
pages are read. So builders that make one document of the project find what they look
for, and whatever Sphinx derives from toctrees is there. The one thing left out are the
sidebars of HTML pages: each would list every page of the project.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.locale import _ as word_of_sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import LoggingReporter

from ..config import Settings
from ..domain.azure import AzureDomain, azure_domain
from ..domain.queries import Page
from ..locale import translate as _
from ..page.headings import leave_links_out
from .from_docsets import tables_of_contents
from .from_metadata import FACETS, group_pages, make_contents
from .model import Contents, Ids
from .toctree_nodes import build_contents, contents_nodes

# Before references are resolved, which is at 10.
_BEFORE_REFERENCES = 5


def shown_contents(env: BuildEnvironment) -> Contents:
    """The table of contents that pages are written with."""
    contents: Contents | None = azure_domain(env).of_project.contents
    return contents or Contents()


def update_root(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Bring the root page up to date, now that all pages are read.

    :return: the pages to write again.
    """
    domain = azure_domain(env)
    shown = shown_contents(env)
    stored = domain.of_project
    in_root: Contents = stored.contents_in_root or Contents()
    anchors = domain.anchors.setdefault(env.config.root_doc, {})
    contents = _contents_of(domain, in_root, anchors.keys() - in_root.ids)
    if contents != in_root:
        _put_into_root(app, env, contents)
        for id_ in in_root.ids:
            anchors.pop(id_, None)
        anchors.update({id_: id_ for id_ in contents.ids})
    stored.contents = stored.contents_in_root = contents
    moved = contents.moved_since(shown)
    if contents != in_root:
        moved.add(env.config.root_doc)
    return sorted(moved & env.found_docs)


def _contents_of(
    domain: AzureDomain, in_root: Contents, taken: AbstractSet[str]
) -> Contents:
    """The table of contents that a project should have."""
    by = Settings.of(domain.env.config).contents
    if by == "none":
        return Contents()
    pages = _pages_to_list(domain, in_root, by)
    ids = Ids(taken)
    tables = tables_of_contents(domain, ids) if pages else ()
    if not tables:
        return make_contents(pages, by, taken)
    listed = {e.docname for table in tables for _path, e in table.walk()}
    others = [page for page in pages if page.docname not in listed]
    if others:
        ordered = sorted(others, key=Page.order)
        tables = (*tables, group_pages(_("Other"), ids.new("toc", "other"), ordered))
    if len(tables) < 2:
        return Contents(groups=tables)
    title = word_of_sphinx("Table of Contents")
    return Contents(title, ids.new("contents"), tables)


def _pages_to_list(domain: AzureDomain, in_root: Contents, by: str) -> list[Page]:
    """The pages that Sphinx would miss in every toctree.

    None at all where the toctrees of the root page lead to articles: then the project
    has its own table of contents, and what is missing in it is for Sphinx to say.
    """
    env = domain.env
    root = env.config.root_doc
    toctrees = {page: set(pages) for page, pages in env.toctree_includes.items()}
    toctrees[root] = toctrees.get(root, set()) - in_root.path_of.keys()
    reached = _reached(toctrees, root)
    pages = [page for page in domain.all_pages() if page.docname != root]
    if any(p.docname in reached and _is_article(domain, p, by) for p in pages):
        return []
    if not pages:
        # A project of plain MyST has its own table of contents, or wants none.
        return []
    pages += [page for page in domain.plain_pages() if page.docname != root]
    included = set().union(*toctrees.values(), *env.included.values())
    return [
        page
        for page in pages
        if page.docname not in included and "orphan" not in env.metadata[page.docname]
    ]


def _reached(toctrees: Mapping[str, AbstractSet[str]], root: str) -> set[str]:
    """The pages to which toctrees lead from the root page."""
    reached: set[str] = set()
    to_visit = [root]
    while to_visit:
        found = toctrees.get(to_visit.pop(), frozenset()) - reached
        reached |= found
        to_visit += found
    return reached


def _is_article(domain: AzureDomain, page: Page, by: str) -> bool:
    """Whether a page is of the site, and not one about the repository."""
    path = Path(domain.env.doc2path(page.docname, base=False)).as_posix()
    return bool(FACETS[by].key(page.metadata) or domain.urls.keys_of(path))


def _put_into_root(app: Sphinx, env: BuildEnvironment, contents: Contents) -> None:
    """Change the doctree of the root page, and what Sphinx has taken down of it."""
    root = env.config.root_doc
    # Not by `env.get_doctree`, which would give the doctree as it is now ever after.
    document: nodes.document = pickle.loads(
        Path(env.doctreedir, f"{root}.doctree").read_bytes()
    )
    document.reporter = LoggingReporter(str(env.doc2path(root)))
    for part in contents_nodes(document, nodes.section):
        part.parent.remove(part)
    if contents.groups:
        sections = [node for node in document if isinstance(node, nodes.section)]
        page = sections[0] if len(sections) == 1 else document
        page.append(build_contents(contents, root))
    collector = TocTreeCollector()
    collector.clear_doc(app, env, root)
    env.prepare_settings(root)
    collector.process_doc(app, document)
    env.temp_data.clear()
    leave_links_out(env, root)
    # Some themes show the toctrees of this on every page.
    for toctree in contents_nodes(env.tocs[root], addnodes.toctree):
        entries = toctree.parent
        entries.remove(toctree)
        if not entries.children:
            entries.parent.remove(entries)
    app.builder.write_doctree(root, document)


def forget_root(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Have the table of contents put in again when the root page is read."""
    if docname == app.config.root_doc:
        azure_domain(env).of_project.contents_in_root = None


def keep_out_of_sidebars(app: Sphinx, builder: Builder) -> None:
    """Have the sidebars of HTML pages made without the table of contents.

    They are made from Sphinx's own copy of the root page, for each page anew, which
    takes time and space that grow with the square of the number of pages.
    """
    if isinstance(builder, StandaloneHTMLBuilder) and not isinstance(
        builder, SingleFileHTMLBuilder
    ):
        for part in contents_nodes(app.env.master_doctree, nodes.section):
            part.parent.remove(part)


def add_parents(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Lead from a page to its groups; to the next pages, Sphinx does."""
    contents = shown_contents(app.env)
    path = contents.path_of.get(pagename)
    if path is not None and not context.get("parents"):
        root = app.builder.get_relative_uri(pagename, app.config.root_doc)
        context["parents"] = [
            {"link": f"{root}#{group.id}", "title": escape(group.title)}
            for group in path
        ]


class PagesAsChapters(SphinxPostTransform):
    """In one document of all pages, groups are chapters, with no heading over them.

    Nor over a single group: there the pages are chapters.
    """

    default_priority = _BEFORE_REFERENCES

    def run(self, **_kwargs: object) -> None:
        """Change the document, if it has the pages in the table of contents."""
        if self.env.docname != self.config.root_doc:
            return
        for part in contents_nodes(self.document, nodes.section):
            if next(part.findall(addnodes.start_of_file), None):
                part.replace_self(part.children[1:])


def setup_contents(app: Sphinx) -> None:
    """Have a table of contents made where there is none."""
    app.add_post_transform(PagesAsChapters)
