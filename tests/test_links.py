"""Published URLs, without Sphinx."""

from __future__ import annotations

import pytest

from sphinx_azuredocs.links import Link, Published, PublishedUrls

FOLDERS = [
    Published.from_setting("articles/**/{slug}.md", "/documentation/articles/{slug}/"),
    Published.from_setting("guides/{slug}.md", "/guides/{slug}"),
]
URLS = PublishedUrls(
    {
        "index": "index.md",
        "articles/a": "articles/a.md",
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
        ("other/articles/a.md", None),
    ],
)
def test_published_url(source: str, url: str | None) -> None:
    assert next(filter(None, (f.url_path(source) for f in FOLDERS)), None) == url


@pytest.mark.parametrize(
    ("href", "docname", "target"),
    [
        ("../a/", "articles/web/Deep.Page", "articles/a"),
        ("../deep.page/#x", "articles/a", "articles/web/Deep.Page"),
        ("/en-us/documentation/articles/A", "index", "articles/a"),
        ("/guides/g", "articles/a", "guides/g"),
        ("../../guides/g", "articles/a", None),
        ("../../../guides/g/", "articles/a", "guides/g"),
        ("https://example.com/de-de/guides/g?x=1", "index", "guides/g"),
        ("..\\a", "articles/web/Deep.Page", "articles/a"),
        ("../%61/", "articles/web/Deep.Page", "articles/a"),
        ("../a/", "index", None),
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
            Link("/x", "", True, "https://example.com/en-us/x?a=b"),
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
    ],
)
def test_link(href: str, link: Link) -> None:
    assert URLS.read(href, "articles/a") == link


def test_hosts_of_the_site() -> None:
    assert URLS.is_site("http://WWW.example.com/x")
    assert URLS.is_site("//example.com/x")
    assert not URLS.is_site("ftp://example.com/x")
    assert not URLS.is_site("http://example.org/x")


@pytest.mark.parametrize(
    ("href", "published"),
    [
        ("/documentation/articles/gone", True),
        ("/en-us/documentation/articles/gone/", True),
        ("/guides/", True),
        ("/documentation/videos/x", False),
        ("/pricing", False),
    ],
)
def test_published_path(href: str, published: bool) -> None:
    assert URLS.is_published_path(URLS.read(href, "index")) is published
