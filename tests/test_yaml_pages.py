"""Pages in YAML: read, and in a build."""

from __future__ import annotations

import pytest

from sphinx_azuredocs.page.yaml_to_markdown import YamlPageError, read_yaml_page

from .conftest import Build

LANDING = """\
### YamlMime:Landing

title: Contoso * docs
summary: All there is.

metadata:
  title: Contoso
  ms.topic: landing-page
  author: me

landingContent:
  - title: Get started
    linkLists:
      - linkListType: how-to-guide
        links:
          - text: Deploy [it]
            url: deploy.md
          - url: /azure/aks/x
            text: Elsewhere
"""
FAQ = """\
### YamlMime:FAQ
metadata:
  ms.topic: faq
title: Questions
summary: |
  What people *ask*.
sections:
  - name: Ignored
    questions:
      - question: |
          Is it free?
        answer: |
          It is. See [the plans](none.md).

          > [!NOTE]
          > For a year.
  - name: Security
    questions:
      - question: Is it safe?
        answer: "It is `safe`."
additionalContent: |
  ## More
  [Deploy](deploy.md)
"""
FILES = {
    "index.md": "# Home\n",
    "articles/deploy.md": "# Deploy\n",
    "articles/landing.yml": LANDING,
    "articles/faq.yml": FAQ,
    "articles/zone-pivot-groups.yml": "### YamlMime:ZonePivotGroups\ngroups: []\n",
    "articles/config.yml": "a: b\n",
    ".github/workflows/ci.yml": "on: push\n",
}


def test_lines_are_those_of_the_yaml() -> None:
    page = read_yaml_page(FAQ)
    lines = page.markdown.split("\n")
    for text in ("See [the plans](none.md)", "What people *ask*.", "> For a year."):
        yaml_line = next(i for i, s in enumerate(FAQ.split("\n"), 1) if text in s)
        index = next(i for i, line in enumerate(lines) if text in line)
        assert page.line_map[index] == yaml_line


TEXTS = {
    "folded": ">\n  See [a](none1.md)\n  and [b](none2.md),\n\n  [c](none3.md).\n",
    "folded and stripped": ">-\n  A\n\n\n  [b](none1.md) c\n  d [e](none2.md)\n",
    "plain": "See [a](none1.md)\n  and [b](none2.md)\n  [c](none3.md)\n",
    "quoted": '"See [a](none1.md)\n  and [b](none2.md)"\n',
    "in single quotes": "'See [a](none1.md)\n  and [b](none2.md)' # Comment\n",
    "literal": "|\n\n\n  See [a](none1.md)\n\n  and [b](none2.md)\n",
    "literal with a comment": "|- # Comment\n  A\n  [b](none2.md)\n",
    "list": "|\n  - [a](none1.md)\n  - b\n\n    > [c](none2.md)\n",
    "table": "|\n  | a | b |\n  |---|---|\n  | c | [d](none1.md) |\n",
    "labels": "|\n  [a] and\n  [b]\n\n  [a]: none1.md\n  [b]: none2.md\n",
    "image": "|\n  A\n  ![b](none1.png)\n",
    "html": "|\n  A\n\n  <p>b\n  <a href='none1.md'>c</a></p>\n",
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("before", ["", "# Comment\n\n", "metadata:\n  title: T\n"])
def test_links_of_all_kinds_of_text_have_their_lines(
    build: Build, name: str, before: str
) -> None:
    page = (
        f"### YamlMime:Hub\n{before}title: A\nsummary: {TEXTS[name]}image: none9.svg\n"
    )
    built = build({"index.md": "# Home\n", "a.yml": page}, "dummy")
    lines = enumerate(page.split("\n"), 1)
    wanted = [f"a.yml:{n}" for n, line in lines for _ in range(line.count("none"))]
    places = {warning.split(": WARNING: ")[0] for warning in built.warnings}
    assert places == set(wanted)


def test_folded_text_makes_no_blocks() -> None:
    text = "title: A\nsummary: >\n  one\n  - two\n  # three\n  1. four\n  five\n"
    page = read_yaml_page(f"### YamlMime:Hub\n{text}")
    assert page.markdown.split("\n")[2:4] == ["one - two # three 1. four", "five"]


def test_included_files_keep_their_lines(build: Build) -> None:
    page = "### YamlMime:Hub\ntitle: A\nsummary: |\n\n  [!INCLUDE [x](includes/x.md)]\n"
    files = {"index.md": "# Home\n", "a.yml": page}
    built = build({**files, "includes/x.md": "One\n\n[two](none.md)\n"}, "dummy")
    assert [w.split(": WARNING")[0] for w in built.warnings] == ["includes/x.md:3"]
    built = build(files, "dummy", srcdir=built.srcdir.parent / "other")
    assert [w.split(": WARNING")[0] for w in built.warnings] == ["a.yml:5"]


def test_keys_that_are_given_twice(build: Build) -> None:
    page = (
        "### YamlMime:Hub\ntitle: A\nsummary: b\nmetadata: {c: 1,\n  c: 2}\ntitle: D\n"
    )
    built = build({"index.md": "# Home\n", "a.yml": page}, "dummy")
    assert sorted(built.warnings) == [
        f"a.yml:{line}: WARNING: '{key}' is given in line {first}, too; remove one of "
        "them [azuredocs.yaml]"
        for line, key, first in ((5, "c", 4), (6, "title", 2))
    ]


def test_titles_and_links() -> None:
    page = read_yaml_page(LANDING)
    lines = [line for line in page.markdown.split("\n") if line]
    assert lines == [
        "# Contoso * docs",
        "All there is.",
        "## Get started",
        '<span class="azure-links azure-links--how-to-guide">**How-to guide**</span>',
        r"- [Deploy \[it\]](<deploy.md>)",
        "- [Elsewhere](</azure/aks/x>)",
    ]
    assert page.mime == "Landing"
    assert page.metadata["author"] == "me"


HUB = """\
### YamlMime:Hub
title: All docs
metadata:
  ms.topic: hub-page
productDirectory:
  title: Products
  items:
  - title: Storage
    links:
    - url: deploy.md
      text: Deploy
      itemType: Quick start"
"""


def test_cards(build: Build) -> None:
    files = {**FILES, "articles/hub.yml": HUB}
    built = build(files, html_theme="furo")
    landing = built.output("articles/landing.html")
    assert 'class="azure-article azure-yaml azure-yaml-landing azure-cards"' in landing
    assert '<section class="azure-card" id="get-started">' in landing
    assert "azuredocs-cards.css" in landing
    # Neither the contents of the page nor the sidebar lists cards.
    assert landing.count('href="#get-started"') == 1
    hub = built.output("articles/hub.html")
    assert '<section class="azure-cards" id="products">' in hub
    assert '<section class="azure-card" id="storage">' in hub
    assert '<span class="azure-link azure-links--quick-start-"><a ' in hub
    assert "azure-card" not in built.output("articles/faq.html")


@pytest.mark.parametrize(
    "text", ["a: [", "- a", "\x00", "", "!!set {a, b}", "!!omap [a: b]"]
)
def test_broken(text: str) -> None:
    with pytest.raises(YamlPageError):
        read_yaml_page(f"### YamlMime:Landing\n{text}")


@pytest.mark.parametrize("end", ["\x85", "\u2028"])
def test_other_line_ends(end: str) -> None:
    page = read_yaml_page(f"title: One{end}\nsummary: two{end} three\ntext: four five")
    assert page.markdown.split() == ["#", "One", "two", "three", "four", "five"]
    assert max(page.line_map) == 3


def test_pages_in_a_build(build: Build) -> None:
    built = build(FILES)
    assert built.warnings == [
        "articles/faq.yml:13: WARNING: none.md names neither a file nor a published "
        "page; correct the URL [azuredocs.link]"
    ]
    assert built.app.env.found_docs == {
        *("index", "articles/deploy", "articles/landing", "articles/faq")
    }
    assert built.text("articles/landing") == (
        "Contoso * docs ¶ All there is. "
        "Get started ¶ How-to guide Deploy [it] Elsewhere"
    )
    assert 'href="deploy.html"' in built.body("articles/landing")
    faq = built.text("articles/faq")
    assert "Ignored" not in faq
    assert "Security ¶ Is it safe? ¶ It is safe . More" in faq
    assert '<div class="admonition note">' in built.body("articles/faq")
    assert built.app.env.metadata["articles/faq"]["ms.topic"] == "faq"


def test_broken_page_is_readable(build: Build) -> None:
    built = build({**FILES, "articles/faq.yml": "### YamlMime:FAQ\ntitle: [x\n"})
    assert built.warnings == [
        "articles/faq.yml:3: WARNING: it is not YAML: expected ',' or ']', but got "
        "'<stream end>' [azuredocs.yaml]"
    ]
    assert "YamlMime:FAQ" in built.text("articles/faq")


def test_links_are_reported_where_their_urls_are(build: Build) -> None:
    page = (
        "### YamlMime:Hub\ntitle: A\nhighlightedContent:\n  items:\n"
        "  - title: B\n    itemType: overview\n    url: none1.md\n"
        "conceptualContent:\n  items:\n  - title: C\n    links:\n"
        "    - text: D\n      itemType: overview\n      url: none2.md\n"
        "    - url: none3.md\n      text: E\n"
        "    - url: none4.md\n      text: F\n    summary: G\n"
    )
    built = build({"index.md": "# Home\n", "articles/a.yml": page})
    places = [warning.split(": WARNING: ")[0] for warning in built.warnings]
    lines = page.split("\n")
    wanted = [i for i, line in enumerate(lines, 1) if "none" in line]
    assert places == [f"articles/a.yml:{line}" for line in wanted]


def test_questions_have_the_names_that_learn_gives_them(build: Build) -> None:
    links = (
        "[x](faq.yml#is-it-safe-) [x](faq.yml#is-it-safe) [x](faq.yml#is-it--free--)"
    )
    files = {**FILES, "articles/deploy.md": f"# Deploy\n\n{links}\n"}
    files["articles/faq.yml"] = FAQ.replace("Is it free?", "Is it `free`?").replace(
        "[the plans](none.md)", "[safe](#is-it-safe-)"
    )
    built = build(files)
    assert built.warnings == []
    body = built.body("articles/faq")
    for name in ("is-it-safe-", "is-it-safe", "is-it--free--"):
        assert body.count(f'id="{name}"') == 1


def test_a_date_that_is_none_is_reported_at_its_line(build: Build) -> None:
    files = {
        **FILES,
        "articles/faq.yml": FAQ.replace("ms.topic: faq", "ms.date: 1/2/20266"),
        "articles/b.md": "---\ntitle: B\nms.date: soon\n---\n\n# B\n",
        "articles/c.md": '<tags\n\n  ms.date="soon" />\n\n# C\n',
    }
    built = build(files)
    places = [
        w.split(": WARNING: ms.date")[0] for w in built.warnings if "ms.date" in w
    ]
    assert sorted(places) == [
        "articles/b.md:3",
        "articles/c.md:3",
        "articles/faq.yml:3",
    ]


MARKETING = """\
### YamlMime:Marketing
title: Gates
sections:
  - componentType: hero
    size: small
    title: Come in
    tagline: Open
    background:
      componentType: image
      src: media/gate.svg
  - componentType: navigation
    alignment: center
    blocks:
      - componentType: icon-link
        icon: topic-gates
        url: deploy.md
        text: Our * gates
      - url: deploy.md
        text: Others
        summary: Some words.
      - customField: Words that nobody knows.
        theme: dark
"""


def test_layout_is_not_text() -> None:
    lines = [line for line in read_yaml_page(MARKETING).markdown.split("\n") if line]
    assert lines == [
        "# Gates",
        "## Come in",
        "Open",
        "![](<media/gate.svg>)",
        r"- [Our \* gates](<deploy.md>)",
        "[Others](<deploy.md>)",
        "Some words.",
        "Words that nobody knows.",
    ]


API = """\
### YamlMime:ManagedReference
items:
- uid: Contoso.Gate
  name: Gate
  fullName: Contoso.Gate
  type: Class
  summary: A place.
- uid: Contoso.Gate.Open*
  name: Open()
  nameWithType: Gate.Open()
  type: Method
"""


@pytest.mark.parametrize(
    ("written", "url", "text"),
    [
        ("<xref:Contoso.Gate>", "gate.html", "Gate"),
        ("[the gate](xref:Contoso.Gate)", "gate.html", "the gate"),
        ("<xref:Contoso.Gate.Open%2A>", "gate.html#Contoso_Gate_Open_", "Open()"),
        (
            "- <xref:Contoso.Gate.Open%2A?displayProperty=nameWithType>",
            "gate.html#Contoso_Gate_Open_",
            "Gate.Open()",
        ),
    ],
)
def test_items_of_api_pages(build: Build, written: str, url: str, text: str) -> None:
    page = f"---\nms.topic: article\n---\n# Home\n\n{written}\n"
    built = build({"docfx.json": DOCFX, "a.md": page, "gate.yml": API})
    assert built.warnings == []
    assert f'href="{url}"' in built.body("a")
    assert f">{text}</span>" in built.body("a")
    assert built.body("gate").count("<h1>") == 1


DOCFX = '{"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}'
