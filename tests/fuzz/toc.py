"""Tables of contents, in YAML and Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, cast

from sphinx_azuredocs.navigation.expand import expand
from sphinx_azuredocs.navigation.toc_file import TocItem, read_toc

from .files import folder, write_file
from .grammar import Choose, Rules, Sentence, write
from .target import DefectError, Target, limited, require_words

YAML: Rules = {
    "start": (
        *(
            "- name: $w\n",
            "$items\n",
            "items:\n$items\n",
            "### YamlMime:TOC\n$items\n",
            "$items\n$items",
        ),
        *(
            "metadata:\n  x: y\nitems:\n  $items\norder: 5",
            "$scalar",
            "[$flow]",
            "items: {$flow}",
        ),
    ),
    "items": (
        "- name: $w",
        "- $item",
        "- $item\n- $item",
        "$items\n$items",
        "- \n$items",
    ),
    "item": (
        *(
            "name: $w",
            "name: $w\n$key: $value",
            "name: $w\nitems:\n$items",
            "name: $w\n$item",
        ),
        *(
            "name: $w\nitems:\n  $items",
            "$key: $value",
            "href: $href\nname: $w",
            "expanded: true\nname: $w",
        ),
        *(
            "name: $w\nhref: $href\nitems:\n$items",
            "- name: $w",
            "name: [$w]\n$key: $value",
        ),
    ),
    "key": (
        *(
            "href",
            "topicHref",
            "tocHref",
            "uid",
            "topicUid",
            "homepage",
            "displayName",
            "items",
        ),
        *(
            "expanded",
            "name",
            "x",
            "'href'",
            "maintainContext",
            "order",
            "monikers",
            "<<",
            "? href",
        ),
    ),
    "href": (
        *(
            "a.md",
            "toc.yml",
            "sub/toc.yml",
            "sub/",
            "gone.md",
            "https://example.com/x",
            "/azure/x",
        ),
        *(
            "http://[x",
            "../toc.yml",
            "~/a.md",
            "a%00.md",
            "javascript:x",
            "'#x'",
            "a.md#x",
            "?x=1",
            "sub",
        ),
        *(
            "toc.md",
            "other.yml",
            "//x",
            "a\\b.md",
            "sub/toc.yml?x",
            "''",
            "[",
            "a%",
            "loop.yml",
        ),
    ),
    "value": (
        "x",
        "$href",
        "$scalar",
        "[$scalar]",
        "{$flow}",
        "&a [*a]",
        "*a",
        "!!x y",
        "|\n  $w",
    ),
    "scalar": (
        "$w",
        "1",
        "true",
        "~",
        "''",
        "é",
        "2020-01-01",
        ".inf",
        '"\\ud800"',
        "@x",
        "`x",
        "- x",
    ),
    "flow": (
        "name: $w",
        "{name: $w, href: $href}",
        "$flow, $flow",
        "$scalar",
        "name: $w, href: $href",
    ),
}
MARKDOWN: Rules = {
    "start": (
        "# [$w](a.md)",
        "$lines",
        "$lines\n\n$lines",
        "<!-- x -->\n$lines",
        "$lines\n<!-- x",
    ),
    "lines": (
        *(
            "# [$w](a.md)",
            "$marks $heading",
            "$lines\n$lines",
            "$marks$heading",
            "$marks $heading $marks",
        ),
        *(
            " $marks $heading",
            "text",
            "$lines\n<!-- x\ny -->\n$lines",
            "\t# $w",
            "$lines\n",
        ),
    ),
    "marks": (
        "#",
        "##",
        "###",
        "####",
        "#######",
        "####################################",
    ),
    "heading": (
        *(
            "$w",
            "[$w]($href)",
            '[$w]($href "x")',
            "@'u.a'",
            "@u.a",
            "<xref:u.a>",
            "[$w](xref:u.a)",
        ),
        *(
            "[$w](@u)",
            "[$w](<a b.md>)",
            "[a] [$w](x)",
            "[$w",
            "[$w]()",
            "[]($href)",
            "$heading $heading",
        ),
    ),
    "href": YAML["href"],
}
OTHERS = {
    "a.md": "# A\n",
    "sub/toc.yml": "- name: b\n  href: ../a.md\n- name: c\n  href: ../toc.yml\n",
    "sub/a.md": "# B\n",
    "loop.yml": "- name: l\n  href: loop.yml\n",
    "other.yml": "- name: o\n  items: [{name: p, href: sub/}]\n",
}


class Table(NamedTuple):
    """The name of a table of contents, and its text."""

    name: str
    sentence: Sentence


def _write(choose: Choose) -> Table:
    if choose(3):
        return Table("toc.yml", write(YAML, choose))
    return Table("toc.md", write(MARKDOWN, choose))


def _check(value: object) -> None:
    table = cast("Table", value)
    root = folder("toc")
    if not (root / "a.md").exists():
        for name, text in OTHERS.items():
            write_file(root / name, text)
    path = root / table.name
    text = table.sentence.text.replace("\r\n", "\n").replace("\r", "\n")
    write_file(path, text)
    with limited():
        toc = read_toc(path)
        followed = expand(path, root)
    known = " ".join((_names(toc.items), *(p.message for p in toc.problems)))
    if table.name == "toc.md" and table.sentence.is_whole:
        require_words(table.sentence.words, known, text)
    for problem in (*toc.problems, *followed.problems):
        if (
            problem.file == path
            and not 1 <= (problem.line or 0) <= text.count("\n") + 1
        ):
            raise DefectError(f"line {problem.line} is not in {text!r}")
    if "\r" not in text:
        write_file(path, text.replace("\n", "\r\n"))
        other = read_toc(path)
        if other != toc:
            raise DefectError(f"CRLF makes a difference in {text!r}")


def _names(items: Iterable[TocItem]) -> str:
    return " ".join(
        f"{item.name} {item.href} {item.uid}" for top in items for item in top.walk()
    )


TARGETS = (Target("toc", _write, _check),)
