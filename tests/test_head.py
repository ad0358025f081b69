"""What pages say about themselves: breadcrumbs, JSON-LD, and the site map."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from sphinx_azuredocs.domain.indices import leave_indices_out_of_sitemap
from sphinx_azuredocs.page.headings import without_suffix

from .conftest import Build, Built

PAGE = """\
<properties pageTitle="Long title | Contoso" authors="ana, ben" services="storage"
 description="Ends </script> early &amp; late." />
<tags ms.date="12/01/2014" />

# Alpha & more

Text.
"""
FILES = {
    "index.md": "# Home & garden\n",
    "articles/a.md": PAGE,
    "articles/b.md": PAGE.replace("storage", "web").replace("Alpha", "Beta"),
    "plain.md": "# Plain\n",
}


def data(built: Built, page: str, kind: str = "TechArticle") -> Any:
    tree = BeautifulSoup(built.output(page), "html.parser")
    scripts = tree.select('head > script[type="application/ld+json"]')
    found = [json.loads(script.string or "") for script in scripts]
    return next((value for value in found if value["@type"] == kind), None)


def test_structured_data(build: Build) -> None:
    settings: dict[str, Any] = {
        "azuredocs_structured_data": True,
        "azuredocs_dialects": {"plain": "myst"},
        "html_baseurl": "https://example.org/docs",
    }
    built = build(FILES, "dirhtml", **settings)
    assert built.warnings == []
    assert data(built, "articles/a/index.html") == {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": "Alpha & more",
        "description": "Ends </script> early & late.",
        "author": [
            {"@type": "Person", "name": "ana"},
            {"@type": "Person", "name": "ben"},
        ],
        "dateModified": "2014-12-01",
        "about": ["storage"],
        "inLanguage": "en",
        "url": "https://example.org/docs/articles/a/",
    }
    assert data(built, "plain/index.html") is None
    assert data(built, "plain/index.html", "BreadcrumbList") is None
    items = data(built, "articles/a/index.html", "BreadcrumbList")["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in items] == [
        (1, "Home & garden", "https://example.org/docs/"),
        (2, "storage", "https://example.org/docs/#service-storage"),
        (3, "Alpha & more", "https://example.org/docs/articles/a/"),
    ]
    assert "azure-breadcrumbs" not in built.output("articles/a/index.html")

    def commit(app: SphinxTestApp) -> None:
        app.config.git_last_updated_timezone = None
        app.env.git_last_updated = {"articles/a": (str(17_000 * 86_400), True)}

    # A commit alone makes Sphinx write the page again.
    built = build({}, "dirhtml", **settings, before=commit)
    assert data(built, "articles/a/index.html")["dateModified"] == "2016-07-18"
    assert data(built, "articles/b/index.html")["dateModified"] == "2014-12-01"


FAQ = """\
### YamlMime:FAQ
metadata: {ms.topic: faq, ms.service: "a \\"b\\" & <c>", ms.date: 2026-11-02}
title: Questions
summary: Read *this*.
sections:
- name: Money & more
  questions:
  - question: Is it `free`?
    answer: |
      Yes, <b>for</b> you.

      > [!TIP]
      > Ask.

      - one
      - two
  - question: No answer?
- name: Empty
  questions: []
"""


def test_questions_and_answers(build: Build) -> None:
    files = {"index.md": "# Home\n", "docfx.json": DOCSET["docfx.json"]}
    built = build({**files, "faq.yml": FAQ}, azuredocs_structured_data=True)
    found = data(built, "faq.html", "FAQPage")
    assert found["headline"] == "Questions"
    answer = {"@type": "Answer", "text": "Yes, for you. Tip Ask. one two"}
    assert found["mainEntity"] == [
        {"@type": "Question", "name": "Is it free?", "acceptedAnswer": answer}
    ]
    assert data(built, "faq.html", "BreadcrumbList") is None  # without a base URL


def test_pagefind(build: Build) -> None:
    files = {**FILES, "docfx.json": DOCSET["docfx.json"], "faq.yml": FAQ}
    files["gone.md"] = "---\nredirect_url: plain\n---\n"
    settings: dict[str, Any] = {"azuredocs_dialects": {"plain": "myst"}}
    built = build(files, azuredocs_pagefind=True, **settings)

    def found(page: str) -> tuple[list[str], dict[str, str]]:
        tree = BeautifulSoup(built.output(page), "html.parser")
        bodies = [
            str(node.h1.get_text()) for node in tree.select("[data-pagefind-body]")
        ]
        metas = tree.select(
            "head > meta[data-pagefind-filter], meta[data-pagefind-sort]"
        )
        return bodies, {
            str(m.get("data-pagefind-filter", m.get("data-pagefind-sort"))): m[
                "content"
            ]
            for m in metas
        }

    day = "date[content]"
    assert found("articles/a.html") == (
        ["Alpha & more¶"],
        {"service[content]": "storage", day: "2014-12-01"},
    )
    filters = {"service[content]": 'a "b" & <c>', "topic[content]": "faq"}
    assert found("faq.html") == (["Questions¶"], {**filters, day: "2026-11-02"})
    assert found("plain.html") == (["Plain¶"], {})
    assert found("gone.html") == ([], {})
    for page in ("genindex.html", "azure-services.html"):
        assert "data-pagefind-body" not in built.output(page)
    assert "<span data-pagefind-ignore>¶</span>" in built.output("plain.html")
    assert "data-pagefind" not in build({}, **settings).output("articles/b.html")


def test_no_structured_data_by_default(build: Build) -> None:
    assert data(build(FILES), "articles/a.html") is None


def crumbs(built: Built, page: str = "articles/a.html") -> list[tuple[str, str]]:
    tree = BeautifulSoup(built.output(page), "html.parser")
    links = tree.select('nav.azure-breadcrumbs[aria-label="Breadcrumbs"] li > a')
    return [(link.get_text(), str(link["href"])) for link in links]


def test_breadcrumbs(build: Build) -> None:
    built = build(FILES, azuredocs_breadcrumbs=True)
    assert crumbs(built) == [
        ("Home & garden", "../index.html"),
        ("storage", "../index.html#service-storage"),
    ]
    assert crumbs(built, "index.html") == []
    built = build({"index.md": "# House\n"}, azuredocs_breadcrumbs=True)
    assert crumbs(built)[0] == ("House", "../index.html")
    built = build({}, azuredocs_breadcrumbs=False)
    assert crumbs(built) == []


DOCSET = {
    "index.md": "# Home\n",
    "docfx.json": '{"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}',
    "toc.yml": "- name: Storage docs\n  href: start.md\n- name: Guides\n  items:\n"
    "  - name: Deploy\n    href: deploy.md\n  - name: Copy\n    href: copy.md\n",
    "breadcrumb/toc.yml": "- name: Contoso & more\n  tocHref: /contoso/\n"
    "  topicHref: /contoso/index\n  items:\n  - name: Storage\n"
    "    tocHref: /contoso/storage/\n    topicHref: /contoso/storage/start\n"
    "  - name: Store\n    tocHref: /contoso/store\n",
    **{f"{name}.md": f"# The {name}\n" for name in ("start", "deploy", "copy")},
}


def test_breadcrumb_file(build: Build) -> None:
    settings: dict[str, Any] = {
        "azuredocs_breadcrumbs": True,
        "azuredocs_docsets": {".": "/contoso/storage"},
    }
    built = build(DOCSET, **settings)
    assert built.warnings == []
    outer = ("Contoso & more", "https://learn.microsoft.com/contoso/index")
    assert crumbs(built, "deploy.html") == [
        outer,
        ("Storage", "start.html"),
        ("Guides", "index.html#toc-guides"),
    ]
    assert crumbs(built, "start.html") == [outer]
    text = DOCSET["breadcrumb/toc.yml"].replace("name: Storage", "name: Disks")
    built = build({"breadcrumb/toc.yml": text}, **settings)
    assert crumbs(built, "deploy.html")[1] == ("Disks", "start.html")


def test_next_step(build: Build) -> None:
    built = build(DOCSET, azuredocs_next_step=True)
    assert built.warnings == []
    tree = BeautifulSoup(built.output("start.html"), "html.parser")
    (step,) = tree.select("p.azure-next-step")
    assert step.get_text() == "Next step: The deploy"
    assert [link["href"] for link in step.select("a")] == ["deploy.html"]
    assert "azure-next-step" not in built.output("copy.html")
    assert "azure-next-step" not in built.output("index.html")


def test_an_article_with_a_next_step_gets_no_other(build: Build) -> None:
    own = '\n> [!div class="nextstepaction"]\n> [Deploy](deploy.md)\n'
    files = {**DOCSET, "start.md": DOCSET["start.md"] + own}
    tree = BeautifulSoup(
        build(files, azuredocs_next_step=True).output("start.html"), "html.parser"
    )
    assert len(tree.select(".nextstepaction")) == 1
    assert tree.select(".azure-next-step") == []


def test_themes_with_breadcrumbs(build: Build) -> None:
    theme = "sphinx_rtd_theme"
    assert crumbs(build(FILES, azuredocs_breadcrumbs=True, html_theme=theme)) == []


def test_sitemap(build: Build) -> None:
    def add_setting(app: SphinxTestApp) -> None:
        app.add_config_value("sitemap_excludes", ["mine.html"], "")
        leave_indices_out_of_sitemap(app, app.config)

    built = build(FILES, before=add_setting)
    excluded = built.app.config.sitemap_excludes
    assert "mine.html" in excluded
    assert {"azure-services.html", "azure-services/"} <= {*excluded}
    names = {path.name for path in built.app.outdir.glob("azure-*.html")}
    assert names
    assert names <= {*excluded}


def test_a_page_names_its_breadcrumb_file(build: Build) -> None:
    files = {
        **DOCSET,
        "breadcrumb/other/toc.yml": "- {name: Other, tocHref: /contoso, topicHref: /x}",
        "copy.md": "---\nbreadcrumb_path: ~/breadcrumb/other/toc.json\n---\n# Copy\n",
        "deploy.md": "---\nbreadcrumb_path: /\n---\n# The deploy\n",
    }
    docsets = {".": "/contoso/storage"}
    built = build(files, azuredocs_breadcrumbs=True, azuredocs_docsets=docsets)
    assert built.warnings == []
    first = ("Other", "https://learn.microsoft.com/x")
    assert crumbs(built, "copy.html")[0] == first
    assert crumbs(built, "deploy.html")[0] == ("Home", "index.html")


@pytest.mark.parametrize(
    ("title", "project", "expected"),
    [
        ("Sign up | Contoso Cloud", "Contoso Cloud 1.0 documentation", "Sign up"),
        ("Sign up - Storage | Contoso", "contoso documentation", "Sign up - Storage"),
        ("Sign up – Docs | Contoso", "Contoso docs", "Sign up"),
        ("Sign up | R&D", "R&amp;D docs", "Sign up"),
        ("Sign up | Cloud", "Clouds", "Sign up | Cloud"),
        ("Sign up | Contoso", "", "Sign up | Contoso"),
        ("Well-known - ", "Well-known", "Well-known - "),
        ("Contoso", "Contoso", "Contoso"),
        ("| Contoso", "Contoso", "| Contoso"),
    ],
)
def test_suffix_of_the_project_is_not_repeated(
    title: str, project: str, expected: str
) -> None:
    assert without_suffix(title, project) == expected
