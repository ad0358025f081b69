"""Pages that have gone elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from sphinx.testing.util import SphinxTestApp

from .conftest import Build, BuildPages, Built, Page

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


@pytest.fixture(scope="module")
def site(build_once: Build) -> Built:
    """The pages in HTML, for tests that only read them."""
    return build_once(files())


def test_links_lead_to_where_pages_are(site: Built) -> None:
    assert site.warnings == []
    assert hrefs(site.body("docs/page"))[1:] == [
        "new.html#part",
        "new.html#part",
        "https://learn.microsoft.com/azure/aks/there#x",
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
        f"{name}:9: WARNING: docs/x.md is redirected to itself; correct the URL "
        "[azuredocs.redirect]",
        f"{name}:13: WARNING: docs/y.md is redirected to itself; correct the URL "
        "[azuredocs.redirect]",
    ]


OUTSIDE = ("../out.md", "docs/../../out.md", "..\\out.md")


@pytest.fixture(scope="module")
def outside(build_once: Build) -> Built:
    entries = [{"source_path": path, "redirect_url": "/azure/new"} for path in OUTSIDE]
    others = files({"redirections": entries}, **{"docs/page.md": "# Page\n"})
    return build_once(others)


def test_nothing_is_written_outside(outside: Built) -> None:
    assert not list(outside.app.outdir.parent.rglob("out.html"))
    assert len(outside.warnings) == len(OUTSIDE)


@pytest.mark.parametrize("source", OUTSIDE)
def test_paths_outside_are_reported(outside: Built, source: str) -> None:
    (warning,) = (w for w in outside.warnings if f" names {source}, " in w)
    assert "outside the repository; correct the path [azuredocs.redirect]" in warning


def test_nothing_leads_to_a_script(build: Build) -> None:
    entries = [{"source_path": "docs/js.md", "redirect_url": "javascript:alert(1)"}]
    front_matter = "---\nredirect_url: javascript:alert(1)\n---\n# Moved\n"
    pages = {"docs/page.md": "# Page\n", "docs/moved.md": front_matter}
    built = build(files({"redirections": entries}, **pages))
    assert not (built.app.outdir / "docs" / "js.html").exists()
    assert 'http-equiv="refresh"' not in built.output("docs/moved.html")
    assert built.warnings == [
        ".openpublishing.redirection.json:5: WARNING: redirects docs/js.md to "
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


HERE = "docs/page.md"


KEPT = {
    "older.md#part": "new.html#part",
    "OLDER.md": "new.html#part",
    "../Docs/older.md": "new.html#part",
    "older.html": "new.html#part",
    "/azure/Older?tabs=x": "new.html?tabs=x#part",
    "gone.md?x=y#z": "https://learn.microsoft.com/azure/aks/there?x=y#z",
    "<gone.md#a b>": "https://learn.microsoft.com/azure/aks/there#a%20b",
}


@pytest.mark.parametrize("text", ["{}", "- x\n\n  {}", "> {}", "| a |\n|---|\n| {} |"])
def test_links_keep_what_they_ask_for(build: Build, text: str) -> None:
    links = (text.format(f"[a]({link})") for link in KEPT)
    page = "# Page\n\n" + "\n\n---\n\n".join(links) + "\n"
    built = build(files(**{HERE: page}))
    assert built.warnings == []
    found = hrefs(built.body("docs/page").replace("&amp;", "&"))
    assert found[1:] == list(KEPT.values())


def test_anchors_are_checked_at_the_end(build: Build) -> None:
    entries = [
        {"source_path": "docs/x.md", "redirect_url": "/azure/new"},
        {"source_path": "docs/y.md", "redirect_url": "/azure/x"},
        {"source_path": "docs/z.md", "redirect_url": "/azure/new#nope"},
        {"source_path": "docs/w.md", "redirect_url": "/azure/z"},
    ]
    pages = {
        HERE: "# Page\n\n[a](x.md#part) [b](y.md#other)\n",
        "docs/moved.md": "---\nms.date: 01/02/2020\nredirect_url: new.md#gone\n---\n",
    }
    built = build(files({"redirections": entries}, **pages))
    assert built.warnings == [
        ".openpublishing.redirection.json:13: WARNING: /azure/new#nope: docs/new.md "
        "has no anchor #nope; correct the URL [azuredocs.redirect]",
        "docs/moved.md:3: WARNING: new.md#gone: docs/new.md has no anchor #gone; "
        "correct the URL [azuredocs.redirect]",
        "docs/page.md:3: WARNING: docs/new.md has no anchor #other; the link goes to "
        "the top of the page [azuredocs.anchor]",
    ]


def test_front_matter_in_a_circle(build: Build) -> None:
    pages = {
        HERE: "---\nredirect_url: page\n---\n# A\n",
        "docs/b.md": "---\nredirect_url: c.md\n---\n# B\n",
        "docs/c.md": "---\nredirect_url: b#x\n---\n# C\n\n## X\n",
        "docs/d.md": "---\nredirect_url: b.md\n---\n# D\n",
    }
    built = build(files({"redirections": []}, **pages))
    start = "leads to this page itself; correct the URL [azuredocs.redirect]"
    assert [w for w in built.warnings if "redirect]" in w and "anchor" not in w] == [
        f"docs/b.md:2: WARNING: redirect_url 'c.md' {start}",
        f"docs/c.md:2: WARNING: redirect_url 'b#x' {start}",
        f"docs/page.md:2: WARNING: redirect_url 'page' {start}",
    ]


def test_file_in_a_folder(build: Build) -> None:
    """``source_path`` is relative to it, the other to the repository."""
    entries = [
        {"source_path": "x.md", "redirect_url": "/azure/new"},
        {"source_path_from_root": "/docs/y.md", "redirect_url": "/azure/new"},
        {"source_path": "DEEP/z.md", "redirect_url": "/azure/new"},
    ]
    pages = {
        "docs/.openpublishing.redirection.json": json.dumps({"redirections": entries}),
        "docs/Deep/page.md": "# Deep\n",
        HERE: "# Page\n\n[a](x.md) [b](y.md) [c](Deep/z.md)\n",
    }
    built = build(files({"redirections": []}, **pages))
    assert built.warnings == []
    assert hrefs(built.body("docs/page"))[1:] == ["new.html"] * 3
    assert 'url=../new.html"' in built.output("docs/Deep/z.html")


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("new", "new.html"),
        ("NEW.md#part", "new.html#part"),
        ("sub/", "sub/index.html"),
        ("old.md", "new.html#part"),
        ("older", "new.html#part"),
        ("gone.md#x", "https://learn.microsoft.com/azure/aks/there#x"),
    ],
)
def test_front_matter_is_looked_up_as_links_are(
    build: Build, url: str, uri: str
) -> None:
    page = f"---\nredirect_url: {url}\n---\n# Moved page\n"
    built = build(files(**{HERE: page, "docs/sub/index.md": "# Sub\n"}))
    assert built.warnings == []
    assert f'url={uri}"' in built.output("docs/page.html")


def test_malformed_url(build: Build) -> None:
    entries = [{"source_path": "docs/x.md", "redirect_url": "https://[x/y"}]
    pages = {HERE: "---\nredirect_url: //[x\n---\n# Page\n"}
    built = build(files({"redirections": entries}, **pages))
    (warning,) = built.warnings
    assert "https://[x/y, which is no page; correct the URL" in warning


ENTRIES_OF_OTHERS = {
    "search.md": "https://example.com/away",
    "genindex.md": "/azure/new",
    "azure-services.md": "/azure/new",
    "added.md": "/azure/new",
    "docs/new.html/x.md": "/azure/new",
    "docs/folder.md": "/azure/new",
    "_static/page.md": "/azure/new",
    "docs/free.md": "/azure/new",
}


def _add_pages(app: SphinxTestApp) -> None:
    """Add a page of an extension, and a folder with the name of a page."""
    page = [("added", {"title": "Added"}, "page.html")]
    app.connect("html-collect-pages", lambda _app: page)
    folder = Path(app.outdir, "docs", "folder.html")
    app.connect("env-updated", lambda *_args: folder.mkdir(parents=True) or [])


def test_pages_of_others_are_not_replaced(build: Build) -> None:
    entries = [
        {"source_path": path, "redirect_url": url}
        for path, url in ENTRIES_OF_OTHERS.items()
    ]
    settings = {"html_static_path": ["static"]}
    others = {
        "docs/page.md": "---\nservices: web\n---\n# Page\n",
        "static/page.html": "<p>own</p>",
    }
    project = files({"redirections": entries}, **others)
    built = build(project, before=_add_pages, **settings)
    for name in ("search", "genindex", "azure-services", "added", "docs/new"):
        assert "refresh" not in built.output(f"{name}.html")
    assert built.output("_static/page.html") == "<p>own</p>"
    assert "refresh" in built.output("docs/free.html")
    assert [line.split(": ")[2].split()[0] for line in built.warnings] == [
        path for path in sorted(ENTRIES_OF_OTHERS) if path != "docs/free.md"
    ]
    assert all("[azuredocs.redirect]" in line for line in built.warnings)


def test_redirect_pages_are_replaced_by_later_builds(build: Build) -> None:
    built = build(files())
    first = built.output("docs/older.html")
    later = {"redirections": [{"source_path": "docs/older.md", "redirect_url": "/x"}]}
    again = build(files(later, **{"docs/page.md": "# Page\n"}), srcdir=built.srcdir)
    assert again.warnings == []
    assert again.output("docs/older.html") != first


def test_redirect_page_names_its_target(build: Build) -> None:
    built = build(files(), html_baseurl="https://example.org/base", language="fr")
    html = built.output("docs/older.html")
    assert '<html lang="fr">' in html
    assert "<title>New</title>" in html
    assert '<a href="new.html#part">New</a>' in html
    assert '<meta name="viewport" content="width=device-width' in html
    canonical = "https://example.org/base/docs/new.html#part"
    assert f'<link rel="canonical" href="{canonical}">' in html
    elsewhere = built.output("docs/a/near.html")
    assert '<link rel="canonical" href="https://example.org/x">' in elsewhere


def test_no_canonical_url_without_base(site: Built) -> None:
    assert "canonical" not in site.output("docs/older.html")


def test_pages_in_a_circle_stay(build: Build) -> None:
    pages = {
        "docs/a.md": "---\nredirect_url: b.md\n---\n# A\n",
        "docs/b.md": "---\nredirect_url: a.md\n---\n# B\n",
        "docs/c.md": "---\nredirect_url: c.md\n---\n# C\n",
    }
    built = build(files(**pages))
    for name in ("a", "b", "c"):
        assert "refresh" not in built.output(f"docs/{name}.html")
    assert len(built.warnings) == 3


def test_docset_at_the_root_of_its_site(build: Build) -> None:
    entries = [{"source_path": "docs/old.md", "redirect_url": "/new#part"}]
    page = "# Page\n\n[a](/new) [b](old.md) [c](/elsewhere/x)\n"
    built = build(files({"redirections": entries}, **{"docs/page.md": page}))
    assert hrefs(built.body("docs/page"))[1:3] == ["new.html", "new.html#part"]
    assert 'url=new.html#part"' in built.output("docs/old.html")


RULES = [
    ("/base/docs/a/far.html", "https://example.org/x"),
    ("/base/docs/a/near.html", "https://example.org/x"),
    ("/base/docs/gone.html", "https://learn.microsoft.com/azure/aks/there"),
    ("/base/docs/old.html", "/base/docs/new.html#part"),
    ("/base/docs/older.html", "/base/docs/new.html#part"),
]
RULES_OF_BOTH = {"azuredocs_redirect_rules": ["cloudflare", "azure"]}
OWN_RULES = "/mine /yours 302\n"
OWN_APP = {"routes": [{"route": "/mine", "rewrite": "/x"}], "mimeTypes": {".x": "a/b"}}


@pytest.fixture(scope="module")
def ruled(build_once: Build) -> Built:
    """A site with rules for servers, and rules of its own."""
    own = {"own/_redirects": OWN_RULES, "own/staticwebapp.config.json": "{}"}
    own["own/staticwebapp.config.json"] = json.dumps(OWN_APP)
    return build_once(
        files(**own),
        html_baseurl="https://example.org/base",
        html_extra_path=["own"],
        azuredocs_redirect_rules=["azure", "netlify", "readthedocs"],
    )


def test_rules_of_netlify(ruled: Built) -> None:
    assert ruled.warnings == []
    first, comment, *lines = ruled.output("_redirects").splitlines()
    assert f"{first}\n" == OWN_RULES
    assert comment.startswith("# ")
    assert lines == [f"{old} {new} 301!" for old, new in RULES]


def test_rules_of_azure(ruled: Built) -> None:
    config = json.loads(ruled.output("staticwebapp.config.json"))
    *routes, own = config["routes"]
    assert [own] == OWN_APP["routes"]
    assert config["mimeTypes"] == OWN_APP["mimeTypes"]
    assert routes == [
        {"route": old, "redirect": new, "statusCode": 301} for old, new in RULES
    ]


def test_rules_of_read_the_docs(ruled: Built) -> None:
    found = yaml.safe_load(ruled.output("readthedocs-redirects.yml"))
    assert [(rule["from_url"], rule["to_url"]) for rule in found] == [
        (old.removeprefix("/base"), new.removeprefix("/base")) for old, new in RULES
    ]
    assert {(rule["type"], rule["http_status"]) for rule in found} == {("page", 301)}


def test_rules_are_replaced_by_later_builds(build: Build) -> None:
    names = ("_redirects", "staticwebapp.config.json")
    built = build(files(), "dirhtml", **RULES_OF_BOTH)
    first = [built.output(name) for name in names]
    assert "\n/docs/old/ /docs/new/#part 301\n" in first[0]
    again = build(files(), "dirhtml", srcdir=built.srcdir, **RULES_OF_BOTH)
    assert [again.output(name) for name in names] == first


def test_rules_beside_a_malformed_file(build: Build) -> None:
    built = build(
        files(**{"own/staticwebapp.config.json": "{,"}),
        html_extra_path=["own"],
        azuredocs_redirect_rules=["azure"],
    )
    (warning,) = built.warnings
    assert "staticwebapp.config.json of the project is not JSON" in warning
    assert built.output("staticwebapp.config.json") == "{,"


def test_no_rules_by_default(site: Built) -> None:
    names = {path.name for path in site.app.outdir.iterdir()}
    assert not names & {"_redirects", "staticwebapp.config.json"}


def test_redirect_page_for_search_engines(build: Build) -> None:
    built = build(files(), html_baseurl="https://example.org/base")
    assert "noindex" not in built.output("docs/older.html")


def test_redirect_page_loads_a_script_that_is_there(site: Built) -> None:
    html = site.output("docs/a/near.html")
    assert '<script src="../../_static/azuredocs-redirect.js" data-to=' in html
    assert site.app.outdir.joinpath("_static/azuredocs-redirect.js").is_file()
    assert "noindex" in site.output("docs/older.html")
