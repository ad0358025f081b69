"""The comparison of the builds of two commits, which guards moves of modules."""

from __future__ import annotations

import zipfile
from pathlib import Path

from benchmarks.compare_builds import (
    Commit,
    Difference,
    build_project,
    compare_files,
    compare_outputs,
    compare_warnings,
    first_difference,
    read_outputs,
)

CHECKOUT = Path(__file__).resolve().parents[1]


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_files_that_only_one_has_or_both_differently(tmp_path: Path) -> None:
    files = {"same": "s", "old": "o", "x/differs": "a\nb\n", ".buildinfo": "1"}
    old = write(tmp_path / "old", files)
    files = {"same": "s", "new": "n", "x/differs": "a\nc\n", ".buildinfo": "2"}
    new = write(tmp_path / "new", files)
    assert list(compare_files(read_outputs(old), read_outputs(new), "p/html")) == [
        Difference("added", "p/html/new"),
        Difference("missing", "p/html/old"),
        Difference("differs", "p/html/x/differs", "line 2:\n- b\n+ c"),
    ]


def test_members_of_an_epub(tmp_path: Path) -> None:
    for name, text in (("old", "a"), ("new", "b")):
        (tmp_path / name).mkdir()
        with zipfile.ZipFile(tmp_path / name / "x.epub", "w") as archive:
            archive.writestr("same", "s")
            archive.writestr("page.xhtml", text)
    old, new = read_outputs(tmp_path / "old"), read_outputs(tmp_path / "new")
    assert list(compare_files(old, new, "p")) == [
        Difference("differs", "p/x.epub/page.xhtml", "line 1:\n- a\n+ b")
    ]


def test_a_long_line_is_cut_around_the_difference() -> None:
    before, after = b"x" * 5000 + b"a", b"x" * 5000 + b"b"
    shown = first_difference(before, after)
    assert len(shown) < 400
    assert "a\n+" in shown
    assert shown.endswith("b")
    assert first_difference(b"a\n", b"a\r\n").startswith("line 1")
    assert first_difference(b"a", b"a\nb") == "line 1:\n- a\n+ a"


def test_warnings_and_their_order() -> None:
    assert list(compare_warnings(["a", "b", "b"], ["b", "c", "a"], "w")) == [
        Difference("missing", "w", "b"),
        Difference("added", "w", "c"),
    ]
    (difference,) = compare_warnings(["a", "b"], ["b", "a"], "w")
    assert difference.detail.startswith("in another order from line 1")
    assert list(compare_warnings(["a"], ["a"], "w")) == []


def test_builds_are_compared_and_used_again(tmp_path: Path) -> None:
    page = "# A\n\n[x](gone.md)\n"
    project = write(tmp_path / "project", {"articles/a.md": page})
    builders = ["html", "gettext"]
    one = build_project(Commit("1", CHECKOUT), project, builders, tmp_path / "keep")
    stamp = (one / "html" / "complete").stat().st_mtime_ns
    write(project, {"articles/a.md": page.replace("gone", "lost")})
    two = build_project(Commit("2", CHECKOUT), project, builders, tmp_path / "keep")
    assert list(compare_outputs(one / "html", one / "html", "p", "html")) == []
    found = list(compare_outputs(one / "html", two / "html", "p", "html"))
    source = "p/html/_sources/articles/a.md.txt"
    assert source in [difference.name for difference in found]
    warnings = [d.detail for d in found if d.name == "p/html/warnings"]
    assert ["gone.md" in w for w in warnings] == [True, False]
    assert all(w.startswith("<project>/articles/a.md:3: ") for w in warnings)
    write(project, {"articles/a.md": page})
    build_project(Commit("1", CHECKOUT), project, builders, tmp_path / "keep")
    assert (one / "html" / "complete").stat().st_mtime_ns == stamp
    assert str(tmp_path) not in (one / "gettext/output/articles.pot").read_text()
    assert not (one / "source").exists()
