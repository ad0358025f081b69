"""The ``azure`` domain: pages with their metadata, and links by published URL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Index, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from .data import Question
from .facts import FACTS, resolve_command, resolve_fact
from .indices import INDICES, PageIndex
from .lists import update_lists
from .queries import Query
from .record import BuildState
from .resolver import (
    Reference,
    resolve_article,
    resolve_label,
    resolve_link,
    resolve_uid_reference,
)
from .shown import pages_naming, question_of
from .site import SiteDomain
from .uids import uid_key

_NOT_SEARCHED = -1
_RESOLVERS = {
    "anchor": resolve_label,
    "article": resolve_article,
    "uid": resolve_uid_reference,
    "link": resolve_link,
    "command": resolve_command,
    **dict.fromkeys(FACTS, resolve_fact),
}


class AzureDomain(SiteDomain):
    """The domain of pages with metadata and anchors, and of links by published URL."""

    object_types: ClassVar[dict[str, ObjType]] = {
        "uid": ObjType("uid", "uid"),
        "command": ObjType("command", "command"),
    }
    roles = {
        "article": XRefRole(innernodeclass=nodes.inline),
        "uid": XRefRole(innernodeclass=nodes.inline),
        "command": XRefRole(),
    }
    indices: ClassVar[list[type[Index]]] = [*INDICES]

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.build_state = BuildState()
        self.written_pages: set[str] = set()
        """The names of the HTML pages that this process has written in this build."""
        self.texts: dict[tuple[str, str], list[nodes.Node]] = {}
        """The nodes of texts of reference pages, which many pages share."""

    def setup(self) -> None:
        """Remove the labels of the indices; Sphinx adds them even for empty indices."""

    def update_index_labels(self) -> None:
        """Register the labels of the indices that have entries."""
        std = self.env.domains.standard_domain
        for index in self.indices:
            name = f"{self.name}-{index.name}"
            std.labels.pop(name, None)
            std.anonlabels.pop(name, None)
            if cast("type[PageIndex]", index)(self).has_entries():
                std.note_hyperlink_target(name, name, "", str(index.localname))

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the uids of pages, for Sphinx's inventory ``objects.inv``."""
        for uid, pages in self.uid_pages.items():
            own = self.uid_page(uid)
            for docname in pages.values():
                item = self.of_pages.items.get(docname, {}).get(uid)
                name = item.names.get("name") if item else self.name_of(docname)
                end = docname, item.anchor if item else "", _NOT_SEARCHED
                if docname == own:
                    yield uid, name or uid, "uid", *end
                    if item and item.command:
                        yield item.command, item.command, "command", *end
                    continue
                for moniker in sorted(self.versions.monikers_of(docname)):
                    yield f"{uid}?view={moniker}", name or uid, "uid", *end

    def note_list(self, docname: str, query: Query) -> None:
        """Store the query of a list of pages that a page contains."""
        self.of_pages.lists.setdefault(docname, {})[query] = []

    def process_doc(
        self, env: BuildEnvironment, docname: str, document: nodes.document
    ) -> None:
        """Store the links and uids that a page names, its classes and anchors."""
        classes: set[str] = set()
        questions: dict[Question, None] = {}
        for node in document.findall(nodes.Element):
            classes.update(node["classes"])
            if not isinstance(node, addnodes.pending_xref):
                continue
            questions[question_of(node)] = None
            if node.get("refdomain") == self.name and node["reftype"] == "uid":
                key = uid_key(node, self.uid_scope_of(docname))
                self.of_pages.uids.setdefault(docname, set()).add(key)
        self.of_pages.questions[docname] = (*questions,)
        self.of_pages.classes[docname] = classes
        anchors = {id_: id_ for id_ in document.ids}
        slugs = env.metadata[docname].get("myst_slugs", {})
        anchors |= {slug: entry[1] for slug, entry in slugs.items()}
        self.anchors[docname] = anchors

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return a reference to a page of the project, else to a URL of the site."""
        reference = Reference(self, fromdocname, builder, node, contnode)
        return _RESOLVERS[typ](reference, target)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the reference of a slug; empty if Sphinx has an object of its name."""
        docnames = self.urls.articles(target)
        std = env.domains.standard_domain
        args = (env, node.get("refdoc", fromdocname), builder)
        if (
            len(docnames) != 1
            or std.resolve_xref(*args, "doc", target, node, contnode.deepcopy())
            or std.resolve_any_xref(*args, target, node, contnode.deepcopy())
        ):
            return []
        reference = Reference(self, fromdocname, builder, node, contnode)
        return [("azure:article", resolve_article(reference, target))]


def azure_domain(env: BuildEnvironment) -> AzureDomain:
    """Return the ``azure`` domain of an environment."""
    domain = env.get_domain("azure")
    assert isinstance(domain, AzureDomain)
    return domain


def setup_domain(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(AzureDomain)


def forget_urls(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Discard the link tables of the last build before pages are read."""
    domain = azure_domain(env)
    domain.forget_tables()
    domain.written_pages.clear()


def pages_around_changes(
    _app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    _changed: set[str],
    removed: set[str],
) -> list[str]:
    """Return the pages to read again, since pages that they name come or go.

    These are the pages with links of MyST, and with toctrees that list removed pages.
    """
    listing = set().union(*(env.files_to_rebuild.get(d, ()) for d in removed))
    if not added and not removed:
        return []
    return [*listing, *pages_naming(azure_domain(env), {*added, *removed})]


def select_lists(_app: Sphinx, env: BuildEnvironment) -> None:
    """Select the pages that each list of pages shows."""
    update_lists(azure_domain(env))


def update_index_labels(_app: Sphinx, env: BuildEnvironment) -> None:
    """Register the labels of the indices when all pages are read."""
    azure_domain(env).update_index_labels()
