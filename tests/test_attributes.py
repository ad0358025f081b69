"""Attributes, by the three grammars in which they are written."""

from __future__ import annotations

import time

import pytest

from sphinx_azuredocs.syntax.attributes import html_attributes, lenient_attributes
from sphinx_azuredocs.syntax.html.elements import TAG

from .growth import SECONDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a=\"b c\" D='e' f=g h", {"a": "b c", "d": "e", "f": "g", "h": ""}),
        (' style=width:100%"', {"style": 'width:100%"'}),
        (' width=5" height="6"', {"width": '5"', "height": "6"}),
        (' class="x""', {"class": "x"}),
        (" a=1 A=2", {"a": "1"}),
        (' title="&lt;b&gt; &amp; c"', {"title": "<b> & c"}),
        (" a='?b=1&copy=2&lt=3'", {"a": "?b=1&copy=2&lt=3"}),
        (" a='&copy;&#169;&copy &copyb'", {"a": "©©© &copyb"}),
        (" a = b\n c\t=\t'd'", {"a": "b", "c": "d"}),
        (" a= b==c", {"a": "b==c"}),
        ("", {}),
    ],
)
def test_html(text: str, expected: dict[str, str]) -> None:
    assert html_attributes(text) == expected
    tag = TAG.fullmatch(f"<td{text}>")
    assert tag is not None
    assert tag["attributes"] == text


@pytest.mark.parametrize("text", ['<td a="b>', "<td a='b>", "<td a=<b>", "<td a"])
def test_what_is_no_tag(text: str) -> None:
    assert TAG.match(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" href=”x”", [("href", "x")]),
        (' name="x', [("name", "x")]),
        (' name"x"', [("name", "x")]),
        (" name=_“x”", [("name", "x")]),
        (' a="1" b=2', [("a", "1"), ("b", "2")]),
    ],
)
def test_lenient(text: str, expected: list[tuple[str, str]]) -> None:
    assert [*lenient_attributes(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "<td " + "a=b " * 50_000 + "<",
        "<td " + "a=" * 50_000,
        "<td " + "a = " * 50_000 + "<",
        '<td a="' * 50_000,
        "<td a='b\" " * 30_000,
        "<td " + "=" * 100_000 + "<",
    ],
)
def test_time_is_linear(text: str) -> None:
    begin = time.process_time()
    for _ in TAG.finditer(text):
        pass
    html_attributes(text)
    assert time.process_time() - begin < SECONDS
