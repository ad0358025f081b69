"""What links name, looked up without Sphinx."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import sphinx_azuredocs.links
from sphinx_azuredocs.docset.redirection_files import Redirection
from sphinx_azuredocs.links.fragments import Anchor, find_anchor
from sphinx_azuredocs.links.lookup import (
    File,
    Moved,
    Nothing,
    OnSite,
    Page,
    Target,
    lookup,
    lookup_early,
    lookup_moved,
    lookup_path,
)
from sphinx_azuredocs.links.pages import Pages
from sphinx_azuredocs.links.place import Place
from sphinx_azuredocs.links.published_urls import Aliases, Published, PublishedUrls
from sphinx_azuredocs.links.redirects import Redirects, make_redirects

SITE_URL = "https://example.com"


@dataclass
class Project:
    """Tables of a project, made of names."""

    known_pages: Pages
    urls: PublishedUrls
    redirects: Redirects
    aliases: Aliases = field(default_factory=lambda: Aliases({}))
    files: tuple[str, ...] = ()

    def find_file(self, paths: Sequence[str]) -> str | None:
        for path in paths:
            if path in self.files:
                return path
        folded = {file.casefold(): file for file in self.files}
        found = (folded.get(path.casefold()) for path in paths)
        return next(filter(None, found), None)


def project(
    *docnames: str,
    moved: dict[str, str] | None = None,
    files: tuple[str, ...] = (),
    published: bool = False,
    attributes: dict[str, dict[str, str]] | None = None,
) -> Project:
    """Make a project of docnames; with ``published``, served below /base/."""
    folders = [
        Published.from_setting("{slug}/index.md", "/base/{slug}/"),
        Published.from_setting("**/{slug}.md", "/base/{slug}"),
    ]
    sources = {docname: f"{docname}.md" for docname in docnames}
    urls = PublishedUrls(sources, folders if published else [], SITE_URL, [])
    pages = Pages(docnames, [".md"])
    found = (
        (
            docname,
            f"/base/{Path(docname).name}" if published else None,
            Redirection(f"{docname}.md", url, Path("r.json"), 1, 1),
        )
        for docname, url in (moved or {}).items()
    )
    redirects = make_redirects(found, pages)
    return Project(pages, urls, redirects, Aliases(attributes or {}), files)


SITE = project(
    "index",
    "a",
    "sub/b",
    "sub/Deep/C",
    "sub/index",
    moved={
        "old": "/base/b#part",
        "sub/older": "old.md",
        "oldest": "sub/older?x=y",
        "sub/rel": "b?x=y",
        "gone": "https://example.org/x?a=b",
        "out": "/elsewhere/y",
        "one": "two",
        "two": "one.md",
    },
    files=("sub/image.png", "LICENSE", "sub/A.txt"),
)
SERVED = project(
    "a",
    "sub/b",
    "guide/index",
    moved={"sub/old": "b", "other": "/base/guide/index#x"},
    published=True,
    attributes={"a": {"metaCanonical": "http://example.com/former/"}},
)


@pytest.mark.parametrize(
    ("href", "docname", "target"),
    [
        ("b.md#x", "sub/index", Page("sub/b", "x")),
        ("../a.md?tabs=t#x%20y", "sub/b", Page("a", "x y", "tabs=t")),
        ("..\\a.md", "sub/b", Page("a")),
        ("/sub/b.md", "a", Page("sub/b")),
        ("~/a.md", "sub/b", Page("a")),
        ("#x", "a", Page("a", "x")),
        ("", "a", Page("a")),
        # In any letter case, also that of the suffix.
        ("SUB/B.md", "a", Page("sub/b")),
        ("b.MD", "sub/index", Page("sub/b")),
        ("sub/deep/c.md#X", "a", Page("sub/Deep/C", "X")),
        ("sub/IMAGE.PNG", "a", File("sub/image.png")),
        # As they are built.
        ("sub/b.html#x", "a", Page("sub/b", "x")),
        ("sub/B.HTM", "a", Page("sub/b")),
        ("sub/b", "a", Page("sub/b")),
        ("sub/", "a", Page("sub/index")),
        ("sub", "a", Page("sub/index")),
        ("..", "sub/b", Page("index")),
        ("./", "sub/b", Page("sub/index")),
        ("sub/index.html", "a", Page("sub/index")),
        # With a slash, as of a folder.
        ("./sub/b/#x", "a", Page("sub/b", "x")),
        ("../sub/B/", "sub/b", Page("sub/b")),
        ("b.md/", "sub/index", Page("sub/b")),
        ("b.html/#x", "sub/index", Page("sub/b", "x")),
        ("old.md/", "a", Moved("old", OnSite(f"{SITE_URL}/base/b#part"))),
        ("nope.md/", "a", Nothing("/nope.md/", f"{SITE_URL}/nope.md/", False)),
        # Files.
        ("image.png#lightbox", "sub/b", File("sub/image.png", "lightbox")),
        ("../LICENSE", "sub/b", File("LICENSE")),
        ("a.txt", "sub/b", File("sub/A.txt")),
        # Elsewhere.
        ("/x/y%20z?q#f", "a", OnSite(f"{SITE_URL}/x/y%20z?q#f")),
        ("/x/y z", "a", OnSite(f"{SITE_URL}/x/y%20z")),
        ("/x/\u00fc#\u00fc", "a", OnSite(f"{SITE_URL}/x/%C3%BC#%C3%BC")),
        ("https://example.com/x", "a", OnSite(f"{SITE_URL}/x")),
        ("https://example.org/a.md", "a", OnSite("https://example.org/a.md")),
        # Nothing.
        ("nope.md", "a", Nothing("/nope.md", f"{SITE_URL}/nope.md", False)),
        ("../../a.md", "sub/b", Nothing("/a.md", f"{SITE_URL}/a.md", False)),
    ],
)
def test_lookup(href: str, docname: str, target: Target) -> None:
    assert lookup(href, Place.of_page(docname), SITE) == target


@pytest.mark.parametrize(
    ("href", "docname", "target"),
    [
        ("/base/b?tabs=t&x=y#z", "a", Page("sub/b", "z", "tabs=t")),
        ("/en-us/BASE/b/", "a", Page("sub/b")),
        ("https://example.com/base/b", "a", Page("sub/b")),
        ("b", "a", Page("sub/b")),
        ("/base/guide", "a", Page("guide/index")),
        ("/base/guide/", "a", Page("guide/index")),
        ("/base/guide/Index#x", "a", Page("guide/index", "x")),
        ("/former", "a", Page("a")),
        ("/base/nope", "a", Nothing("/base/nope", f"{SITE_URL}/base/nope", True)),
        ("../other/x", "a", OnSite(f"{SITE_URL}/other/x")),
        ("/base/old#f", "a", Moved("sub/old", Page("sub/b", "f"))),
        ("/base/other", "a", Moved("other", Page("guide/index", "x"))),
    ],
)
def test_published(href: str, docname: str, target: Target) -> None:
    assert lookup(href, Place.of_page(docname), SERVED) == target


@pytest.mark.parametrize(
    ("href", "target"),
    [
        # A URL on the site that no page has: only the path of a redirection is known.
        ("old.md", Moved("old", OnSite(f"{SITE_URL}/base/b#part"))),
        ("OLD.md#own", Moved("old", OnSite(f"{SITE_URL}/base/b#part"))),
        ("old.html", Moved("old", OnSite(f"{SITE_URL}/base/b#part"))),
        # A relative URL without a suffix, as a browser joins it.
        ("sub/rel.md#f", Moved("sub/rel", Page("sub/b", "f", "x=y"))),
        # Files and URLs get the fragment and query of the link, except their own.
        ("gone.md#f", Moved("gone", OnSite("https://example.org/x?a=b#f"))),
        ("gone.md?c=d", Moved("gone", OnSite("https://example.org/x?a=b"))),
        ("out.md?c=d#f", Moved("out", OnSite(f"{SITE_URL}/elsewhere/y?c=d#f"))),
        # Circles.
        ("one.md", Moved("one", None)),
        ("two.md#x", Moved("two", None)),
    ],
)
def test_moved(href: str, target: Target) -> None:
    assert lookup(href, Place.of_page("a"), SITE) == target


def test_redirection_of_a_redirection() -> None:
    site = project("a", moved={"x": "y.md#one", "y": "z", "z": "a.md?q"})
    page = Page("a", "one", "q")
    assert lookup("x.md#other", Place.of_page("a"), site) == Moved("x", page)
    assert lookup_moved("y", site) == Moved("y", Page("a", "", "q"))


def test_folders_of_an_include() -> None:
    """The file with the link goes first, and letter case goes last."""
    place = Place("a", ("sub", ""), "sub/Deep")
    assert lookup("b.md", place, SITE) == Page("sub/b")
    assert lookup("a.md", place, SITE) == Page("a")
    assert lookup("~/C.md", place, SITE) == Page("sub/Deep/C")
    both = project("x", "sub/X")
    assert lookup("x.md", place, both) == Page("x")
    assert lookup("X.md", place, both) == Page("sub/X")


def test_paths() -> None:
    site = SITE
    assert lookup_path("A.md", site, fragment="x") == Page("a", "x")
    assert lookup_path("sub/rel.md", site, fragment="f") == Moved(
        "sub/rel", Page("sub/b", "f", "x=y")
    )
    assert lookup_path("sub/image.png", site) == File("sub/image.png")
    assert lookup_path("sub/nope.md", site) is None


def test_early() -> None:
    """Neither former URLs nor redirections are asked while pages are read."""
    place = Place.of_page("a")
    assert lookup_early("/base/b", place, SERVED) == Page("sub/b")
    assert lookup_early("/former", place, SERVED) is None
    assert lookup_early("old.md", place, SITE) is None


@pytest.mark.parametrize(
    "href", ["//[x", "http://[x/y", "a:b/c", "\\[", "%00", "?", "/"]
)
def test_strange_urls(href: str) -> None:
    lookup(href, Place.of_page("a"), SITE)
    lookup_early(href, Place.of_page("a"), SITE)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("SUB/x.md", "sub/x.md"),
        ("sub/deep/y/X.md", "sub/Deep/y/X.md"),
        ("Nope/x.md", "Nope/x.md"),
        ("X.md", "X.md"),
    ],
)
def test_folders_in_own_case(path: str, found: str) -> None:
    assert SITE.known_pages.in_own_case(path) == found


def test_anchors() -> None:
    anchors = {"one": "id1", "One": "id2", "Two": "id3"}
    assert find_anchor("One", anchors) == Anchor("One", "id2")
    assert find_anchor("two", anchors) == Anchor("Two", "id3")
    assert find_anchor("three", anchors) is None


def test_links_are_pure() -> None:
    folder = Path(sphinx_azuredocs.links.__file__).parent
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names.append(node.module or "")
            roots = {name.partition(".")[0] for name in names}
            assert not roots & {"sphinx", "docutils", "myst_parser"}, file
