"""Metadata in a build: `<meta>`, titles, templates, indices."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from docutils import nodes

from .conftest import Build, BuildPages, Built, Page

HEADER = """\
<properties
  pageTitle="Browser &amp; search title"
  description="What it is about."
  metaKeywords="one, two"
  services="web,
    storage"
  authors="ana, ben"
  orphan="yes"
  tocdepth="1" />

<tags ms.service="web" ms.topic="article" ms.date="3/9/2014" ms.author="" />

"""


def metas(html: str) -> dict[str, str]:
    return {
        name: content
        for content, name in re.findall(r'<meta content="([^"]*)" name="([^"]*)"', html)
    }


def test_meta_elements(build: Build) -> None:
    built = build({"articles/a.md": f"{HEADER}# Heading\n"})
    assert built.warnings == []
    assert metas(built.output("articles/a.html")) == {
        "description": "What it is about.",
        "keywords": "one, two",
        "author": "ana, ben",
        "ms.service": "web",
        "ms.topic": "article",
        "ms.date": "3/9/2014",
    }


def test_titles(build: Build) -> None:
    built = build({"articles/a.md": f"{HEADER}# Heading\n"})
    assert "<title>Browser &amp; search title " in built.output("articles/a.html")
    assert "<h1>Heading<a" in built.body("articles/a")
    assert "Heading" in built.text("index")


def test_lists_have_the_heading(build: Build) -> None:
    """The title for browsers is for browsers and search engines only."""
    pages = {
        "articles/a.md": f"{HEADER}# *Heading* & `code`\n",
        "articles/b.md": "# B\n",
    }
    built = build(pages)
    assert "Browser" not in built.output("searchindex.js")
    html = built.output("articles/a.html").partition("</title>")[2]
    assert "Browser &amp; search title" not in html.partition("<body>")[2]
    assert '"><em>Heading</em> &amp; <code' in html


def test_breadcrumbs_have_the_heading(build: Build) -> None:
    built = build(
        {"articles/a.md": f"{HEADER}# Heading\n"}, html_theme="sphinx_rtd_theme"
    )
    html = built.output("articles/a.html")
    assert '<li class="breadcrumb-item active">Heading</li>' in html
    assert "<title>Browser &amp; search title &mdash;" in html


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_suffix_that_the_project_repeats(build: Build, theme: str) -> None:
    article = "---\ntitle: A title\ntitleSuffix: {}\nms.topic: x\n---\n# Heading\n"
    names = {"a": "contoso cloud", "b": "Fabrikam"}
    files = {f"{name}.md": article.format(suffix) for name, suffix in names.items()}
    built = build(
        {"index.md": "# Home\n", **files},
        html_title="Contoso Cloud 2",
        html_theme=theme,
        suppress_warnings=["toc.not_included"],
    )
    titles = [
        re.split(r" (?:-|&#8212;) Contoso Cloud 2<", built.output(f"{name}.html"))[0]
        for name in names
    ]
    assert titles[0].endswith("<title>A title")
    assert titles[1].endswith("<title>A title - Fabrikam")


def test_description_for_open_graph(build: Build) -> None:
    own = "---\nog:description: Own\ndescription: Other\nms.topic: x\n---\n# B\n"
    built = build(
        {"articles/a.md": f"{HEADER}# A\n", "index.md": "# Home\n", "b.md": own},
        before=lambda app: app.add_config_value("ogp_description_length", 200, ""),
        suppress_warnings=["toc.not_included"],
    )
    metadata = built.app.env.metadata
    assert metadata["articles/a"]["og:description"] == "What it is about."
    assert metadata["b"]["og:description"] == "Own"
    assert "og:description" not in metadata["index"]


WITHOUT_HEADING = {
    '<properties title="Old name" pageTitle="Browser title" />': "Old name",
    '<properties title="" pageTitle="Browser title" />': "Browser title",
    "---\ntitle: From front matter\n---": "From front matter",
}


@pytest.fixture(scope="module")
def without_heading(build_pages: BuildPages) -> Mapping[str, Page]:
    text = "{}\n\nText of the page.\n".format
    return build_pages(WITHOUT_HEADING, text, name="articles/case-{}.md")


@pytest.mark.parametrize(("header", "heading"), WITHOUT_HEADING.items())
def test_page_without_heading(
    without_heading: Mapping[str, Page], header: str, heading: str
) -> None:
    page = without_heading[header]
    assert page.warnings == []
    (section,) = page.doctree.findall(nodes.section)
    assert section.astext().split("\n\n") == [heading, "Text of the page."]
    assert page.built.app.env.titles[page.docname].astext() == heading


def test_page_of_a_header_alone(build: Build) -> None:
    built = build({"articles/a.md": '<properties pageTitle="The title" />\n'})
    assert built.warnings == []
    assert "The title" in built.text("index")


def test_page_without_heading_of_level_1(build: Build) -> None:
    header = '<properties pageTitle="The title" />\n\n'
    built = build(
        {"articles/a.md": f"{header}Intro.\n\n##First\n\n#### Deep\n\n##Last\n"}
    )
    assert built.warnings == []
    (page,) = (n for n in built.doctree("articles/a") if isinstance(n, nodes.section))
    assert page[0].astext() == "The title"
    assert [s[0].astext() for s in page if isinstance(s, nodes.section)] == [
        "First",
        "Last",
    ]


def test_page_with_several_headings_of_level_1(build: Build) -> None:
    built = build(
        {"articles/a.md": f"{HEADER}# First\n\nText.\n\n# Second\n\n## Third\n"}
    )
    assert built.warnings == []
    (page,) = (n for n in built.doctree("articles/a") if isinstance(n, nodes.section))
    titles = [title.astext() for title in page.findall(nodes.title)]
    assert titles == ["First", "Second", "Third"]
    # In the table of contents, it is a part of the page and no page.
    contents = built.body("index")
    assert contents.count("toctree-l1") == 1


def test_environment(build: Build) -> None:
    built = build({"articles/a.md": f"{HEADER}# Heading\n"})
    metadata = built.app.env.metadata["articles/a"]
    assert metadata["authors"] == "ana, ben"
    assert metadata["ms.author"] == ""
    assert "orphan" not in metadata
    assert "tocdepth" not in metadata
    page = built.app.env.get_domain("azure").pages["articles/a"]
    assert page.services == ("web", "storage")
    assert page.authors == ("ana", "ben")
    assert page.date.isoformat() == "2014-03-09"
    assert page.raw["orphan"] == "yes"


def test_front_matter_wins(build: Build) -> None:
    front = "---\ndescription: From front matter.\nms.date: 2020-02-01\n---\n"
    built = build({"articles/a.md": f"{front}{HEADER}# Heading\n"})
    assert built.warnings == []
    assert "pageTitle" not in built.text("articles/a")
    found = metas(built.output("articles/a.html"))
    assert found["description"] == "From front matter."
    assert found["keywords"] == "one, two"
    page = built.app.env.get_domain("azure").pages["articles/a"]
    assert page.date.isoformat() == "2020-02-01"


@pytest.mark.parametrize("place", ["conf", "page"])
def test_html_meta_of_the_user_wins(build: Build, place: str) -> None:
    front, settings = "", {}
    if place == "conf":
        settings = {"myst_html_meta": {"description lang=en": "The user's."}}
    else:
        front = "---\nmyst:\n  html_meta:\n    description: The user's.\n---\n"
    built = build({"articles/a.md": f"{front}{HEADER}# Heading\n"}, **settings)
    html = built.output("articles/a.html")
    assert "What it is about." not in html
    assert "The user&#39;s." in html or "The user's." in html


def test_templates(build: Build) -> None:
    layout = (
        '{% extends "!layout.html" %}{% block footer %}'
        "<p>by {{ azure.authors|join(' and ') }} on {{ last_updated }} for "
        "{{ azure.raw['ms.service'] }} {{ (meta or {})['ms.topic'] }}</p>{% endblock %}"
    )
    built = build(
        {"articles/a.md": f"{HEADER}# Heading\n", "_templates/layout.html": layout},
        templates_path=["_templates"],
    )
    html = built.output("articles/a.html")
    assert "<p>by ana and ben on Mar 09, 2014 for web article</p>" in html
    assert "by  on" in built.output("index.html")


def test_indices(build: Build) -> None:
    built = build(
        {
            "articles/a.md": f"{HEADER}# First\n",
            "articles/b.md": '<tags ms.service="web" />\n# Second\n',
            "index.md": "# Home\n\n{ref}`azure-services`\n\n"
            "```{toctree}\narticles/a\narticles/b\n```\n",
        }
    )
    assert built.warnings == []
    assert 'href="azure-services.html"' in built.body("index")
    services = built.text("azure-services")
    assert services.index("storage") < services.index("web")
    assert services.count("First") == 2
    assert services.count("Second") == 1
    assert "ben" in built.text("azure-authors")
    assert "article" in built.text("azure-topics")


@pytest.mark.parametrize("theme", ["basic", "furo", "pydata_sphinx_theme"])
def test_an_index_is_an_ordinary_page(build: Build, theme: str) -> None:
    text = '<properties pageTitle="A <b>" services="a&b c" authors="x" />\n\n# A *b*\n'
    built = build({"articles/a.md": text, "index.md": "# Home\n"}, html_theme=theme)
    tree = BeautifulSoup(built.output("azure-services.html"), "html.parser")
    index = tree.select_one(".azure-index")
    assert index is not None
    assert index.find("code") is index.find("table") is None
    assert [h.get_text() for h in tree.find_all("h1")] == ["Pages by service"]
    heading = index.select_one("h2")
    assert heading is not None
    assert heading.get_text() == "a&b c"
    group, page = index.find_all("a")
    assert unquote(str(group["href"])) == f"#{heading['id']}"
    assert (page["href"], page.get_text()) == ("articles/a.html", "A b")
    assert "Pages by service" in str(tree.title)
    assert tree.select_one('link[href*="azuredocs-index.css"]')


def test_index_by_date(build: Build) -> None:
    dates = {"a": "3/9/2014", "b": "2014-03-31", "c": "2014-03-31", "d": "2015-01-01"}
    files = {
        f"articles/{name}.md": f'<tags ms.date="{day}" />\n# Page {name}\n'
        for name, day in dates.items()
    }
    built = build({**files, "articles/none.md": "# Without\n"})
    assert built.warnings == []
    text = built.text("azure-dates")
    assert text.index("Pages by date") < text.index("2015-01")
    assert re.findall(r"Page \w|\d{4}-\d\d(?:-\d\d)?", text) == [
        *("2015-01", "2014-03"),
        *("2015-01", "Page d", "2015-01-01"),
        *("2014-03", "Page b", "2014-03-31", "Page c", "2014-03-31"),
        *("Page a", "2014-03-09"),
    ]
    assert "Without" not in text


def test_invalid_date(build: Build) -> None:
    built = build({"articles/a.md": '<tags ms.date="2014-31-12" />\n\n# Heading\n'})
    assert built.warnings == [
        "articles/a.md:1: WARNING: ms.date is '2014-31-12', which is no date; "
        "write month/day/year or year-month-day [azuredocs.header]"
    ]


def test_an_article_without_any_title_has_its_slug_for_one(build: Build) -> None:
    built = build({"articles/a-b.md": "Text.\n"})
    assert built.warnings == []
    assert "<h1>a-b" in built.body("articles/a-b")


DOCFX = {
    "build": {
        "content": [{"files": ["*.md"]}],
        "globalMetadata": {"titleSuffix": "Contoso"},
        "fileMetadata": {
            "title": {"*.md": "Of all"},
            "titleOverwriteH1": {"over*.md": "Over"},
        },
    }
}


TITLES = [
    ("a", "---\ntitle: Own\n---\n# Heading\n", "Own - Contoso", "Heading"),
    ("a", "# Heading\n", "Heading - Contoso", "Heading"),
    ("a", "text\n", "Of all - Contoso", "Of all"),
    ("over", "# Heading\n", "Over - Contoso", "Heading"),
    ("over", "text\n", "Over - Contoso", "Over"),
    ("over", "---\ntitle: Own\n---\n# Heading\n", "Own - Contoso", "Heading"),
    ("over", "---\ntitle: ''\n---\n# Heading\n", "Over - Contoso", "Heading"),
    ("a", "---\ntitle: On Contoso\n---\n# Heading\n", "On Contoso", "Heading"),
    ("a", "---\ntitleSuffix: ''\n---\n# Heading\n", "Heading", "Heading"),
]


@pytest.fixture(scope="module")
def titles(build_once: Build) -> Built:
    """A page for each case, whose name begins as the case says."""
    pages = {
        f"{name}-{number}.md": text for number, (name, text, _, _) in enumerate(TITLES)
    }
    files = {"index.md": "# Home\n", "docfx.json": json.dumps(DOCFX)}
    return build_once({**files, **pages}, project="Project")


@pytest.mark.parametrize("number", range(len(TITLES)))
def test_titles_of_docsets(titles: Built, number: int) -> None:
    """A title that the page has, one for the H1, the H1, one for all pages."""
    name, _, browser, heading = TITLES[number]
    assert f"<title>{browser} &#8212;" in titles.output(f"{name}-{number}.html")
    assert f"<h1>{heading}<" in titles.body(f"{name}-{number}")


def test_metadata_files(build: Build) -> None:
    """They go before docfx.json, and the later before the earlier, page by page."""
    docfx = {
        "build": {
            "content": [{"files": ["*.md"]}],
            "globalMetadata": {"ms.one": "docfx", "ms.two": "docfx"},
            "globalMetadataFiles": ["first.json", "second.json", "none.json"],
            "fileMetadata": {"ms.three": {"*.md": "docfx"}},
            "fileMetadataFiles": ["files1.json", "files2.json"],
        }
    }
    files = {
        "index.md": "# Home\n",
        "a.md": "# A\n",
        "b.md": "# B\n",
        "docfx.json": json.dumps(docfx),
        "first.json": '{"ms.one": "first"}',
        "second.json": '{"ms.one": "second"}',
        "files1.json": '{"ms.three": {"a.md": "files1", "b.md": "files1"}}',
        "files2.json": '{"ms.three": {"b.md": "files2"}}',
    }
    built = build(files)
    found = {name: metas(built.output(f"{name}.html")) for name in ("index", "a", "b")}
    assert [found[name]["ms.three"] for name in found] == ["docfx", "files1", "files2"]
    assert (found["a"]["ms.one"], found["a"]["ms.two"]) == ("second", "docfx")
    needed = {Path(name).name for name in built.app.env.dependencies["a"]}
    assert {"docfx.json", "first.json", "files2.json"} <= needed


BAD_HEADERS = [
    ("a: b\nc: [\n", 3, "it is not YAML: "),
    ("a: b\n- c\n", 3, "it is not YAML: "),
    ("a: !other b\n", 2, "it is not YAML: "),
    ("- a\n", 1, "it has no names with values; write name: value"),
    ("words\n", 1, "it has no names with values; write name: value"),
]


@pytest.fixture(scope="module")
def bad_headers(build_pages: BuildPages) -> Mapping[str, Page]:
    headers = [header for header, _, _ in BAD_HEADERS]
    text = "---\n{}---\n# Heading\n".format
    return build_pages(headers, text, name="articles/case-{}.md")


@pytest.mark.parametrize(("header", "line", "reason"), BAD_HEADERS)
def test_headers_that_are_none(
    bad_headers: Mapping[str, Page], header: str, line: int, reason: str
) -> None:
    page = bad_headers[header]
    (warning,) = page.warnings
    place = f"{page.docname}.md:{line}"
    assert warning.startswith(f"{place}: WARNING: the header was left out: {reason}")
    assert warning.endswith("[azuredocs.header]")
    assert "<h1>Heading<" in page.body


def test_an_empty_header(build: Build) -> None:
    assert build({"articles/a.md": "---\n---\n# Heading\n"}).warnings == []


ROBOTS = ("ROBOTS: noindex", "_noindex: true")


@pytest.fixture(scope="module")
def robots(build_pages: BuildPages) -> Mapping[str, Page]:
    text = "---\n{}\n---\n# Heading\n".format
    return build_pages(ROBOTS, text, name="articles/case-{}.md")


@pytest.mark.parametrize("header", ROBOTS)
def test_robots(robots: Mapping[str, Page], header: str) -> None:
    found = metas(robots[header].html)
    assert {name.lower(): value for name, value in found.items()} == {
        "robots": "noindex"
    }


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ('---\nx: "the ms.date: y"\n"ms.date": soon\n---\n', 3),
        ("---\nx: y\nMS.Date: soon\n---\n", 3),
        ("---\nms.date:\n---\n<tags x='ms.date=1'\n ms.date='soon' />\n\n", 5),
        ("---\nms.date: soon\n---\n<tags\n ms.date='1/2/2014' />\n\n", 2),
        ("----\nx: y\n----\n<tags\n ms.date='soon' />\n\n", 5),
    ],
)
def test_a_date_is_reported_at_its_line(build: Build, header: str, line: int) -> None:
    built = build({"articles/a.md": f"{header}# Heading\n"})
    assert built.warnings == [
        f"articles/a.md:{line}: WARNING: ms.date is 'soon', which is no date; write "
        "month/day/year or year-month-day [azuredocs.header]"
    ]


def test_headers_of_included_files_are_not_those_of_the_page(build: Build) -> None:
    front = "---\nuid: x\nms.date: soon\n---\n"
    built = build(
        {
            "articles/a.md": "# Heading\n\n[!INCLUDE [x](../includes/x.md)]\n",
            "includes/x.md": f'{front}\n<tags ms.date="soon />\n\nText\n',
        }
    )
    assert [w.partition(" header is")[0] for w in built.warnings] == [
        "includes/x.md:6: WARNING: the <tags>"
    ]
    assert built.app.env.get_domain("azure").pages["articles/a"].uid == ""


def test_tags_after_front_matter_with_more_dashes(build: Build) -> None:
    text = '----\ntitle: T\n----\n<tags ms.topic="article" />\n\n# Heading\n'
    built = build({"articles/a.md": text})
    assert built.warnings == []
    assert built.app.env.metadata["articles/a"]["ms.topic"] == "article"
    assert "ms.topic=" not in built.text("articles/a")


@pytest.mark.parametrize(
    ("builder", "name"), [("latex", "*.tex"), ("texinfo", "*.texi")]
)
def test_printed_indices_have_their_pages(
    build: Build, builder: str, name: str
) -> None:
    header = '<properties pageTitle="P" services="storage" />\n\n'
    files = {"articles/a.md": f"{header}# One\n", "articles/b.md": f"{header}# Two\n"}
    built = build(
        {**files, "index.md": "# S\n\n```{toctree}\narticles/a\narticles/b\n```\n"},
        builder,
    )
    [document] = Path(built.app.outdir).glob(name)
    text = document.read_text(encoding="utf-8")
    if builder == "latex":
        group = text[text.index(r"\bigletter{storage}") :]
        group = group[: group.index(r"\end{sphinxtheindex}")]
        labels = re.findall(r"pageref\{(.*?):\\detokenize\{(.*?)\}\}", group)
        assert [docname for docname, _ in labels] == ["articles/a", "articles/b"]
        for docname, anchor in labels:
            assert rf"\label{{\detokenize{{{docname}:{anchor}}}}}" in text
    else:
        assert re.search(r"\* One: \d+\. ", text)
