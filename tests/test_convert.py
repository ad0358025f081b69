"""Pages in another dialect: cases in fixture files, files, and the command line.

Each case is a title, the text of a page, and its text in the other dialect, with a line
that is a dot around each. ``--regen`` writes the latter anew.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from sphinx.testing.util import SphinxTestApp

from sphinx_azuredocs.cli.convert import TARGETS
from sphinx_azuredocs.cli.main import main
from sphinx_azuredocs.config.dialects import Dialect
from sphinx_azuredocs.convert.project import Project
from sphinx_azuredocs.convert.repository import Converted, Repository

from .conftest import lay_out

FIXTURES = Path(__file__).parent / "fixtures" / "convert"
AZURE = '<properties pageTitle="T" authors="a,b" />\n<tags ms.topic="x" />\n\n# T\n\n'
LEARN = "---\nms.topic: x\nzone_pivot_groups: tools\n---\n\n# T\n\n"
HEADERS = {"learn": AZURE, "myst": LEARN}
HEADS = {
    "learn": "---\npageTitle: T\nauthors: a,b\nms.topic: x\n---\n\n# T\n\n",
    "myst": LEARN.replace("---\n", "---\nazuredocs_dialect: myst-article\n", 1),
}
OTHERS = {
    "index.md": "# Home\n",
    "includes/x.md": "Included *text*.\n",
    "articles/app.py": "print()\n",
    "articles/x.png": "",
    "articles/one.md": AZURE + "Text.\n",
}


@dataclass(frozen=True)
class Case:
    """A page of a fixture file.

    :param target: the dialect to write.
    :param number: the line in the file.
    :param text: the text below the heading of the page.
    :param expected: the same in the other dialect.
    """

    target: str
    number: int
    title: str
    text: str
    expected: str

    @property
    def name(self) -> str:
        return f"articles/{self.target}-{self.number}.md"


def _cases() -> Iterator[Case]:
    for target in HEADERS:
        for number, title, text, expected in read_fixture_file(
            FIXTURES / f"{target}.md"
        ):
            yield Case(target, number, title, text, expected)


CASES = list(_cases())


def convert(root: Path, target: str, *names: str) -> dict[str, Converted]:
    """Convert files of a project, and write them."""
    files = [root / name for name in names] or root.rglob("*.md")
    with Project.of(root, root) as project:
        found = Repository(project, Dialect(TARGETS[target])).convert(files)
    for one in found:
        if one.is_changed:
            one.path.write_bytes(one.new)
    return {one.path.relative_to(root).as_posix(): one for one in found}


def bodies(root: Path, outdir: Path) -> dict[str, str]:
    """Build a project; return the HTML of its pages, without links to sources."""
    app = SphinxTestApp("html", srcdir=root, builddir=outdir, freshenv=True)
    app.config.html_show_sourcelink = False
    try:
        app.build()
    finally:
        app.cleanup()
    pages = Path(app.outdir).rglob("*.html")
    return {str(path.relative_to(app.outdir)): path.read_text() for path in pages}


@dataclass
class Run:
    """All cases, converted in one project.

    :param texts: file → its text after the conversion.
    :param found: file → what became of it.
    :param again: file → what became of it in a second conversion.
    :param before: page → its HTML before the conversion.
    :param after: page → its HTML after it.
    """

    texts: Mapping[str, str]
    found: Mapping[str, Converted]
    again: Mapping[str, Converted]
    before: Mapping[str, str]
    after: Mapping[str, str]


Runs = Callable[[str], Run]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Convert the cases of a target, once."""

    @cache
    def convert_cases(target: str) -> Run:
        root = tmp_path_factory.mktemp("convert").resolve() / "src"
        cases = [case for case in CASES if case.target == target]
        pages = {case.name: HEADERS[target] + case.text for case in cases}
        files: dict[str, str | bytes] = {**OTHERS, **pages}
        if target == "myst":
            files["articles/one.md"] = LEARN + "Text.\n"
        lay_out(root, files, azuredocs_dialects={})
        before = bodies(root, root.parent / "before")
        found = convert(root, target)
        texts = {name: (root / name).read_text() for name in files}
        again = convert(root, target)
        after = bodies(root, root.parent / "after")
        return Run(texts, found, again, before, after)

    return convert_cases


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.target}: {c.title}")
def test_case(case: Case, runs: Runs, pytestconfig: pytest.Config) -> None:
    run = runs(case.target)
    assert run.found[case.name].reason == ""
    text = run.texts[case.name].removeprefix(HEADS[case.target])
    html = case.name.replace(".md", ".html")
    assert run.after[html] == run.before[html]
    if pytestconfig.getoption("regen"):
        _regenerate(case, text)
        return
    assert text == case.expected


@pytest.mark.parametrize("target", HEADERS)
def test_second_conversion_changes_nothing(target: str, runs: Runs) -> None:
    changed = [name for name, one in runs(target).again.items() if one.is_changed]
    assert changed == []


def _regenerate(case: Case, text: str) -> None:
    path = FIXTURES / f"{case.target}.md"
    fixture = path.read_text()
    start = fixture.index(f"{case.title}\n.\n{case.text}.\n")
    begin = start + len(f"{case.title}\n.\n{case.text}.\n")
    path.write_text(f"{fixture[:begin]}{text}{fixture[begin + len(case.expected) :]}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository of git with an article, an include, and plain MyST."""
    root = tmp_path.resolve() / "docs"
    files: dict[str, str | bytes] = {
        "index.md": "# Home\n",
        "articles/a.md": AZURE + "##Two\n\n[AZURE.INCLUDE [x](../includes/x.md)]\n",
        "includes/x.md": "##Three\n\n> [AZURE.NOTE] Text.\n",
    }
    lay_out(root, files, azuredocs_dialects={})
    git = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@e.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    return root


def texts(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.rglob("*.md")}


def test_command_writes_pages_and_their_includes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", str(project), "--to", "learn"]) == 0
    found = texts(project)
    assert found["a.md"].endswith(b"\n## Two\n\n[!INCLUDE [x](../includes/x.md)]\n")
    assert found["x.md"] == b"## Three\n\n> [!NOTE]\n> Text.\n"
    assert found["index.md"] == b"# Home\n"
    assert capsys.readouterr().out.splitlines() == [
        "changed: articles/a.md",
        "changed: includes/x.md",
        "2 changed, 0 kept, 0 refused",
    ]


def test_diff_writes_no_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(project)
    (project / "articles" / "a.md").touch()
    assert main(["convert", str(project / "articles"), "--to", "learn", "--diff"]) == 0
    assert texts(project) == before
    out = capsys.readouterr().out
    assert "--- a/articles/a.md\n+++ b/articles/a.md\n" in out
    assert "\n-##Two\n+## Two\n" in out


def test_uncommitted_changes_are_not_overwritten(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "articles" / "a.md").write_text(AZURE + "##Other\n")
    before = texts(project)
    assert main(["convert", str(project), "--to", "learn"]) == 2
    assert texts(project) == before
    assert "articles/a.md has changes" in capsys.readouterr().err
    assert main(["convert", str(project), "--to", "learn", "--force"]) == 0
    assert texts(project)["a.md"].endswith(b"## Other\n")


def test_page_whose_doctree_would_change_is_not_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule of another extension, which the tokens of the dialects do not have."""
    (project / "conf.py").write_text(
        "extensions = ['sphinx_azuredocs']\n"
        "def setup(app):\n"
        "    app.connect('doctree-read', lambda app, doc: doc.__setitem__('x', "
        "'##' in doc.settings.env.doc2path(doc.settings.env.docname).read_text()))\n"
    )
    (project / "articles" / "b.md").write_text(AZURE + "##Two\n")
    before = texts(project)
    assert main(["convert", str(project), "--to", "learn", "--force"]) == 0
    (project / "articles" / "b.md").write_bytes(before["b.md"])
    conf = project / "conf.py"
    conf.write_text(conf.read_text().replace("'##'", "'##T'"))
    assert main(["convert", str(project), "--to", "learn", "--force"]) == 1
    assert texts(project)["b.md"] == before["b.md"]
    out = capsys.readouterr().out
    assert "refused: articles/b.md: its doctree would change" in out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"##A\r\n\r\nx\r\n", b"## A\r\n\r\nx\r\n"),
        (b"##A\n\nx\r\ny", b"## A\n\nx\r\ny"),
        ("\ufeff##Ä\n".encode(), "## Ä\n".encode()),
        ("##Ä\n".encode("cp1252"), "## Ä\n".encode("cp1252")),
    ],
)
def test_line_ends_and_encoding_are_kept(project: Path, old: bytes, new: bytes) -> None:
    page = project / "articles" / "a.md"
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    page.write_bytes(mark + AZURE.encode() + old.removeprefix(mark))
    assert main(["convert", str(page), "--to", "learn", "--force"]) == 0
    found = page.read_bytes()
    assert found.startswith(mark + b"---")
    assert found.endswith(b"# T\n\n" + new)


def test_page_without_header_names_its_dialect(project: Path) -> None:
    (project / "articles" / "b.md").write_text("# B\n\n##C\n")
    assert main(["convert", str(project), "--to", "learn", "--force"]) == 0
    expected = b"---\nazuredocs_dialect: learn\n---\n\n# B\n\n## C\n"
    assert texts(project)["b.md"] == expected


def test_pages_that_lose_their_dialect_are_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "articles" / "b.md").write_text("# B\n\n##C\n")
    page = str(project / "articles" / "a.md")
    assert main(["convert", page, "--to", "learn", "--force"]) == 1
    out = capsys.readouterr().out
    assert out.endswith("azuredocs_dialects = {'articles/b': 'azure'}\n")


def test_included_files_are_compared_in_every_page_that_includes_them(
    project: Path,
) -> None:
    """A page that is not chosen, and reads the converted file as it read the old."""
    (project / "includes" / "y.md").write_text("[AZURE.INCLUDE [x](x.md)]\n")
    other = "[AZURE.INCLUDE [y](../includes/y.md)]\n"
    (project / "articles" / "b.md").write_text(AZURE + other)
    (project / "articles" / "c.md").write_text(AZURE + "Text.\n")
    with Project.of(project, project) as copy:
        repository = Repository(copy, Dialect.LEARN)
        found = repository.convert([project / "articles" / "a.md"])
        read = set(copy.env.all_docs)
    assert {one.path.name for one in found if one.is_changed} == {"a.md", "x.md"}
    assert read == {"articles/a", "articles/b"}


def test_page_with_an_include_outside_of_the_project_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.parent / "shared").mkdir()
    (project.parent / "shared" / "z.md").write_text("##Z\n")
    conf = project / "conf.py"
    conf.write_text(f"{conf.read_text()}azuredocs_include_roots = ['../shared']\n")
    text = AZURE + "[AZURE.INCLUDE [z](../../shared/z.md)]\n"
    (project / "articles" / "b.md").write_text(text)
    assert main(["convert", str(project), "--to", "learn", "--force"]) == 1
    assert (project / "articles" / "b.md").read_text() == text
    assert "articles/b.md: it may include a file outside" in capsys.readouterr().out


def test_missing_files_and_projects(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", str(project / "no.md"), "--to", "learn"]) == 2
    assert "no.md does not exist" in capsys.readouterr().err
    (tmp_path / "x.md").write_text("# X\n")
    assert main(["convert", str(tmp_path / "x.md"), "--to", "learn"]) == 2
    assert "no conf.py" in capsys.readouterr().err


def test_links_to_folders_above_and_to_devices(project: Path) -> None:
    (project / "loop").symlink_to(project, target_is_directory=True)
    (project / "articles/zero.md").symlink_to("/dev/zero")
    outside = project.parent / "outside.md"
    outside.write_text(AZURE + "##Two\n")
    (project / "articles/link.md").symlink_to(outside)
    found = convert(project, "learn")
    assert found["articles/a.md"].reason == ""
    assert outside.read_text() == AZURE + "##Two\n"
