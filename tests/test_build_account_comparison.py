"""The account comparison, each of the three ways, in every builder."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from docutils import nodes

from .conftest import Build, BuildPages, Built, Page

ITEMS = """\
* **Microsoft accounts** (for *personal* use) - Made by [you](http://example.com).

* **Work or school accounts** (from an admin): Made for you.

	More about these.
"""
EXPECTED = [
    ("Microsoft accounts", "for personal use", ["Made by you."]),
    (
        "Work or school accounts",
        "from an admin",
        ["Made for you.", "More about these."],
    ),
]
WAYS = {
    "as it is": ITEMS,
    "quote": "> [AZURE.ACCOUNT-COMPARISON] My *title*\n\n" + ITEMS,
    "in the quote": "> [WACOM.Account-Comparison] My *title*\n>\n"
    + "".join(f"> {line}\n" for line in ITEMS.splitlines()),
    "directive": f"```{{account-comparison}} My *title*\n{ITEMS}```\n",
}


def comparisons(built: Built, docname: str) -> list[nodes.admonition]:
    return [
        node
        for node in built.doctree(docname).findall(nodes.admonition)
        if "account-comparison" in node["classes"]
    ]


def read(comparison: nodes.admonition) -> list[tuple[str, str, list[str]]]:
    return [
        (item[0].astext(), item[1].astext(), [body.astext() for body in item[2]])
        for item in comparison[1].children
    ]


@pytest.fixture(scope="module")
def ways(build_pages: BuildPages) -> Mapping[str, Page]:
    text = "# Title\n\nLead.\n\n{}\nLast.\n".format
    return build_pages(WAYS.values(), text, name="articles/case-{}.md")


@pytest.mark.parametrize("way", WAYS)
def test_ways_in(ways: Mapping[str, Page], way: str) -> None:
    page = ways[WAYS[way]]
    assert page.warnings == []
    (comparison,) = comparisons(page.built, page.docname)
    assert read(comparison) == EXPECTED
    title = "Account comparison" if way == "as it is" else "My title"
    assert comparison[0].astext() == title
    assert "AZURE" not in page.text
    assert not list(page.doctree.findall(nodes.block_quote))
    last = list(page.doctree.findall(nodes.paragraph))[-1]
    assert last.astext() == "Last."


def test_directive_in_restructuredtext(build: Build) -> None:
    items = "* **Work accounts** (from an admin) - One.\n* **Azure** - Two.\n"
    body = "".join(f"   {line}\n" for line in items.splitlines())
    rst = f"Title\n=====\n\n.. account-comparison:: The *title*\n\n{body}"
    built = build({"articles/a.rst": rst})
    assert built.warnings == []
    (comparison,) = comparisons(built, "articles/a")
    assert comparison[0].astext() == "The title"
    assert [item[0].astext() for item in comparison[1]] == ["Work accounts", "Azure"]


def test_explicit_only(build: Build) -> None:
    built = build(
        {"articles/a.md": f"# Title\n\n{ITEMS}\n{WAYS['quote']}"},
        azuredocs_account_comparison="explicit",
    )
    assert len(comparisons(built, "articles/a")) == 1
    assert built.doctree("articles/a").next_node(nodes.bullet_list) is not None


def test_own_kinds_of_account(build: Build) -> None:
    items = "* **Contoso accounts** - One.\n* **Work accounts** - Two.\n"
    files = {"articles/a.md": f"# Title\n\n{items}"}
    assert not comparisons(build(files), "articles/a")
    built = build(files, azuredocs_account_kinds=["Contoso"])
    assert len(comparisons(built, "articles/a")) == 1


def test_links_in_lists_that_stay_lists(build: Build) -> None:
    items = "* **Storage** - See [part][].\n* **Web** - See [part][].\n"
    built = build({"articles/a.md": f"# A\n\n{items}\n## Part\n\n[part]: #part\n"})
    assert built.warnings == []
    assert built.body("articles/a").count('internal" href="#part"') == 2


STAY_LISTS = (
    "* **Storage account** - One.\n* **Storage account key** - Two.\n",
    "* **Work accounts** - The only one.\n",
    "* **Work accounts** - One.\n* School accounts - not bold.\n",
    "* **Work accounts**\n* **School accounts**\n",
    "1. **Work accounts** - One.\n2. **School accounts** - Two.\n",
)


@pytest.fixture(scope="module")
def lists(build_pages: BuildPages) -> Mapping[str, Page]:
    name = "articles/case-{}.md"
    text = "# Title\n\n{}".format
    return build_pages(STAY_LISTS, text, name=name, builder="dummy")


@pytest.mark.parametrize("items", STAY_LISTS)
def test_lists_that_stay_lists(lists: Mapping[str, Page], items: str) -> None:
    page = lists[items]
    assert "**" not in page.doctree.astext()
    assert not comparisons(page.built, page.docname)


def test_text_around_the_list_stays(build: Build) -> None:
    text = "> [AZURE.ACCOUNT-COMPARISON] Title\n> Text before.\n>\n"
    quoted = "".join(f"> {line}\n" for line in ITEMS.splitlines())
    built = build({"articles/a.md": f"# A\n\n{text}{quoted}>\n> Text after.\n"})
    assert built.warnings == []
    (comparison,) = comparisons(built, "articles/a")
    assert [type(node) for node in comparison] == [
        nodes.title,
        nodes.paragraph,
        nodes.definition_list,
        nodes.paragraph,
    ]


def test_empty_alt_image_is_kept(build: Build) -> None:
    items = "* **Work accounts** - ![](x.png) One.\n* **School accounts** - Two.\n"
    built = build({"articles/a.md": f"# A\n\n{items}", "articles/x.png": b"x"})
    (comparison,) = comparisons(built, "articles/a")
    assert len(list(comparison.findall(nodes.image))) == 1


def test_places_for_translation(build: Build) -> None:
    built = build({"articles/a.md": f"# Title\n\n{ITEMS}"}, builder="gettext")
    catalog = built.output("articles.pot")
    for text in ("Microsoft accounts", "for *personal* use", "More about these."):
        assert f'msgid "{text}"' in catalog


@pytest.mark.parametrize(
    ("builder", "name", "text"),
    [
        ("text", "articles/a.txt", "Work or school accounts : from an admin"),
        ("latex", "projectnamenotset.tex", r"\sphinxlineitem{Work or school accounts"),
        ("man", "projectnamenotset.1", "Work or school accounts"),
    ],
)
def test_builders(build: Build, builder: str, name: str, text: str) -> None:
    built = build({"articles/a.md": f"# Title\n\n{ITEMS}"}, builder=builder)
    assert built.warnings == []
    assert text in built.output(name)


def test_space_before_the_qualifier(build: Build) -> None:
    """Search results and copied text do not have the line break of the style sheet."""
    body = build({"articles/a.md": f"# Title\n\n{ITEMS}"}).body("articles/a")
    assert re.search(r'<dt>[^<]+ <span class="classifier">', body)
