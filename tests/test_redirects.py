"""Pages that have gone elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from .conftest import Build, BuildPages, Page

REDIRECTIONS = {
    "redirections": [
        {"source_path_from_root": "/docs/old.md", "redirect_url": "/azure/new#part"},
        {"source_path": "docs/older.md", "redirect_url": "/azure/old"},
        {"source_path": "docs/gone.md", "redirect_url": "/azure/aks/there"},
        {"source_path": "docs/a/near.md", "redirect_url": "far"},
        {"source_path": "docs/a/far.md", "redirect_url": "https://example.org/x"},
    ]
}
DOCFX = {"build": {"content": [{"files": ["**/*.md"], "src": "docs"}]}}
PAGE = """\
# Page

[a](old.md) [b](/azure/older) [c](gone.md#x) [d](a/near.md) [e](old.md#other)
"""


def files(redirections: object = REDIRECTIONS, **pages: str) -> dict[str, str]:
    return {
        "index.md": "# Home\n",
        "docfx.json": json.dumps(DOCFX),
        ".openpublishing.redirection.json": json.dumps(redirections, indent=1),
        "docs/new.md": "# New\n\n## Part\n",
        "docs/page.md": PAGE,
        **pages,
    }


def hrefs(html: str) -> list[str]:
    return [part.partition('"')[0] for part in html.split('href="')[1:]]


def test_links_lead_to_where_pages_are(build: Build) -> None:
    built = build(files())
    assert built.warnings == []
    assert hrefs(built.body("docs/page"))[1:] == [
        "new.html#part",
        "new.html#part",
        "https://learn.microsoft.com/azure/aks/there",
        "https://example.org/x",
        "new.html#part",
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_in_their_places(build: Build, builder: str) -> None:
    built = build(files(), builder=builder)
    end = ".html" if builder == "html" else "/index.html"
    uri = "new.html#part" if builder == "html" else "../new/#part"
    page = built.output(f"docs/older{end}")
    assert f'<meta http-equiv="refresh" content="0; url={uri}">' in page
    assert f'<a href="{uri}">' in page
    assert "https://learn.microsoft.com/azure/aks/there" in built.output(
        f"docs/gone{end}"
    )
    assert "https://example.org/x" in built.output(f"docs/a/near{end}")


def test_other_builders_have_none(build: Build) -> None:
    built = build(files(), builder="text")
    assert not (built.app.outdir / "docs" / "old.html").exists()


def test_front_matter(build: Build) -> None:
    page = "---\nredirect_url: /azure/new\n---\n# Old\n"
    built = build(files(**{"docs/moved.md": page}))
    assert 'url=new.html"' in built.output("docs/moved.html")


def test_what_is_wrong(build: Build) -> None:
    entries = [
        {"source_path": "docs/page.md", "redirect_url": "/azure/new"},
        {"source_path": "docs/x.md", "redirect_url": "/azure/y"},
        {"source_path": "docs/y.md", "redirect_url": "/azure/x"},
        {"source_path": "docs/z.md", "redirect_url": "/azure/new"},
        {"source_path": "docs/w.md"},
    ]
    built = build(files({"redirections": entries}, **{"docs/page.md": "# Page\n"}))
    name = ".openpublishing.redirection.json"
    assert built.warnings == [
        f"{name}:20: WARNING: has no redirect_url for docs/w.md [azuredocs.redirect]",
        f"{name}:4: WARNING: docs/page.md is redirected and there; remove one of them "
        "[azuredocs.redirect]",
        f"{name}:8: WARNING: docs/x.md is redirected to itself; correct the URL "
        "[azuredocs.redirect]",
        f"{name}:12: WARNING: docs/y.md is redirected to itself; correct the URL "
        "[azuredocs.redirect]",
    ]


@pytest.mark.parametrize("source", ["../out.md", "docs/../../out.md", "..\\out.md"])
def test_nothing_is_written_outside(build: Build, source: str) -> None:
    entries = [{"source_path": source, "redirect_url": "/azure/new"}]
    built = build(files({"redirections": entries}, **{"docs/page.md": "# Page\n"}))
    assert not list(built.app.outdir.parent.rglob("out.html"))
    (warning,) = built.warnings
    assert "outside the repository; correct the path [azuredocs.redirect]" in warning


def test_nothing_leads_to_a_script(build: Build) -> None:
    entries = [{"source_path": "docs/js.md", "redirect_url": "javascript:alert(1)"}]
    front_matter = "---\nredirect_url: javascript:alert(1)\n---\n# Moved\n"
    pages = {"docs/page.md": "# Page\n", "docs/moved.md": front_matter}
    built = build(files({"redirections": entries}, **pages))
    assert not (built.app.outdir / "docs" / "js.html").exists()
    assert 'http-equiv="refresh"' not in built.output("docs/moved.html")
    assert built.warnings == [
        ".openpublishing.redirection.json:4: WARNING: redirects docs/js.md to "
        "javascript:alert(1), which is no page; correct the URL [azuredocs.redirect]"
    ]


MOVED = [
    ("https://example.org/x", "https://example.org/x"),
    ("new.md#part", "new.html#part"),
    ("new.html", "new.html"),
    ("sub/elsewhere.html", "sub/elsewhere.html"),
    ("../other.aspx?a=b", "../other.aspx?a=b"),
]


@pytest.fixture(scope="module")
def moved(build_pages: BuildPages) -> Mapping[str, Page]:
    urls = [url for url, _ in MOVED]
    text = "---\nredirect_url: {}\n---\n# Moved page\n".format
    others = files({"redirections": []}, **{"docs/page.md": "# Page\n"})
    return build_pages(urls, text, others, "docs/case-{}.md")


@pytest.mark.parametrize(("url", "uri"), MOVED)
def test_pages_of_a_docset_served_nobody_knows_where(
    moved: Mapping[str, Page], url: str, uri: str
) -> None:
    assert moved[url].warnings == []
    assert f'url={uri}"' in moved[url].html


def test_relative_urls_in_directories(build: Build) -> None:
    """They are relative to the source, wherever its page is."""
    pages = {
        "docs/page.md": "---\nredirect_url: there.aspx\n---\n# Moved page\n",
        "docs/other.md": "---\nredirect_url: new.md#part\n---\n# Moved page\n",
    }
    built = build(files({"redirections": []}, **pages), builder="dirhtml")
    assert 'url=../there.aspx"' in built.output("docs/page/index.html")
    assert 'url=../new/#part"' in built.output("docs/other/index.html")


def test_pages_that_have_gone_are_not_listed(build: Build) -> None:
    """Not in the navigation, in lists, or in the search."""
    page = "---\nredirect_url: new.md\nms.topic: article\n---\n# Moved page\n\nzebra\n"
    built = build(
        files(
            {"redirections": []},
            **{
                "docs/page.md": page,
                "docs/new.md": "---\nms.topic: article\n---\n# New\n",
            },
        )
    )
    assert built.warnings == []
    assert "New" in built.text("index")
    assert "Moved page" not in built.text("index")
    assert "Moved page" not in built.output("azure-topics.html")
    assert "zebra" not in built.output("searchindex.js")
