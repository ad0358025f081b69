"""One function opens files that a repository names, one module takes URLs apart."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import sphinx_azuredocs
from sphinx_azuredocs.files.door import (
    FileError,
    SourceTree,
    defect_of,
    read_bytes,
    read_head,
    read_text,
)

from .conftest import Build

PACKAGE = Path(sphinx_azuredocs.__file__).parent
SECRET = "OUTSIDEMARK"
# Methods and functions that ask a file system, by name.
OPENING = frozenset(
    (
        *("open", "read_text", "read_bytes", "is_file", "is_dir", "exists", "stat"),
        *("lstat", "iterdir", "rglob", "resolve", "readlink", "listdir", "scandir"),
        *("isfile", "isdir", "urlopen", "samefile", "realpath"),
    )
)
PARSING = frozenset(
    ("urlsplit", "urljoin", "urlparse", "urlunsplit", "urlunparse", "urldefrag")
)
# The members of archives are no files.
ALLOWED = {"files/door.py", "files/unpack.py"}
# Commands take the paths that a user names, and read pages as Sphinx does.
COMMANDS = ("check/", "cli/", "convert/")


def calls(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield what is called, with the name of what has it: ``os``, ``path`` …"""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield "", node.func.id
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                yield (owner.id if isinstance(owner, ast.Name) else "?"), node.func.attr


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module, module: str) -> set[str]:
    """The names that a module imports from another."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(module)
        for alias in node.names
    }


def test_nothing_else_opens_files() -> None:
    found = [
        f"{name}: {owner}.{function}"
        for name, tree in modules()
        if name not in ALLOWED and not name.startswith(COMMANDS)
        for owner, function in calls(tree)
        if function in OPENING or (owner, function) == ("os", "walk")
        if owner
        or function not in imported(tree, "files.door") | imported(tree, ".door")
        if owner or function not in imported(tree, "door")
    ]
    assert not found


def test_nothing_else_takes_urls_apart() -> None:
    found = [
        f"{name}: {names}"
        for name, tree in modules()
        if name != "files/urls.py" and (names := imported(tree, "parse") & PARSING)
    ]
    assert not found


Make = Callable[[Path], Path]


def outside(folder: Path) -> Path:
    path = folder.parent / "outside.txt"
    path.write_text(SECRET)
    return path


def linked(to: Make) -> Make:
    def make(folder: Path) -> Path:
        path = folder / "link"
        path.symlink_to(to(folder))
        return path

    return make


def fifo(folder: Path) -> Path:
    path = folder / "fifo"
    os.mkfifo(path)
    return path


def looped(folder: Path) -> Path:
    path = folder / "loop"
    path.symlink_to(path)
    return path


def inner_folder(folder: Path) -> Path:
    (folder / "inner").mkdir()
    return folder / "inner"


REFUSED: dict[str, tuple[Make, str]] = {
    "outside": (outside, "is outside"),
    "by dots": (lambda f: f / "../outside.txt", "is outside"),
    "link to outside": (linked(outside), "is outside"),
    "link to a link": (linked(linked(outside)), ""),
    "device": (lambda _f: Path("/dev/zero"), "is outside"),
    "link to a device": (linked(lambda _f: Path("/dev/zero")), "is outside"),
    "fifo": (fifo, "is no regular file"),
    "link to a fifo": (linked(fifo), "is no regular file"),
    "loop": (looped, "is no path"),
    "folder": (inner_folder, "is a directory"),
    "absent": (lambda f: f / "absent", "does not exist"),
    "below a file": (lambda f: f / "file.txt" / "x", "does not exist"),
    "dangling": (linked(lambda f: f / "absent"), "does not exist"),
    "NUL": (lambda f: f / "a\0b", "is no path"),
    "long name": (lambda f: f / ("y" * 256), "is no path"),
    "long name in bytes": (lambda f: f / ("ü" * 128), "is no path"),
    "surrogate": (lambda f: f / "\ud800", "is no path"),
    "long path": (lambda f: f.joinpath(*["y" * 200] * 30), ""),
    "too large": (lambda f: f / "large.txt", "is larger than 1,000 bytes"),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "src"
    folder.mkdir()
    (folder / "file.txt").write_text("text")
    (folder / "large.txt").write_text("x" * 1001)
    make, reason = REFUSED[name]
    if name == "link to a link":
        (folder / "deep").mkdir()
        (folder / "deep/link").symlink_to(outside(folder))
        make = linked(lambda f: f / "deep/link")
    path = make(folder)
    tree = SourceTree.of(folder)
    with pytest.raises(FileError, match=reason):
        read_bytes(path, tree, 1000)
    with pytest.raises(FileError, match=reason):
        read_text(path, tree, 1000)


def test_endless_files_that_conf_py_names() -> None:
    assert defect_of(Path("/dev/zero"), None) == "is no regular file"
    with pytest.raises(FileError):
        read_head(Path("/dev/zero"), 10)


def test_roots_that_are_links(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.txt").write_text("\ufeffa\r\nb\rc")
    (tmp_path / "src").symlink_to(tmp_path / "real")
    tree = SourceTree.of(tmp_path / "src")
    assert read_text(tmp_path / "src/a.txt", tree) == "a\nb\nc"
    assert read_text(tmp_path / "real/a.txt", tree) == "a\nb\nc"
    assert read_head(tmp_path / "src/a.txt", 3, tree) == b"\xef\xbb\xbf"


def test_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"ab\xe4")
    with pytest.raises(FileError, match="is not UTF-8, at byte 2"):
        read_text(tmp_path / "a.txt")


# What a repository can name, with the place of the warning.
DOCFX = {"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}


def docfx(**build: object) -> str:
    return json.dumps({"build": {**DOCFX["build"], **build}}, indent=1)


PAGE = "---\nms.topic: how-to\nzone_pivot_groups: g\n---\n# Page\n\nSome words.\n\n"
ZONE = '::: zone pivot="a"\n\nOther words.\n\n::: zone-end\n\n'

NAMED: dict[str, tuple[dict[str, str], str]] = {
    "globalMetadataFiles": (
        {"docfx.json": docfx(globalMetadataFiles=["T"])},
        "docfx.json:12: ",
    ),
    "fileMetadataFiles": (
        {"docfx.json": docfx(fileMetadataFiles=["T"])},
        "docfx.json:12: ",
    ),
    "xref": ({"docfx.json": docfx(xref=["T"]), "a.md": "<xref:u>"}, "docfx.json:12: "),
    "href of a table": ({"TOC.yml": "- name: a\n  href: T/toc.yml\n"}, "TOC.yml:2: "),
    "tocHref": (
        {"TOC.yml": "- name: a\n  href: a.md\n  tocHref: T/toc.yml\n"},
        "TOC.yml:3: ",
    ),
    "folder of a table": ({"TOC.yml": "- name: a\n  href: T/\n"}, "TOC.yml:2: "),
    "page of a table": ({"TOC.yml": "- name: a\n  href: T\n"}, "TOC.yml:2: "),
    "include": ({"a.md": "[!INCLUDE [x](T)]"}, "a.md:9: "),
    "code": ({"a.md": ':::code source="T":::'}, "a.md:9: "),
    "link": ({"a.md": "[x](T.txt)"}, "a.md:9: "),
    "image": ({"a.md": "![x](T.png)"}, "a.md:9: "),
    "three colons": (
        {"a.md": ':::image source="T.png" alt-text="x":::'},
        "a.md:9: ",
    ),
    "lightbox": (
        {"a.md": ':::image source="in.png" alt-text="x" lightbox="T.png":::'},
        "a.md:9: ",
    ),
    "player": ({"a.md": "![x](T.mp4)"}, "a.md:9: "),
}

WRITTEN = {
    "dots": "../outside",
    "long": "y" * 300,
    "link": "link",
}


@pytest.mark.timeout(100)
@pytest.mark.parametrize("how", WRITTEN)
@pytest.mark.parametrize("what", NAMED)
def test_files_that_are_named(
    build: Build, tmp_path: Path, what: str, how: str
) -> None:
    named, place = NAMED[what]
    files = {
        name: (PAGE if name == "a.md" else "") + text.replace("T", WRITTEN[how])
        for name, text in named.items()
        if name != "TOC.yml"
    }
    if "TOC.yml" in named:
        files["TOC.yml"] = named["TOC.yml"].replace("T", WRITTEN[how])
    src, beside = tmp_path / "src", tmp_path / "outside"
    src.mkdir()
    beside.mkdir()
    (beside / "toc.yml").write_text(f"- name: {SECRET}\n  href: x.md\n")
    for end in ("", ".txt", ".png", ".mp4"):
        (src / f"link{end}").symlink_to(tmp_path / f"outside{end}")
        if end:
            (tmp_path / f"outside{end}").write_text(SECRET)
    built = build(
        {"docfx.json": docfx(), "index.md": "# Home\n", "a.md": PAGE, **files}
    )
    assert any(w.startswith(place) for w in built.warnings), built.warnings
    assert "Some words." in built.text("a")
    for path in Path(built.app.outdir).rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()


FOUND = {
    "zone-pivot-groups.yml": f"groups: [{{id: g, prompt: {SECRET}, pivots: []}}]",
    ".openpublishing.redirection.json": json.dumps(
        {"redirections": [{"source_path": "b.md", "redirect_url": f"/{SECRET}"}]}
    ),
    "TOC.yml": f"- name: {SECRET}\n  href: a.md\n",
    "hub.yml": f"### YamlMime:Landing\ntitle: {SECRET}\n",
}
KINDS = ["link", "fifo", "device", "loop", "folder", "dangling", "cp1252"]


@pytest.mark.timeout(100)
@pytest.mark.parametrize("kind", KINDS)
def test_files_that_are_found(build: Build, tmp_path: Path, kind: str) -> None:
    src = tmp_path / "src"
    src.mkdir()
    for name, text in FOUND.items():
        path, target = src / name, tmp_path / f"outside-{name}"
        target.write_text(text)
        if kind == "fifo":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "cp1252":
            path.write_bytes(text.replace(SECRET, "caf\u00e9").encode("cp1252"))
        else:
            targets = {"device": Path("/dev/zero"), "loop": path, "link": target}
            path.symlink_to(targets.get(kind, tmp_path / "absent"))
    built = build({"docfx.json": docfx(), "index.md": "# Home\n", "a.md": PAGE + ZONE})
    text = built.text("a")
    assert "Some words." in text
    assert "Other words." in text
    for name in FOUND if kind != "folder" else ():
        if kind == "cp1252" and name == "hub.yml":
            assert "caf\u00e9" in built.text("hub")
        line = "2" if (kind, name) == ("cp1252", "hub.yml") else "1"
        count = sum(w.startswith(f"{name}:{line}:") for w in built.warnings)
        assert count == 1, (name, built.warnings)
    for path in Path(built.app.outdir).rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()
