"""Links: looked up in a project with pages, files and redirections; URLs; globs."""

from __future__ import annotations

from typing import NamedTuple, cast

from sphinx_azuredocs.files.globs import Glob
from sphinx_azuredocs.files.urls import (
    is_allowed,
    is_allowed_image,
    is_of_web,
    join_url,
    runs_script,
    scheme_of,
    split_url,
    unsplit_url,
)
from sphinx_azuredocs.links.fragments import find_anchor
from sphinx_azuredocs.links.lookup import (
    File,
    Page,
    end_of,
    lookup,
    lookup_early,
    paths_of,
)
from sphinx_azuredocs.links.place import Place
from sphinx_azuredocs.links.uids import UidTarget, Xref, external_url

from ..test_lookup import Project, project
from .grammar import Choose, Rules, write
from .target import DefectError, Target, limited

RULES: Rules = {
    "start": (
        *(
            "$path",
            "$path$suffix",
            "$scheme$path",
            "$host$path$suffix",
            "$scheme$host$path",
        ),
        *(
            "$suffix",
            "$start$start",
            " $start ",
            "<$start>",
            "xref:$start",
            "/$start",
            "\\$start",
        ),
    ),
    "scheme": (
        *(
            "https:",
            "http:",
            "HTTP:",
            "javascript:",
            "java\tscript:",
            "mailto:",
            "data:",
            "x:",
        ),
        *(
            "&#106;avascript:",
            "\x01javascript:",
            "file:",
            "ms-x:",
            "//",
            ":",
            "C:",
            "a+b.c-d:",
        ),
    ),
    "host": (
        *(
            "//example.com",
            "//example.com:80",
            "//[",
            "//[::1]",
            "//docs.microsoft.com",
            "//u@h",
        ),
        *(
            "//EXAMPLE.com",
            "//example.com:x",
            "///",
            "//azure.microsoft.com/en-us",
            "//\u2100",
        ),
    ),
    "path": (
        *(
            "a.md",
            "a",
            "sub/b.md",
            "../a.md",
            "./",
            "/base/a",
            "a.html",
            "index.html",
            "sub/",
        ),
        *(
            "$path/$path",
            "..",
            "../../..",
            "%2e%2e/a.md",
            "a%",
            "a%00",
            "p.png",
            "P.PNG",
            "~/a.md",
        ),
        *(
            "old1.md",
            "old2.md",
            "old3",
            "loop1.md",
            "/base/old1",
            "\\sub\\b.md",
            "",
            "é.md",
            "//",
        ),
        *(
            "/en-us/base/a",
            "/documentation/articles/a/",
            "a.md/",
            "a b.md",
            "A.MD",
            "sub",
            "a;b",
        ),
    ),
    "suffix": (
        *(
            "",
            "#x",
            "?a=b",
            "?view=x#y",
            "#",
            "?",
            "?tabs=a%2Cb",
            "#%E0%A4%A",
            "?&&=",
            "#a#b",
            "?%",
        ),
    ),
}
GLOBS: Rules = {
    "start": ("*", "$part", "$part$start", "$start/$start", "$start$start"),
    "part": (
        *(
            "a",
            "*",
            "**",
            "?",
            "/",
            "{$start,$start}",
            "[ab]",
            "[!a]",
            "{",
            "}",
            "[",
            "]",
            "\\",
        ),
        *(
            "**/",
            ".",
            "..",
            "!",
            "{$start}",
            "{,a}",
            "a.md",
            "é",
            ",",
            "***",
            "/**/",
            "A",
            "\0",
        ),
    ),
}
CHAIN = {f"old{number}": f"old{number + 1}.md" for number in range(1, 4)}
PROJECTS: tuple[Project, ...] = tuple(
    project(
        *("a", "index", "sub/b", "sub/index", "sub/é"),
        moved={**CHAIN, "old4": "a.md#x", "loop1": "loop2.md", "loop2": "./loop1.md"},
        files=("p.png", "sub/f.txt", "noext"),
        published=published,
    )
    for published in (False, True)
)
_PLACES = (Place.of_page("a"), Place.of_page("sub/b"))


class Link(NamedTuple):
    """A link, a glob, and a path that it may match."""

    href: str
    glob: str
    path: str


def _write(choose: Choose) -> Link:
    href = write(RULES, choose).text
    return Link(href, write(GLOBS, choose).text, write(RULES, choose, "path").text)


def _check(value: object) -> None:
    link = cast("Link", value)
    with limited():
        _check_url(link.href)
        for place in _PLACES:
            for site in PROJECTS:
                _check_lookup(link.href, place, site)
        Glob(link.glob).matches(link.path)
        target = UidTarget.read(link.href)
        xref = Xref(target.uid, {"name": "x"}, url=link.path)
        str((target.text(xref), target.fallback, external_url(xref, target)))


def _check_lookup(href: str, place: Place, site: Project) -> None:
    early = lookup_early(href, place, site)
    found = end_of(lookup(href, place, site))
    for path in paths_of(href, place):
        if path.startswith(("/", "../")) or "/../" in path:
            raise DefectError(f"{href!r} leaves the tree: {path!r}")
    if early and early != found and isinstance(found, Page | File):
        raise DefectError(f"{href!r}: {early} before, {found} after")
    if isinstance(found, Page) and found.docname not in site.known_pages:
        raise DefectError(f"{href!r} leads to an unknown page")
    if isinstance(found, Page):
        find_anchor(found.fragment, {"x": "x", "Y": "y"})


def _check_url(url: str) -> None:
    unsplit_url(split_url(url))
    join_url("https://example.com/a/b", url)
    is_of_web(url)
    is_allowed_image(url)
    scheme = scheme_of(url)
    if is_allowed(url) and (runs_script(url) or scheme in ("javascript", "data")):
        raise DefectError(f"{url!r} is allowed, and runs a script")
    if split_url(url).scheme.lower() in ("javascript", "vbscript") and is_allowed(url):
        raise DefectError(f"{url!r} is allowed")


TARGETS = (Target("links", _write, _check),)
