"""Look up the target of a link, for pages, tables of contents and redirections alike.

A link is first read as a path of the source tree, then as the URL that a browser would
make of it, then as the path of a built page (``other.html``, ``folder/``).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from urllib.parse import unquote

from ..files.urls import is_malformed, join_url, split_url, unsplit_url
from .place import Place
from .published_urls import Link, encode_url
from .site import Site

_OF_OUTPUT = (".html", ".htm")
_OF_SOURCE = (".md", ".yml")


@dataclass(frozen=True)
class Page:
    """A page of the project.

    :param docname: the page.
    :param fragment: the fragment of the link, decoded, not checked.
    :param query: the parameters of the query that scripts of the built page use.
    """

    docname: str
    fragment: str = ""
    query: str = ""


@dataclass(frozen=True)
class File:
    """A file of the source tree that is not a page.

    :param path: its path, relative to the source directory.
    :param fragment: the fragment of the link, decoded.
    """

    path: str
    fragment: str = ""


@dataclass(frozen=True)
class OnSite:
    """A URL of the site that no page of the project has, or a URL of another site.

    :param url: the URL to write.
    """

    url: str


@dataclass(frozen=True)
class Nothing:
    """A path or URL that should name a page of the project, but names nothing.

    :param path: the path of its URL.
    :param url: the URL that it would have on the site.
    :param is_absolute: True if it was written as a URL of the site.
    """

    path: str
    url: str
    is_absolute: bool


End = Page | File | OnSite | Nothing
"""The target of a link after all redirections."""


@dataclass(frozen=True)
class Moved:
    """A removed page with a redirection.

    :param docname: the docname that the page had.
    :param to: the target of the redirections; ``None`` if they lead in a circle.
    """

    docname: str
    to: End | None


Target = End | Moved


def lookup(href: str, place: Place, site: Site) -> Target:
    """Return the target of a link.

    :param href: a URL or path, as it is written.
    :param place: the page and folders of the link.
    :param site: the project; all its pages must have been read.
    """
    found = _find(href, place, site)
    return _moved(found, site) if isinstance(found, _Removed) else found


def lookup_early(href: str, place: Place, site: Site) -> Page | File | None:
    """Return the page or file that a link names without redirections and former URLs.

    For callers that run while pages are read, when former URLs are not yet known.

    :param href: a URL or path, as it is written.
    :param place: the page and folders of the link.
    :param site: the project; only its pages, files and published URLs are used.
    """
    link = site.urls.read(href, place.docname)
    return _own_page(href, link, place, site) or _page_or_file(
        link, _paths(href, place), site
    )


def lookup_path(
    path: str, site: Site, *, fragment: str = "", query: str = ""
) -> Page | Moved | File | None:
    """Return the page or file at a path of the source tree.

    :param path: the path, relative to the source directory, without ``..``.
    :param site: the project.
    :param fragment: the fragment of the link, decoded.
    :param query: the query of the link.
    :return: the target; ``None`` if no page, removed page or file has the path.
    """
    docname = site.known_pages.docname_of(path)
    names = () if docname is None else (docname,)
    if found := site.known_pages.find(names):
        return Page(found, fragment, query)
    if removed := site.redirects.find(names, ""):
        return _moved(_Removed(removed, fragment, query), site)
    file = site.find_file([path])
    return File(file, fragment) if file else None


def paths_of(href: str, place: Place) -> tuple[str, ...]:
    """Return the paths that a link may mean; empty for a URL with a host.

    :param href: a URL or path, as it is written.
    :param place: the page and folders of the link.
    :return: paths relative to the source directory; paths of folders end in a slash.
    """
    return _paths(href, place)


def end_of(target: Target) -> End | None:
    """Return the target after all redirections; ``None`` if they lead in a circle."""
    return target.to if isinstance(target, Moved) else target


def lookup_moved(docname: str, site: Site) -> Moved:
    """Return the target to which a removed page is redirected.

    :param docname: a docname that has a redirection.
    :param site: the project.
    """
    return _moved(_Removed(docname), site)


@dataclass(frozen=True)
class _Removed:
    """A removed page whose redirection is not followed yet.

    :param docname: the docname that the page had.
    :param fragment: the fragment of the link to it.
    :param query: the query of the link to it.
    """

    docname: str
    fragment: str = ""
    query: str = ""


def _find(href: str, place: Place, site: Site) -> End | _Removed:
    if _is_elsewhere(href, site):
        return OnSite(href)
    link = site.urls.read(href, place.docname)
    paths = _paths(href, place)
    if found := _own_page(href, link, place, site) or _page_or_file(link, paths, site):
        return found
    if docname := site.aliases.docname(link):
        return Page(docname, link.fragment, link.choices)
    outputs = _outputs(paths)
    removed = site.redirects.find(_sources(paths, site), link.key)
    if removed is None and (docname := site.known_pages.find(outputs)):
        return Page(docname, link.fragment, link.query)
    if removed := removed or site.redirects.find(outputs, ""):
        return _Removed(removed, link.fragment, link.query)
    is_of_site = link.absolute and not site.urls.is_published_path(link)
    if is_of_site or site.urls.leaves_articles(link, place.docname):
        return OnSite(link.url)
    return Nothing(link.path, link.url, link.absolute)


def _is_elsewhere(href: str, site: Site) -> bool:
    parts = split_url(href)
    return bool(parts.scheme or parts.netloc) and not site.urls.is_site(href)


def _paths(href: str, place: Place) -> tuple[str, ...]:
    """Return the paths that a link may mean; empty for a URL with a host.

    Paths of folders have a slash at the end.
    """
    href = href.replace("\\", "/")
    if is_malformed(href):
        return ()
    parts = split_url(href)
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path:
        return ()
    is_folder = path.endswith("/")
    is_of_source = "." in posixpath.basename(path)
    if path.startswith("/") and not is_of_source:
        return ()
    found = place.paths(path)
    return tuple(f"{path}/" if path and is_folder else path for path in found)


def _own_page(href: str, link: Link, place: Place, site: Site) -> Page | None:
    """Return the page with the link if the link is a query or fragment; else None."""
    if (href and href[0] not in "?#") or place.docname not in site.known_pages:
        return None
    return Page(place.docname, link.fragment, link.query)


def _page_or_file(link: Link, paths: tuple[str, ...], site: Site) -> Page | File | None:
    if docname := site.known_pages.find(_sources(paths, site)):
        docname = site.urls.in_version(docname, link)
        return Page(docname, link.fragment, _without_view(link.query))
    # A name without a dot is a URL rather than a file.
    named = [path for path in paths if "." in posixpath.basename(path)]
    if named and (file := site.find_file(named)):
        return File(file, link.fragment)
    if docname := site.urls.docname(link):
        # In a URL of the site, other parameters of the query are for the site.
        return Page(docname, link.fragment, link.choices)
    others = [
        path for path in paths if path not in named and path[-1:] not in ("", "/")
    ]
    if others and (file := site.find_file(others)):
        return File(file, link.fragment)
    return None


def _without_view(query: str) -> str:
    """Return a query without the parameter for versions, which are other pages."""
    if "view=" not in query:
        return query
    return "&".join(p for p in query.split("&") if not p.startswith("view="))


def _sources(paths: tuple[str, ...], site: Site) -> tuple[str, ...]:
    """Return the docnames of the given paths of source files."""
    return tuple(filter(None, map(site.known_pages.docname_of, paths)))


def _outputs(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the docnames of the pages that are built at the given paths."""
    names = []
    for path in paths:
        stem, suffix = posixpath.splitext(path)
        if not path or path.endswith("/"):
            names.append(f"{path}index")
            # Some builders write the page `x` at `x/`, and some links name `x.md/`.
            page, of_page = posixpath.splitext(path.rstrip("/"))
            is_page = of_page.lower() in (*_OF_SOURCE, *_OF_OUTPUT)
            names += [page if is_page else path.rstrip("/")] if path else []
        elif suffix.lower() in _OF_OUTPUT:
            names.append(stem)
        elif not suffix:
            names += [path, f"{path}/index"]
    return tuple(names)


def _moved(removed: _Removed, site: Site) -> Moved:
    end = _end(removed.docname, site)
    return Moved(removed.docname, _with(end, removed.fragment, removed.query))


def _end(docname: str, site: Site) -> End | None:
    """Return the target of a page's redirections; ``None`` if they lead in a circle."""
    ends: dict[str, End | None] = site.redirects.ends
    steps: dict[str, _Removed] = {}
    while docname not in ends and docname not in steps:
        redirect = site.redirects.entries[docname]
        href = join_url(redirect.base, redirect.url) if redirect.base else redirect.url
        found = _find(href, Place.of_page(docname), site)
        if isinstance(found, _Removed):
            steps[docname] = found
            docname = found.docname
        else:
            ends[docname] = found
    end = ends.get(docname)
    for name, step in reversed(steps.items()):
        end = ends[name] = _with(end, step.fragment, step.query)
    return end


def _with(target: End | None, fragment: str, query: str) -> End | None:
    """Return a target with the fragment and query of a link, unless it has its own.

    A browser keeps the fragment of a link if the redirection has no fragment (RFC 9110,
    section 10.2.2).
    """
    match target:
        case Page():
            fragment, query = target.fragment or fragment, target.query or query
            return replace(target, fragment=fragment, query=query)
        case File():
            return replace(target, fragment=target.fragment or fragment)
        case OnSite():
            parts = split_url(target.url)
            parts = parts._replace(
                fragment=parts.fragment or fragment, query=parts.query or query
            )
            return OnSite(encode_url(unsplit_url(parts)))
        case _:
            return target
