"""Hostile input ends in time that grows with its size, raises nothing, loses nothing.

Each input is a function of a size, parsed at that size and at a tenth of it: what takes
time that grows with the square takes a hundred times as long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from sphinx_azuredocs.constructs.account_comparison.kinds import names_account_kind

from .growth import MAX_RATIO, QUADRATIC, run_in_time
from .test_syntax import content, parse

Inputs = dict[str, Callable[[int], str]]

# Stops what would never end.
pytestmark = pytest.mark.timeout(180)

INCLUDE = "[AZURE.INCLUDE [x](gone.md)]"
MARKER = "[AZURE.ACCOUNT-COMPARISON]"

LEFT_AS_TEXT: Inputs = {
    "brackets": lambda n: "[" * 100 * n,
    "spaced brackets": lambda n: "[x] " * 20 * n,
    "half includes on a line": lambda n: "[AZURE.INCLUDE [" * 20 * n,
    "half includes on lines": lambda n: "[AZURE.INCLUDE [x](\n" * 10 * n,
    "half includes in angle brackets": lambda n: "[AZURE.INCLUDE [x](<" * 20 * n,
    "half includes with a title": lambda n: '[AZURE.INCLUDE [x](x.md "' * 20 * n,
    "parentheses": lambda n: "[AZURE.INCLUDE [x](" + "(a)" * 20 * n,
    "open parentheses": lambda n: "[AZURE.INCLUDE [x](" + "(" * 50 * n,
    "spaces in an include": lambda n: (
        "[AZURE.INCLUDE" + " " * 50 * n + "[x](" + " " * 50 * n
    ),
    "missing includes": lambda n: f"{INCLUDE}\n" * 20 * n,
    "missing includes apart": lambda n: f"{INCLUDE}\n\n" * 20 * n,
    "missing includes in text": lambda n: f"text {INCLUDE}\n" * 10 * n,
    "missing includes on a line": lambda n: INCLUDE * 10 * n,
    "missing include behind text": lambda n: "text\n" * 20 * n + INCLUDE,
    "indented missing includes": lambda n: f"\t{INCLUDE}\n" * 10 * n,
    "indented missing includes far apart": lambda n: (f"\t{INCLUDE}" + "\n" * 30) * n,
    "tags without an end": lambda n: "<h1" * 10 * n,
    "tags without an end on lines": lambda n: "<h1\n" * 10 * n,
    "heading with attributes": lambda n: "<h1 " + "a=b " * 25 * n,
    "heading with ids": lambda n: "<h1 " + "id = " * 25 * n,
    "open header": lambda n: "<properties " + "x" * 50 * n,
    "open value": lambda n: '<properties x="' + "x" * 50 * n,
    "header of nothing but space": lambda n: "<properties " + " " * 50 * n + "x",
    "header of blank lines": lambda n: "<properties " + "\n" * 50 * n + "x",
    "header of equal signs": lambda n: "<properties " + "a=" * 25 * n,
    "header of many attributes": lambda n: '<properties a="b" ' * 20 * n,
    "space before what is no header": lambda n: "\n \n" * 20 * n + "x",
    "unknown constructs": lambda n: "[AZURE.X-Y] " * 10 * n,
    "half unknown constructs": lambda n: "[AZURE.XY" * 20 * n,
    "a long name": lambda n: "[AZURE." + "X" * 100 * n,
    "space behind a name": lambda n: "[AZURE.XY" + " " * 50 * n + "x",
}

WITH_MARKUP: Inputs = {
    "missing includes in a list": lambda n: f"- {INCLUDE}\n" * 10 * n,
    "missing includes in lazy lines": lambda n: f"- text\n{INCLUDE}\n" * 10 * n,
    "comparisons": lambda n: f"> {MARKER} x\n- **A** - b\n\n" * 3 * n,
    "comparisons without a list": lambda n: f"> {MARKER} x\n\n" * 5 * n,
    "comparison of many lines": lambda n: f"> {MARKER} x\n" + "> text\n" * 10 * n,
    "comparison of many accounts": lambda n: (
        f"> {MARKER} x\n" + "- **A** - b\n" * 10 * n
    ),
    "comparison in quotes": lambda n: "> " * 15 + f"{MARKER} x",
    "escapes": lambda n: "[AZURE.INCLUDE [" + "\\]" * 30 * n,
    "lists in lists": lambda n: (
        "".join(f"{'  ' * depth}-     x\n" for depth in range(15)) * (n // 5)
    ),
    "items far from their text": lambda n: "-    x\n\n    x\n\n" * 3 * n,
    "heading of marks": lambda n: "##x" + "#" * 30 * n + "x",
    "heading with spaces": lambda n: "##x" + " " * 2 * n + "x",
}

WITH_TAGS: Inputs = {
    "open headings": lambda n: "<h1>x\n" * 10 * n,
    "open headings apart": lambda n: "<h1>x\n\n" * 10 * n,
    "open headings in a list": lambda n: "- <h1>x\n" * 10 * n,
    "open headings in a quote": lambda n: "> <h1>x\n" * 10 * n,
    "divisions in divisions": lambda n: "<div>\n" * 10 * n + "x",
    "divisions apart": lambda n: "<div>\n\nx\n\n" * 5 * n,
    "divisions opened and closed": lambda n: (
        "<div>\n\nx\n\n" * 3 * n + "</div>\n\n" * 3 * n
    ),
    "end tags": lambda n: "</div>\n\nx\n\n" * 10 * n,
    "bold in bold": lambda n: "<b>x" * 10 * n,
    "bold around blocks": lambda n: "<div>\n" + "<b>x<p>" * 3 * n,
    "bold that crosses": lambda n: "**<b>x**</b>" * 5 * n,
    "lists in lists": lambda n: "<ul><li>x" * 5 * n,
    "cells in cells": lambda n: "<table><tr><td>x" * n,
    "tables in a cell": lambda n: (
        "<table><tr><td>" + "<table><tr><td>x</table>" * 2 * n
    ),
    "rows": lambda n: "<table>" + "<tr><td>x" * 10 * n,
    "rows apart": lambda n: "<table>\n\n" + "<tr><td>x\n\n" * 3 * n + "</table>",
    "code that is open over blank lines": lambda n: "<pre>x\n\n" * 5 * n,
    "open tables at the margin": lambda n: "- <table>\n<tr><td>x\n" * 5 * n,
    "rows at the margin": lambda n: "- <table>\n" + "<tr><td>x\n" * 10 * n,
    "code after open cells": lambda n: "<table><tr><td>x\n\n    y</td>\n\n" * 2 * n,
    "links": lambda n: '<a href="x">' * 10 * n + "x",
    "links without an end": lambda n: '<a href="x' * 5 * n,
    "breaks": lambda n: "x<br>" * 20 * n,
    "space in a paragraph": lambda n: "<p>x" + " " * 50 * n + "x</p>",
    "breaks in a paragraph": lambda n: (
        "<p>x" + "<br>" * 20 * n + "x" + "<br> " * 20 * n + "</p>"
    ),
    "comments": lambda n: "<!-- x -->x\n" * 10 * n,
    "comments without an end": lambda n: "<!-- x\n" * 10 * n,
    "ticks in tags": lambda n: "<p>`x" * 10 * n,
}

# Whose marks are read, and no text.
WITH_CONSTRUCTS: Inputs = {
    "open includes in links": lambda n: "[x [!INCLUDE [a](gone.md)] " * 5 * n,
    "includes in links": lambda n: "[x [!INCLUDE [a](gone.md)]](b) " * 5 * n,
    "links in open brackets": lambda n: "[x [a](b) " * 5 * n,
    "images with a space": lambda n: "![x] (a.png) " * 5 * n,
    "open images with a space": lambda n: "![x] (a.png " * 5 * n,
    "URLs with a space": lambda n: "[x] (" + "a/" * 50 * n,
    "bold in Chinese": lambda n: "字**“" * 20 * n,
    "notes and quotes": lambda n: "> [!NOTE]\n\n> text\n\n" * 5 * n,
    "notes in lazy lines": lambda n: "> [AZURE.NOTE]\ntext\n\n" * 5 * n,
    "selectors on later lines": lambda n: "> text\n" + "> [AZURE.SELECTOR]\n" * 5 * n,
    "open images": lambda n: "![x ![a](b) " * 3 * n,
    "brackets that close at the end": lambda n: "[x " * 5 * n + "]",
    "notes": lambda n: "> [!NOTE]\n> text\n" * 10 * n,
    "notes in no quote": lambda n: "[!NOTE]\n" * 10 * n,
    "notes in a list": lambda n: "> - [!NOTE]\n" * 5 * n,
    "code on lines that go on": lambda n: "[!code-python[](gone.py\n" * 5 * n,
    "code in text": lambda n: "[!code-python[](gone.py)] x " * 5 * n,
    "groups of tabs": lambda n: "# [A](#tab/a)\nx\n\n---\n\n" * 5 * n,
    "groups of other tabs": lambda n: "".join(
        f"# [A](#tab/a{tab}+b)\nx\n\n---\n\n" for tab in range(5 * n)
    ),
    "zones": lambda n: '::: zone pivot="a"\nx\n::: zone-end\n' * 10 * n,
    "open zones": lambda n: '::: zone pivot="a"\nx\n' * 10 * n,
    "open zones in quotes": lambda n: '> ::: zone pivot="a"\n\n' * 10 * n,
    "forms": lambda n: ':::form action="a" submitText="b":::\n' * 10 * n,
    "open descriptions": lambda n: (
        ':::image type="complex" source="p" alt-text="a":::\nx\n' * 5 * n
    ),
    "open images of three colons": lambda n: (
        ':::image source="p.png" alt-text="a ' * 10 * n
    ),
    "open uids": lambda n: '<xref:"a ' * 20 * n,
    "unknown constructs with words": lambda n: "[!FOO bar " * 10 * n,
}


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]", text.replace(MARKER, "")))


def parse_in_time(
    make: Callable[[int], str], size: int, max_ratio: float = MAX_RATIO
) -> str:
    """Return the text that is left of an input, and check how its time grows."""
    return content(run_in_time(parse, make, size, max_ratio))


@pytest.mark.parametrize("name", LEFT_AS_TEXT)
def test_nothing_is_lost(name: str, size: int) -> None:
    make = LEFT_AS_TEXT[name]
    left = Counter(parse_in_time(make, size))
    missing = Counter(re.sub(r"\s", "", make(size))) - left
    assert not missing


@pytest.mark.parametrize("name", WITH_MARKUP)
def test_no_text_is_lost(name: str, size: int) -> None:
    make = WITH_MARKUP[name]
    assert letters(make(size)) <= letters(parse_in_time(make, size))


@pytest.mark.parametrize("name", WITH_TAGS)
def test_no_text_between_tags_is_lost(name: str, size: int) -> None:
    make = WITH_TAGS[name]
    shown = re.sub(r"<!--.*?-->|<[^<>]*>", "", make(size))
    assert letters(shown) <= letters(parse_in_time(make, size))


@pytest.mark.parametrize("name", WITH_CONSTRUCTS)
def test_constructs_end_in_time(name: str, size: int) -> None:
    make = WITH_CONSTRUCTS[name]
    shown = Counter(re.findall("x", re.sub("[!:].*", "", make(size))))
    assert shown <= Counter(parse_in_time(make, size))


@pytest.mark.parametrize("mark", [">", "> "])
def test_quotes_in_quotes(mark: str, size: int) -> None:
    def make(n: int) -> str:
        return f"{mark * 5 * n} {MARKER} x"

    # Beyond its own limit to nesting, markdown-it leaves text out.
    kept = content(MarkdownIt("commonmark").parse(make(size)))
    assert letters(kept) <= letters(parse_in_time(make, size))


def test_a_header_given_thousands_of_times(size: int) -> None:
    # Each is cut off the text.
    def make(n: int) -> str:
        return '<tags a="b" />' * 10 * n + "x"

    assert parse_in_time(make, size, QUADRATIC) == "x"


def test_scopes_of_many_files(size: int) -> None:
    # A reference is looked up in each file of the page; builds limit their number.
    def make(n: int) -> str:
        includes = "[!INCLUDE [x](x.md)]\n\n" * 2 * n
        return f"{includes}[a][1]\n==== x.md\n[b][2]\n\n[2]: x\n"

    left = parse_in_time(make, size, QUADRATIC)
    assert left == "b" * 2 * size + "[a][1]"


def test_scopes_of_many_files_in_text(size: int) -> None:
    def make(n: int) -> str:
        includes = "text [!INCLUDE [x](x.md)] [a][1]\n\n" * n
        return f"{includes}\n==== x.md\n[b][2]\n\n[2]: x\n"

    assert parse_in_time(make, size, QUADRATIC) == "text b [a][1]" * size


@pytest.mark.parametrize("text", ["ou" * 5_000, "organisation" * 500, "a " * 5_000])
def test_long_terms(text: str) -> None:
    assert not names_account_kind(text)
