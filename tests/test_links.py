"""Published URLs, without Sphinx."""

from __future__ import annotations

import pytest

from sphinx_azuredocs.links.published_urls import Link, Published, PublishedUrls

FOLDERS = [
    Published.from_setting("articles/**/{slug}.md", "/documentation/articles/{slug}/"),
    Published.from_setting("guides/{slug}.md", "/guides/{slug}"),
]
URLS = PublishedUrls(
    {
        "index": "index.md",
        "articles/a": "articles/a.md",
        "articles/to-do": "articles/to-do.md",
        "articles/web/Deep.Page": "articles/web/Deep.Page.md",
        "guides/g": "guides/g.md",
    },
    FOLDERS,
    "https://example.com/",
    ["www.example.com"],
)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("articles/a.md", "/documentation/articles/a/"),
        ("articles/web/more/a.b.md", "/documentation/articles/a.b/"),
        ("guides/a.md", "/guides/a"),
        ("guides/web/a.md", None),
        ("articles/a.rst", None),
        ("articles/.md", None),
        ("Articles/a.md", None),
        ("other/articles/a.md", None),
    ],
)
def test_published_url(source: str, url: str | None) -> None:
    assert next(filter(None, (f.url_path(source) for f in FOLDERS)), None) == url


@pytest.mark.parametrize(
    ("name", "docnames"),
    [
        ("a", ["articles/a"]),
        ("TO-DO", ["articles/to-do"]),
        ("deep.page", ["articles/web/Deep.Page"]),
        ("g", ["guides/g"]),
        ("guides/G", ["guides/g"]),
        ("index", ["index"]),
        ("same", ["articles/a/same", "articles/b/Same"]),
        ("overview", []),
        ("articles/x/overview", ["articles/x/overview"]),
        ("x", ["articles/x/overview"]),
        ("gone", []),
        ("", []),
    ],
)
def test_articles(name: str, docnames: list[str]) -> None:
    docs = ["index", "articles/a", "articles/to-do", "articles/web/Deep.Page"]
    docs += ["guides/g", "articles/b/Same", "articles/a/same", "articles/x/overview"]
    by_folder = Published.from_setting("articles/{slug}/overview.md", "/{slug}/start")
    urls = PublishedUrls(
        {docname: f"{docname}.md" for docname in docs},
        [by_folder, *FOLDERS],
        "https://example.com/",
        [],
    )
    assert urls.articles(name) == docnames


@pytest.mark.parametrize(
    ("pattern", "url", "source", "published"),
    [
        ("{slug}.md", "/{slug}", "a.md", "/a"),
        ("**/{slug}.md", "/{slug}", "x/y/a.md", "/a"),
        ("x*/{slug}.md", "/{slug}", "xyz/a.md", "/a"),
        ("x*/{slug}.md", "/{slug}", "x/y/a.md", None),
        ("{slug}/index.md", "/p/{slug}/overview", "a/index.md", "/p/a/overview"),
        ("a+b (c)/{slug}.md", "/{slug}", "a+b (c)/a.md", "/a"),
        ("a.b/{slug}.md", "/{slug}", "axb/a.md", None),
    ],
)
def test_patterns(pattern: str, url: str, source: str, published: str | None) -> None:
    assert Published.from_setting(pattern, url).url_path(source) == published


@pytest.mark.parametrize(
    ("href", "docname", "target"),
    [
        ("../a/", "articles/web/Deep.Page", "articles/a"),
        ("../a", "articles/web/Deep.Page", "articles/a"),
        ("../A/?x=/y", "articles/web/Deep.Page", "articles/a"),
        ("../to-do/", "articles/a", "articles/to-do"),
        ("../deep.page/#x", "articles/a", "articles/web/Deep.Page"),
        ("/en-us/documentation/articles/A", "index", "articles/a"),
        ("/guides/g", "articles/a", "guides/g"),
        ("../../guides/g", "articles/a", None),
        ("../../../guides/g/", "articles/a", "guides/g"),
        ("https://example.com/de-de/guides/g?x=1", "index", "guides/g"),
        ("/documentation/articles/a/", "index", "articles/a"),
        ("/Documentation/Articles/a", "index", "articles/a"),
        ("/EN-US/documentation/articles/a", "index", "articles/a"),
        ("/documentation/articles/to-do/", "index", "articles/to-do"),
        ("/en-us/documentation/articles/to-do/", "index", "articles/to-do"),
        ("/documentation/en-us/articles/a/", "index", None),
        ("/english/documentation/articles/a/", "index", None),
        ("http://www.example.com/documentation/articles/a#x", "index", "articles/a"),
        ("//example.com/guides/g", "index", "guides/g"),
        ("\\documentation\\articles\\a", "index", "articles/a"),
        ("..\\a", "articles/web/Deep.Page", "articles/a"),
        ("../%61/", "articles/web/Deep.Page", "articles/a"),
        ("../a/", "index", None),
        ("a", "articles/web/Deep.Page", None),
        ("#x", "articles/a", "articles/a"),
        ("", "articles/a", "articles/a"),
        ("?x=y", "articles/a", "articles/a"),
        ("/", "articles/a", None),
        ("/documentation/articles/", "articles/a", None),
        ("/\\[x", "articles/a", None),
    ],
)
def test_page(href: str, docname: str, target: str | None) -> None:
    assert URLS.docname(URLS.read(href, docname)) == target


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("/x/#Y%20z", Link("/x/", "Y z", True, "https://example.com/x/#Y%20z")),
        (
            "/en-us/x?a=b",
            Link("/x", "", True, "https://example.com/en-us/x?a=b", "a=b"),
        ),
        (
            "/en-us/?a=b&c#d",
            Link("/", "d", True, "https://example.com/en-us/?a=b&c#d", "a=b&c"),
        ),
        (
            "/x/de-de/y",
            Link("/x/de-de/y", "", True, "https://example.com/x/de-de/y"),
        ),
        (
            "//www.example.com/x?a=b#c",
            Link("/x", "c", True, "//www.example.com/x?a=b#c", "a=b"),
        ),
        (
            "http://www.example.com/x",
            Link("/x", "", True, "http://www.example.com/x"),
        ),
        (
            "../x",
            Link(
                "/documentation/articles/x",
                "",
                False,
                "https://example.com/documentation/articles/x",
            ),
        ),
        (
            "..\\..\\X%20y\\?a=b#c",
            Link(
                "/documentation/X y/",
                "c",
                False,
                "https://example.com/documentation/X%20y/?a=b#c",
                "a=b",
            ),
        ),
        (
            "#%C3%BC",
            Link(
                "/documentation/articles/a/",
                "\u00fc",
                False,
                "https://example.com/documentation/articles/a/#%C3%BC",
            ),
        ),
    ],
)
def test_link(href: str, link: Link) -> None:
    assert URLS.read(href, "articles/a") == link


def test_hosts_of_the_site() -> None:
    assert URLS.is_site("http://WWW.example.com/x")
    assert URLS.is_site("//example.com/x")
    assert URLS.is_site("https://example.com")
    assert not URLS.is_site("ftp://example.com/x")
    assert not URLS.is_site("http://example.org/x")
    assert not URLS.is_site("http://example.com.example.org/x")
    assert not URLS.is_site("http://docs.example.com/x")
    assert not URLS.is_site("mailto:a@example.com")


@pytest.mark.parametrize(
    ("href", "published"),
    [
        ("/documentation/articles/gone", True),
        ("/en-us/documentation/articles/gone/", True),
        ("/Documentation/Articles/gone", True),
        ("/documentation/articles", True),
        ("/documentation/articles/gone?x=y#z", True),
        ("http://example.com/guides/gone", True),
        ("\\guides\\gone", True),
        ("/guides/", True),
        ("/documentation/videos/x", False),
        ("/documentation/articlesgone", False),
        ("/x/guides/gone", False),
        ("/", False),
        ("/pricing", False),
    ],
)
def test_published_path(href: str, published: bool) -> None:
    assert URLS.is_published_path(URLS.read(href, "index")) is published


def test_first_page_of_two_with_one_url() -> None:
    pages = {"articles/y/a": "articles/y/a.md", "articles/x/A": "articles/x/A.md"}
    urls = PublishedUrls(pages, FOLDERS, "https://example.com", [])
    link = urls.read("../a/", "articles/y/a")
    assert urls.docname(link) == "articles/x/A"


def test_no_page_is_published() -> None:
    urls = PublishedUrls({"a": "a.md"}, [], "https://example.com", [])
    link = urls.read("/a/", "a")
    assert urls.docname(link) is None
    assert not urls.is_published_path(link)
    assert link.url == "https://example.com/a/"
