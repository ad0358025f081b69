"""Tabs, columns and divisions in a build."""

from __future__ import annotations

import re

from docutils import nodes

from .conftest import Build

PAGE = """\
# Page

# [Linux *or* macOS](#tab/linux+macos)
Text for Linux.

## Heading

# [Windows](#tab/windows/pro)
Text for Windows.

---

After. See [the tab](#tabpanel_1_windows_pro).
"""


def test_tabs(build: Build) -> None:
    built = build({"index.md": "# Start\n", "page.md": PAGE})
    assert built.warnings == []
    assert built.text("page") == (
        "Page ¶ Linux or macOS Text for Linux. Heading Windows Text for Windows. "
        "After. See the tab ."
    )
    body = built.body("page")
    classes = "azure-tab azure-tab--linux azure-tab--macos docutils container"
    assert f'<div class="{classes}" id="tabpanel_1_linux+macos">' in body
    assert "azure-tab-if--pro" in body
    assert 'href="#tabpanel_1_windows_pro"' in body
    assert "<h2" in body
    assert "azuredocs-tabs.js" in built.output("page.html")


def test_headings_in_tabs_are_no_sections(build: Build) -> None:
    doctree = build({"index.md": "# Start\n", "page.md": PAGE}).doctree("page")
    assert len(list(doctree.findall(nodes.section))) == 1


def test_tabs_in_text(build: Build) -> None:
    text = build({"index.md": "# Start\n", "page.md": PAGE}, builder="text").output(
        "page.txt"
    )
    assert "**Windows**\n\nText for Windows." in text


def test_tabs_in_an_include(build: Build) -> None:
    page = "# Page\n\n- item\n\n  [!INCLUDE [x](includes/x.md)]\n"
    include = "#### [A](#tab/a)\nText\n#### [B](#tab/a)\nText\n***\nText\n"
    built = build({"index.md": "# Start\n", "page.md": page, "includes/x.md": include})
    assert built.warnings == [
        "includes/x.md:3: WARNING: two tabs of a group have the id 'a'; rename one of "
        "them [azuredocs.tab]"
    ]
    assert "#tab" not in built.text("page")
    assert built.body("page").count("<ul") == 1


def test_two_groups_have_anchors_of_their_own(build: Build) -> None:
    group = "# [A](#tab/a)\nText\n***\n"
    body = build(
        {"index.md": "# Start\n", "page.md": f"# Page\n\n{group}\n{group}"}
    ).body("page")
    assert re.findall(r'id="(tabpanel[^"]*)"', body) == ["tabpanel_1_a", "tabpanel_2_a"]


def test_columns(build: Build) -> None:
    page = """\
# Page

:::row:::
   :::column span="2":::
      ### Wide
      - a
        - b
   :::column-end:::
   :::column:::
      Narrow
   :::column-end:::
:::row-end:::
"""
    built = build({"index.md": "# Start\n", "page.md": page})
    assert built.warnings == []
    body = built.body("page")
    assert 'class="azure-row docutils container"' in body
    assert 'class="azure-column azure-span-2 docutils container"' in body
    assert body.count("<ul") == 2
    assert '<h3 class="rubric" id="wide">' in body


def test_division(build: Build) -> None:
    page = """\
# Page

> [!div class="checklist" id="done"]
> * One
> * Two

[Link](#done)

> [!div class="op_single_selector"]
> * [Page](page.md)
> * [Start](index.md)
"""
    built = build({"index.md": "# Start\n", "page.md": page})
    assert built.warnings == []
    body = built.body("page")
    assert '<div class="azure-div checklist docutils container" id="done">' in body
    assert "blockquote" not in body
    assert 'aria-current="page"><strong>Page</strong>' in body
