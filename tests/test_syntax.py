"""The syntax plugins with markdown-it alone, from fixture files.

Each case is a title, the input, and an outline of its tokens, with a line that is a dot
around each. In the input, a line `==== name.md` begins the text of an included file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import read_fixture_file
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_azuredocs.syntax import azure_plugin
from sphinx_azuredocs.syntax.include import IncludedText
from sphinx_azuredocs.syntax.sources import SourceFile
from sphinx_azuredocs.warnings import Problem, WarningKind

FIXTURES = Path(__file__).parent / "fixtures"
_FILE = re.compile(r"^==== (.*)\n", re.MULTILINE)


def parse(text: str) -> list[Token]:
    text, *rest = _FILE.split(text)
    files = dict(zip(rest[::2], rest[1::2], strict=True))

    def read(target: str, _includer: SourceFile) -> IncludedText | Problem:
        name = target.rpartition("/")[2]
        if name in files:
            return IncludedText(name, files[name])
        return Problem(WarningKind.INCLUDE, f"no {target}")

    md = MarkdownIt("commonmark").use(front_matter_plugin)
    md.use(azure_plugin, read_include=read)
    # Fixture files cannot hold these as they are.
    text = text.replace("<TAB>", "\t").replace("<BOM>", "\ufeff")
    return md.parse(text.replace("<CR>", "\r"))


def outline(tokens: Iterable[Token], depth: int = 0) -> Iterator[str]:
    """A line a token, indented by how deep it is nested."""
    for token in tokens:
        if token.nesting < 0:
            depth -= 1
            continue
        if token.type == "inline":
            yield from outline(token.children or [], depth)
            continue
        if token.type == "text" and not token.content:
            continue
        yield "  " * depth + " ".join(describe(token))
        depth += token.nesting


META = {
    "defined_in": lambda file: f"from {file.path or 'page'}",
    "file": lambda file: f"<{file.path}>",
    "anchors": lambda anchors: " ".join(f"#{anchor}" for anchor in anchors),
    "title": lambda _: "title",
    "arguments": lambda arguments: " | ".join(arguments) or "-",
    "problem": lambda problem: problem_text(problem),
    "header": lambda header: " ".join(
        [repr(dict(header.attributes)), *map(problem_text, header.problems)]
    ),
}


def describe(token: Token) -> Iterator[str]:
    yield token.type.removesuffix("_open")
    if token.type == "heading_open":
        yield token.tag
    if token.type in ("alert_open", "azure_video"):
        yield token.info
    if token.map and token.block:
        yield str(token.map[0] + 1)
    if token.content:
        yield repr(token.content)
    yield from (
        str(token.attrs[name]) for name in ("href", "src") if name in token.attrs
    )
    yield from (
        show(token.meta[key]) for key, show in META.items() if key in token.meta
    )


def problem_text(problem: Problem) -> str:
    place = "" if problem.line is None else f" {problem.line + 1}"
    return f"!{problem.kind.value}{place}"


def cases() -> Iterator[object]:
    for path in sorted(FIXTURES.glob("*.md")):
        for line, title, text, expected in read_fixture_file(path):
            name = f"{path.stem}: {title}"
            yield pytest.param(text, expected, id=name, marks=[])
            assert line


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_fixture(text: str, expected: str) -> None:
    assert "\n".join(outline(parse(text))).rstrip() == expected.rstrip()


def test_syntax_knows_nothing_of_sphinx() -> None:
    import sphinx_azuredocs.syntax

    folder = Path(sphinx_azuredocs.syntax.__file__).parent
    for module in folder.glob("*.py"):
        source = module.read_text(encoding="utf-8")
        assert not re.search(
            r"^\s*(from|import) (sphinx\b|docutils)", source, re.MULTILINE
        )
