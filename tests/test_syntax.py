"""The syntax plugins with markdown-it alone, from fixture files.

Each case is a title, the input, and an outline of its tokens, with a line that is a dot
around each. In the input, a line `==== name.md` begins the text of an included file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import read_fixture_file
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_azuredocs.config.dialects import Dialect
from sphinx_azuredocs.constructs.construct import Construct
from sphinx_azuredocs.constructs.includes.syntax import IncludedText, ReadInclude
from sphinx_azuredocs.dialect import CONSTRUCTS, add_syntax
from sphinx_azuredocs.page.context import PageContext
from sphinx_azuredocs.page.header import PageHeader, read_page_header
from sphinx_azuredocs.page.reading import FileReader
from sphinx_azuredocs.syntax.sources import SourceFile
from sphinx_azuredocs.warnings import Problem, WarningKind

FIXTURES = Path(__file__).parent / "fixtures"
_FILE = re.compile(r"^==== (.*)\n", re.MULTILINE)
# Fixture files cannot hold these as they are.
_CHARACTERS = {"<TAB>": "\t", "<BOM>": "\ufeff", "<CR>": "\r", "<NBSP>": "\u00a0"}


def split_files(text: str) -> tuple[str, dict[str, str]]:
    """The page, and the text of each included file by name."""
    for name, character in _CHARACTERS.items():
        text = text.replace(name, character)
    page, *rest = _FILE.split(text)
    return page, dict(zip(rest[::2], rest[1::2], strict=True))


def parser(read: ReadInclude) -> MarkdownIt:
    md = MarkdownIt("commonmark").use(front_matter_plugin)
    add_syntax(md, context_of(read), constructs(Dialect.AZURE))
    return md


def constructs(dialect: Dialect) -> tuple[Construct, ...]:
    return tuple(c for c in CONSTRUCTS if dialect in c.dialects)


def context_of(read: ReadInclude, **values: Any) -> PageContext:
    """A page whose includes are read by a function."""
    values = {"dialect": Dialect.AZURE, **values}
    return PageContext(reader=cast("FileReader", read), **values)


def read_page(text: str) -> tuple[PageHeader, list[Token]]:
    """The header of a page, and the tokens of its text."""
    page, files = split_files(text)
    header, page = read_page_header(page)

    def read(target: str, _includer: SourceFile) -> IncludedText | Problem:
        name = target.rpartition("/")[2]
        if name in files:
            return IncludedText(name, files[name])
        return Problem(WarningKind.INCLUDE, f"no {target}")

    return header, parser(read).parse(page)


def parse(text: str) -> list[Token]:
    """The tokens of a page, without its header."""
    return read_page(text)[1]


def header_outline(header: PageHeader) -> Iterator[str]:
    if header.has_tags:
        problems = map(problem_text, header.problems)
        attributes = repr(dict(header.tags))
        yield " ".join(["page_header", str(header.line), attributes, *problems])


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


SHOWN_ATTRIBUTES = (
    *("start", "style", "class", "title", "width", "align", "emphasize-lines"),
)
# Attributes of tokens that outlines leave out: lines, which a test of their own checks,
# and what markdown-it notes.
HIDDEN_META = frozenset(("line", "label"))


def describe(token: Token) -> Iterator[str]:
    yield token.type.removesuffix("_open")
    if token.type == "heading_open":
        yield token.tag
    if token.type in ("alert_open", "azure_video", "code_block"):
        yield from filter(None, [token.info])
    if token.map and token.block:
        yield str(token.map[0] + 1)
    if token.content:
        yield repr(token.content)
    yield from (
        f"{name}={token.attrs[name]}"
        for name in SHOWN_ATTRIBUTES
        if name in token.attrs
    )
    yield from (
        str(token.attrs[name]) for name in ("href", "src") if name in token.attrs
    )
    shown = sorted(token.meta.keys() - HIDDEN_META)
    yield from filter(None, (meta_text(name, token.meta[name]) for name in shown))


def meta_text(name: str, value: object) -> str:
    """Return an attribute as outlines show it; an empty text or list is not shown."""
    match value:
        case "" | [] | () | None:
            return ""
        case True:
            return name
        case False:
            return f"not {name}"
        case SourceFile(path=path):
            return f"{name}=<{path or 'page'}>"
        case Problem():
            return problem_text(value)
        case _:
            return f"{name}={value!r}"


def problem_text(problem: Problem) -> str:
    place = "" if problem.line is None else f" {problem.line}"
    return f"!{problem.kind.value}{place}"


def cases() -> Iterator[object]:
    for path in sorted(FIXTURES.glob("*.md")):
        for line, title, text, expected in read_fixture_file(path):
            name = f"{path.stem}: {title}"
            yield pytest.param(text, expected, id=name, marks=[])
            assert line


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_fixture(text: str, expected: str, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("regen"):
        pytest.skip("the outlines are written anew")
    assert "\n".join(page_outline(text)).rstrip() == expected.rstrip()


def page_outline(text: str) -> Iterator[str]:
    header, tokens = read_page(text)
    yield from header_outline(header)
    yield from outline(tokens)


def with_outlines(fixtures: str, outline_of: Callable[[str], Iterable[str]]) -> str:
    """Return the text of a fixture file with the outlines that its inputs have now."""
    lines = fixtures.splitlines(keepends=True)
    dots = [number for number, line in enumerate(lines) if line.rstrip() == "."]
    written: list[str] = []
    end = 0
    for first, second, third in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
        text = "".join(lines[first + 1 : second])
        written += lines[end : second + 1]
        written += [f"{line}\n" for line in outline_of(text)]
        end = third
    return "".join([*written, *lines[end:]])


def check_file(
    path: Path, outline_of: Callable[[str], Iterable[str]], config: pytest.Config
) -> None:
    """Check that a fixture file is as ``--regen`` writes it, which it does if asked."""
    written = with_outlines(path.read_text(encoding="utf-8"), outline_of)
    if config.getoption("regen"):
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.md")), ids=lambda p: p.stem)
def test_file(path: Path, pytestconfig: pytest.Config) -> None:
    check_file(path, page_outline, pytestconfig)


@pytest.mark.parametrize(("text", "_expected"), list(cases()))
def test_what_opens_is_closed(text: str, _expected: str) -> None:
    tokens = parse(text)
    for sequence in [tokens, *(t.children or [] for t in tokens)]:
        opened: list[str] = []
        for token in sequence:
            if token.nesting > 0:
                opened.append(token.type.removesuffix("_open"))
            elif token.nesting < 0:
                assert token.type == f"{opened.pop()}_close"
        assert not opened


@pytest.mark.parametrize(("text", "_expected"), list(cases()))
def test_lines_are_of_the_file_and_in_order(text: str, _expected: str) -> None:
    page, files = split_files(text)
    files[""] = page
    read = [("", 0)]
    for token in parse(text):
        if token.type == "include_close":
            read.pop()
        name, line = read[-1]
        if token.map:
            begin, end = token.map
            assert line <= begin < end <= len(files[name].splitlines()), token
            read[-1] = name, begin
        if token.type == "include_open":
            read.append((token.meta["file"].path, 0))


def problems(tokens: Iterable[Token]) -> Iterator[Problem]:
    """All that is reported, wherever a token carries it."""
    for token in tokens:
        if "problem" in token.meta:
            yield token.meta["problem"]
        yield from problems(token.children or [])


def content(tokens: Iterable[Token]) -> str:
    """The text that is left, markup and all."""
    return "".join(
        content(token.children) if token.children else token.content for token in tokens
    )


@pytest.mark.parametrize(
    ("text", "wrong", "remedy"),
    [
        (
            '<properties pageTitle="a />',
            "the <properties> header is malformed",
            'write <properties name="value" … />',
        ),
        (
            "<tags ms.service=/>",
            "the <tags> header is malformed",
            'write <tags name="value" … />',
        ),
        (
            '<tags a="1" b="2" /><tags a="3" b="4" />',
            "<tags> gives another value than before for a, b",
            "keep one of them",
        ),
        (
            '<<<<<<< HEAD\n<tags a="1" />',
            "a merge conflict was left above the header",
            "resolve it",
        ),
        (
            "[WACOM.INCLUDE [x](x.md",
            "an incomplete include was left as text",
            "write [AZURE.INCLUDE [name](../includes/file.md)]",
        ),
        (
            "See [!INCLUDE [x](x.md)].\n==== x.md\n- Item\n",
            "included within text, but has a block ('bullet list')",
            "write the include on a line of its own",
        ),
        (
            "[AZURE.CAROUSEL]",
            "unknown construct '[AZURE.CAROUSEL]' was left as text",
            "correct its name",
        ),
    ],
)
def test_a_problem_says_what_is_wrong_and_what_to_write(
    text: str, wrong: str, remedy: str
) -> None:
    header, tokens = read_page(text)
    (problem,) = (*header.problems, *problems(tokens))
    assert wrong in problem.message
    assert remedy in problem.message


@pytest.mark.parametrize(
    "text", ["[AZURE.INCLUDE x.md]", "[WACOM.INCLUDE]", "[AZURE.INCLUDE (x.md)]"]
)
def test_an_include_without_inner_brackets_is_reported_and_stays(text: str) -> None:
    tokens = parse(text)
    assert len(list(problems(tokens))) == 1
    assert content(tokens) == text


def test_a_whole_conflict_above_the_header() -> None:
    text = '<<<<<<< HEAD\n=======\n>>>>>>> other\n<tags a="1" />\n\nText\n'
    header, _ = read_page_header(text)
    assert header.tags == {"a": "1"}
    assert [(p.kind, p.line) for p in header.problems] == [(WarningKind.HEADER, 3)]


def test_both_sides_of_a_conflict_are_headers() -> None:
    sides = '<<<<<<< HEAD\n<tags a="1" />\n=======\n<tags a="2" />\n>>>>>>> other\n'
    header, tokens = read_page(f"{sides}\nText\n")
    assert header.tags == {"a": "1"}
    assert WarningKind.HEADER in [problem.kind for problem in header.problems]
    assert content(tokens).endswith("Text")


def test_only_the_page_has_a_header_not_text_that_is_parsed_again() -> None:
    md = parser(lambda _target, _includer: None)
    assert content(md.parse('<tags a="2" />')) == '<tags a="2" />'


def test_the_reader_is_given_the_path_as_written_and_the_file_it_is_in() -> None:
    asked: list[tuple[str, list[str]]] = []

    def read(target: str, includer: SourceFile) -> IncludedText:
        asked.append((target, [file.path for file in includer.lineage()]))
        deeper = f"\n\n[!INCLUDE [x]({target}/y.md)]" if len(asked) == 1 else ""
        return IncludedText(f"file {len(asked)}", f"Text{deeper}")

    parser(read).parse(
        "[!INCLUDE [x](../a%20b\\c.md)]\n\nText [!INCLUDE [x](<c (d.md>)] text.\n"
    )
    assert asked == [
        ("../a%20b\\c.md", [""]),
        ("../a%20b\\c.md/y.md", ["file 1", ""]),
        ("c (d.md", [""]),
    ]


def test_where_the_reader_says_nothing_the_include_is_text() -> None:
    line = "[!INCLUDE [x](x.md)]"
    tokens = parser(lambda _target, _includer: None).parse(f"{line}\n\nText {line}.\n")
    assert not list(problems(tokens))
    assert content(tokens) == f"{line}Text {line}."


def test_what_is_wrong_with_a_readable_file_is_reported_in_it() -> None:
    problem = Problem(WarningKind.ENCODING, "not UTF-8", line=3)
    included = IncludedText("x.md", "One\n\nTw\u00f6\n", problem)
    tokens = parser(lambda _target, _includer: included).parse("[!INCLUDE [x](x.md)]")
    assert [token.type for token in tokens[:2]] == ["include_open", "problem"]
    assert tokens[1].meta["problem"] is problem


def problem_files(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """The kind of each problem, and the file it is reported in."""
    files = [""]
    for token in tokens:
        if token.type in ("include_open", "include_text_open"):
            files.append(token.meta["file"].path)
        elif token.type in ("include_close", "include_text_close"):
            files.pop()
        elif token.type == "problem":
            yield token.meta["problem"].kind.value, files[-1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Te\u00f6xt", "encoding"),
        ('<tags ms.service="x />\n\nText', "header"),
        ("Text [!INCLUDE [x](gone.md)]", "include"),
        ("Text\n\n[!INCLUDE [x](gone.md)]", "include"),
        ("[AZURE.CAROUSEL] text", "unknown-construct"),
        ("- Text", "include"),
    ],
)
def test_what_is_wrong_in_a_file_in_text_is_reported_in_that_file(
    text: str, kind: str
) -> None:
    def read(target: str, _includer: SourceFile) -> IncludedText | Problem:
        if target == "gone.md":
            return Problem(WarningKind.INCLUDE, "gone")
        misread = Problem(WarningKind.ENCODING, "not UTF-8", line=1)
        return IncludedText(target, text, None if text.isascii() else misread)

    _, inline, _ = parser(read).parse("See [!INCLUDE [x](x.md)].")
    assert list(problem_files(inline.children or [])) == [(kind, "x.md")]
