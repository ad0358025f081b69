"""Zones, their pivots, and moniker ranges in a build."""

from __future__ import annotations

import re

import pytest
from docutils import nodes

from .conftest import Build

GROUPS = """\
### YamlMime:ZonePivotGroups
groups:
- id: tools
  title: Tool
  prompt: Choose your tool
  pivots:
  - id: cli
    title: Azure CLI
  - id: shell
    title: PowerShell
"""
PAGE = """\
---
zone_pivot_groups: tools
---
# Page

Intro.

## Before

::: zone pivot="cli"
With the CLI.

## Steps

Step of the CLI.

### Deep

::: zone-end
::: zone pivot="shell"
## Steps
Step of PowerShell.
::: zone-end

Shared.

### After
"""
FILES = {"index.md": "# Start\n", "page.md": PAGE, "zone-pivot-groups.yml": GROUPS}


def sections(node: nodes.Element) -> list[object]:
    """The titles of the sections, as a tree."""
    return [
        [child[0].astext(), *sections(child)]
        for child in node.children
        if isinstance(child, nodes.section)
    ]


def test_sections_end_with_their_zone(build: Build) -> None:
    built = build(
        {"index.md": "# Start\n", "page.md": PAGE, "zone-pivot-groups.yml": GROUPS}
    )
    assert built.warnings == []
    tree = sections(built.doctree("page"))
    assert tree == [["Page", ["Before"], ["Steps", ["Deep"]], ["Steps"], ["After"]]]


def test_what_follows_is_in_no_zone(build: Build) -> None:
    built = build(
        {"index.md": "# Start\n", "page.md": PAGE, "zone-pivot-groups.yml": GROUPS}
    )
    shared = next(
        node
        for node in built.doctree("page").findall(nodes.paragraph)
        if node.astext() == "Shared."
    )
    parent = shared.parent
    while parent is not None:
        assert "azure-zone" not in parent.get("classes", [])
        parent = parent.parent


def test_every_format_has_all_zones_with_their_titles(build: Build) -> None:
    files = {"index.md": "# Start\n", "page.md": PAGE, "zone-pivot-groups.yml": GROUPS}
    text = build(files, builder="text").output("page.txt")
    words = " ".join(re.sub(r"[*=-]", "", text).split())
    assert words == (
        "Page Choose your tool Azure CLI PowerShell Intro. Before "
        "Azure CLI With the CLI. Steps Step of the CLI. Deep "
        "PowerShell Steps Step of PowerShell. Shared. After"
    )


def test_list_of_pivots(build: Build) -> None:
    built = build(
        {"index.md": "# Start\n", "page.md": PAGE, "zone-pivot-groups.yml": GROUPS}
    )
    body = built.body("page")
    assert body.index("Choose your tool") < body.index("Intro.")
    assert '<a class="reference internal" href="#zone-pivot-cli">' in body
    assert 'class="azure-zone azure-zone-title azure-pivot--cli docutils' in body
    assert '<section class="azure-zone azure-pivot--shell" id="id1">' in body
    names = 'role="group" aria-label="Choose your tool"'
    assert f'<div class="azure-pivots docutils container" {names}>' in body
    assert "azuredocs-zones.js" in built.output("page.html")
    assert "azuredocs-zones.js" not in built.output("index.html")


def test_page_without_groups(build: Build) -> None:
    page = '# Page\n\n::: zone pivot="azure-cli,shell"\nText.\n::: zone-end\n'
    built = build({"index.md": "# Start\n", "page.md": page})
    assert built.warnings == []
    assert built.text("page") == (
        "Page ¶ Choose a version Azure cli Shell Azure cli, Shell Text."
    )


def test_unknown_group_and_pivot(build: Build) -> None:
    page = PAGE.replace("tools", "tools, other").replace('"shell"', '"bash"')
    built = build(
        {"index.md": "# Start\n", "page.md": page, "zone-pivot-groups.yml": GROUPS}
    )
    assert built.warnings == [
        "page.md:2: WARNING: other is no group of zone pivots; there are tools "
        "[azuredocs.zone]",
        "page.md:20: WARNING: bash is no pivot of the page's groups, which have "
        "cli, shell; this zone cannot be chosen [azuredocs.zone]",
    ]


def test_groups_are_a_dependency(build: Build) -> None:
    built = build(
        {"index.md": "# Start\n", "page.md": PAGE, "zone-pivot-groups.yml": GROUPS}
    )
    dependencies = {str(path) for path in built.app.env.dependencies["page"]}
    assert any(path.endswith("zone-pivot-groups.yml") for path in dependencies)


def test_zone_in_a_list(build: Build) -> None:
    page = """\
# Page

1. One

   ::: zone pivot="cli"
   Text.
   ## Heading
   ::: zone-end

2. Two
"""
    built = build({"index.md": "# Start\n", "page.md": page})
    assert built.warnings == []
    body = built.body("page")
    assert body.count("<li>") >= 2
    assert '<h2 class="rubric" id="heading">Heading' in body
    assert body.count("<ol") == 1


def test_broken_zone_is_readable(build: Build) -> None:
    built = build(
        {
            "index.md": "# Start\n",
            "page.md": '# Page\n\n::: zone pivot="a b"\nText.\n::: zone-end\n',
        }
    )
    assert built.warnings == [
        "page.md:3: WARNING: 'zone' was left as text: pivot 'a b' has characters "
        'other than a-z, 0-9 and hyphens; write ::: zone pivot="name" [azuredocs.zone]'
    ]
    assert "::: zone-end" in built.text("page")


def test_zone_in_an_include_is_reported_there(build: Build) -> None:
    page = "# Page\n\n[!INCLUDE [x](includes/x.md)]\n"
    include = 'Text\n\n::: zone pivot="a"\nText.\n'
    built = build({"index.md": "# Start\n", "page.md": page, "includes/x.md": include})
    assert built.warnings == [
        "includes/x.md:3: WARNING: 'zone' is not ended; write :::zone-end after its "
        "content [azuredocs.zone]"
    ]


def test_moniker_range(build: Build) -> None:
    page = """\
# Page

::: moniker range=">= tool-2.0"
New.

## New part
::: moniker-end

Shared.
"""
    built = build({"index.md": "# Start\n", "page.md": page})
    assert built.warnings == []
    assert built.text("page") == (
        "Page ¶ Applies to: &gt;= tool-2.0 New. New part ¶ Shared."
    )
    assert sections(built.doctree("page")) == [["Page", ["New part"]]]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("---\ntitle: x\nms.topic: y\n\nzone_pivot_groups: tools, nope\n---\n", 5),
        (
            '---\nx: "a zone_pivot_groups: b"\n"zone_pivot_groups": nope, tools\n---\n',
            3,
        ),
        ('<tags\n  ms.topic="y"\n  zone_pivot_groups="tools, nope" />\n', 3),
    ],
)
def test_unknown_group_is_reported_at_the_line_of_its_key(
    build: Build, header: str, line: int
) -> None:
    page = header + PAGE.partition("---\n")[2].partition("---\n")[2]
    built = build({**FILES, "page.md": page})
    assert [w for w in built.warnings if "no group" in w] == [
        f"page.md:{line}: WARNING: nope is no group of zone pivots; there are tools "
        "[azuredocs.zone]"
    ]


def test_unknown_group_of_the_docset(build: Build) -> None:
    docfx = '{"build": {"content": [{"files": ["*.md"]}], "globalMetadata": %s}}'
    page = '---\ntitle: x\n---\n# Page\n\n::: zone pivot="cli"\nText\n::: zone-end\n'
    metadata = '{"zone_pivot_groups": "nope"}'
    files = {**FILES, "page.md": page, "docfx.json": docfx % metadata}
    warnings = build(files).warnings
    assert [w.partition(" is ")[0] for w in warnings] == ["page.md:1: WARNING: nope"]


def test_groups_added_between_two_builds_of_one_process(build: Build) -> None:
    files = {name: text for name, text in FILES.items() if name.endswith(".md")}
    assert "Choose a version" in build(files).text("page")
    built = build(FILES)
    assert "Choose your tool" in built.text("page")
