"""The ``azure`` domain: what is known of every page, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, Index, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.nodes import clean_astext

from ..config import Dialect, Settings
from ..docset import Docset, docset_of, docsets_of
from ..links.published_urls import (
    Aliases,
    PublishedUrls,
    published_docsets,
    published_folders,
)
from ..links.redirects import Redirects
from ..links.uids import UidKey, uid_key
from .indices import AuthorIndex, DateIndex, ServiceIndex, TopicIndex
from .metadata import PageMetadata
from .queries import Page, Query, Row
from .redirections import redirects_of
from .resolver import Resolver
from .xref_maps import XrefMaps

_DATA = (
    "dialects",
    "pages",
    "anchors",
    "links",
    "lists",
    "uids",
    "incomplete",
    "classes",
)
_NOT_SEARCHED = -1


class PageDialect(NamedTuple):
    """The dialect of a page, and whether the page has a page header."""

    dialect: Dialect
    has_header: bool


class AzureDomain(Domain):
    """Pages with their metadata and anchors, and links by published URL."""

    name = "azure"
    label = "Azure"
    data_version = 7
    initial_data: ClassVar[dict[str, Any]] = {
        "dialects": {},
        "pages": {},
        "anchors": {},
        "links": {},
        "lists": {},
        "uids": {},
        "incomplete": {},
        "classes": {},
        "resolved": {},
        "output_names": {},
    }
    object_types: ClassVar[dict[str, ObjType]] = {"uid": ObjType("uid", "uid")}
    roles = {
        "article": XRefRole(innernodeclass=nodes.inline),
        "uid": XRefRole(innernodeclass=nodes.inline),
    }
    indices: ClassVar[list[type[Index]]] = [
        ServiceIndex,
        AuthorIndex,
        TopicIndex,
        DateIndex,
    ]

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._urls: PublishedUrls | None = None
        self._aliases: Aliases | None = None
        self._redirects: Redirects | None = None
        self._uid_pages: dict[str, dict[str, str]] | None = None
        self._docsets: tuple[Docset, ...] | None = None
        self._xref_maps: XrefMaps | None = None
        self.article_folders: dict[str, bool] = {}
        """Folder of docnames → True if a page in it has a header; made on demand."""
        self.come_and_gone: set[str] = set()
        """The pages that were added or removed since the last build."""

    @property
    def pages(self) -> dict[str, PageMetadata]:
        """Docname → metadata of each page in the dialect."""
        pages: dict[str, PageMetadata] = self.data["pages"]
        return pages

    @property
    def anchors(self) -> dict[str, dict[str, str]]:
        """Docname → what a fragment may name there → the id it stands for."""
        anchors: dict[str, dict[str, str]] = self.data["anchors"]
        return anchors

    @property
    def links(self) -> dict[str, set[str]]:
        """Docname → what its links name: docnames, keys of published URLs, slugs."""
        links: dict[str, set[str]] = self.data["links"]
        return links

    @property
    def lists(self) -> dict[str, dict[Query, list[Row]]]:
        """Docname → its lists of pages → what each of them showed at last."""
        lists: dict[str, dict[Query, list[Row]]] = self.data["lists"]
        return lists

    @property
    def uids(self) -> dict[str, set[UidKey]]:
        """Docname → the uids that the page refers to."""
        uids: dict[str, set[UidKey]] = self.data["uids"]
        return uids

    @property
    def dialects(self) -> dict[str, PageDialect]:
        """Docname → dialect of each Markdown page."""
        dialects: dict[str, PageDialect] = self.data["dialects"]
        return dialects

    def note_dialect(self, docname: str, dialect: Dialect, *, has_header: bool) -> None:
        """Note the dialect of a page, and whether it has a page header."""
        self.dialects[docname] = PageDialect(dialect, has_header)

    def note_incomplete(self, docname: str) -> None:
        """Take down that a page lacks text, of a repository not checked out."""
        self.data["incomplete"][docname] = True

    def is_complete(self, docname: str) -> bool:
        """Whether all anchors of a page are known."""
        return docname not in self.data["incomplete"]

    def has_class(self, docname: str, name: str) -> bool:
        """Whether a page may have nodes of a class, to look for them.

        :param docname: the page; that of the root may have all pages in it.
        :param name: the class.
        """
        classes: set[str] = self.data["classes"].get(docname, set())
        return name in classes or docname == self.env.config.root_doc

    def page_uids(self) -> Iterator[tuple[str, str]]:
        """Docname and uid of the pages that have one, in the order of their names."""
        for docname in sorted(self.pages):
            if uid := self.pages[docname].uid:
                yield docname, uid

    @property
    def uid_pages(self) -> dict[str, dict[str, str]]:
        """Uid → docset → docname, from a table made once all pages are read."""
        if self._uid_pages is None:
            self._uid_pages = {}
            for docname, uid in self.page_uids():
                pages = self._uid_pages.setdefault(uid, {})
                pages.setdefault(self.docset_of(docname), docname)
        return self._uid_pages

    def uid_page(self, uid: str, docset: str = "") -> str | None:
        """The page that has a uid, of the same docset rather than of another.

        :param docset: the folder of the docset, as :meth:`docset_of` gives it.
        """
        pages = self.uid_pages.get(uid, {})
        return pages.get(docset) or next(iter(pages.values()), None)

    @property
    def docsets(self) -> tuple[Docset, ...]:
        """The docsets of the project, read once a build."""
        if self._docsets is None:
            self._docsets = docsets_of(self.env.config, self.env.srcdir)
        return self._docsets

    def docset_of(self, docname: str) -> str:
        """The folder of the docset that a page is in; empty for none."""
        docset = docset_of(self.docsets, Path(self.env.doc2path(docname)))
        return str(docset.root) if docset else ""

    @property
    def xref_maps(self) -> XrefMaps:
        """The maps of uids elsewhere, each read when it is first looked into."""
        if self._xref_maps is None:
            self._xref_maps = XrefMaps(self.env)
        return self._xref_maps

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """The uids, for the inventory."""
        for uid, pages in self.uid_pages.items():
            docname = next(iter(pages.values()))
            name = self.name_of(docname) or uid
            yield uid, name, "uid", docname, "", _NOT_SEARCHED

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for kind in _DATA:
            self.data[kind].pop(docname, None)

    def merge_domaindata(
        self, docnames: AbstractSet[str], otherdata: dict[str, Any]
    ) -> None:
        """Take over what a parallel process has read."""
        for kind in _DATA:
            for docname in docnames:
                if docname in otherdata[kind]:
                    self.data[kind][docname] = otherdata[kind][docname]

    def note_page(self, docname: str, metadata: PageMetadata) -> None:
        """Take down the metadata of a page."""
        self.pages[docname] = metadata

    def title_of(self, docname: str) -> str:
        """The title of a page, on one line; empty for a page that there is not."""
        title = self.env.titles.get(docname)
        return " ".join(clean_astext(title).split()) if title is not None else ""

    def name_of(self, docname: str) -> str:
        """What a page is called where nobody says how: its metadata, else its title."""
        metadata = self.pages.get(docname)
        return (metadata.name if metadata else "") or self.title_of(docname)

    def all_pages(self) -> Iterator[Page]:
        """The pages, for queries and indices; none that leads on to another."""
        for docname, metadata in self.pages.items():
            if docname in self.env.titles and not metadata.redirect_url:
                yield Page(docname, self.title_of(docname), metadata)

    def plain_pages(self) -> Iterator[Page]:
        """Yield the pages that are plain MyST, which have no metadata."""
        for docname, page in self.dialects.items():
            if page.dialect is Dialect.MYST and docname not in self.pages:
                yield Page(docname, self.title_of(docname), PageMetadata())

    def note_list(self, docname: str, query: Query) -> None:
        """Take down a list of pages that is on a page."""
        self.lists.setdefault(docname, {})[query] = []

    def update_lists(self) -> list[str]:
        """Find the pages that are listed, as soon as all are read.

        A page is not in its own lists.

        :return: the pages with a list that shows something else than it did.
        """
        pages = list(self.all_pages()) if self.lists else []
        changed = []
        for docname, lists in self.lists.items():
            others = [page for page in pages if page.docname != docname]
            rows = {query: query.rows(others) for query in lists}
            if rows != lists:
                changed.append(docname)
            self.lists[docname] = rows
        return changed

    def note_link(self, docname: str, node: addnodes.pending_xref) -> None:
        """Take down what a link on a page names, whether it exists or not."""
        url = self.urls.read(node["reftarget"], docname)
        named = self.links.setdefault(docname, set())
        named.update((*node["file_docnames"], url.key))

    def linking_to(self, docnames: Iterable[str]) -> list[str]:
        """The pages with a link that names one of some pages.

        :param docnames: pages, which need not exist any more.
        """
        named = set(docnames)
        suffixes = self.env.config.source_suffix
        paths = [docname + suffix for docname in named for suffix in suffixes]
        named |= {key for path in paths if (key := self.urls.key_of(path))}
        named |= {_slug_key(docname) for docname in named}
        named |= {
            _slug_key(slug) for path in paths if (slug := self.urls.slug_of(path))
        }
        return sorted(d for d, links in self.links.items() if links & named)

    def process_doc(
        self, env: BuildEnvironment, docname: str, document: nodes.document
    ) -> None:
        """Take down what links of this page name, and what links to it may name."""
        classes: set[str] = set()
        for node in document.findall(nodes.Element):
            classes.update(node["classes"])
            if not isinstance(node, addnodes.pending_xref):
                continue
            if node.get("refdomain") == self.name and node["reftype"] == "article":
                slug = node["reftarget"].partition("#")[0]
                self.links.setdefault(docname, set()).add(_slug_key(slug))
            if node.get("refdomain") == self.name and node["reftype"] == "uid":
                key = uid_key(node, self.docset_of(docname))
                self.uids.setdefault(docname, set()).add(key)
        self.data["classes"][docname] = classes
        anchors = {id_: id_ for id_ in document.ids}
        slugs = env.metadata[docname].get("myst_slugs", {})
        anchors |= {slug: entry[1] for slug, entry in slugs.items()}
        self.anchors[docname] = anchors

    @property
    def urls(self) -> PublishedUrls:
        """The published URLs of all pages, from a table made once a build."""
        if self._urls is None:
            settings = Settings.of(self.env.config)
            srcdir = Path(self.env.srcdir)
            pages = {
                docname: Path(self.env.doc2path(docname)).relative_to(srcdir).as_posix()
                for docname in self.env.found_docs
            }
            self._urls = PublishedUrls(
                pages,
                [
                    *published_docsets(self.env.config, srcdir, pages.values()),
                    *published_folders(tuple(settings.published.items())),
                ],
                settings.site_url,
                settings.hosts,
            )
        return self._urls

    @property
    def aliases(self) -> Aliases:
        """The former URLs of all pages, from a table made once all are read."""
        if self._aliases is None:
            pages = self.pages.items()
            self._aliases = Aliases({docname: page.aliases for docname, page in pages})
        return self._aliases

    @property
    def redirects(self) -> Redirects:
        """Where pages have gone, from a table made once a build."""
        if self._redirects is None:
            self._redirects = redirects_of(self.env, self.urls)
        return self._redirects

    def forget_urls(self) -> None:
        """Have the tables of URLs made anew, as pages come and go."""
        self._urls = self._aliases = self._redirects = None
        self.article_folders.clear()
        self._uid_pages = self._xref_maps = self._docsets = None

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
        """Resolve a link: to a page of the project, else to the site."""
        resolver = Resolver(self, fromdocname, builder, node, contnode)
        match typ:
            case "anchor":
                return resolver.label(target)
            case "article":
                return resolver.article(target)
            case "uid":
                return resolver.uid(target)
            case _:
                return resolver.link(target)

    def link_docname(self, node: addnodes.pending_xref) -> str | None:
        """The page of the project that a link names."""
        for docname in node["file_docnames"]:
            if docname in self.env.found_docs:
                return str(docname)
        return self.urls.docname(self.urls.read(node["reftarget"], node["refdoc"]))

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve the slug of one article, unless something of Sphinx has the name."""
        docnames = self.urls.articles(target)
        std = env.domains.standard_domain
        args = (env, node.get("refdoc", fromdocname), builder)
        if (
            len(docnames) != 1
            or std.resolve_xref(*args, "doc", target, node, contnode.deepcopy())
            or std.resolve_any_xref(*args, target, node, contnode.deepcopy())
        ):
            return []
        resolver = Resolver(self, fromdocname, builder, node, contnode)
        return [("azure:article", resolver.article(target))]


def _slug_key(slug: str) -> str:
    """A slug as :attr:`AzureDomain.links` has it, apart from docnames and URLs."""
    return f"slug:{slug.lower()}"


def azure_domain(env: BuildEnvironment) -> AzureDomain:
    """The domain, by its own type."""
    domain = env.get_domain("azure")
    assert isinstance(domain, AzureDomain)
    return domain


def setup_domain(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(AzureDomain)


def forget_urls(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Discard the tables of URLs before pages are read."""
    azure_domain(env).forget_urls()


def note_new_pages(
    _app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    _changed: set[str],
    removed: set[str],
) -> list[str]:
    """Note which pages were added and removed."""
    azure_domain(env).come_and_gone = {*added, *removed}
    return []


def pages_to_write_again(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have pages written again whose links lead elsewhere now, or lists differ."""
    domain = azure_domain(env)
    return [*domain.linking_to(domain.come_and_gone), *domain.update_lists()]
