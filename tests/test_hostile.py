"""Hostile input ends in good time, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from markdown_it.token import Token

from sphinx_azuredocs.account_kinds import names_account_kind

from .test_syntax import parse

pytestmark = pytest.mark.timeout(20)

HOSTILE = {
    "brackets": "[" * 50_000,
    "half includes on a line": "[AZURE.INCLUDE [" * 20_000,
    "half includes on lines": "[AZURE.INCLUDE [x](\n" * 10_000,
    "missing includes": "[AZURE.INCLUDE [x](gone.md)]\n" * 10_000,
    "missing includes in text": "text [AZURE.INCLUDE [x](gone.md)]\n" * 5_000,
    "open headings": "<h1>x\n" * 10_000,
    "open headings apart": "<h1>x\n\n" * 10_000,
    "open header": "<properties " + "x" * 100_000,
    "header of a thousand attributes": '<properties a="b" ' * 20_000,
    "comparisons": "> [AZURE.ACCOUNT-COMPARISON] x\n- **A** - b\n\n" * 3_000,
    "nested quotes": ">" * 3_000 + " [AZURE.ACCOUNT-COMPARISON]",
    "escapes": "[AZURE.INCLUDE [" + "\\]" * 30_000,
    "parentheses": "[AZURE.INCLUDE [x](" + "(a)" * 20_000,
    "unknown constructs": "[AZURE.X-Y] " * 10_000,
}


def content(tokens: Iterable[Token]) -> str:
    return "".join(
        t.content if t.type != "inline" else content(t.children or []) for t in tokens
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_ends(name: str) -> None:
    text = HOSTILE[name]
    found = content(parse(text))
    if name not in ("nested quotes", "comparisons", "escapes"):
        assert found.count("x") == text.count("x")
        assert found.count("[") == text.count("[")


def test_scopes_of_many_files() -> None:
    includes = "[!INCLUDE [x](x.md)]\n\n" * 2_000
    tokens = parse(f"{includes}[a][1]\n==== x.md\n[b][2]\n\n[2]: x\n")
    assert sum(token.type == "include_open" for token in tokens) == 2_000


@pytest.mark.parametrize("text", ["ou" * 5_000, "organisation" * 500, "a " * 5_000])
def test_long_terms(text: str) -> None:
    assert not names_account_kind(text)
