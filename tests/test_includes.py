"""Finding, guarding and reading included files, on a real directory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_azuredocs.config.setting import IncludeLimits
from sphinx_azuredocs.constructs.includes.reader import IncludeReader
from sphinx_azuredocs.constructs.includes.syntax import IncludedText
from sphinx_azuredocs.syntax.sources import SourceFile
from sphinx_azuredocs.warnings import Problem, WarningKind

LIMITS = IncludeLimits(depth=3, files=4, size=1_000)
FILES = (
    "articles/a.md",
    "includes/x.md",
    "includes/Sub/Y z.md",
    "includes/v1.2.md",
    "includes/plain.txt",
    "includes/both",
    "includes/both.md",
    "top.md",
    "~tilde.md",
)


@pytest.fixture
def srcdir(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "src" / name).write_text(f"text of {name}")
    return tmp_path / "src"


@pytest.fixture
def read(srcdir: Path) -> IncludeReader:
    return IncludeReader(srcdir, (), LIMITS)


@pytest.fixture
def page(srcdir: Path) -> SourceFile:
    return SourceFile(str(srcdir / "articles/a.md"))


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("../includes/x.md", "includes/x.md"),
        ("../includes/x", "includes/x.md"),
        ("..\\includes\\x.md", "includes/x.md"),
        ("../Includes/X.MD", "includes/x.md"),
        ("../includes/sub/y%20z.md", "includes/Sub/Y z.md"),
        ("../INCLUDES/SUB/Y Z", "includes/Sub/Y z.md"),
        ("~/top.md", "top.md"),
        ("/includes/x.md", "includes/x.md"),
        (" ../includes/./x.md ", "includes/x.md"),
        ("../includes/x.md/", "includes/x.md"),
        ("../includes/%78.md", "includes/x.md"),
        ("..%2Fincludes%5Cx.md", "includes/x.md"),
        ("../articles/../includes/x.md", "includes/x.md"),
        ("../gone/../includes/x.md", "includes/x.md"),
        ("~/includes/../top.md", "top.md"),
        ("~\\top.md", "top.md"),
        ("/TOP", "top.md"),
        ("../includes/v1.2", "includes/v1.2.md"),
        ("../includes/plain.txt", "includes/plain.txt"),
        ("../includes/both", "includes/both"),
        ("/~tilde.md", "~tilde.md"),
    ],
)
def test_found(
    read: IncludeReader, page: SourceFile, srcdir: Path, target: str, name: str
) -> None:
    included = read(target, page)
    assert included == IncludedText(str(srcdir / name), f"text of {name}")
    assert read.dependencies == {srcdir / name}


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("../../outside.md", "is outside the source directory"),
        ("../../../../etc/passwd", "is outside the source directory"),
        ("~/../outside.md", "is outside the source directory"),
        ("..%2f..%2foutside.md", "is outside the source directory"),
        ("%2e%2e/%2e%2e/outside.md", "is outside the source directory"),
        ("..\\..\\outside.md", "is outside the source directory"),
        ("../../outside", "is outside the source directory"),
        ("../../src-of-another/x.md", "is outside the source directory"),
        ("/etc/passwd", "does not exist"),
        ("%252e%252e/x.md", "does not exist"),
        ("", "is a directory"),
        ("~/", "is a directory"),
        ("../includes/gone.md", "does not exist"),
        ("../includes", "is a directory"),
        ("a\x00b.md", "is no path of a file"),
        ("x" * 5_000, "is no path of a file"),
    ],
)
def test_problems(
    read: IncludeReader, page: SourceFile, target: str, message: str
) -> None:
    problem = read(target, page)
    assert isinstance(problem, Problem)
    assert problem.kind is WarningKind.INCLUDE
    assert message in problem.message


def refusal(
    read: IncludeReader, target: str, includer: SourceFile, kind: WarningKind
) -> str:
    """What is said where a file is not read."""
    problem = read(target, includer)
    assert isinstance(problem, Problem)
    assert problem.kind is kind
    return problem.message


@pytest.mark.parametrize("target", ["../includes/gone.md", "../includes/gone"])
def test_a_missing_file_is_a_dependency(
    read: IncludeReader, page: SourceFile, srcdir: Path, target: str
) -> None:
    """So that the page is read again when the file appears."""
    read(target, page)
    assert srcdir / "includes/gone.md" in read.dependencies


def test_a_file_outside_is_no_dependency(read: IncludeReader, page: SourceFile) -> None:
    read("../../outside.md", page)
    assert not read.dependencies


def test_every_file_read_is_a_dependency(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    included = read("../includes/x.md", page)
    assert isinstance(included, IncludedText)
    read("../top.md", SourceFile(included.path, page))
    read("../includes/x.md", page)
    assert read.dependencies == {srcdir / "includes/x.md", srcdir / "top.md"}


def test_of_two_spellings_the_first_by_name_is_taken(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    if (srcdir / "INCLUDES").exists():
        pytest.skip("letter case does not count on this file system")
    (srcdir / "includes/ONE.md").write_text("ONE")
    (srcdir / "includes/One.md").write_text("One")
    assert read("../includes/one.md", page) == read("../includes/ONE.md", page)
    exact = read("../includes/One.md", page)
    assert isinstance(exact, IncludedText)
    assert exact.text == "One"


def test_a_directory_outside_by_a_symbolic_link(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    outside = srcdir.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("secret")
    (srcdir / "includes/linked").symlink_to(outside)
    for target in (
        "../includes/linked/secret.md",
        "../includes/linked/secret",
        "../includes/LINKED/Secret.md",
        "~/includes/linked/../linked/secret.md",
    ):
        assert isinstance(read(target, page), Problem)


def test_a_symbolic_link_to_itself(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    (srcdir / "includes/loop.md").symlink_to(srcdir / "includes/loop.md")
    assert refusal(read, "../includes/loop.md", page, WarningKind.INCLUDE)


def test_a_pipe_is_not_waited_for(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes by name")
    os.mkfifo(srcdir / "includes/pipe.md")
    assert refusal(read, "../includes/pipe.md", page, WarningKind.INCLUDE)


def test_a_file_that_cannot_be_read(
    read: IncludeReader, page: SourceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(_path: Path, _flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", deny)
    message = refusal(read, "../includes/x.md", page, WarningKind.INCLUDE)
    assert "../includes/x.md cannot be read: Permission denied" in message


def test_symbolic_links(read: IncludeReader, page: SourceFile, srcdir: Path) -> None:
    (srcdir.parent / "outside.md").write_text("secret")
    (srcdir / "includes/out.md").symlink_to(srcdir.parent / "outside.md")
    (srcdir / "includes/in.md").symlink_to(srcdir / "top.md")
    outside = read("../includes/out.md", page)
    assert isinstance(outside, Problem)
    assert "outside" in outside.message
    assert isinstance(read("../includes/in.md", page), IncludedText)


def test_roots(srcdir: Path, page: SourceFile) -> None:
    (srcdir.parent / "shared").mkdir()
    (srcdir.parent / "shared/s.md").write_text("shared")
    read = IncludeReader(srcdir, (srcdir.parent / "shared",), LIMITS)
    assert isinstance(read("../../shared/s.md", page), IncludedText)


def test_cycle(read: IncludeReader, page: SourceFile, srcdir: Path) -> None:
    x = SourceFile(str(srcdir / "includes/x.md"), page)
    problem = read("../articles/a.md", x)
    assert isinstance(problem, Problem)
    assert problem.kind is WarningKind.INCLUDE_CYCLE
    assert "a.md → x.md → a.md" in problem.message


def test_a_page_that_includes_itself(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    for target in ("a.md", "A", "../articles/a.md", "~/articles/a.md"):
        message = refusal(read, target, page, WarningKind.INCLUDE_CYCLE)
        assert "a.md includes itself: a.md → a.md; take out" in message
    assert read.dependencies == {srcdir / "articles/a.md"}


def test_the_chain_of_a_cycle_begins_where_it_closes(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    file = page
    for name in ("x.md", "v1.2.md"):
        file = SourceFile(str(srcdir / "includes" / name), file)
    message = refusal(read, "x.md", file, WarningKind.INCLUDE_CYCLE)
    assert "x.md includes itself: x.md → v1.2.md → x.md" in message


def test_a_file_included_twice_is_no_cycle(
    read: IncludeReader, page: SourceFile
) -> None:
    first = read("../includes/x.md", page)
    assert isinstance(first, IncludedText)
    assert read("../includes/x.md", page) == first


def test_number_of_files(read: IncludeReader, page: SourceFile) -> None:
    found = [read("../includes/x.md", page) for _ in range(7)]
    assert [type(item) for item in found[:5]] == [IncludedText] * 4 + [Problem]
    assert found[5:] == [None, None], "reported once a page"
    assert isinstance(found[4], Problem)
    assert found[4].kind is WarningKind.INCLUDE_LIMIT
    assert "x.md was not included" in found[4].message
    assert "5 files, beyond azuredocs_include_max_files = 4" in found[4].message


def test_one_report_for_all_limits(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    (srcdir / "includes/big.md").write_text("x" * 2_000)
    assert isinstance(read("../includes/big.md", page), Problem)
    deep = page
    for _ in range(5):
        deep = SourceFile("other.md", deep)
    assert read("~/top.md", deep) is None
    assert [read("../includes/big.md", page) for _ in range(5)] == [None] * 5


def test_what_is_missing_is_reported_beyond_a_limit_too(
    read: IncludeReader, page: SourceFile
) -> None:
    for _ in range(10):
        read("../includes/x.md", page)
    assert refusal(read, "../includes/gone.md", page, WarningKind.INCLUDE)
    assert refusal(read, "a.md", page, WarningKind.INCLUDE_CYCLE)


@pytest.mark.parametrize(
    ("limits", "allowed"),
    [
        (IncludeLimits(depth=1, files=1, size=100), True),
        (IncludeLimits(depth=1, files=1, size=21), True),
        (IncludeLimits(depth=1, files=1, size=20), False),
        (IncludeLimits(depth=0, files=1, size=100), False),
        (IncludeLimits(depth=1, files=0, size=100), False),
    ],
)
def test_up_to_the_limit(
    srcdir: Path, page: SourceFile, limits: IncludeLimits, allowed: bool
) -> None:
    assert (srcdir / "includes/x.md").stat().st_size == 21
    read = IncludeReader(srcdir, (), limits)
    assert isinstance(read("../includes/x.md", page), IncludedText) is allowed


def test_depth(read: IncludeReader, page: SourceFile, srcdir: Path) -> None:
    file = page
    for name in ("1", "2", "3"):
        file = SourceFile(name, file)
    problem = read(str(srcdir / "top.md").replace(str(srcdir), "~"), file)
    assert isinstance(problem, Problem)
    assert problem.kind is WarningKind.INCLUDE_LIMIT
    assert "azuredocs_include_max_depth = 3" in problem.message


def test_size(read: IncludeReader, page: SourceFile, srcdir: Path) -> None:
    (srcdir / "includes/big.md").write_text("x" * 600)
    assert isinstance(read("../includes/big.md", page), IncludedText)
    problem = read("../includes/big.md", page)
    assert isinstance(problem, Problem)
    assert "1200 bytes" in problem.message


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfone\r\ntwo\rthree", "one\ntwo\nthree"),
        ("caf\u00e9".encode("cp1252"), "caf\u00e9"),
        ("caf\u00e9".encode("utf-16"), "caf\u00e9"),
    ],
)
def test_encodings(
    read: IncludeReader, page: SourceFile, srcdir: Path, data: bytes, text: str
) -> None:
    (srcdir / "includes/e.md").write_bytes(data)
    included = read("../includes/e.md", page)
    assert isinstance(included, IncludedText)
    assert included.text == text
    assert (included.problem is None) == data.startswith(b"\xef\xbb\xbf")


def test_what_is_not_utf_8_is_reported_at_its_line(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    (srcdir / "includes/e.md").write_bytes(b"one\r\ntwo\r\ncaf\xe9 \x93x\x94 \x81\r\n")
    included = read("../includes/e.md", page)
    assert isinstance(included, IncludedText)
    assert included.text == "one\ntwo\ncaf\u00e9 \u201cx\u201d \ufffd\n"
    assert included.problem is not None
    assert included.problem.kind is WarningKind.ENCODING
    assert included.problem.line == 3


def test_byte_order_marks_are_no_text_and_no_problem(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    (srcdir / "includes/e.md").write_bytes("\ufeff\ufefftext".encode())
    included = read("../includes/e.md", page)
    assert isinstance(included, IncludedText)
    assert included.text == "text"
    assert included.problem is None


@pytest.mark.parametrize(
    "data", [b"text\0text", b"\x89PNG\r\n\x1a\n\0\0", "text".encode("utf-32-le")]
)
def test_what_is_no_text(
    read: IncludeReader, page: SourceFile, srcdir: Path, data: bytes
) -> None:
    (srcdir / "includes/e.md").write_bytes(data)
    message = refusal(read, "../includes/e.md", page, WarningKind.INCLUDE)
    assert "../includes/e.md is not a text file" in message


def test_an_empty_file(read: IncludeReader, page: SourceFile, srcdir: Path) -> None:
    (srcdir / "includes/e.md").write_bytes(b"")
    assert read("../includes/e.md", page) == IncludedText(
        str(srcdir / "includes/e.md"), ""
    )


def test_disabled(srcdir: Path, page: SourceFile) -> None:
    read = IncludeReader(srcdir, (), LIMITS, enabled=False)
    problem = read("../includes/x.md", page)
    assert isinstance(problem, Problem)
    assert "disabled" in problem.message
    assert not read.dependencies
