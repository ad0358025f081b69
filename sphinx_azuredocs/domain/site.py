"""The tables of a project, each made once per build: URLs, docsets, uids, redirections.

The domain implements :class:`..links.site.Site`, in which links are looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger
from sphinx.util.nodes import clean_astext

from ..config import Settings
from ..config.dialects import Dialect
from ..docset import Docset, docset_of, docsets_of
from ..docset.overwrite_files import Overwrites, read_overwrites
from ..files.door import SourceTree, defect_of
from ..files.letter_case import find_file
from ..links.pages import Pages
from ..links.published_urls import (
    Aliases,
    PublishedUrls,
    published_docsets,
    published_folders,
)
from ..links.redirects import Redirects
from ..warnings import report
from .data import StoredDomain
from .metadata import PageMetadata
from .queries import Page
from .redirections import redirects_of
from .versions import PageVersions
from .xref_maps import XrefMaps

_LOGGER = getLogger(__name__)


def uid_scope(docsets: tuple[Docset, ...], path: Path) -> str:
    """Return the scope of the uids that a file names: its docset and its group.

    :param docsets: the docsets of the project.
    :param path: the file, absolute.
    :return: the folder of the docset, a line feed and the group; empty without a
        docset.
    """
    docset = docset_of(docsets, path)
    if docset is None:
        return ""
    group = docset.group_of(path.relative_to(docset.root).as_posix())
    return f"{docset.root}\n{group}"


class SiteDomain(StoredDomain):
    """The pages of the project, and look-up tables made from them."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.forget_tables()

    def forget_tables(self) -> None:
        """Discard the link tables after pages were added or removed.

        They are rebuilt on use.
        """
        self._known_pages: Pages | None = None
        self._urls: PublishedUrls | None = None
        self._aliases: Aliases | None = None
        self._redirects: Redirects | None = None
        self._uid_pages: dict[str, dict[str, str]] | None = None
        self._commands: dict[str, tuple[str, str]] | None = None
        self._versions: PageVersions | None = None
        self._overwrite_files: dict[Path, tuple[Path, ...]] = {}
        self._overwrites: dict[Path, Overwrites] = {}
        self._docsets: tuple[Docset, ...] | None = None
        self._xref_maps: XrefMaps | None = None
        self._tree: SourceTree | None = None
        self._scopes: dict[str, str] = {}
        self._files: dict[tuple[str, ...], str | None] = {}
        self._defects: dict[str, str] = {}
        self._folders: dict[str, list[str]] = {}
        self.article_folders: dict[str, bool] = {}
        """Folder → True if a page in it has a page header; filled on demand."""

    def forget_former_urls(self) -> None:
        """Discard the tables of former URLs after the header of a page was read."""
        self._aliases = None
        self._redirects = None

    @property
    def known_pages(self) -> Pages:
        """All pages, by path."""
        if self._known_pages is None:
            suffixes = self.env.config.source_suffix
            self._known_pages = Pages(self.env.found_docs, suffixes)
        return self._known_pages

    @property
    def tree(self) -> SourceTree:
        """The folders in which files may be opened that pages and other files name."""
        if self._tree is None:
            settings = Settings.of(self.env.config)
            srcdir = self.env.srcdir
            roots = (docset.root for docset in self.docsets)
            self._tree = SourceTree.of(
                srcdir, *roots, *settings.include_root_paths(srcdir)
            )
        return self._tree

    @property
    def docsets(self) -> tuple[Docset, ...]:
        """The docsets of the project."""
        if self._docsets is None:
            self._docsets = docsets_of(self.env.config, self.env.srcdir)
        return self._docsets

    def docset_of(self, docname: str) -> str:
        """Return the folder of the docset of a page; empty without a docset."""
        docset = docset_of(self.docsets, Path(self.env.doc2path(docname)))
        return str(docset.root) if docset else ""

    def uid_scope_of(self, docname: str) -> str:
        """Return the scope of a page's uids, see :func:`uid_scope`."""
        if docname not in self._scopes:
            path = Path(self.env.doc2path(docname))
            self._scopes[docname] = uid_scope(self.docsets, path)
        return self._scopes[docname]

    @property
    def urls(self) -> PublishedUrls:
        """The published URLs of all pages."""
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
                    *published_docsets(self.docsets, srcdir, pages.values()),
                    *published_folders(tuple(settings.published.items())),
                ],
                settings.site_url,
                settings.hosts,
                self.versions,
            )
        return self._urls

    @property
    def aliases(self) -> Aliases:
        """The former URLs of all pages. Complete once all pages are read."""
        if self._aliases is None:
            pages = {docname: page.aliases for docname, page in self.pages.items()}
            self._aliases = Aliases(pages)
        return self._aliases

    @property
    def redirects(self) -> Redirects:
        """The redirections of removed pages."""
        if self._redirects is None:
            self._redirects = redirects_of(
                Path(self.env.srcdir), self.docsets, self.known_pages
            )
        return self._redirects

    def find_file(self, paths: Sequence[str]) -> str | None:
        """Return the first path of a file, in the letter case as written, else in any.

        :param paths: paths relative to the source directory.
        """
        key = tuple(paths)
        if key not in self._files:
            srcdir = Path(self.env.srcdir)
            found = find_file([srcdir / path for path in paths], self.tree)
            self._files[key] = found.relative_to(srcdir).as_posix() if found else None
        return self._files[key]

    def defect_of(self, path: str) -> str:
        """Return the reason why a file may not be opened, as a predicate; else empty.

        :param path: the file, absolute. Many pages show the same images.
        """
        if path not in self._defects:
            self._defects[path] = defect_of(Path(path), self.tree)
        return self._defects[path]

    def pages_in(self, folder: str) -> list[str]:
        """Return the names of the files of the pages in a folder.

        :param folder: the folder, relative to the source directory.
        """
        if not self._folders:
            for docname in sorted(self.env.found_docs):
                path = Path(self.env.doc2path(docname, base=False)).as_posix()
                parent, _, name = path.rpartition("/")
                self._folders.setdefault(parent, []).append(name)
        return self._folders.get(folder, [])

    def page_uids(self) -> Iterator[tuple[str, str]]:
        """Yield docname and uid of each page with a uid, in the order of docnames."""
        for docname in sorted(self.pages):
            if uid := self.pages[docname].uid:
                yield docname, uid

    @property
    def uid_pages(self) -> dict[str, dict[str, str]]:
        """Uid → scope → docname. Complete once all pages are read."""
        if self._uid_pages is None:
            self._uid_pages = {}
            for docname, uid in self.page_uids():
                pages = self._uid_pages.setdefault(uid, {})
                pages.setdefault(self.uid_scope_of(docname), docname)
            for docname, items in sorted(self.of_pages.items.items()):
                for uid in items:
                    pages = self._uid_pages.setdefault(uid, {})
                    pages.setdefault(self.uid_scope_of(docname), docname)
        return self._uid_pages

    @property
    def commands(self) -> dict[str, tuple[str, str]]:
        """Name of a command → docname and anchor. Complete once all pages are read."""
        if self._commands is None:
            self._commands = {}
            for docname, items in sorted(self.of_pages.items.items()):
                for item in items.values():
                    if item.command:
                        place = docname, item.anchor
                        self._commands.setdefault(item.command, place)
        return self._commands

    def is_default_version(self, docname: str) -> bool:
        """Return True if a page is of the version that Sphinx's domains know.

        :param docname: the page.
        """
        return self.versions.is_default(docname)

    def overwrite_files(self, docset: Docset) -> tuple[Path, ...]:
        """Return the overwrite files of a docset, which are searched once.

        :param docset: the docset.
        """
        if docset.root not in self._overwrite_files:
            self._overwrite_files[docset.root] = tuple(docset.overwrite_files())
        return self._overwrite_files[docset.root]

    def overwrites_of(self, docset: Docset) -> Overwrites:
        """Return the fields of the overwrite files of a docset, by uid.

        :param docset: the docset.
        """
        if docset.root not in self._overwrites:
            files = self.overwrite_files(docset)
            found, problems = read_overwrites(files, self.tree)
            self._overwrites[docset.root] = found
            for problem in problems:
                report(_LOGGER, problem)
        return self._overwrites[docset.root]

    @property
    def versions(self) -> PageVersions:
        """The versions of all pages."""
        if self._versions is None:
            pages = {
                name: Path(self.env.doc2path(name)) for name in self.env.found_docs
            }
            default = Settings.of(self.env.config).default_version
            self._versions = PageVersions(pages, self.docsets, default)
        return self._versions

    def uid_page(self, uid: str, scope: str = "", view: str = "") -> str | None:
        """Return the page with a uid: in a group, else its docset, else any docset.

        :param uid: the uid.
        :param scope: the docset and group, as :meth:`uid_scope_of` returns them.
        :param view: the moniker that the reference names.
        """
        pages = self.uid_pages.get(uid, {})
        if scope in pages and not view:
            return pages[scope]
        folder, _, group = scope.partition("\n")
        of_docset = [d for s, d in pages.items() if s.partition("\n")[0] == folder]
        if len(of_docset) > 1 and not view and folder:
            docset = next((d for d in self.docsets if str(d.root) == folder), None)
            own = docset.versions.of(group) if docset else frozenset()
            for name in of_docset:
                if own & self.versions.monikers_of(name):
                    return name
        return self.versions.best(of_docset or pages.values(), view=view)

    @property
    def xref_maps(self) -> XrefMaps:
        """The xref maps of other docsets, each read on first use."""
        if self._xref_maps is None:
            self._xref_maps = XrefMaps(self.env)
        return self._xref_maps

    def title_of(self, docname: str) -> str:
        """Return the title of a page, on one line; empty for an unknown page."""
        title = self.env.titles.get(docname)
        return " ".join(clean_astext(title).split()) if title is not None else ""

    def name_of(self, docname: str) -> str:
        """Return the default link text of a page.

        :return: the name from its metadata, else its title.
        """
        metadata = self.pages.get(docname)
        return (metadata.name if metadata else "") or self.title_of(docname)

    def all_pages(self) -> Iterator[Page]:
        """Yield the pages for queries and indices, except redirected pages."""
        for docname, metadata in self.pages.items():
            if docname in self.env.titles and not metadata.redirect_url:
                yield Page(docname, self.title_of(docname), metadata)

    def plain_pages(self) -> Iterator[Page]:
        """Yield the pages that are plain MyST, which have no metadata."""
        for docname, page in self.dialects.items():
            if page.dialect is Dialect.MYST and docname not in self.pages:
                yield Page(docname, self.title_of(docname), PageMetadata())
