"""Links in a build: pages by published URL or file, files, and the site."""

from __future__ import annotations

import pytest

from .conftest import Build

OTHER = '# Other\n\n<h2 id="The_Part">The part</h2>\n\nText.\n'


def href(build: Build, url: str, **settings: object) -> tuple[str, list[str]]:
    """Where a link leads from the page, and the warnings."""
    built = build(
        {
            "articles/a.md": f"# Title\n\nSee [text]({url}).\n",
            "articles/other.md": OTHER,
            "articles/deep/nested.md": ":orphan:\n# Nested\n",
            "articles/data.txt": "data",
            "index.md": "# Home\n\n```{toctree}\narticles/a\narticles/other\n"
            "articles/deep/nested\n```\n",
        },
        **settings,
    )
    body = built.body("articles/a")
    paragraph = body[body.index("<p>See ") : body.index("</p>")]
    start = paragraph.find('href="')
    found = "" if start < 0 else paragraph[start + 6 :].split('"')[0]
    return found, [warning.rpartition("[")[2] for warning in built.warnings]


@pytest.mark.parametrize(
    "url",
    [
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
    ],
)
def test_page(build: Build, url: str) -> None:
    assert href(build, url) == ("other.html", [])


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("other.md?a=b&c=d#The_Part", "other.html?a=b&amp;c=d#The_Part"),
        ("other.md?toc=/x/toc.json&bc=/y/toc.json", "other.html"),
        ("../other/?a=b&tabs=x", "other.html?tabs=x"),
    ],
)
def test_query(build: Build, url: str, expected: str) -> None:
    """That of a file is for the page; in URLs, what says what is chosen there."""
    assert href(build, url) == (expected, [])


@pytest.mark.parametrize("url", ["#none", "other.md#none"])
def test_anchors_that_are_not_to_be_checked(build: Build, url: str) -> None:
    """They may be made by scripts."""
    link = f'# Title\n\nSee <a href="{url}" nocheck="bookmark">text</a>\n'
    built = build({"articles/a.md": link, "articles/other.md": OTHER})
    assert built.warnings == []
    assert f'href="{url.replace(".md", ".html")}"' in built.body("articles/a")


@pytest.mark.parametrize("url", ["../other/#The_Part", "other.md#The_Part"])
def test_anchor_of_a_page(build: Build, url: str) -> None:
    assert href(build, url) == ("other.html#The_Part", [])


def test_anchor_in_other_letter_case(build: Build) -> None:
    expected = ("other.html#The_Part", ["azuredocs.anchor-case]"])
    assert href(build, "../other/#the_part") == expected


def test_anchor_that_is_missing(build: Build) -> None:
    assert href(build, "../other/#gone") == ("other.html", ["azuredocs.anchor]"])


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


def test_page_in_a_folder(build: Build) -> None:
    assert href(build, "../nested/") == ("deep/nested.html", [])


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/en-us/pricing/", "https://azure.microsoft.com/en-us/pricing/"),
        ("/pricing/?a=b#c", "https://azure.microsoft.com/pricing/?a=b#c"),
        (
            "http://www.windowsazure.com/pricing/",
            "http://www.windowsazure.com/pricing/",
        ),
        ("http://example.com/documentation/articles/other/",) * 2,
    ],
)
def test_elsewhere(build: Build, url: str, target: str) -> None:
    assert href(build, url) == (target, [])


def test_missing_article_goes_to_the_site(build: Build) -> None:
    expected = "https://azure.microsoft.com/en-us/documentation/articles/gone/"
    found = href(build, "/en-us/documentation/articles/gone/")
    assert found == (expected, ["azuredocs.link]"])


@pytest.mark.parametrize("url", ["../gone/", "gone.md", "gone.txt"])
def test_relative_link_that_names_nothing_is_text(build: Build, url: str) -> None:
    assert href(build, url) == ("", ["azuredocs.link]"])


@pytest.mark.parametrize(
    "url", ["http://[::1", "//[x", "/[x", "%5B/x.md", "a:b/c", "%5C%5C[x/y"]
)
def test_strange_urls_stop_nothing(build: Build, url: str) -> None:
    built = build({"articles/a.md": f"# A\n\n[text]({url}) and <{url}>\n\nLast.\n"})
    assert "text" in built.text("articles/a")
    assert "Last." in built.text("articles/a")


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/en-us/develop/net/other", "other.html"),
        ("http://www.windowsazure.com/develop/net/other/", "other.html"),
        ("/en-us/manage/services/Other-Things/", "other.html"),
        ("/shared/", "https://azure.microsoft.com/shared/"),
        ("develop/net/other/", ""),
    ],
)
def test_former_urls(build: Build, url: str, target: str) -> None:
    header = (
        '<properties metaCanonical="http://www.windowsazure.com/{}" linkid="{}" />\n\n'
    )
    first = header.format("en-us/develop/net/other/", "manage-services-other-things")
    built = build(
        {
            "articles/a.md": f"# A\n\nSee [text]({url}).\n",
            "articles/other.md": first + OTHER,
            "articles/x.md": header.format("shared", " ") + "# X\n",
            "articles/y.md": header.format("shared", "") + "# Y\n",
            "articles/z.md": '<properties metaCanonical="http://[" />\n\n# Z\n',
        }
    )
    body = built.body("articles/a")
    assert (f'href="{target}"' in body) if target else ('href="other' not in body)


def test_file_of_the_source_tree(build: Build) -> None:
    found, warnings = href(build, "data.txt")
    assert found.startswith("../_downloads/")
    assert found.endswith("/data.txt")
    assert warnings == []


def test_settings(build: Build) -> None:
    settings = {
        "azuredocs_site_url": "https://docs.example.com",
        "azuredocs_published": {"articles/{slug}.md": "/guide/{slug}"},
        "azuredocs_hosts": ["old.example.com"],
    }
    assert href(build, "/guide/other", **settings) == ("other.html", [])
    assert (
        href(build, "http://old.example.com/guide/other", **settings)[0] == "other.html"
    )
    assert href(build, "/x", **settings) == ("https://docs.example.com/x", [])


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


@pytest.mark.parametrize(
    "url", ["tel:123", "vscode://a/b", "ms-settings:display", "azuredatastudio://a"]
)
def test_links_to_programs(build: Build, url: str) -> None:
    built = build({"articles/a.md": f"# A\n\n[there]({url})\n"})
    assert built.warnings == []
    assert f'href="{url}"' in built.body("articles/a")
