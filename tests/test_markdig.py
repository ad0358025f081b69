"""The extensions of Markdig, by fixtures: one file each, which has its name.

The fixtures of ``default`` have what is always on.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import read_fixture_file
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_azuredocs.constructs.includes.syntax import IncludedText, ReadInclude
from sphinx_azuredocs.dialect import add_syntax
from sphinx_azuredocs.docset.markdown_engine import (
    EXTENSION_NAMES,
    MarkdownEngine,
    read_markdown_engine,
)
from sphinx_azuredocs.page.dialects import Dialect
from sphinx_azuredocs.syntax.markdig.auto_identifier import slug_function
from sphinx_azuredocs.syntax.markdig.emoji import emoji_named
from sphinx_azuredocs.syntax.sources import SourceFile

from .test_syntax import (
    FIXTURES,
    check_file,
    content,
    context_of,
    outline,
    split_files,
)


def parser(
    extensions: dict[str, Any], read: ReadInclude = lambda _path, _file: None
) -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    engine = MarkdownEngine(extensions=extensions)
    values = {"dialect": Dialect.LEARN, "engine": engine}
    add_syntax(md, context_of(read, **values))
    return md


def parse(text: str, name: str, options: Any = None) -> list[Token]:
    page, files = split_files(text)

    def read(target: str, _includer: SourceFile) -> IncludedText:
        return IncludedText(target, files[target])

    return parser({name: options}, read).parse(page)


def cases() -> Iterator[object]:
    for path in sorted((FIXTURES / "markdig").glob("*.md")):
        for _line, title, text, expected in read_fixture_file(path):
            yield pytest.param(path.stem, text, expected, id=f"{path.stem}: {title}")


@pytest.mark.parametrize(("name", "text", "expected"), list(cases()))
def test_fixture(
    name: str, text: str, expected: str, pytestconfig: pytest.Config
) -> None:
    if pytestconfig.getoption("regen"):
        pytest.skip("the outlines are written anew")
    assert "\n".join(outline(parse(text, name))).rstrip() == expected.rstrip()


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "markdig").glob("*.md")), ids=lambda p: p.stem
)
def test_file(path: Path, pytestconfig: pytest.Config) -> None:
    check_file(path, partial(parse, name=path.stem), pytestconfig)


@pytest.mark.parametrize(("name", "text", "_expected"), list(cases()))
def test_what_opens_is_closed(name: str, text: str, _expected: str) -> None:
    for tokens in [parse(text, name), *(t.children or [] for t in parse(text, name))]:
        opened: list[str] = []
        for token in tokens:
            if token.nesting > 0:
                opened.append(token.type.removesuffix("_open"))
            elif token.nesting < 0:
                assert token.type == f"{opened.pop()}_close"
        assert not opened


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ("Subscript", "H2O 2^10^ ++a++ ~~b~~"),
        ("Superscript, Strikethrough", "H~2~O 210 ++a++ b"),
        (["Inserted"], "H~2~O 2^10^ a ~~b~~"),
        ("Default", "H2O 210 a b"),
    ],
)
def test_extras_that_are_chosen(options: Any, left: str) -> None:
    text = "H~2~O 2^10^ ++a++ ~~b~~"
    tokens = parse(text, "emphasisextras", options)
    if options == "Subscript":
        # As in Markdig, two marks are one in the other then.
        left = left.replace("~~b~~", "b")
    assert content(tokens) == left


def test_smileys_are_off_if_docfx_json_says_so() -> None:
    assert content(parse(":) :smile:", "emojis", "Default")) == ":) 😄"


@pytest.mark.parametrize("name", ["UseHeaderForColumnCount", "useHeaderForColumnCount"])
def test_tables_by_an_option(name: str) -> None:
    tokens = parse("|a|\n|-|\n|b|c|", "pipetables", {name: True})
    assert content(tokens) == "ab"
    assert content(parse("|a|\n|-|\n|b|c|", "pipetables", {name: False})) == "abc"


def test_a_table_is_not_widened_beyond_all_measure() -> None:
    rows = "| a | b |\n" * 2_000
    tokens = parse(f"|a|\n|-|\n{rows}|{'c|' * 1_000}", "common")
    assert sum(token.type in ("th_open", "td_open") for token in tokens) < 70_000
    assert content(tokens).count("c") == 1_000


@pytest.mark.parametrize(
    "name",
    [
        # Of each, one that Markdig has and that is no longer the emoji's main name.
        *("+1", "-1", "100", "1234", "hankey", "collision", "facepunch", "hocho"),
        *("e-mail", "email", "man_with_gua_pi_mao", "guardsman", "cop", "runner"),
        *("honeybee", "flipper", "shoe", "tshirt", "massage", "haircut", "iphone"),
        *("pencil", "memo", "telephone", "moon", "sunny", "heart", "star", "zap"),
        *("heavy_check_mark", "white_check_mark", "x", "warning", "o", "ok", "v"),
        *("information_source", "bulb", "key", "lock", "tada", "us", "uk", "de"),
        *("swaziland", "st_vincent_grenadines", "european_union", "tm", "copyright"),
    ],
)
def test_names_that_markdig_has(name: str) -> None:
    assert not emoji_named(f":{name}:").startswith(":")


def test_every_extension_is_read() -> None:
    for name in EXTENSION_NAMES:
        assert content(parse("Text", name)) == "Text"


def test_what_is_nested_too_deep_is_not_lost() -> None:
    for name, line in (("customcontainers", ":::a\n"), ("figures", "^^^\n")):
        assert content(parse(f"{line * 100}End", name)).endswith("End")


@pytest.mark.parametrize(
    ("options", "title", "slug"),
    [
        (None, "1. Größe of the _Wheel_ - and more!", "grosse-of-the_wheel_-and-more"),
        ("Default", "A . B", "a.b"),
        ("AutoLink", "Größe", "größe"),
        ("AllowOnlyAscii, AutoLink", "A -- b", "a-b"),
    ],
)
def test_anchors_as_in_markdig(options: Any, title: str, slug: str) -> None:
    function = slug_function(options)
    assert function is not None
    assert function(title) == slug


def test_anchors_as_in_github() -> None:
    assert slug_function("GitHub") is None


def test_extensions_are_read_in_every_form() -> None:
    engine = read_markdown_engine(
        {
            "markdigExtensions": [
                "FootNotes",
                {"EmphasisExtras": "Marked"},
                {"name": "Emojis", "options": "Default"},
                5,
                {},
            ],
            "alerts": {"ToDo": "alert alert-info", "x": None},
        }
    )
    assert engine.extensions == {
        "footnotes": None,
        "emphasisextras": "Marked",
        "emojis": "Default",
    }
    assert engine.misread == (5, {})
    assert engine.alerts == {"TODO": ("alert", "alert-info"), "X": ()}


@pytest.mark.parametrize("value", [None, 5, [], {}, {"alerts": 5}])
def test_an_engine_of_nothing(value: Any) -> None:
    engine = read_markdown_engine(value)
    assert not engine.extensions
    assert not engine.alerts
    assert not engine.misread
