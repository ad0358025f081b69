"""Style sheets and scripts: what they touch, and which pages load them."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

import sphinx_azuredocs
from sphinx_azuredocs.assets import DIRECTION, STYLE_SHEET, TEXT
from sphinx_azuredocs.builders.agents import ASSETS as AGENTS
from sphinx_azuredocs.dialect import CONSTRUCTS
from sphinx_azuredocs.domain.index_pages import INDEX_STYLES
from sphinx_azuredocs.navigation.sidebar import SCRIPT
from sphinx_azuredocs.navigation.styles import ASSETS as NAVIGATION

from .conftest import Build

FOLDER = Path(sphinx_azuredocs.__file__).parent
OURS = re.compile(r"(?::root$|\.(?:azure-|account-comparison))")


VARIABLES = re.compile(
    r"^body \{\n(?:\s*--azuredocs-[\w-]+: [^;{}]*;)*\s*\}", re.MULTILINE
)


def selectors(css: str) -> list[str]:
    """The selectors of a style sheet, each alone, except of variables of ours."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = VARIABLES.sub("", css)
    heads = (h.strip() for h in re.findall(r"([^{}]+)\{", css))
    lists = (re.split(r",(?![^(]*\))", h) for h in heads if not h.startswith("@"))
    return [s.strip() for found in lists for s in found]


SELECTORS = [s for file in FOLDER.rglob("*.css") for s in selectors(file.read_text())]


def test_selectors_are_found() -> None:
    assert selectors("/* x */ @media print { .a, b:is(i, s) > c { d: e } }") == [
        ".a",
        "b:is(i, s) > c",
    ]
    assert selectors("body {\n  --azuredocs-x: var(--a, red);\n}\n") == []
    assert selectors("body {\n  --azuredocs-x: red;\n  color: red;\n}\n") == ["body"]
    assert len(SELECTORS) > 50


@pytest.mark.parametrize("selector", sorted(set(SELECTORS)))
def test_a_selector_begins_with_a_class_of_ours(selector: str) -> None:
    first = re.split(r"[ >+~]", selector)[0]
    assert OURS.search(first), selector


def test_no_class_of_highlighted_code_is_styled() -> None:
    classes = {name for s in SELECTORS for name in re.findall(r"\.([\w-]+)", s)}
    assert not classes & {*STANDARD_TYPES.values(), "highlight"}


ASSETS = [
    DIRECTION,
    TEXT,
    INDEX_STYLES,
    *AGENTS,
    *NAVIGATION,
    *(asset for c in CONSTRUCTS for asset in c.assets),
]
EVERYTHING = """\
# Page

# [One](#tab/one)
Text.

---

> [!div class="checklist"]
> - Done

:::row:::
   :::column:::
      Text.
   :::column-end:::
:::row-end:::

> [!VIDEO https://example.org/video]
"""


ARTICLE = [STYLE_SHEET, DIRECTION.path.name]
"""The style sheets of all articles."""


def test_every_file_is_an_asset() -> None:
    files = {
        path
        for pattern in ("azuredocs-*.css", "azuredocs-*.js")
        for path in FOLDER.rglob(pattern)
    }
    of_redirect_pages = FOLDER / "assets" / "static" / "azuredocs-redirect.js"
    assert files == {of_redirect_pages, *(asset.path for asset in ASSETS)}
    assert len({path.name for path in files}) == len(files)


def test_pages_load_what_they_need(build: Build) -> None:
    built = build({"index.md": "# Start\n", "page.md": EVERYTHING})
    assert built.warnings == []
    names = {
        name: OF_US.findall(built.output(name))
        for name in ("index.html", "page.html", "search.html")
    }
    assert names["index.html"] == names["search.html"] == [STYLE_SHEET]
    assert names["page.html"] == [
        *ARTICLE,
        "azuredocs-columns.css",
        "azuredocs-videos.css",
        "azuredocs-divisions.css",
        "azuredocs-choices.css",
        "azuredocs-tabs.css",
        "azuredocs-choices.js",
        "azuredocs-tabs.js",
    ]
    static = Path(built.app.outdir, "_static")
    assert {asset.path.name for asset in ASSETS} <= {p.name for p in static.iterdir()}


OF_US = re.compile(r"_static/([\w-]*azuredocs[\w-]*\.\w+)")
GROUPS = "".join(
    f"- name: Group {group}\n  items:\n  - name: Page\n    href: page{group}.md\n"
    for group in range(3)
)


def test_a_page_without_constructs_loads_little(build: Build) -> None:
    """At most 3 kB, compressed: with a sidebar, and what the reader opens apart."""
    pages = {f"page{group}.md": f"# Page {group}\n\nText.\n" for group in range(3)}
    docfx = json.dumps({"build": {"content": [{"files": ["**/*.*"]}]}})
    files = {"index.md": "# Start\n", "docfx.json": docfx, "toc.yml": GROUPS}
    built = build({**files, **pages})
    names = OF_US.findall(built.output("page0.html"))
    assert names == [*ARTICLE, SCRIPT]
    static = Path(built.app.outdir, "_static")
    sizes = [len(gzip.compress((static / name).read_bytes())) for name in names]
    assert sum(sizes) < 3_000


def test_a_file_of_the_project_replaces_one_of_ours(build: Build) -> None:
    files = {"own/azuredocs-tabs.css": ".azure-tabs { color: red }\n"}
    built = build(
        {"index.md": "# Start\n", "page.md": EVERYTHING, **files},
        html_static_path=["own"],
    )
    own = Path(built.app.outdir, "_static", "azuredocs-tabs.css")
    assert own.read_text() == files["own/azuredocs-tabs.css"]
