"""The work that hostile input makes grows with its size, not with its square.

`test_hostile.py` measures the time of more inputs; here lines of Python are counted, so
that the result is the same on every machine.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sphinx_azuredocs.config.dialects import Dialect
from sphinx_azuredocs.docset.docfx import read_docset
from sphinx_azuredocs.docset.redirection_files import read_redirections
from sphinx_azuredocs.docset.xref_map_file import read_xref_map
from sphinx_azuredocs.docset.zone_pivot_groups import read_pivot_groups
from sphinx_azuredocs.files.globs import Glob
from sphinx_azuredocs.files.yaml_json import load_yaml
from sphinx_azuredocs.links.lookup import lookup, lookup_moved
from sphinx_azuredocs.links.place import Place
from sphinx_azuredocs.navigation.expand import expand
from sphinx_azuredocs.page.header import read_page_header
from sphinx_azuredocs.page.yaml_to_markdown import read_yaml_page

from .fuzz import page
from .fuzz.tokens import parser
from .growth import run_in_time, run_linearly
from .test_lookup import project

Inputs = dict[str, Callable[[int], str]]
SIZE = 16

# Of Microsoft Learn, with Markdig's extensions.
LEARN: Inputs = {
    "open zones": lambda n: '::: zone pivot="a"\nx\n' * n,
    "zones": lambda n: '::: zone pivot="a"\nx\n::: zone-end\n\n' * n,
    "ends of zones": lambda n: "::: zone-end\n\n" * n,
    "open rows": lambda n: ":::row:::\n" * n,
    "open columns": lambda n: ":::row:::\n" + ":::column:::\nx\n" * n,
    "rows": lambda n: (
        ":::row:::\n:::column:::\nx\n:::column-end:::\n:::row-end:::\n" * n
    ),
    "open monikers": lambda n: '::: moniker range="a"\nx\n' * n,
    "open images": lambda n: (
        ':::image type="complex" source="p.png" alt-text="a":::\nx\n' * n
    ),
    "open containers": lambda n: "::: name\nx\n" * n,
    "containers": lambda n: "::: name\nx\n:::\n" * n,
    "other tabs": lambda n: "".join(f"# [A](#tab/a{i})\nx\n" for i in range(n)),
    "equal tabs": lambda n: "# [A](#tab/a)\nx\n" * n,
    "notes": lambda n: "> [!NOTE]\n> x\n" * n,
    "brackets": lambda n: "[" * 8 * n + "x" + "]" * 8 * n,
    "open links": lambda n: "[x" * n + "](a)" * n,
    "stars": lambda n: "*a " * n,
    "runs of stars": lambda n: "*" * n + "a",
    "mixed emphasis": lambda n: "*a_ **b " * n,
    "extra emphasis": lambda n: "~a ^b ++c ==d " * n,
    "nested quotes": lambda n: "> " * n + "x",
    "open comments": lambda n: "<!-- x\n" * n,
    "columns": lambda n: f"|{'a|' * n}\n|{'-|' * n}\n|{'b|' * n}",
    "wide row": lambda n: "|a|\n|-|\n|" + "b|" * n,
    "columns of a grid": lambda n: (
        f"{'+---' * 8 * n}+\n{'| a ' * 8 * n}|\n{'+---' * 8 * n}+\n"
    ),
    "rows of a grid": lambda n: "+---+\n" + "| a |\n+---+\n" * n,
    "open grid": lambda n: "+---+\n" + "| a |\n" * n,
    "footnotes": lambda n: "".join(f"x[^{i}]\n\n[^{i}]: y\n\n" for i in range(n)),
    "marks of a footnote": lambda n: "x[^1] " * n + "\n\n[^1]: y",
    "equal footnotes": lambda n: "[^1]: y\n\n" * n,
    "abbreviations": lambda n: (
        "".join(f"*[A{i}]: x\n" for i in range(n)) + "\n" + "A1 A2 A3 " * n
    ),
    "braces": lambda n: "{" * n,
    "attributes": lambda n: "x{.a} " * n,
    "classes": lambda n: "# x {" + ".a " * n + "}",
    "long line": lambda n: "word " * 10 * n,
    "includes": lambda n: "[!INCLUDE [x](i.md)]\n\n" * n,
    "includes in text": lambda n: "x [!INCLUDE [x](i.md)] y\n\n" * n,
    "includes with labels": lambda n: "[!INCLUDE [x](blocks.md)]\n\n[l] [x]\n\n" * n,
    "includes with footnotes": lambda n: "[!INCLUDE [x](note.md)]\n\n[^1] [^2]\n\n" * n,
    "definitions": lambda n: "".join(f"[a{i}]: x\n[a{i}]\n\n" for i in range(n)),
    "labels": lambda n: "[a][b] " * n,
    "uids": lambda n: "<xref:a> @b " * n,
    "emoji": lambda n: ":smile: :a" * n,
    "formulas": lambda n: "$a $$b " * n,
    "URLs": lambda n: "https://a.b www.a " * n,
    "open tags": lambda n: '<a b="c ' * n,
    "tasks": lambda n: "- [ ] x\n" * n,
    "letters": lambda n: "a. x\n" * n,
    "terms": lambda n: "a\n" * n + ": b\n",
    "descriptions": lambda n: "a\n: b\n\n" * n,
    "open figures": lambda n: "^^^\nx\n" * n,
    "footers": lambda n: "^^ x\n" * n,
    "code": lambda n: '[!code-python[x](c.py)]\n:::code source="c.py":::\n\n' * n,
    "open code": lambda n: "```\nx\n\n" * n,
    "videos": lambda n: "> [!VIDEO https://www.youtube.com/embed/x]\n\n" * n,
}
AZURE: Inputs = {
    "nested elements": lambda n: "<div>" * 8 * n + "x",
    "elements apart": lambda n: "<div>\n\nx\n\n" * n,
    "ends of elements": lambda n: "x\n\n</div>\n\n" * n,
    "equal ids": lambda n: '<div id="a">x</div>\n\n' * n,
    "names": lambda n: '<a name="a"></a>x ' * n,
    "headings in HTML": lambda n: "<h2>a</h2>\n\n" * n,
    "open headings": lambda n: "<h2>a\n\n" * n,
    "Markdown in a heading": lambda n: "<h2>a\n\n" + "b\n\n" * n + "</h2>",
    "Markdown in code": lambda n: "x <pre>\n\n" + "- b\n\n> c\n\n" * n + "</pre>",
    "Markdown in choices": lambda n: "<select>\n\n" + "b\n\n" * n + "</select>",
    "cells": lambda n: "<table>" + "<tr><td>x</td></tr>" * n + "</table>",
    "wide cells": lambda n: "<table><tr>" + "<td>x</td>" * n + "</tr></table>",
    "nested tables": lambda n: "<table><caption>c<tr><td>" * 4 * n + "x",
    "details": lambda n: "<details><summary>x</summary>\n\ny\n\n" * n,
    "selectors": lambda n: "> [AZURE.SELECTOR]\n> - [A](a.md)\n\n" * n,
    "items of a selector": lambda n: "> [AZURE.SELECTOR]\n" + "> - [A](a.md)\n" * n,
    "comparisons": lambda n: "> [AZURE.ACCOUNT-COMPARISON] x\n> - **A** - b\n\n" * n,
    "notes in text": lambda n: "[AZURE.NOTE] x\n" * n,
    "bold": lambda n: "**a:**b __c__d" * n,
    "spaced links": lambda n: "[x] (a.md) " * n,
    "lists at the margin": lambda n: "- <ul>\n<li>x\n\n" * n,
    "lists of other markers": lambda n: " - x\n + x\n" * n,
    "lists between headings": lambda n: "1.  x\n# y\n" * n,
    "lists in items": lambda n: "- x\n  + y\n  * z\n" * n,
}
PAGES: Inputs = {
    "headings": lambda n: "## a\n\n" * n,
    "headings in HTML": lambda n: "<h2>a</h2>\n\n" * n,
    "anchors": lambda n: '<a name="a"></a>[x](#a)\n\n' * n,
    "open zones": lambda n: '::: zone pivot="a"\nx\n' * n,
    "columns of a grid": lambda n: (
        f"{'+---' * 30 * n}+\n{'| a ' * 30 * n}|\n{'+---' * 30 * n}+\n"
    ),
    "links to nothing": lambda n: "[x](gone.md) ![y](gone.png)\n\n" * n,
    "selectors": lambda n: "> [AZURE.SELECTOR]\n> - [A](a.md)\n> - [B](b.md)\n\n" * n,
}


@pytest.fixture(scope="module", autouse=True)
def _application() -> Iterator[None]:
    yield
    page.close()


@pytest.mark.parametrize("name", LEARN)
def test_learn(name: str) -> None:
    md = parser(Dialect.LEARN, has_extensions=True)
    run_linearly(md.parse, LEARN[name], SIZE)


@pytest.mark.parametrize("name", AZURE)
def test_azure(name: str) -> None:
    run_linearly(parser(Dialect.AZURE).parse, AZURE[name], SIZE)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pages(name: str) -> None:
    docname = "azure" if "HTML" in name or name == "selectors" else "learn/page"
    run_linearly(lambda text: page.body(docname, text), PAGES[name], 6)


def test_headers() -> None:
    for make in (
        lambda n: "<properties " + 'a="b" ' * n + "/>\nx",
        lambda n: '<tags a="b" />\n' * n + "x",
        lambda n: "---\n" + "".join(f"a{i}: b\n" for i in range(n)) + "---\nx",
    ):
        run_linearly(read_page_header, make, 50)


def test_redirections() -> None:
    """A chain, and many that lead to one page, followed from every start."""

    def chain(n: int) -> dict[str, str]:
        return {f"old{i}": f"old{i + 1}.md" for i in range(n)}

    def fan(n: int) -> dict[str, str]:
        return {f"old{i}": "a.md" for i in range(n)}

    def circle(n: int) -> dict[str, str]:
        return {f"old{i}": f"old{(i + 1) % n}.md" for i in range(n)}

    def follow(moved: dict[str, str]) -> None:
        site = project("a", moved=moved)
        for docname in moved:
            lookup_moved(docname, site)
            lookup(f"{docname}.md", Place.of_page("a"), site)

    for make in (chain, fan, circle):
        run_linearly(follow, make, 50)


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_tables_of_contents(tmp_path: Path) -> None:
    def items(n: int) -> str:
        return "- name: a\n  href: a.md\n" * n

    def tables(n: int) -> str:
        return "- name: a\n  href: b/toc.yml\n" * n

    def nested(n: int) -> str:
        levels = ("  " * i + "- name: a\n" + "  " * i + "  items:\n" for i in range(40))
        return "".join(levels) * n

    written(tmp_path / "a.md", "# A\n")
    written(tmp_path / "b/toc.yml", "- name: b\n  href: ../a.md\n")

    def read(text: str) -> None:
        written(tmp_path / "toc.yml", text)
        expand(tmp_path / "toc.yml")

    for make in (items, tables, nested):
        run_linearly(read, make, 10)


def test_files_of_a_docset(tmp_path: Path) -> None:
    def docfx(n: int) -> str:
        sets = [{"files": ["**/*.md"], "src": f"a{i}"} for i in range(n)]
        values = {f"a{i}": {"**/*.md": i} for i in range(n)}
        build = {"content": sets, "fileMetadata": values, "xref": ["x"] * n}
        return json.dumps({"build": build}, indent=1)

    def read_docfx(text: str) -> None:
        written(tmp_path / "docfx.json", text)
        docset = read_docset(tmp_path)
        docset.metadata_of("a1/b.md")
        docset.url_path("a1/b.md")

    def redirections(n: int) -> str:
        entries = [{"source_path": f"a{i}.md", "redirect_url": "b"} for i in range(n)]
        return json.dumps({"redirections": entries}, indent=1)

    def read_entries(text: str) -> None:
        written(tmp_path / ".openpublishing.redirection.json", text)
        list(read_redirections(tmp_path / ".openpublishing.redirection.json"))

    def groups(n: int) -> str:
        group = "- id: g\n  pivots:\n  - {id: a, title: A}\n"
        return "groups:\n" + group * n

    def read_groups(text: str) -> None:
        written(tmp_path / "zone-pivot-groups.yml", text)
        read_pivot_groups(tmp_path / "zone-pivot-groups.yml")

    run_linearly(read_docfx, docfx, 20)
    run_linearly(read_entries, redirections, 20)
    run_linearly(read_groups, groups, 20)


def test_xref_maps() -> None:
    def packed(n: int) -> bytes:
        references = [{"uid": f"u{i}", "href": "x", "name": "y"} for i in range(n)]
        return gzip.compress(json.dumps({"references": references}).encode())

    run_linearly(read_xref_map, packed, 50)
    run_in_time(read_xref_map, packed, 20_000)


def test_yaml_pages() -> None:
    def items(n: int) -> str:
        return "### YamlMime:Landing\ntitle: a\nx:\n" + "- title: b c\n  url: d\n" * n

    def texts(n: int) -> str:
        return "### YamlMime:FAQ\ntitle: a\nsummary: >\n" + "  b c\n" * n

    for make in (items, texts):
        run_linearly(read_yaml_page, make, 20)
    run_linearly(load_yaml, lambda n: f"a: &a [1]\nb: [{'*a, ' * n}]", 50)


def test_globs() -> None:
    for piece in ("**a", "*a", "{a,b}", "**/a", "?"):
        glob = Glob(piece * 20)
        run_linearly(glob.matches, lambda n: "a/" * n, 50)
        run_linearly(lambda n, p=piece: Glob(p * n), lambda n: n, 20)
