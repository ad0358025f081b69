"""Random edits: an incremental build writes and reports what a fresh build does."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from random import Random

import pytest

from .incremental.builds import Build, Run, build, differences
from .incremental.repository import repository

SEED = 15
Project = tuple[Path, Path, Build]


@pytest.fixture
def count(pytestconfig: pytest.Config) -> int:
    """How many random edits are made: 6, or as many as ``--edits`` says."""
    return int(pytestconfig.getoption("edits"))


@pytest.mark.timeout(7200)
def test_random_edits(tmp_path: Path, count: int) -> None:
    run, found = Run(tmp_path, SEED), []
    for number in range(count):
        defects = run.step(1 + number % 2)
        if defects:
            found.append((number, run.log[-1], defects))
            # Later differences must not be those of this edit.
            shutil.rmtree(tmp_path / "incremental")
            shutil.copytree(tmp_path / "fresh", tmp_path / "incremental")
    assert found == []


SMALL = (
    "conf.py",
    "index.md",
    "articles/one.md",
    "articles/two.md",
    "articles/three.md",
    "includes/shared.md",
    "includes/inline.md",
    "learn/docfx.json",
    "learn/TOC.yml",
    "learn/start.md",
    "learn/run.md",
    "learn/includes/note.md",
    "learn/maps/elsewhere.json",
    "maps/more.json",
    *(f"articles/media/{name}.png" for name in ("one", "two", "three")),
    *(f"learn/media/{name}.png" for name in ("start", "run")),
    *(f"learn/snippets/{name}.py" for name in ("start", "run")),
)
"""The files of a smaller repository. Pages with missing files are always read again."""


def lay_out(folder: Path) -> Path:
    srcdir, files = folder / "src", repository()
    for path, data in ((path, files[path]) for path in SMALL):
        (srcdir / path).parent.mkdir(parents=True, exist_ok=True)
        (srcdir / path).write_bytes(data)
    return srcdir


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Build]:
    """A project that was built: its folder, a copy of it, and the build."""
    folder = tmp_path_factory.mktemp("built")
    first = build(lay_out(folder), folder / "out")
    kept = folder.with_name(f"{folder.name}-kept")
    shutil.copytree(folder, kept)
    return folder, kept, first


@pytest.fixture
def project(built: tuple[Path, Path, Build]) -> Project:
    """A built project, always at the same path: sources, output, and the build."""
    folder, kept, first = built
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)
    return folder / "src", folder / "out", first


def clone(srcdir: Path) -> None:
    """Give all files the time stamps of a fresh clone."""
    for path in srcdir.rglob("*"):
        os.utime(path)


def edit(srcdir: Path, path: str = "articles/one.md", text: str = "\nMore.\n") -> None:
    time.sleep(0.01)
    file = srcdir / path
    file.write_bytes(file.read_bytes() + text.encode())


def test_nothing_is_done_after_a_fresh_clone(project: Project) -> None:
    srcdir, out, first = project
    clone(srcdir)
    again = build(srcdir, out)
    assert (again.read, again.written) == (set(), set())
    assert all(warning.startswith("learn/TOC.yml:") for warning in again.warnings)
    assert [*differences(again, first)] == []


def test_one_edit_after_a_fresh_clone(project: Project, tmp_path: Path) -> None:
    srcdir, out, _first = project
    edit(srcdir)
    clone(srcdir)
    again = build(srcdir, out)
    # Sphinx writes the pages whose toctrees list a page that was read.
    assert (again.read, again.written) == ({"articles/one"}, {"articles/one", "index"})
    assert [*differences(again, build(srcdir, tmp_path / "fresh"))] == []


def test_a_heading_after_a_fresh_clone(project: Project, tmp_path: Path) -> None:
    srcdir, out, _first = project
    path = srcdir / "articles/one.md"
    path.write_text(path.read_text().replace("## First step", "## First of all"))
    clone(srcdir)
    again = build(srcdir, out)
    assert again.read == {"articles/one"}
    # The pages with a link to the heading.
    assert again.written == {"articles/one", "articles/two", "articles/three", "index"}
    assert sum("has no anchor #first-step" in w for w in again.warnings) == 2
    assert [*differences(again, build(srcdir, tmp_path / "fresh"))] == []


def test_an_include_after_a_fresh_clone(project: Project) -> None:
    srcdir, out, _first = project
    edit(srcdir, "learn/includes/note.md")
    clone(srcdir)
    again = build(srcdir, out)
    assert again.read == {"learn/start", "learn/run"}
    assert again.written == {*again.read, "index"}


def test_an_older_file_with_another_content(project: Project) -> None:
    srcdir, out, _first = project
    edit(srcdir)
    os.utime(srcdir / "articles/one.md", (0, 0))
    again = build(srcdir, out)
    assert (again.read, again.written) == ({"articles/one"}, {"articles/one", "index"})


def test_time_stamps_count_if_hashes_are_switched_off(project: Project) -> None:
    srcdir, out, first = project
    conf = srcdir / "conf.py"
    conf.write_text(conf.read_text() + "azuredocs_content_hashes = False\n")
    clone(srcdir)
    again = build(srcdir, out)
    assert again.read == again.written == {*first.pages}


def test_other_software(project: Project) -> None:
    srcdir, out, first = project
    conf = srcdir / "conf.py"
    conf.write_text(conf.read_text() + "# Code that may do something else.\n")
    clone(srcdir)
    again = build(srcdir, out)
    assert again.read == again.written == {*first.pages}


def test_a_module_of_the_project(project: Project, tmp_path: Path) -> None:
    """The code of an extension beside the sources counts, but not the sources."""
    srcdir, _out, first = project
    conf = srcdir / "conf.py"
    conf.write_text(
        "import sys\nsys.path.insert(0, '.')\n"
        + conf.read_text()
        + "extensions.append('beside_sources')\n"
    )
    module = srcdir / "beside_sources.py"
    module.write_text("def setup(app):\n    return {'parallel_read_safe': True}\n")
    with chdir(srcdir):
        build(srcdir, tmp_path)
        edit(srcdir)
        clone(srcdir)
        assert build(srcdir, tmp_path).read == {"articles/one"}
        module.write_text(module.read_text() + "# Another version.\n")
        clone(srcdir)
        assert build(srcdir, tmp_path).read == {*first.pages}
    del sys.modules["beside_sources"]


def test_another_template(project: Project, tmp_path: Path) -> None:
    srcdir, _out, first = project
    conf = srcdir / "conf.py"
    conf.write_text(conf.read_text() + 'templates_path = ["templates"]\n')
    (srcdir / "templates").mkdir()
    template = srcdir / "templates/layout.html"
    template.write_text('{% extends "!layout.html" %}')
    build(srcdir, tmp_path)
    clone(srcdir)
    assert build(srcdir, tmp_path).written == set()
    template.write_text('{% extends "!layout.html" %}{# Another template. #}')
    clone(srcdir)
    again = build(srcdir, tmp_path)
    assert (again.read, again.written) == (set(), {*first.pages})


def test_another_builder_in_between(project: Project, tmp_path: Path) -> None:
    """A builder writes what has changed since it has written, not since the last."""
    srcdir, out, _first = project
    edit(srcdir, "articles/one.md", "\n## Third step\n")
    edit(srcdir, "articles/two.md", "\n[x](../one/#third-step)\n")
    build(srcdir, out, builder="dirhtml")
    path = srcdir / "articles/one.md"
    path.write_text(path.read_text().replace("## Third step", "## Fourth step"))
    build(srcdir, out, builder="text")
    again = build(srcdir, out)
    assert {"articles/one", "articles/two"} <= again.written
    assert [*differences(again, build(srcdir, tmp_path / "fresh"))] == []


REDIRECTIONS = ".openpublishing.redirection.json"
MORE_PIVOTS = """\
groups:
- id: tools
  title: Other tools
  pivots:
  - id: cli
    title: Terminal
  - id: portal
    title: Browser
"""


@pytest.mark.parametrize(
    ("path", "text", "pages"),
    [
        ("learn/maps/elsewhere.json", None, {"learn/run", "learn/start"}),
        ("learn/zone-pivot-groups.yml", MORE_PIVOTS, {"learn/run", "learn/start"}),
        ("learn/metadata.json", '{"author": "lee"}', {"learn/run", "learn/start"}),
        (
            f"learn/{REDIRECTIONS}",
            '{"redirections": [{"source_path": "moved-run.md", '
            '"redirect_url": "/contoso/start"}]}',
            {"learn/run"},
        ),
    ],
)
def test_a_file_that_is_not_named_by_pages(
    project: Project, tmp_path: Path, path: str, text: str | None, pages: set[str]
) -> None:
    """A file comes, or goes: pages that show it are written and reported again."""
    srcdir, out, _first = project
    if text is None:
        (srcdir / path).unlink()
    else:
        (srcdir / path).write_text(text)
    again = build(srcdir, out)
    assert again.written == {*pages, *(again.written & {"index"})}
    fresh = build(srcdir, tmp_path / "fresh")
    assert [*differences(again, fresh)] == []
    given = {warning for warning in fresh.warnings if warning.split(".md")[0] in pages}
    assert given <= {*again.warnings}


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def garble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[5 : len(data) - 5] = b"x" * (len(data) - 10)
    path.write_bytes(data)


DAMAGED = [
    "doctrees/index.doctree",
    "doctrees/articles/two.doctree",
    "doctrees/environment.pickle",
    "doctrees/azuredocs-xref-maps",
    "html/.azuredocs.json",
]


@pytest.mark.parametrize("damage", [truncate, garble, Path.unlink])
def test_damaged_files(
    project: Project, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    srcdir, out, _first = project
    edit(srcdir, "learn/TOC.yml", "- name: More\n  href: https://example.org/\n")
    fresh = build(srcdir, tmp_path / "fresh")
    for path in DAMAGED:
        if path == "doctrees/articles/two.doctree" and damage is garble:
            continue  # Sphinx itself stops at such a doctree.
        files = [out / path] if (out / path).is_file() else [*(out / path).iterdir()]
        for file in files:
            damage(file)
        again = build(srcdir, out)
        assert [*differences(again, fresh)] == [], path
        assert {*again.warnings} <= {*fresh.warnings}
    assert files


def test_writing_fails(project: Project, tmp_path: Path) -> None:
    """A disk is full while the files of this extension are written."""
    srcdir, out, _first = project
    edit(srcdir, "learn/start.md")
    for name in (".azuredocs.json", "xrefmap.yml"):
        (out / "html" / name).unlink()
        (out / "html" / name).mkdir()
    shutil.rmtree(out / "doctrees/azuredocs-xref-maps")
    (out / "doctrees/azuredocs-xref-maps").touch()
    assert any(
        "xrefmap.yml cannot be written" in w for w in build(srcdir, out).warnings
    )
    (out / "doctrees/azuredocs-xref-maps").unlink()
    for name in (".azuredocs.json", "xrefmap.yml"):
        (out / "html" / name).rmdir()
    again = build(srcdir, out)
    assert [*differences(again, build(srcdir, tmp_path / "fresh"))] == []


needs_fork = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the system has no fork"
)


def start_build(srcdir: Path, out: Path, largest: int | None = None) -> int:
    """Build in a process of its own, and return its id.

    :param largest: the largest file in bytes that the process may write.
    """
    process = os.fork()
    if process == 0:
        try:
            if largest is not None:
                import resource

                resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
            build(srcdir, out)
        finally:
            os._exit(0)
    return process


@needs_fork
@pytest.mark.parametrize("largest", [2_000, 6_000, 12_000, 30_000])
def test_a_full_disk(project: Project, tmp_path: Path, largest: int) -> None:
    srcdir, out, _first = project
    edit(srcdir, "learn/start.md", "\n## More\n\nText. [x](run.md)\n")
    edit(srcdir, "learn/TOC.yml", "- name: More\n  href: https://example.org/\n")
    os.waitpid(start_build(srcdir, out, largest), 0)
    again = build(srcdir, out)
    fresh = build(srcdir, tmp_path / "fresh")
    assert [*differences(again, fresh)] == []
    assert {*again.warnings} <= {*fresh.warnings}


def kill_build(srcdir: Path, out: Path, seconds: float) -> None:
    """Build in a process of its own, and kill it after some seconds."""
    process = start_build(srcdir, out)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


@needs_fork
@pytest.mark.timeout(3600)
def test_killed_builds(tmp_path: Path, count: int) -> None:
    chance = Random(SEED)
    run = Run(tmp_path, SEED)
    run.step(1)
    for _ in range(max(2, count // 10)):
        run.advance()
        kill_build(run.srcdir, tmp_path / "incremental", chance.uniform(0.02, 1))
        # Another edit in half of the cases, as that may undo the first.
        if chance.random() < 0.5:
            run.advance()
        again = build(run.srcdir, tmp_path / "incremental")
        shutil.rmtree(tmp_path / "fresh")
        fresh = build(run.srcdir, tmp_path / "fresh")
        assert [*differences(again, fresh)] == [], run.log
        assert {*again.warnings} <= {*fresh.warnings}
