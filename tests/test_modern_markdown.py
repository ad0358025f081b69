"""Formulas and URLs in text, which articles of 2014 have not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_azuredocs.config.dialects import Dialect
from sphinx_azuredocs.dialect import add_syntax
from sphinx_azuredocs.page.context import PageContext

from .growth import run_in_time
from .test_syntax import constructs


def parse(text: str) -> list[Token]:
    md = MarkdownIt("commonmark")
    add_syntax(md, PageContext(dialect=Dialect.LEARN), constructs(Dialect.LEARN))
    return md.parse(text)


def shown(tokens: list[Token]) -> Iterator[str]:
    """The text, with formulas and the URLs of links in brackets."""
    for token in tokens:
        if token.type == "inline":
            yield from shown(token.children or [])
        elif token.type.startswith("math"):
            yield f"[{token.content.strip()}]"
        elif token.type == "link_open":
            yield f"[{token.attrs['href']}]"
        else:
            yield token.content


def _shown(text: str) -> str:
    return "".join(shown(parse(text)))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("$x$, ($ y $) and **$z$**.", "[x], ([y]) and [z]."),
        ("$$x$$ in text", "[x] in text"),
        (r"$a\$b$", r"[a\$b]"),
        ("text\n$$\nx\n$$\ntext", "text[x]text"),
        ("text\n$$\nx", "text[x]"),
        ("$$$\nx\n\n$$\n$$$ \ny", "[x\n\n$$]y"),
        ("> $$\n> x\n\ny", "[x]y"),
        ("- $$\n  x\n  $$\n- y", "[x]y"),
        ("$$ x $$ y", "[x] y"),
        ("${a} and ${b}, $ a$ and $a $", "${a} and ${b}, $ a$ and $a $"),
        ("$$$x$$$ and $y$$", "[$x$] and [y$]"),
        ("$$a $ b$$, 16$ or a $15", "[a $ b], 16$ or a $15"),
        ("from $5 to $10, or $20 | $", "from $5 to $10, or $20 | $"),
        ("the $one and $other, a$b$c", "the $one and $other, a$b$c"),
        ("US$5 and US$6$, $HOME/$PATH", "US$5 and US$6$, $HOME/$PATH"),
        ("$a\nb$ and $$ $ and $$$", "$ab$ and [$ and $]"),
        ("$ $, a $$ $$", "$ $, a $$ $$"),
        ("`$x$` \\$x$", "$x$ $x$"),
    ],
)
def test_formulas(written: str, expected: str) -> None:
    assert _shown(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("see https://a.b/c.", "see [https://a.b/c]https://a.b/c."),
        ("(http://a.b/(c))", "([http://a.b/(c)]http://a.b/(c))"),
        ("ftp://a.b and", "[ftp://a.b]ftp://a.b and"),
        ("https://a.b?c=d&amp;", "[https://a.b?c=d]https://a.b?c=d&"),
        ("http://localhost:80/x", "[http://localhost:80/x]http://localhost:80/x"),
        ("mailto:a@b.c, x", "[mailto:a@b.c]mailto:a@b.c, x"),
        ("www.a.b", "[http://www.a.b]www.a.b"),
        ("https:// http://, nhttps://a.b", "https:// http://, nhttps://a.b"),
        ("https://<name>.a.b/c", "https://<name>.a.b/c"),
        ("https://{name}.a.b/c", "https://{name}.a.b/c"),
        ("[https://a.b](x)", "[x]https://a.b"),
    ],
)
def test_urls(written: str, expected: str) -> None:
    assert _shown(written) == expected


@pytest.mark.parametrize(
    "text",
    ["$a ", "$$\n", "text\n$$\n", "a: ", "https://a ", "https://a)) ", "ftp://a;"],
)
def test_repeated(text: str, size: int) -> None:
    run_in_time(parse, lambda n: text * 20 * n, size)
