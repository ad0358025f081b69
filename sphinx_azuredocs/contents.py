"""The table of contents: that of docsets, or pages grouped by metadata.

It is made of ordinary toctrees, put into the doctree of the root page as soon as all
pages are read. So builders that make one document of the project find what they look
for, and whatever Sphinx derives from toctrees is there. The one thing left out are the
sidebars of HTML pages: each would list every page of the project.
"""

from __future__ import annotations

import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from html import escape
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import quote

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

from .config import Settings
from .docset_toc import tables_of_contents
from .domain import AzureDomain, azure_domain
from .headings import leave_links_out
from .metadata import PageMetadata
from .queries import Page
from .toc_tree import Contents, Entry, Group, Ids
from .translation import translate as _

CONTENTS_CLASS = "azure-contents"

# What is kept with the data of the domain: the table of contents that pages were
# written with, and the one that is in the doctree of the root page.
_SHOWN, _IN_ROOT = "contents", "contents_in_root"
_SEPARATORS = re.compile(r"[\W_]+")
# Other handlers find the root page as it will be.
_BEFORE_OTHERS = 100
# Before references are resolved, which is at 10.
_BEFORE_REFERENCES = 5


class Facet(NamedTuple):
    """Something to group pages by."""

    heading: str
    key: Callable[[PageMetadata], str]


FACETS: Mapping[str, Facet] = {
    "service": Facet(_("Pages by service"), lambda page: page.service),
    "topic": Facet(_("Pages by topic"), lambda page: page.topic),
    "author": Facet(_("Pages by author"), lambda page: next(iter(page.authors), "")),
}
"""What the setting may name; the headings are those of the indices."""


def make_contents(
    pages: Iterable[Page], by: str, taken: AbstractSet[str] = frozenset()
) -> Contents:
    """Group pages by what their metadata says.

    Groups and pages are in the order of their titles; the pages whose metadata says
    nothing come last. Letter case, and signs between words, make no other group.

    :param pages: the pages.
    :param by: a name in :data:`FACETS`.
    :param taken: the ids that the root page has already.
    """
    facet = FACETS[by]
    found: defaultdict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=Page.order):
        found[_SEPARATORS.sub("-", facet.key(page.metadata).casefold())].append(page)
    others = found.pop("", [])
    ids = Ids(taken)
    groups = []
    for key, members in sorted(found.items()):
        spellings = Counter(facet.key(page.metadata) for page in members)
        title = spellings.most_common(1)[0][0]
        groups.append(_group(title, ids.new(by, key), members))
    if others and groups:
        groups.append(_group(_("Other"), ids.new(by, "other"), others))
    elif others:
        title = word_of_sphinx("Table of Contents")
        groups.append(_group(title, ids.new("contents"), others))
    if len(groups) < 2:
        return Contents(groups=tuple(groups))
    return Contents(str(facet.heading), ids.new("pages-by", by), tuple(groups))


def _group(title: str, id_: str, pages: Iterable[Page]) -> Group:
    entries = tuple(Entry(page.docname, page.title) for page in pages)
    return Group(str(title), id_, entries)


def build_contents(contents: Contents, root: str) -> nodes.section:
    """The table of contents as part of the root page.

    :param contents: the table of contents, which has at least one group.
    :param root: the root page.
    """
    # LaTeX has as many levels in its own table of contents.
    levels = 2 if contents.title else 1
    places = _Places(contents)
    sections = [_section((g,), root, levels, places) for g in contents.groups]
    if not contents.title:
        (part,) = sections
    else:
        title = nodes.title(contents.title, contents.title)
        part = nodes.section("", title, *sections, ids=[contents.id])
    part["classes"].append(CONTENTS_CLASS)
    return part


class _Places:
    """Says of each place that pages are listed in whether it is their own.

    :param contents: the table of contents.
    """

    def __init__(self, contents: Contents) -> None:
        self._places = contents.places_of
        self._taken: set[str] = set()

    def take(self, entry: Entry, path: tuple[Group, ...]) -> bool:
        """Whether a page has its place here: once, and in its nearest table."""
        docname = entry.docname
        is_own = docname not in self._taken and self._places.get(docname) == (
            path,
            entry,
        )
        if is_own:
            self._taken.add(docname)
        return is_own or not docname


def _section(
    path: tuple[Group, ...], root: str, levels: int, places: _Places
) -> nodes.section:
    """A group, with what is in it.

    :param path: the groups that it is in, and itself.
    :param places: where pages have their own place.
    """
    group = path[-1]
    section = nodes.section(ids=[group.id])
    section += nodes.title(group.title, group.title)
    for is_group, parts in groupby(group.entries, lambda e: isinstance(e, Group)):
        if is_group:
            inner = cast("Iterator[Group]", parts)
            section += [_section((*path, g), root, levels, places) for g in inner]
            continue
        entries = cast("Iterator[Entry]", parts)
        marked = [(places.take(entry, path), entry) for entry in entries]
        for is_own, run in groupby(marked, itemgetter(0)):
            listed = [entry for _is_own, entry in run]
            section += (
                _toctree(listed, root, levels) if is_own else _links(listed, root)
            )
    return section


def _links(entries: Iterable[Entry], root: str) -> nodes.bullet_list:
    """Links to pages that have their place in another table of contents."""
    items = nodes.bullet_list()
    for entry in entries:
        text = entry.name or entry.title
        link = addnodes.pending_xref(
            "",
            nodes.inline(text, text),
            refdomain=AzureDomain.name,
            reftype="link",
            reftarget=f"#{quote(entry.fragment)}" if entry.fragment else "",
            file_docnames=[entry.docname],
            refdoc=root,
            refexplicit=True,
            refwarn=False,
        )
        items += nodes.list_item("", nodes.paragraph("", "", link))
    return items


def _toctree(entries: Sequence[Entry], root: str, levels: int) -> nodes.compound:
    """Entries, with the same nodes as the directive ``toctree`` makes."""
    toctree = addnodes.toctree(
        parent=root,
        entries=[(entry.name, entry.docname or entry.url) for entry in entries],
        includefiles=[entry.docname for entry in entries if entry.docname],
        maxdepth=levels,
        caption=None,
        glob=False,
        hidden=False,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        classes=[CONTENTS_CLASS],
    )
    return nodes.compound("", toctree, classes=["toctree-wrapper"])


def _parts(tree: nodes.Element, kind: type[nodes.Element]) -> list[nodes.Element]:
    """What in a tree is of the table of contents, and of a kind."""
    return [node for node in tree.findall(kind) if CONTENTS_CLASS in node["classes"]]


def shown_contents(env: BuildEnvironment) -> Contents:
    """The table of contents that pages are written with."""
    contents: Contents = azure_domain(env).data.get(_SHOWN, Contents())
    return contents


def _update(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Bring the root page up to date, now that all pages are read.

    :return: the pages to write again.
    """
    domain = azure_domain(env)
    shown = shown_contents(env)
    in_root: Contents = domain.data.get(_IN_ROOT, Contents())
    anchors = domain.anchors.setdefault(env.config.root_doc, {})
    contents = _contents_of(domain, in_root, anchors.keys() - in_root.ids)
    if contents != in_root:
        _put_into_root(app, env, contents)
        for id_ in in_root.ids:
            anchors.pop(id_, None)
        anchors.update({id_: id_ for id_ in contents.ids})
    domain.data[_SHOWN] = domain.data[_IN_ROOT] = contents
    moved = contents.moved_since(shown)
    if contents != in_root:
        moved.add(env.config.root_doc)
    return sorted(moved & env.found_docs)


def _contents_of(
    domain: AzureDomain, in_root: Contents, taken: AbstractSet[str]
) -> Contents:
    """The table of contents that a project should have."""
    by = Settings.from_config(domain.env.config).contents
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
        tables = (*tables, _group(_("Other"), ids.new("toc", "other"), ordered))
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
    return bool(FACETS[by].key(page.metadata) or domain.urls.key_of(path))


def _put_into_root(app: Sphinx, env: BuildEnvironment, contents: Contents) -> None:
    """Change the doctree of the root page, and what Sphinx has taken down of it."""
    root = env.config.root_doc
    # Not by `env.get_doctree`, which would give the doctree as it is now ever after.
    document: nodes.document = pickle.loads(
        Path(env.doctreedir, f"{root}.doctree").read_bytes()
    )
    document.reporter = LoggingReporter(str(env.doc2path(root)))
    for part in _parts(document, nodes.section):
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
    for toctree in _parts(env.tocs[root], addnodes.toctree):
        entries = toctree.parent
        entries.remove(toctree)
        if not entries.children:
            entries.parent.remove(entries)
    app.builder.write_doctree(root, document)


def _forget_root(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Have the table of contents put in again when the root page is read."""
    if docname == app.config.root_doc:
        azure_domain(env).data.pop(_IN_ROOT, None)


def _keep_out_of_sidebars(app: Sphinx, builder: Builder) -> None:
    """Have the sidebars of HTML pages made without the table of contents.

    They are made from Sphinx's own copy of the root page, for each page anew, which
    takes time and space that grow with the square of the number of pages.
    """
    if isinstance(builder, StandaloneHTMLBuilder) and not isinstance(
        builder, SingleFileHTMLBuilder
    ):
        for part in _parts(app.env.master_doctree, nodes.section):
            part.parent.remove(part)


def _add_parent(
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
        for part in _parts(self.document, nodes.section):
            if next(part.findall(addnodes.start_of_file), None):
                part.replace_self(part.children[1:])


def setup_contents(app: Sphinx) -> None:
    """Have a table of contents made where there is none."""
    app.connect("env-purge-doc", _forget_root)
    app.connect("env-updated", _update, priority=_BEFORE_OTHERS)
    app.connect("write-started", _keep_out_of_sidebars)
    app.connect("html-page-context", _add_parent)
    app.add_post_transform(PagesAsChapters)
