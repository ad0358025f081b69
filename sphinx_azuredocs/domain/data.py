"""The data that the domain stores, with its types: per page and per project."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from sphinx.domains import Domain

from ..config.dialects import Dialect
from ..links.place import Place
from ..links.uids import UidKey, Xref
from .metadata import PageMetadata
from .queries import Query, Row


class PageDialect(NamedTuple):
    """The dialect of a page, and whether the page has a page header."""

    dialect: Dialect
    has_header: bool


class Question(NamedTuple):
    """A link, as far as its target and its text depend on other pages.

    :param domain: the domain of the link.
    :param type: the type of the link in its domain.
    :param target: the target as it is written.
    :param anchor: the anchor, if it is not in the target.
    :param place: the page and folders of the link; None for links of Sphinx and MyST.
    :param has_text: True if the link does not show a title.
    :param is_mention: True for a word after ``@``, which need not be a uid.
    """

    domain: str
    type: str
    target: str
    anchor: str
    place: Place | None
    has_text: bool
    is_mention: bool


class Item(NamedTuple):
    """An object on a page, which has a uid.

    :param names: its display names, under docfx's keys.
    :param anchor: its anchor on the page; empty for the object of the page.
    :param kind: the kind of object: ``class``, ``command``, ``overload``.
    :param command: the name under which a command is registered.
    :param summary: its first paragraph, as plain text.
    :param status: its status, such as ``Preview``.
    :param origin: where it comes from, such as ``Extension``.
    :param line: the 1-based line of its uid.
    """

    names: Mapping[str, str]
    anchor: str
    kind: str = ""
    command: str = ""
    summary: str = ""
    status: str = ""
    origin: str = ""
    line: int = 1


class SourceDigests(NamedTuple):
    """The digests of everything that a page was read from.

    :param software: the digest of Sphinx and its extensions.
    :param files: the digest of the source file of the page and of its dependencies;
        empty if one of them may have changed while it was read.
    """

    software: str
    files: str


class FileKind(StrEnum):
    """A kind of file that a page does not name, but which is searched for it."""

    METADATA = "metadata"
    """The files of a docset with the metadata of its pages."""
    OVERWRITES = "overwrites"
    """The files of a docset with texts for the objects of its API YAML."""
    PIVOTS = "pivots"
    """The files with groups of zone pivots."""


@dataclass
class PageData:
    """The data of each page: every field is a dictionary with docnames as keys.

    The entries of a page are discarded when the page is removed or read again, and
    merged after parallel reading.

    :param dialects: the dialect of each Markdown page.
    :param pages: metadata of the pages in the Azure and Learn dialects.
    :param anchors: name of an anchor → id of its element.
    :param questions: the links of the page, each once.
    :param lists: the query of each list of pages on the page → the rows that it shows.
    :param uids: the uids that the page refers to.
    :param absent: the page → the advice for each text of a repository that is not
        checked out, which the page lacks.
    :param classes: the classes of the page's nodes.
    :param sources: the digests of the files of the page.
    :param searched: a kind of file → the files of the kind that a search has found when
        the page was read.
    :param items: the uids of the objects on the page → the objects.
    """

    dialects: dict[str, PageDialect] = field(default_factory=dict)
    pages: dict[str, PageMetadata] = field(default_factory=dict)
    anchors: dict[str, dict[str, str]] = field(default_factory=dict)
    questions: dict[str, tuple[Question, ...]] = field(default_factory=dict)
    lists: dict[str, dict[Query, list[Row]]] = field(default_factory=dict)
    uids: dict[str, set[UidKey]] = field(default_factory=dict)
    absent: dict[str, tuple[str, ...]] = field(default_factory=dict)
    classes: dict[str, set[str]] = field(default_factory=dict)
    sources: dict[str, SourceDigests] = field(default_factory=dict)
    searched: dict[str, dict[FileKind, tuple[str, ...]]] = field(default_factory=dict)
    items: dict[str, dict[str, Item]] = field(default_factory=dict)

    def discard(self, docname: str) -> None:
        """Discard all data of a page."""
        for part in fields(self):
            getattr(self, part.name).pop(docname, None)

    def merge(self, docnames: AbstractSet[str], other: PageData) -> None:
        """Add the data that another process has read.

        :param docnames: the docnames of the pages that the process has read.
        :param other: its data.
        """
        for part in fields(self):
            ours, theirs = getattr(self, part.name), getattr(other, part.name)
            ours.update({name: theirs[name] for name in docnames & theirs.keys()})


@dataclass
class ProjectData:
    """The data of the whole project.

    :param resolved: uid key → its target; ``None`` for an unknown uid.
    :param output_names: docname → page name, for pages with another output file.
    :param contents: the table of contents, a ``navigation.model.Contents``; ``None``
        before the first.
    :param navigation: docname → digest of what the navigation of the page shows.
    :param contents_in_root: the table of contents in the doctree of the root page;
        ``None`` after the root page was read again.
    :param trails: docname → the pages above the page in breadcrumbs, a
        ``navigation.breadcrumb_file.Trail``.
    """

    resolved: dict[UidKey, Xref | None] = field(default_factory=dict)
    output_names: dict[str, str] = field(default_factory=dict)
    # Their type is in `navigation`, a higher layer, which cannot be imported here.
    contents: Any = None
    navigation: dict[str, str] = field(default_factory=dict)
    contents_in_root: Any = None
    trails: dict[str, Any] = field(default_factory=dict)


class StoredDomain(Domain):
    """Typed access to the data of the domain."""

    name = "azure"
    label = "Azure"
    data_version = 12
    initial_data: ClassVar[dict[str, Any]] = {
        "of_pages": PageData(),
        "of_project": ProjectData(),
    }

    @property
    def of_pages(self) -> PageData:
        """The data of each page."""
        data: PageData = self.data["of_pages"]
        return data

    @property
    def of_project(self) -> ProjectData:
        """The data of the project as a whole."""
        data: ProjectData = self.data["of_project"]
        return data

    @property
    def dialects(self) -> dict[str, PageDialect]:
        """Docname → dialect of each Markdown page."""
        return self.of_pages.dialects

    @property
    def pages(self) -> dict[str, PageMetadata]:
        """Docname → metadata of each page in the Azure and Learn dialects."""
        return self.of_pages.pages

    @property
    def anchors(self) -> dict[str, dict[str, str]]:
        """Docname → name of an anchor on the page → id of its element."""
        return self.of_pages.anchors

    @property
    def lists(self) -> dict[str, dict[Query, list[Row]]]:
        """Docname → query of each list of pages → the rows that it last showed."""
        return self.of_pages.lists

    @property
    def uids(self) -> dict[str, set[UidKey]]:
        """Docname → the uids that the page refers to."""
        return self.of_pages.uids

    def note_dialect(self, docname: str, dialect: Dialect, *, has_header: bool) -> None:
        """Store the dialect of a page, and whether it has a page header."""
        self.dialects[docname] = PageDialect(dialect, has_header)

    def note_page(self, docname: str, metadata: PageMetadata) -> None:
        """Store the metadata of a page."""
        self.pages[docname] = metadata

    def note_items(self, docname: str, items: dict[str, Item]) -> None:
        """Store the objects on a page by their uids."""
        self.of_pages.items[docname] = items

    def note_absent(self, docname: str, advice: tuple[str, ...]) -> None:
        """Record that a page lacks text of repositories that are not checked out.

        :param docname: the page.
        :param advice: for each text, the repository to check out, and where.
        """
        self.of_pages.absent[docname] = advice

    def is_complete(self, docname: str) -> bool:
        """Return True if all anchors of a page are known."""
        return docname not in self.of_pages.absent

    def has_class(self, docname: str, name: str) -> bool:
        """Return True if a page may have nodes with a class.

        :param docname: the page. For the root page all pages are searched, since
            builders of one document insert them into it.
        :param name: the class.
        """
        classes = self.of_pages.classes.get(docname, set())
        return name in classes or docname == self.env.config.root_doc

    def clear_doc(self, docname: str) -> None:
        """Discard all data of a page."""
        self.of_pages.discard(docname)

    def merge_domaindata(
        self, docnames: AbstractSet[str], otherdata: dict[str, Any]
    ) -> None:
        """Add the data of the pages that a parallel process has read."""
        self.of_pages.merge(docnames, otherdata["of_pages"])
