"""A table of contents for a repository that has none: pages grouped by metadata.

It is made of ordinary toctrees, put into the doctree of the root page as soon as all
pages are read. So builders that make one document of the project find what they look
for, and whatever Sphinx derives from toctrees is there. The one thing left out are the
sidebars of HTML pages: each would list every page of the project.
"""

from __future__ import annotations

import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

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
from .domain import AzureDomain, azure_domain
from .metadata import PageMetadata
from .queries import Page
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


class Entry(NamedTuple):
    """A page in the table of contents, with its title."""

    docname: str
    title: str


@dataclass(frozen=True)
class Group:
    """The pages under one heading.

    :param title: the heading.
    :param id: its id on the root page.
    :param entries: the pages, in their order.
    """

    title: str
    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Contents:
    """A table of contents; empty where the project has its own.

    :param title: the heading over the groups, which a single group does without.
    :param id: its id on the root page.
    :param groups: the groups, in their order.
    """

    title: str = ""
    id: str = ""
    groups: tuple[Group, ...] = ()

    @cached_property
    def group_of(self) -> dict[str, Group]:
        """Docname → the group that the page is in."""
        return {
            entry.docname: group for group in self.groups for entry in group.entries
        }

    @property
    def ids(self) -> set[str]:
        """The ids that it has on the root page."""
        return {self.id, *(group.id for group in self.groups)} - {""}

    def places(self) -> dict[str, tuple[object, ...]]:
        """Docname → what the page shows of its place among the others."""
        entries = [entry for group in self.groups for entry in group.entries]
        around = zip([None, *entries], [*entries[1:], None], strict=False)
        return {
            entry.docname: (group.title, group.id, *next(around))
            for group in self.groups
            for entry in group.entries
        }


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
    ids = _Ids(taken)
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


class _Ids:
    """Ids that are the same in each build and in every language."""

    def __init__(self, taken: AbstractSet[str]) -> None:
        self._taken = set(taken)

    def new(self, *words: str) -> str:
        base = id_ = nodes.make_id(" ".join(words))
        count = 1
        while id_ in self._taken:
            count += 1
            id_ = f"{base}-{count}"
        self._taken.add(id_)
        return id_


def build_contents(contents: Contents, root: str) -> nodes.section:
    """The table of contents as part of the root page.

    :param contents: the table of contents, which has at least one group.
    :param root: the root page.
    """
    # LaTeX has as many levels in its own table of contents.
    levels = 2 if contents.title else 1
    sections = [_section(group, root, levels) for group in contents.groups]
    if not contents.title:
        (part,) = sections
    else:
        title = nodes.title(contents.title, contents.title)
        part = nodes.section("", title, *sections, ids=[contents.id])
    part["classes"].append(CONTENTS_CLASS)
    return part


def _section(group: Group, root: str, levels: int) -> nodes.section:
    """A group, with the same nodes as the directive ``toctree`` makes."""
    docnames = [entry.docname for entry in group.entries]
    toctree = addnodes.toctree(
        parent=root,
        entries=[(None, docname) for docname in docnames],
        includefiles=docnames,
        maxdepth=levels,
        caption=None,
        glob=False,
        hidden=False,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        classes=[CONTENTS_CLASS],
    )
    wrapper = nodes.compound("", toctree, classes=["toctree-wrapper"])
    title = nodes.title(group.title, group.title)
    return nodes.section("", title, wrapper, ids=[group.id])


def _parts(tree: nodes.Element, kind: type[nodes.Element]) -> list[nodes.Element]:
    """What in a tree is of the table of contents, and of a kind."""
    return [node for node in tree.findall(kind) if CONTENTS_CLASS in node["classes"]]


def _update(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Bring the root page up to date, now that all pages are read.

    :return: the pages to write again.
    """
    domain = azure_domain(env)
    shown: Contents = domain.data.get(_SHOWN, Contents())
    in_root: Contents = domain.data.get(_IN_ROOT, Contents())
    anchors = domain.anchors.setdefault(env.config.root_doc, {})
    contents = _contents_of(domain, in_root, anchors.keys() - in_root.ids)
    if contents != in_root:
        _put_into_root(app, env, contents)
        for id_ in in_root.ids:
            anchors.pop(id_, None)
        anchors.update({id_: id_ for id_ in contents.ids})
    domain.data[_SHOWN] = domain.data[_IN_ROOT] = contents
    before, now = shown.places(), contents.places()
    moved = {page for page in before.keys() | now if before.get(page) != now.get(page)}
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
    return make_contents(_pages_to_list(domain, in_root, by), by, taken)


def _pages_to_list(domain: AzureDomain, in_root: Contents, by: str) -> list[Page]:
    """The pages that Sphinx would miss in every toctree.

    None at all where the toctrees of the root page lead to articles: then the project
    has its own table of contents, and what is missing in it is for Sphinx to say.
    """
    env = domain.env
    root = env.config.root_doc
    toctrees = {page: set(pages) for page, pages in env.toctree_includes.items()}
    toctrees[root] = toctrees.get(root, set()) - in_root.group_of.keys()
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
    # Some themes show the toctrees of this on every page.
    for toctree in _parts(env.tocs[root], addnodes.toctree):
        toctree.parent.parent.remove(toctree.parent)
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
    """Lead from a page to its group; to the next pages, Sphinx does."""
    contents: Contents = azure_domain(app.env).data.get(_SHOWN, Contents())
    group = contents.group_of.get(pagename)
    if group is not None and not context.get("parents"):
        root = app.builder.get_relative_uri(pagename, app.config.root_doc)
        parent = {"link": f"{root}#{group.id}", "title": escape(group.title)}
        context["parents"] = [parent]


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
