"""Put the table of contents into the root page: from docsets, or from metadata.

The table consists of ordinary toctrees, which are inserted into the doctree of the root
page after all pages are read. Builders that write one document follow them, and Sphinx
derives the order and the parents of pages from them. Only the sidebars of HTML pages
are made without them, because each sidebar would list every page of the project.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
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
from ..files.door import read_bytes
from ..locale import translate as _
from ..page.headings import leave_links_out
from .branch import Target
from .breadcrumb_file import trails
from .changes import digests_of_navigation
from .expand import Toc
from .from_docsets import make_groups, read_tocs, uids_in
from .from_metadata import FACETS, group_pages, make_contents
from .lines import href_from
from .model import Contents, Entry, Ids
from .overview import parents
from .toctree_nodes import build_contents, contents_nodes
from .uids import resolve_uids
from .words import TocWords

# Sphinx resolves references at 10; these run before.
BEFORE_REFERENCES = 5
BUILDERS = ("html", "dirhtml")
"""The names of the builders whose start page leaves out levels."""
_THEMES_WITH_TOCTREES = ("sphinx_immaterial",)
"""The themes that make sidebars from the toctrees of the project, not by templates."""
_MAX_DOCTREE = 1 << 30
_YAML = (".yml", ".yaml")


def shown_contents(env: BuildEnvironment) -> Contents:
    """Return the table of contents of the current build."""
    contents: Contents | None = azure_domain(env).of_project.contents
    return contents or Contents()


def has_pages(builder: Builder) -> bool:
    """Return True for a builder of HTML pages that browsers show, with scripts.

    :param builder: the builder of the current build.
    """
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and not isinstance(builder, SingleFileHTMLBuilder)
        and not builder.embedded
        # Builders of data, such as `json`, have one.
        and not hasattr(builder, "implementation")
    )


def update_navigation(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Resolve the uids and make the table of contents after all pages are read.

    :return: the root page, if it must be written again.
    """
    domain = azure_domain(env)
    stored = domain.of_project
    in_root: Contents = stored.contents_in_root or Contents()
    pages = _pages_to_list(domain, in_root)
    tocs = read_tocs(domain) if pages else {}
    resolve_uids(domain, uids_in(domain, tocs))
    settings = Settings.of(env.config)
    has_breadcrumbs = settings.breadcrumbs or settings.structured_data
    stored.trails = trails(domain) if has_breadcrumbs else {}
    return _update_root(app, domain, pages, tocs)


def _update_root(
    app: Sphinx, domain: AzureDomain, pages: list[Page], tocs: Mapping[Path, Toc]
) -> list[str]:
    """Update the root page if the table of contents has changed.

    :param pages: the pages to list.
    :param tocs: the tables of contents of docsets by their files.
    :return: the root page, if it must be written again.
    """
    env = domain.env
    shown = shown_contents(env)
    stored = domain.of_project
    in_root: Contents = stored.contents_in_root or Contents()
    anchors = domain.anchors.setdefault(env.config.root_doc, {})
    ids = anchors.keys() - in_root.ids
    contents = _make_contents(domain, pages, tocs, ids) if pages else Contents()
    if contents != in_root:
        _put_into_root(app, env, contents)
        for id_ in in_root.ids:
            anchors.pop(id_, None)
        if not contents.is_landing:
            anchors.update({id_: id_ for id_ in contents.ids})
    stored.contents = stored.contents_in_root = contents
    if contents != shown or stored.navigation.keys() != env.found_docs:
        stored.navigation = digests_of_navigation(
            contents,
            env.found_docs,
            is_whole=app.config.html_theme in _THEMES_WITH_TOCTREES,
        )
    return [env.config.root_doc] if contents != in_root else []


def _make_contents(
    domain: AzureDomain,
    pages: list[Page],
    tocs: Mapping[Path, Toc],
    taken: AbstractSet[str],
) -> Contents:
    """Return the table of contents of a project.

    :param pages: the pages to list.
    :param tocs: the tables of contents of docsets by their files.
    :param taken: the ids in use on the root page.
    """
    ids = Ids(taken)
    words = TocWords(domain.env)
    tables = make_groups(domain, ids, tocs, words)
    if not tables:
        return make_contents(pages, Settings.of(domain.env.config).contents, taken)
    listed = {e.docname for table in tables for _path, e in table.walk()}
    root = domain.env.config.root_doc
    is_landing = root in listed or domain.env.doc2path(root).suffix in _YAML
    found = Contents(groups=tables, is_landing=is_landing)
    others = [page for page in pages if page.docname not in listed]
    unlisted: list[Page] = []
    if is_landing or found.has_cards:
        unlisted = [p for p in others if found.has_table_above(p.docname)]
        others = [p for p in others if p not in unlisted]
    if others:
        ordered = sorted(others, key=Page.order)
        tables = (*tables, group_pages(_("Other"), ids.new("toc", "other"), ordered))
    contents = replace(
        found,
        groups=tables,
        originals=words.originals,
        unlisted=tuple(
            Entry(page.docname, page.title) for page in sorted(unlisted, key=Page.order)
        ),
    )
    if len(tables) < 2:
        return contents
    title = word_of_sphinx("Table of Contents")
    return replace(contents, title=title, id=ids.new("contents"))


def _pages_to_list(domain: AzureDomain, in_root: Contents) -> list[Page]:
    """Return the pages that no toctree lists.

    The list is empty if the toctrees of the root page lead to articles: such a
    project has its own table of contents, and Sphinx reports the pages missing from it.

    :param in_root: the table of contents that is in the root page.
    """
    env = domain.env
    by = Settings.of(env.config).contents
    if by == "none":
        return []
    root = env.config.root_doc
    toctrees = {page: set(pages) for page, pages in env.toctree_includes.items()}
    toctrees[root] = toctrees.get(root, set()) - in_root.docnames
    reached = _reached(toctrees, root)
    pages = [page for page in domain.all_pages() if page.docname != root]
    if any(p.docname in reached and _is_article(domain, p, by) for p in pages):
        return []
    if not pages:
        # A project of plain MyST gets no generated table of contents.
        return []
    pages += [page for page in domain.plain_pages() if page.docname != root]
    included = set().union(*toctrees.values(), *env.included.values())
    return [
        page
        for page in pages
        if page.docname not in included and "orphan" not in env.metadata[page.docname]
    ]


def _reached(toctrees: Mapping[str, AbstractSet[str]], root: str) -> set[str]:
    """Return the docnames to which toctrees lead from the root page."""
    reached: set[str] = set()
    to_visit = [root]
    while to_visit:
        found = toctrees.get(to_visit.pop(), frozenset()) - reached
        reached |= found
        to_visit += found
    return reached


def _is_article(domain: AzureDomain, page: Page, by: str) -> bool:
    """Return True for a page of the site; False for a page about the repository."""
    path = Path(domain.env.doc2path(page.docname, base=False)).as_posix()
    return bool(FACETS[by].key(page.metadata) or domain.urls.keys_of(path))


def _put_into_root(app: Sphinx, env: BuildEnvironment, contents: Contents) -> None:
    """Insert the table of contents into the root page and Sphinx's data on it."""
    root = env.config.root_doc
    # Not by `env.get_doctree`, which would cache the doctree in its present state.
    document = load_document(Path(env.doctreedir, f"{root}.doctree"))
    assert document is not None
    document.reporter = LoggingReporter(str(env.doc2path(root)))
    for part in contents_nodes(document, nodes.section):
        part.parent.remove(part)
    if contents.groups:
        sections = [node for node in document if isinstance(node, nodes.section)]
        page = sections[0] if len(sections) == 1 else document
        page.append(build_contents(contents, root, str(env.doc2path(root))))
    collector = TocTreeCollector()
    collector.clear_doc(app, env, root)
    env.prepare_settings(root)
    collector.process_doc(app, document)
    env.temp_data.clear()
    leave_links_out(env, root)
    # Some themes show the toctrees of this entry on every page.
    for toctree in contents_nodes(env.tocs[root], addnodes.toctree):
        entries = toctree.parent
        entries.remove(toctree)
        if not entries.children:
            entries.parent.remove(entries)
    app.builder.write_doctree(root, document)


def load_document(path: Path) -> nodes.document | None:
    """Return a stored doctree; None if it cannot be loaded.

    :param path: its file.
    """
    try:
        document = pickle.loads(read_bytes(path, max_size=_MAX_DOCTREE))
    except Exception:  # A damaged pickle raises errors of any type.
        return None
    return document if isinstance(document, nodes.document) else None


def forget_root(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Discard the record of the inserted table of contents when the root page is read.

    :func:`update_navigation` then inserts it again.
    """
    if docname == app.config.root_doc:
        azure_domain(env).of_project.contents_in_root = None


def keep_out_of_sidebars(app: Sphinx, builder: Builder) -> None:
    """Remove the table of contents from the toctrees of Sphinx's sidebars.

    Sphinx makes the sidebar of each page anew from its own copy of the root page. The
    time and space grow with the square of the number of pages. The theme
    sphinx-immaterial makes its sidebars from one copy, and asks no template for them.
    """
    if (
        isinstance(builder, StandaloneHTMLBuilder)
        and not isinstance(builder, SingleFileHTMLBuilder)
        and app.config.html_theme not in _THEMES_WITH_TOCTREES
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
    """Set the parents of a page in templates: the groups that list it."""
    contents = shown_contents(app.env)
    is_root = pagename == app.config.root_doc
    if is_root or pagename not in contents.listings or context.get("parents"):
        return
    builder = app.builder
    to = href_from(builder, pagename)
    root = to(Target(""))
    context["parents"] = [
        {
            "link": f"{root}#{parent.id}" if parent.id else to(parent.target),
            "title": escape(parent.title),
        }
        for parent in parents(contents, pagename, is_whole=builder.name not in BUILDERS)
    ]


class PagesAsChapters(SphinxPostTransform):
    """Transform that removes the heading over the groups in a document of all pages.

    The groups then become chapters. The pages of a single group become chapters.
    """

    default_priority = BEFORE_REFERENCES

    def run(self, **_kwargs: object) -> None:
        """Change the document if it contains the pages of the table of contents."""
        if self.env.docname != self.config.root_doc:
            return
        for part in contents_nodes(self.document, nodes.section):
            if next(part.findall(addnodes.start_of_file), None):
                part.replace_self(part.children[1:])


def setup_contents(app: Sphinx) -> None:
    """Register the transform for documents of all pages."""
    app.add_post_transform(PagesAsChapters)
