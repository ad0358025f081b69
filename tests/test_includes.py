"""Finding, guarding and reading included files, on a real directory."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_azuredocs.includes import IncludeLimits, IncludeReader
from sphinx_azuredocs.syntax.include import IncludedText
from sphinx_azuredocs.syntax.sources import SourceFile
from sphinx_azuredocs.warnings import Problem, WarningKind

LIMITS = IncludeLimits(depth=3, files=4, size=1_000)


@pytest.fixture
def srcdir(tmp_path: Path) -> Path:
    for name in ("articles/a.md", "includes/x.md", "includes/Sub/Y z.md", "top.md"):
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


def test_a_missing_file_is_a_dependency(
    read: IncludeReader, page: SourceFile, srcdir: Path
) -> None:
    read("../includes/gone.md", page)
    assert read.dependencies == {srcdir / "includes/gone.md"}


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


def test_number_of_files(read: IncludeReader, page: SourceFile) -> None:
    found = [read("../includes/x.md", page) for _ in range(7)]
    assert [type(item) for item in found[:5]] == [IncludedText] * 4 + [Problem]
    assert found[5:] == [None, None], "reported once a page"


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


def test_disabled(srcdir: Path, page: SourceFile) -> None:
    read = IncludeReader(srcdir, (), LIMITS, enabled=False)
    problem = read("../includes/x.md", page)
    assert isinstance(problem, Problem)
    assert "disabled" in problem.message
