"""The directive `azure:pages`: lists and tables of pages, and when they are renewed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from .conftest import Build, BuildPages, Built, Page

HEADER = '<properties services="{}" authors="{}" />\n<tags ms.date="{}" />\n\n'


def article(title: str, service: str = "", author: str = "", date: str = "") -> str:
    return f"{HEADER.format(service, author, date)}# {title}\n"


ARTICLES = {
    "articles/a.md": article("Apples *&* more", "web, storage", "Jane Doe", "3/9/2014"),
    "articles/b.md": article("Bananas", "storage", "ana", "2014-06-01"),
    "articles/c.md": article("Cherries", "web", "ana"),
}
RST = "Home\n====\n\n.. toctree::\n   :glob:\n\n   articles/*\n\n.. azure:pages:: {}\n"


def in_myst(directive: str) -> dict[str, str]:
    """A project whose home page has a list."""
    toctree = "```{toctree}\n:glob:\narticles/*\n```\n"
    text = f"```{{azure:pages}} {directive}\n```\n"
    return {**ARTICLES, "index.md": f"# Home\n\n{toctree}\n{text}"}


def list_of(directive: str) -> str:
    """A page with a list, beside those of other cases."""
    return f"---\norphan: true\n---\n# Page\n\n```{{azure:pages}} {directive}\n```\n"


def listed(built: Built, docname: str = "index") -> list[tuple[str, str]]:
    """Where the links of the list lead, and what they say."""
    body = built.body(docname)
    start = body.find('azure-pages"')
    start = start if start >= 0 else body.find("azure-pages ")
    if start < 0:
        return []
    links = re.findall(r'href="([^"#]+)"[^>]*>(.*?)</a>', body[start:])
    return [(href, re.sub("<[^>]+>", "", text)) for href, text in links]


APPLES = ("articles/a.html", "Apples &amp; more")
BANANAS = ("articles/b.html", "Bananas")
CHERRIES = ("articles/c.html", "Cherries")


QUERIES = [
    ("service=storage", [APPLES, BANANAS]),
    ('service=storage author="Jane Doe"', [APPLES]),
    ("\nservice=storage\nauthor=ana", [BANANAS]),
    ("service=web\nauthor=ana", [CHERRIES]),
    ("\n:service: storage", [APPLES, BANANAS]),
    ("author=ana\n:service: storage", [BANANAS]),
    ("\n:author: Jane Doe, nobody", [APPLES]),
    ("\n:before: 2014-06-01", [APPLES]),
    ("\n:after: 2014-03-09", [BANANAS]),
    ("service=none", []),
]


@pytest.fixture(scope="module")
def queries(build_pages: BuildPages) -> Mapping[str, Page]:
    return build_pages(
        [directive for directive, _ in QUERIES], list_of, ARTICLES, nitpicky=True
    )


@pytest.mark.parametrize(("directive", "expected"), QUERIES)
def test_queries(
    queries: Mapping[str, Page], directive: str, expected: list[tuple[str, str]]
) -> None:
    page = queries[directive]
    assert page.warnings == []
    assert listed(page.built, page.docname) == expected


@pytest.mark.parametrize(
    ("directive", "expected"),
    [
        ("", [APPLES, BANANAS, CHERRIES]),
        ("\n:sort: -date", [BANANAS, APPLES, CHERRIES]),
        ("\n:sort: -title\n:limit: 2", [CHERRIES, BANANAS]),
    ],
)
def test_all_pages(
    build: Build, directive: str, expected: list[tuple[str, str]]
) -> None:
    built = build(in_myst(directive), nitpicky=True)
    assert built.warnings == []
    assert listed(built) == expected


def test_in_restructuredtext(build: Build) -> None:
    directive = (
        'service=storage\n   author="Jane Doe"\n   :sort: -date\n\n   date<2015-01-01'
    )
    built = build({**ARTICLES, "index.rst": RST.format(directive)})
    assert built.warnings == []
    assert listed(built) == [APPLES]


def test_a_page_is_not_in_its_own_list(build: Build) -> None:
    own = article("Own", "web") + "\n```{azure:pages} service=web\n```\n"
    built = build({**ARTICLES, "articles/own.md": own})
    links = [("a.html", APPLES[1]), ("c.html", "Cherries")]
    assert listed(built, "articles/own") == links


def test_table(build: Build) -> None:
    options = "\n:sort: date\n:columns: date, title, service, ms.date"
    built = build(in_myst(options))
    assert built.warnings == []
    assert listed(built) == [APPLES, BANANAS, CHERRIES]
    table = built.text("index").partition("Date ")[2]
    assert table.startswith(
        "Title Service ms.date 2014-03-09 Apples &amp; more web, storage 3/9/2014 "
        "2014-06-01 Bananas storage 2014-06-01 Cherries web"
    )


def test_columns_of_a_table(build: Build) -> None:
    built = build(in_myst("author=ana\n:format: table"), language="de")
    assert "Titel Datum Bananas 2014-06-01 Cherries" in built.text("index")
    built = build(in_myst("author=ana\n:columns: author"), srcdir=built.srcdir)
    assert "Title Author Bananas ana Cherries ana" in built.text("index")


def test_nothing_to_list(build: Build) -> None:
    empty = ":empty: Nothing in *articles*, see {doc}`/articles/a`."
    built = build(in_myst(f"service=none\n{empty}"))
    assert built.warnings == []
    text = "Nothing in articles , see Apples &amp; more ."
    assert text in built.text("index")


@pytest.mark.parametrize("query", ["service=web", "service=none"])
def test_name_and_class(build: Build, query: str) -> None:
    built = build(in_myst(f"{query}\n:name: My-List\n:class: small\n"))
    assert built.warnings == []
    assert 'id="my-list"' in built.body("index")
    assert ('class="azure-pages small' in built.body("index")) == (query[-1] == "b")


def test_text_for_nothing_is_not_shown_otherwise(build: Build) -> None:
    built = build(in_myst("service=web\n:empty: Nothing, see {doc}`/gone`."))
    assert built.warnings == []
    assert "Nothing" not in built.text("index")


@pytest.mark.parametrize("query", ["service=web", "service=none"])
def test_a_label_of_a_list(build: Build, query: str) -> None:
    files = in_myst(query)
    files["index.md"] = files["index.md"].replace("```{azure", "(here)=\n```{azure")
    files["articles/c.md"] += "\n[the list](#here)\n"
    built = build(files)
    assert built.warnings == []
    assert 'href="../index.html#here"' in built.body("articles/c")
    assert 'id="here"' in built.body("index")


ERRORS = [
    ("storage", "'storage' is no condition; write name=value or name!=value, or "),
    ("date<soon", "'soon' is no date to compare date with; write year-month-day, "),
    ("\n:before: soon", "'soon' is no date to compare date with; write year-"),
    ("\n:service:", "the option service has no value; write one, or leave it"),
    ("\n:sort: '='", "'=' is no name; write title, service, author, topic, date, "),
    ("\n:columns: '<'", "'<' is no name; write title, service, author, topic, "),
    ("\n:limit: 0", "'0' is no limit; write a whole number, 1 or more"),
    ("\n:limit: some", "'some' is no limit; write a whole number, 1 or more"),
    ("\n:format: grid", "'grid' is no format; write list or table"),
    (
        "\n:format: list\n:columns: date",
        "a list has no columns; write table as its format",
    ),
]


@pytest.fixture(scope="module")
def errors(build_pages: BuildPages) -> Mapping[str, Page]:
    return build_pages([directive for directive, _ in ERRORS], list_of, ARTICLES)


@pytest.mark.parametrize(("directive", "message"), ERRORS)
def test_errors(errors: Mapping[str, Page], directive: str, message: str) -> None:
    page = errors[directive]
    (warning,) = page.warnings
    assert warning.startswith(f"{page.docname}.md:6: WARNING: {message}")
    assert warning.endswith("[azuredocs.query]")
    # What is not understood stays as it was written.
    assert "{azure:pages}" in page.text


def test_error_in_restructuredtext(build: Build) -> None:
    built = build({**ARTICLES, "index.rst": RST.format("storage")})
    (warning,) = built.warnings
    assert warning.startswith("index.rst:9: WARNING: 'storage' is no condition;")
    assert ".. azure:pages:: storage" in built.text("index")


def test_misspelt_name(build: Build) -> None:
    built = build(in_myst("sevice=web deprecated=yes"))
    assert built.warnings == [
        "index.md:8: WARNING: no page has the attribute sevice; did you mean service? "
        "[azuredocs.query]"
    ]


@pytest.mark.parametrize(
    "builder",
    ["dirhtml", "singlehtml", "latex", "text", "epub", "man", "texinfo", "xml"],
)
@pytest.mark.parametrize("options", ["", "\n:columns: author, date"])
def test_builders(build: Build, builder: str, options: str) -> None:
    built = build(
        in_myst(f"service=storage{options}"),
        builder=builder,
        nitpicky=True,
        copyright="us",
        project="p",
    )
    assert built.warnings == []


def test_gettext(build: Build) -> None:
    built = build(in_myst("service=no\n:empty: None yet."), builder="gettext")
    assert built.warnings == []
    assert 'msgid "None yet."' in built.output("index.pot")


def test_text(build: Build) -> None:
    built = build(in_myst("service=storage\n:columns: date"), builder="text")
    table = built.output("index.txt")[-280:]
    assert re.search(r"\| Title +\| Date +\|\n\|=+\|=+\|\n\| Apples & more +\|", table)


def test_latex_without_the_listed_page(build: Build) -> None:
    documents = [("articles/x", "x.tex", "X", "Me", "howto")]
    page = "# X\n\n```{azure:pages} service=storage\n```\n"
    built = build(
        {**ARTICLES, "articles/x.md": page},
        builder="latex",
        latex_documents=documents,
        nitpicky=True,
    )
    assert built.warnings == []
    assert "Bananas" in built.output("x.tex")


def rebuild(build: Build, srcdir: Path, files: dict[str, str]) -> tuple[Built, bool]:
    """Build again, and tell whether the page with the list was written anew."""
    page = srcdir / "_build" / "html" / "list.html"
    before = page.stat().st_mtime_ns
    built = build(files, srcdir=srcdir)
    return built, page.stat().st_mtime_ns != before


LIST = "---\norphan: true\n---\n\n# List\n\n```{azure:pages} service=storage\n```\n"


def test_lists_are_renewed(build: Build) -> None:
    built = build({**ARTICLES, "list.md": LIST})
    src = built.srcdir
    assert listed(built, "list") == [APPLES, BANANAS]
    # Another title, and a page that matches now.
    changed = {"articles/b.md": article("Blueberries", "storage")}
    built, anew = rebuild(build, src, changed)
    assert anew
    assert listed(built, "list") == [APPLES, ("articles/b.html", "Blueberries")]
    built, anew = rebuild(build, src, {"articles/c.md": article("C", "storage")})
    assert anew
    assert len(listed(built, "list")) == 3
    # Nothing that the list shows.
    changed = {"articles/a.md": ARTICLES["articles/a.md"] + "\nMore text.\n"}
    built, anew = rebuild(build, src, changed)
    assert not anew
    assert "More text." in built.text("articles/a")
    built, anew = rebuild(build, src, {})
    assert not anew
    # A page that matches no more.
    built, anew = rebuild(build, src, {"articles/a.md": article("A", "web")})
    assert anew
    assert [text for _, text in listed(built, "list")] == ["Blueberries", "C"]


def test_lists_are_renewed_when_a_page_goes(build: Build) -> None:
    built = build({**ARTICLES, "list.md": LIST})
    assert listed(built, "list") == [APPLES, BANANAS]
    (built.srcdir / "articles/a.md").unlink()
    built, anew = rebuild(build, built.srcdir, {})
    assert anew
    assert listed(built, "list") == [BANANAS]
    _, anew = rebuild(build, built.srcdir, {})
    assert not anew


def test_parallel(build: Build) -> None:
    def in_parallel(app: SphinxTestApp) -> None:
        app.parallel = 2

    many = {
        f"articles/x{number}.md": article(f"X{number:02}", "many")
        + "\n```{azure:pages} service=many\n:limit: 3\n```\n"
        for number in range(12)
    }
    files = {**in_myst("service=many"), **many}
    built = build(files, before=in_parallel)
    assert built.warnings == []
    assert [text for _, text in listed(built)] == [f"X{n:02}" for n in range(12)]
    assert [text for _, text in listed(built, "articles/x1")] == ["X00", "X02", "X03"]
    many["articles/x0.md"] = article("First", "many")
    again = build(many, srcdir=built.srcdir, before=in_parallel)
    assert listed(again)[0] == ("articles/x0.html", "First")


def test_stored_document(build: Build) -> None:
    built = build(in_myst("service=storage"))
    stored = built.app.env.get_doctree("index")
    assert not list(stored.findall(nodes.table))
    assert "page_list" in stored.pformat()
