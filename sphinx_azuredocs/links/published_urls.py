"""The published URLs of pages: look up a page by URL, and the URL of a page.

Articles were written against the URLs at which the site served them. A link is
therefore read as a browser would read it: it is joined with the published URL of its
page, the locale and the site's own hosts are removed, and the path is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import quote, unquote

from ..docset import Docset
from ..files.globs import compile_pattern
from ..files.urls import join_url, split_url

_FIELDS = frozenset(("slug",))
# Parameters of a query that scripts of the built pages use.
_CHOICES = ("tabs=", "pivots=")
# Parameters for the site's own tables of contents.
_OF_SITE = ("toc=", "bc=")
# The parameter that names a version of a page.
_VIEW = "view="
# RFC 3986, section 2: reserved characters, and `%` of encoded ones.
_OF_URL = ":/?#[]@!$&'()*+,;=%~"
_LOCALE = re.compile(r"\A/[a-z]{2}-[a-z]{2}(?=/|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Published:
    """The URL scheme of one folder of the source tree.

    :param source: regular expression for the source path of a page, with the group
        ``slug``.
    :param url: the URL path, with ``{slug}``.
    """

    source: re.Pattern[str]
    url: str

    @classmethod
    def from_setting(cls, source: str, url: str) -> Published:
        """Return the URL scheme of an item of the setting ``azuredocs_published``.

        :param source: a path such as ``articles/**/{slug}.md``.
        :param url: a URL path such as ``/documentation/articles/{slug}/``.
        """
        return cls(compile_pattern(source, _FIELDS), url)

    def url_path(self, source_path: str) -> str | None:
        """Return the URL path of a page of this folder; None for other pages."""
        slug = self.slug(source_path)
        return slug and self.url.replace("{slug}", slug)

    def slug(self, source_path: str) -> str | None:
        """Return the slug of a page of this folder; None for other pages."""
        match = self.source.fullmatch(source_path)
        return match and match["slug"]

    @property
    def bases(self) -> tuple[str, ...]:
        """The URL path before the slug, as a tuple of one item."""
        return (self.url.partition("{slug}")[0].lower(),)


class VersionChoice(Protocol):
    """Chooses between pages that are one page in several versions."""

    def best(
        self, candidates: Iterable[str], docname: str = "", view: str = ""
    ) -> str | None:
        """Return one of several pages, for a reference from a page.

        :param candidates: the pages.
        :param docname: the page with the reference.
        :param view: the version that the reference names.
        """

    def in_version(self, docname: str, view: str) -> str:
        """Return a page in a version.

        :param docname: the page.
        :param view: the version.
        """


class UrlScheme(Protocol):
    """The URL paths of a set of pages, by their source paths."""

    def url_path(self, source_path: str) -> str | None:
        """Return the URL path of a page; None for pages that are served elsewhere."""

    def slug(self, source_path: str) -> str | None:
        """Return the slug of a page; None for pages that are served elsewhere."""

    @property
    def bases(self) -> tuple[str, ...]:
        """The URL paths below which the site has only such pages."""


class PublishedDocset:
    """The URL scheme of a docset.

    :param docset: the docset.
    :param prefix: its folder in the source tree, with a slash at its end, or empty.
    :param pages: the source paths of its pages.
    """

    def __init__(self, docset: Docset, prefix: str, pages: Iterable[str]) -> None:
        self._docset, self._prefix = docset, prefix
        urls = filter(None, map(self.url_path, pages))
        # Other docsets may have the same base path, with different folders below it.
        base = (docset.base_path or "").rstrip("/")
        tops = {url.removeprefix(base).strip("/").partition("/")[0] for url in urls}
        self._bases = tuple(f"{base}/{top}/".lower() for top in sorted(tops) if top)

    def _inner(self, source_path: str) -> str | None:
        if not source_path.startswith(self._prefix):
            return None
        return source_path.removeprefix(self._prefix)

    def url_path(self, source_path: str) -> str | None:
        """Return the URL path of a page of the docset; None for other pages."""
        inner = self._inner(source_path)
        return self._docset.url_path(inner) if inner else None

    def slug(self, source_path: str) -> str | None:
        """Return the last part of the path of a page of the docset; None for others."""
        url = self.url_path(source_path)
        return url.strip("/").rpartition("/")[2] if url else None

    @property
    def bases(self) -> tuple[str, ...]:
        """The folders at the base path that have pages of the docset."""
        return self._bases


@lru_cache
def published_folders(setting: tuple[tuple[str, str], ...]) -> tuple[Published, ...]:
    """Return the URL schemes of the setting ``azuredocs_published``."""
    return tuple(Published.from_setting(source, url) for source, url in setting)


def published_docsets(
    docsets: Iterable[Docset], srcdir: Path, pages: Collection[str]
) -> Iterator[PublishedDocset]:
    """Yield the URL schemes of the docsets whose base path is known.

    :param docsets: the docsets of the project.
    :param srcdir: the source directory.
    :param pages: the source paths of all pages.
    """
    for docset in docsets:
        if docset.base_path is not None and docset.root.is_relative_to(srcdir):
            folder = docset.root.relative_to(srcdir).as_posix()
            prefix = "" if folder == "." else f"{folder}/"
            yield PublishedDocset(docset, prefix, pages)


@dataclass(frozen=True)
class Link:
    """The components of a URL of the site.

    :param path: the path, without host and locale.
    :param fragment: the text after ``#``, decoded.
    :param absolute: True if the URL was not relative to a page.
    :param url: the URL for a link to the site.
    :param query: the query, without the parameters that are for the site only.
    :param source: the page with the link.
    :param view: the version that the query names; empty for none.
    """

    path: str
    fragment: str
    absolute: bool
    url: str
    query: str = ""
    source: str = field(default="", compare=False)
    view: str = ""

    @property
    def choices(self) -> str:
        """The parameters of the query for the choices of readers, such as pivots."""
        parts = self.query.split("&")
        return "&".join(part for part in parts if part.startswith(_CHOICES))

    @property
    def key(self) -> str:
        """The path, normalised for comparison with published URLs."""
        return url_key(self.path)


class PublishedUrls:
    """The published URLs of the pages of a project, for look-ups both ways.

    :param pages: docname and source path of each page.
    :param folders: the URL schemes of the source folders.
    :param site_url: the site.
    :param hosts: the hosts whose URLs are the site's.
    :param versions: chooses between the versions of a page; None for no versions.
    """

    def __init__(
        self,
        pages: Mapping[str, str],
        folders: Iterable[UrlScheme],
        site_url: str,
        hosts: Iterable[str],
        versions: VersionChoice | None = None,
    ) -> None:
        self._folders = tuple(folders)
        self._site_url = site_url.rstrip("/")
        self._hosts = {split_url(site_url).netloc.lower(), *map(str.lower, hosts)}
        self._urls: dict[str, str] = {}
        self._docnames: dict[str, list[str]] = {}
        self._versions = versions
        self._slugs: dict[str, list[str]] = {}
        self._cased: dict[str, list[str]] = {}
        for docname, source_path in sorted(pages.items()):
            self._cased.setdefault(docname.lower(), []).append(docname)
            if slug := self.slug_of(source_path):
                self._slugs.setdefault(slug.lower(), []).append(docname)
            if url := self._published(source_path):
                self._urls[docname] = url
                for key in url_keys(url, source_path):
                    self._docnames.setdefault(key, []).append(docname)

    def _published(self, source_path: str) -> str | None:
        urls = (folder.url_path(source_path) for folder in self._folders)
        return next(filter(None, urls), None)

    def is_site(self, url: str) -> bool:
        """Return True if a URL with a scheme or host is a URL of the site."""
        parts = split_url(url)
        return parts.scheme in ("http", "https", "") and (
            parts.netloc.lower() in self._hosts
        )

    def read(self, href: str, docname: str) -> Link:
        """Return the components of a link, as a browser that shows the page reads it.

        :param href: a relative URL, or a URL of the site.
        :param docname: the page the link is on.
        """
        parts = split_url(href.replace("\\", "/"))
        absolute = bool(parts.netloc) or parts.path.startswith("/")
        path = parts.path
        if not absolute:
            path = _join(self._urls.get(docname, "/"), path)
        url = href if parts.netloc else self._site_url + split_url(href).path
        if not absolute:
            url = self._site_url + path
        if not parts.netloc:
            url += f"?{parts.query}" if parts.query else ""
            url += f"#{parts.fragment}" if parts.fragment else ""
        path = _LOCALE.sub("", unquote(path), count=1) if absolute else unquote(path)
        query = "&".join(
            part for part in parts.query.split("&") if not part.startswith(_OF_SITE)
        )
        fragment, url = unquote(parts.fragment), encode_url(url)
        views = (p for p in parts.query.split("&") if p.startswith(_VIEW))
        view = unquote(next(views, "")[len(_VIEW) :])
        return Link(path, fragment, absolute, url, query, docname, view)

    def docname(self, link: Link) -> str | None:
        """Return the docname of the page with the URL of a link; None for no page.

        Several pages have one URL if they are of different versions.
        """
        found = self._docnames.get(link.key, [])
        if self._versions is None or len(found) < 2:
            return next(iter(found), None)
        return self._versions.best(found, link.source, link.view)

    def in_version(self, docname: str, link: Link) -> str:
        """Return a page in the version that a link names, if it names one.

        :param docname: the page.
        :param link: the link to it.
        """
        if not link.view or self._versions is None:
            return docname
        return self._versions.in_version(docname, link.view)

    def url_of(self, docname: str) -> str | None:
        """Return the published URL of a page, as a path; None if it is unknown."""
        return self._urls.get(docname)

    def keys_of(self, source_path: str) -> tuple[str, ...]:
        """Return the keys of the published URLs of a source path; empty if unknown."""
        url = self._published(source_path)
        return url_keys(url, source_path) if url else ()

    def slug_of(self, source_path: str) -> str | None:
        """Return the slug of a source path, from its published URL; else None."""
        slugs = (folder.slug(source_path) for folder in self._folders)
        return next(filter(None, slugs), None)

    def articles(self, name: str) -> list[str]:
        """Return the pages with a slug, else with a docname, in any letter case.

        :return: the docnames, sorted; more than one if pages share the slug.
        """
        name = name.lower()
        return self._slugs.get(name) or self._cased.get(name, [])

    def leaves_articles(self, link: Link, docname: str) -> bool:
        """Return True if a relative link of an article leaves the published folders.

        :param docname: the page the link is on.
        """
        names_file = "." in link.path.rpartition("/")[2]
        is_elsewhere = not link.absolute and not self.is_published_path(link)
        return docname in self._urls and is_elsewhere and not names_file

    def is_published_path(self, link: Link) -> bool:
        """Return True if the path of a link is in a folder with published pages."""
        path = link.key + "/"
        return any(path.startswith(folder.bases) for folder in self._folders)


class Aliases:
    """The former URLs of pages, as their page headers give them.

    ``metaCanonical`` has a URL, and ``linkid`` a path of the site with dashes for
    slashes. A former URL of several pages is ignored.

    :param pages: docname and header attributes of each page.
    """

    def __init__(self, pages: Mapping[str, Mapping[str, str]]) -> None:
        self._urls = _of_one_page(
            (docname, url_key(_LOCALE.sub("", split_url(url).path, count=1)))
            for docname, attributes in pages.items()
            if (url := attributes.get("metaCanonical", "").strip())
        )
        self._ids = _of_one_page(
            (docname, link_id.lower())
            for docname, attributes in pages.items()
            if (link_id := attributes.get("linkid", "").strip())
        )

    def docname(self, link: Link) -> str | None:
        """Return the docname of the page whose former URL a link names; else None."""
        if not link.absolute:
            return None
        link_id = link.key.strip("/").replace("/", "-")
        return self._urls.get(link.key) or self._ids.get(link_id)


def _join(base: str, path: str) -> str:
    """Return a relative path joined with a URL path; ``..`` above the root is dropped.

    A malformed path is treated as a name at the root.
    """
    joined = join_url(base, path)
    return joined if joined.startswith("/") else f"/{joined}"


def _of_one_page(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return alias → docname, for the aliases of exactly one page."""
    docnames: dict[str, set[str]] = {}
    for docname, alias in pairs:
        docnames.setdefault(alias, set()).add(docname)
    return {alias: d.pop() for alias, d in docnames.items() if alias and len(d) == 1}


def url_key(path: str) -> str:
    """Return the path of a published URL, normalised for comparison."""
    return path.rstrip("/").lower()


def url_keys(url: str, source_path: str) -> tuple[str, ...]:
    """Return the keys of a page: an index page has its folder's URL and its own.

    :param url: its published URL.
    :param source_path: its source file.
    """
    key = url_key(url)
    is_index = PurePosixPath(source_path).stem.lower() == "index"
    return (key, f"{key}/index") if is_index and url.endswith("/") else (key,)


def encode_url(url: str) -> str:
    """Return a URL with all characters percent-encoded that a URL may not have."""
    return quote(url, safe=_OF_URL)
