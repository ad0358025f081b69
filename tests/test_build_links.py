"""Links in a build: pages by published URL or file, files, and the site."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from .conftest import Build, BuildPages, Built, Page

OTHER = '# Other\n\n<h2 id="The_Part">The part</h2>\n\nText.\n'
FILES = {
    "articles/other.md": OTHER,
    "articles/deep/nested.md": ":orphan:\n# Nested\n",
    "articles/data.txt": "data",
    "index.md": "# Home\n\n```{toctree}\n:glob:\narticles/*\narticles/deep/nested\n"
    "```\n",
}

TO_OTHER = (
    "../other",
    "../other/",
    "../Other/",
    "/documentation/articles/other",
    "/en-us/documentation/articles/other/",
    "/zh-CN/documentation/articles/other/",
    "http://azure.microsoft.com/en-us/documentation/articles/other/",
    "https://azure.microsoft.com/documentation/articles/other",
    "http://www.windowsazure.com/en-us/documentation/articles/other/",
    "//azure.microsoft.com/documentation/articles/other/",
    "../other/?rnd=1",
    "other.md",
    "./other.md",
    "../articles/other.md",
    "..%5Carticles%5Cother.md",
    "/articles/other.md",
    "~/articles/other.md",
)
QUERIES = {
    "other.md?a=b&c=d#The_Part": "other.html?a=b&amp;c=d#The_Part",
    "other.md?toc=/x/toc.json&bc=/y/toc.json": "other.html",
    "../other/?a=b&tabs=x": "other.html?tabs=x",
}
TO_PART = ("../other/#The_Part", "other.md#The_Part")
ELSEWHERE = {
    "/en-us/pricing/": "https://azure.microsoft.com/en-us/pricing/",
    "/pricing/?a=b#c": "https://azure.microsoft.com/pricing/?a=b#c",
    "http://www.windowsazure.com/pricing/": "http://www.windowsazure.com/pricing/",
    "http://example.com/documentation/articles/other/": (
        "http://example.com/documentation/articles/other/"
    ),
}
TO_NOTHING = ("../gone/", "gone.md", "gone.txt")
TO_PROGRAMS = ("tel:123", "vscode://a/b", "ms-settings:display", "azuredatastudio://a")
PART_IN_OTHER_CASE = "../other/#the_part"
MISSING_PART = "../other/#gone"
NESTED = "../nested/"
MISSING_ARTICLE = "/en-us/documentation/articles/gone/"
A_FILE = "data.txt"


def page(url: str) -> str:
    return f"# Title\n\nSee [text]({url}).\n"


@pytest.fixture(scope="module")
def pages(build_pages: BuildPages) -> Mapping[str, Page]:
    """A page for each URL, with a link to it."""
    urls = [
        *(*TO_OTHER, *QUERIES, *TO_PART, *ELSEWHERE, *TO_NOTHING, *TO_PROGRAMS),
        *(PART_IN_OTHER_CASE, MISSING_PART, NESTED, MISSING_ARTICLE, A_FILE),
    ]
    return build_pages(urls, page, FILES, "articles/case-{}.md")


def href(page: Page) -> tuple[str, list[str]]:
    """Where the link leads from a page, and the kinds of the warnings."""
    paragraph = page.body[page.body.index("<p>See ") :].partition("</p>")[0]
    start = paragraph.find('href="')
    found = "" if start < 0 else paragraph[start + 6 :].split('"')[0]
    return found, [warning.rpartition("[")[2] for warning in page.warnings]


@pytest.mark.parametrize("url", TO_OTHER)
def test_page(pages: Mapping[str, Page], url: str) -> None:
    assert href(pages[url]) == ("other.html", [])


@pytest.mark.parametrize(("url", "expected"), QUERIES.items())
def test_query(pages: Mapping[str, Page], url: str, expected: str) -> None:
    """That of a file is for the page; in URLs, what says what is chosen there."""
    assert href(pages[url]) == (expected, [])


@pytest.mark.parametrize("url", ["#none", "other.md#none"])
def test_anchors_that_are_not_to_be_checked(build: Build, url: str) -> None:
    """They may be made by scripts."""
    link = f'# Title\n\nSee <a href="{url}" nocheck="bookmark">text</a>\n'
    built = build({"articles/a.md": link, "articles/other.md": OTHER})
    assert built.warnings == []
    assert f'href="{url.replace(".md", ".html")}"' in built.body("articles/a")


@pytest.mark.parametrize("url", TO_PART)
def test_anchor_of_a_page(pages: Mapping[str, Page], url: str) -> None:
    assert href(pages[url]) == ("other.html#The_Part", [])


def test_anchor_in_other_letter_case(pages: Mapping[str, Page]) -> None:
    expected = ("other.html#The_Part", ["azuredocs.anchor-case]"])
    assert href(pages[PART_IN_OTHER_CASE]) == expected


def test_anchor_that_is_missing(pages: Mapping[str, Page]) -> None:
    assert href(pages[MISSING_PART]) == ("other.html", ["azuredocs.anchor]"])


IN_PAGE = """\
# Title

[9](#44-after-a-tab) [10](#quote) [11](#bracket)
[1](#exact) [2](#Named) [3](#in-a-heading) [4](#a-heading_with-marks) [5](#Around)
[6](#before) [7](#EXACT) [8](#gone)

<a id="exact"></a>Text with <a name='Named'>an anchor</a> in it.

<a name="before"></a>

##<a name=in-a-heading></a>A heading_with: marks!

###4.4.\tAfter a tab

Some <a name=quote"></a>text and <a id="bracket"</a> more.

<a id="Around">

### Another

</a>
"""


def test_anchors_in_a_page(build: Build) -> None:
    built = build({"articles/a.md": IN_PAGE})
    assert [warning.split(": ", 2)[::2] for warning in built.warnings] == [
        [
            "articles/a.md:5",
            "#EXACT is spelled #exact in this page [azuredocs.anchor-case]",
        ],
        [
            "articles/a.md:5",
            'this page has no anchor #gone; correct the link, or add <a id="gone">'
            "</a> where it should lead [azuredocs.anchor]",
        ],
    ]
    body = built.body("articles/a")
    for number in (*range(1, 8), 9, 10, 11):
        target = body.split(f">{number}</")[0].rpartition('href="#')[2].split('"')[0]
        assert f'id="{target}"' in body, number
    assert "<a name" not in body
    assert "#gone" not in body


def test_page_in_a_folder(pages: Mapping[str, Page]) -> None:
    assert href(pages[NESTED]) == ("deep/nested.html", [])


@pytest.mark.parametrize(("url", "target"), ELSEWHERE.items())
def test_elsewhere(pages: Mapping[str, Page], url: str, target: str) -> None:
    assert href(pages[url]) == (target, [])


def test_missing_article_goes_to_the_site(pages: Mapping[str, Page]) -> None:
    expected = "https://azure.microsoft.com/en-us/documentation/articles/gone/"
    assert href(pages[MISSING_ARTICLE]) == (expected, ["azuredocs.link]"])


@pytest.mark.parametrize("url", TO_NOTHING)
def test_relative_link_that_names_nothing_is_text(
    pages: Mapping[str, Page], url: str
) -> None:
    assert href(pages[url]) == ("", ["azuredocs.link]"])


STRANGE = ("http://[::1", "//[x", "/[x", "%5B/x.md", "a:b/c", "%5C%5C[x/y")


@pytest.fixture(scope="module")
def strange(build_pages: BuildPages) -> Mapping[str, Page]:
    text = "# A\n\n[text]({0}) and <{0}>\n\nLast.\n".format
    return build_pages(STRANGE, text, name="articles/case-{}.md")


@pytest.mark.parametrize("url", STRANGE)
def test_strange_urls_stop_nothing(strange: Mapping[str, Page], url: str) -> None:
    assert "text" in strange[url].text
    assert "Last." in strange[url].text


FORMER = {
    "/en-us/develop/net/other": "other.html",
    "http://www.windowsazure.com/develop/net/other/": "other.html",
    "/en-us/manage/services/Other-Things/": "other.html",
    "/shared/": "https://azure.microsoft.com/shared/",
    "develop/net/other/": "",
}


@pytest.fixture(scope="module")
def former(build_pages: BuildPages) -> Mapping[str, Page]:
    """Pages with links to URLs that other pages had before."""
    header = (
        '<properties metaCanonical="http://www.windowsazure.com/{}" linkid="{}" />\n\n'
    )
    first = header.format("en-us/develop/net/other/", "manage-services-other-things")
    files = {
        "articles/other.md": first + OTHER,
        "articles/x.md": header.format("shared", " ") + "# X\n",
        "articles/y.md": header.format("shared", "") + "# Y\n",
        "articles/z.md": '<properties metaCanonical="http://[" />\n\n# Z\n',
    }
    return build_pages(FORMER, page, files, "articles/case-{}.md")


@pytest.mark.parametrize(("url", "target"), FORMER.items())
def test_former_urls(former: Mapping[str, Page], url: str, target: str) -> None:
    body = former[url].body
    assert (f'href="{target}"' in body) if target else ('href="other' not in body)


def test_file_of_the_source_tree(pages: Mapping[str, Page]) -> None:
    found, warnings = href(pages[A_FILE])
    assert found.startswith("../_downloads/")
    assert found.endswith("/data.txt")
    assert warnings == []


def test_settings(build_pages: BuildPages) -> None:
    urls = ["/guide/other", "http://old.example.com/guide/other", "/x"]
    pages = build_pages(
        urls,
        page,
        FILES,
        "articles/case-{}.md",
        azuredocs_site_url="https://docs.example.com",
        azuredocs_published={"articles/{slug}.md": "/guide/{slug}"},
        azuredocs_hosts=["old.example.com"],
    )
    assert [href(pages[url]) for url in urls] == [
        ("other.html", []),
        ("other.html", []),
        ("https://docs.example.com/x", []),
    ]


def test_empty_text_takes_the_title(build: Build) -> None:
    built = build({"articles/a.md": "# A\n\n[](../b/)\n", "articles/b.md": "# The B\n"})
    assert built.warnings == []
    assert "The B" in built.text("articles/a")


def test_link_title_is_kept(build: Build) -> None:
    built = build(
        {"articles/a.md": '# A\n\n[b](../b/ "Why b")\n', "articles/b.md": "# B\n"}
    )
    assert 'title="Why b"' in built.body("articles/a")


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "latex", "text", "epub"])
def test_builders(build: Build, builder: str) -> None:
    built = build(
        {
            "articles/a.md": "# A\n\n[x](../other/#The_Part) [y](../other/)\n",
            "articles/other.md": OTHER,
        },
        builder=builder,
        nitpicky=True,
        copyright="us",
    )
    assert built.warnings == []


def test_a_new_page_is_linked_in_an_incremental_build(build: Build) -> None:
    built = build({"articles/a.md": "# A\n\n[b](../b/) [b](b.md)\n"})
    assert len(built.warnings) == 2
    again = build({"articles/b.md": "# B\n"}, srcdir=built.srcdir)
    assert again.warnings == []
    assert again.body("articles/a").count('href="b.html"') == 2
    (built.srcdir / "articles/b.md").unlink()
    gone = build({}, srcdir=built.srcdir)
    assert len(gone.warnings) == 2
    assert 'href="b.html"' not in gone.body("articles/a")


def test_a_relative_link_from_an_article_to_elsewhere_on_the_site(build: Build) -> None:
    built = build({"articles/a.md": "# A\n\n[SLA](../../../support/legal/sla/)\n"})
    assert built.warnings == []
    url = "https://azure.microsoft.com/support/legal/sla/"
    assert f'href="{url}"' in built.body("articles/a")


def test_a_relative_link_to_a_file_that_is_not_there(build: Build) -> None:
    built = build({"articles/a.md": "# A\n\n[b](../../b.md)\n"})
    assert "names neither a file nor a published page" in built.warnings[0]


@pytest.mark.parametrize("url", TO_PROGRAMS)
def test_links_to_programs(pages: Mapping[str, Page], url: str) -> None:
    assert href(pages[url]) == (url, [])


PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)


def in_docset(build: Build, text: str, **pages: str) -> Built:
    return build(
        {
            "index.md": "# Home\n",
            "docfx.json": '{"build": {"content": [{"files": ["**/*.md"]}]}}',
            "sub/page.md": f"# Page\n\n{text}\n",
            "sub/Other.md": "# Other\n\n## Part\n",
            "sub/deep/index.md": "# Deep\n",
            "sub/Media/x.png": PNG,
            "LICENSE": "words",
            **pages,
        },
        azuredocs_docsets={".": "/yard"},
    )


OF_SITE = "https://learn.microsoft.com"
NAMES = {
    "OTHER.md#part": "Other.html#part",
    "../SUB/other.MD": "Other.html",
    "other.html#part": "Other.html#part",
    "deep/": "deep/index.html",
    "../sub/deep": "deep/index.html",
    "/yard/sub/deep/Index": "deep/index.html",
    "/x/a%20b?q=c%20d#:~:text=e%20f": f"{OF_SITE}/x/a%20b?q=c%20d#:~:text=e%20f",
}


@pytest.mark.parametrize(
    "text",
    [
        "[{0}]({1})",
        "- x\n\n  [{0}]({1})",
        "> [{0}]({1})",
        "| a |\n|---|\n| [{0}]({1}) |",
        '<a href="{1}">{0}</a>',
        "[{0}]\n\n[{0}]: {1}",
    ],
)
def test_names_of_pages(build: Build, text: str) -> None:
    links = [text.format(f"t{n}", url) for n, url in enumerate(NAMES)]
    built = in_docset(build, "\n\n---\n\n".join(links))
    assert built.warnings == []
    parts = built.body("sub/page").split('href="')
    found = [part.partition('"')[0] for part in parts[1:]]
    assert found[1:] == list(NAMES.values())


def test_file_of_one_word(build: Build) -> None:
    built = in_docset(build, "[a](../LICENSE) [b](../license)")
    assert built.warnings == []
    assert built.body("sub/page").count("/LICENSE") == 2


IMAGES = {
    "/media/gate.svg": f"{OF_SITE}/media/gate.svg",
    "/yard/sub/y.png": f"{OF_SITE}/yard/sub/y.png",
    "/sub/media/X.png": "../_images/x.png",
}


@pytest.mark.parametrize(
    "text",
    [
        "![{0}]({1})",
        "- ![{0}]({1})",
        ':::image source="{1}" alt-text="{0}":::',
        "![{0}]\n\n[{0}]: {1}",
    ],
)
def test_images_of_the_site(build: Build, text: str) -> None:
    images = [text.format(f"t{n}", url) for n, url in enumerate(IMAGES)]
    built = in_docset(build, "\n\n---\n\n".join(images))
    assert built.warnings == []
    parts = built.body("sub/page").split('src="')
    assert [p.partition('"')[0] for p in parts[1:]] == list(IMAGES.values())


def test_definitions_are_reported(build: Build) -> None:
    """At their own line, and once; those of an include there."""
    text = """[a][1], [1], [a][2] and [a][3]

- x
- [a][1]

> [a][2]

| a |
|---|
| [a][3] |

![x][4]

[!INCLUDE [x](includes/x.md)]

[1]: nowhere.md
[2]: Other.md#nope
[3]: #nope
[4]: nope.png
[5]: http://[bad
[6]: <>

[a][5], [a][6], ![a][5]

- [a][5], [a][6]"""
    pages = {
        "sub/includes/x.md": (
            "First.\n\n[a][d], [b][d], [a][e], [b][e]\n\n"
            "[d]: ../none.md\n[e]: http://[\n"
        )
    }
    built = in_docset(build, text, **pages)
    assert sorted(w.partition(" WARNING")[0] for w in built.warnings) == [
        "sub/includes/x.md:5:",
        "sub/includes/x.md:6:",
        *(f"sub/page.md:{line}:" for line in (18, 19, 20, 21, 22, 22, 23)),
    ]
