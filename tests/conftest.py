"""Fixtures: small projects built in a temporary directory, and the corpus."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

pytest_plugins = ["sphinx.testing.fixtures"]

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
SHARED = Path(
    os.environ.get("AZUREDOCS_SHARED") or Path(__file__).resolve().parents[2] / "shared"
)
"""The folder with the corpus and the cases: beside the checkout, or as set."""
CORPUS = SHARED / "corpus"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("sphinx-azuredocs")
    group.addoption(
        "--full-size",
        action="store_true",
        help="parse hostile input at full size, which takes some minutes",
    )
    group.addoption(
        "--all-corpora",
        action="store_true",
        help="build the second repository of 2015, too, which takes some minutes",
    )
    group.addoption(
        "--sarif-tool",
        action="store_true",
        help="validate SARIF by the tool of Microsoft, which npx installs",
    )
    group.addoption(
        "--edits",
        type=int,
        default=6,
        help="how many random edits are built incrementally and afresh",
    )
    group.addoption(
        "--need-browser",
        action="store_true",
        help="fail where there is no browser, instead of skipping its tests",
    )
    group.addoption(
        "--regen",
        action="store_true",
        help="write the outlines in tests/fixtures anew; review the difference",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of whole repositories first.

    Each process builds a repository for itself. When a process has run its tests, xdist
    gives it tests of another one. Before that, tests of one repository stay together.
    """
    items.sort(key=lambda item: item.get_closest_marker("corpus") is None)


@pytest.fixture(scope="session")
def size(pytestconfig: pytest.Config) -> int:
    """How long hostile input is: 100 or, with ``--full-size``, 1,000."""
    return 1_000 if pytestconfig.getoption("full_size") else 100


@dataclass
class Built:
    """A project that was built."""

    app: SphinxTestApp
    srcdir: Path

    @property
    def warnings(self) -> list[str]:
        """The warnings, with paths relative to the project."""
        text = _ANSI.sub("", self.app.warning.getvalue())
        return text.replace(f"{self.srcdir}{os.sep}", "").splitlines()

    def output(self, name: str) -> str:
        return (Path(self.app.outdir) / name).read_text(encoding="utf-8")

    def body(self, docname: str) -> str:
        """The main part of an HTML page of the basic themes."""
        html = self.output(f"{docname}.html")
        start = html.index('<div class="body" role="main">')
        return html[start : html.index('<div class="clearer">', start)]

    def text(self, docname: str) -> str:
        """What a reader sees of a page."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.body(docname)).split())

    def doctree(self, docname: str) -> Any:
        return self.app.env.get_doctree(docname)


@dataclass(frozen=True)
class Page:
    """A page of a project that was built once for all cases of a test.

    :param others: the files of the other cases.
    """

    built: Built
    docname: str
    others: frozenset[str]

    @property
    def warnings(self) -> list[str]:
        """The warnings, except those in the pages of other cases."""
        return [
            warning
            for warning in self.built.warnings
            if warning.partition(":")[0] not in self.others
        ]

    @property
    def html(self) -> str:
        return self.built.output(f"{self.docname}.html")

    @property
    def body(self) -> str:
        return self.built.body(self.docname)

    @property
    def text(self) -> str:
        return self.built.text(self.docname)

    @property
    def doctree(self) -> Any:
        return self.built.doctree(self.docname)


Build = Callable[..., Built]
BuildPages = Callable[..., Mapping[str, Page]]


_HEADER = re.compile(r"<(?:properties|tags)\b")
_LEARN = re.compile(r"^(?:ms\.[\w.]+|uid): ", re.MULTILINE)
_MYST = re.compile(
    r"^[ \t]*(?:(?:`{3,}|:{3,})\{|\(\w+\)=$)|\{\w[\w:]*\}`", re.MULTILINE
)


_CHOSEN: dict[Path, dict[str, str]] = {}
"""What was chosen for a project when it was laid out first: later builds keep it."""


def articles(files: Mapping[str, str | bytes]) -> dict[str, str]:
    """The dialect of a project's pages: articles of 2014, if nothing says otherwise.

    Pages of a docset, with `ms.*`, or with syntax of MyST have their own; a test about
    the dialects themselves gives `azuredocs_dialects={}`.
    """
    if any(name.rpartition("/")[2].lower() == "docfx.json" for name in files):
        return {}
    own = {}
    for name, text in files.items():
        text = text if isinstance(text, str) else text.decode("latin-1")
        if name == "index.md" or _HEADER.search(text):
            continue
        if _LEARN.search(text):
            own[_pattern(name)] = "learn"
        elif _MYST.search(text):
            own[_pattern(name)] = "myst"
        elif name.endswith(".md") and not name.startswith("articles/"):
            own[_pattern(name)] = "azure"
    return {**own, "articles/**": "azure"}


def _pattern(name: str) -> str:
    """A pattern for the docname of a file."""
    return re.sub(r"([*?\[])", r"[\1]", name.removesuffix(".md"))


def lay_out(
    srcdir: Path,
    files: Mapping[str, str | bytes],
    extensions: tuple[str, ...] = ("sphinx_azuredocs",),
    **settings: Any,
) -> None:
    """Write the files of a project, its settings, and a start page if it has none."""
    srcdir.mkdir(exist_ok=True)
    for name, content in files.items():
        path = srcdir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(data)
    values = {"extensions": list(extensions), **settings}
    if "sphinx_azuredocs" in extensions:
        chosen = _CHOSEN.setdefault(srcdir, articles(files))
        values.setdefault("azuredocs_dialects", chosen)
    conf = "".join(f"{name} = {value!r}\n" for name, value in values.items())
    (srcdir / "conf.py").write_text(conf)
    if not any((srcdir / f"index{end}").exists() for end in (".md", ".rst")):
        (srcdir / "index.md").write_text(
            "# Home\n\n```{toctree}\n:glob:\narticles/*\n```\n"
        )


@pytest.fixture
def build(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Build:
    """Lay out and build a project: path → text (or bytes), and settings."""

    apps: list[SphinxTestApp] = []

    def build_project(
        files: Mapping[str, str | bytes],
        builder: str = "html",
        extensions: tuple[str, ...] = ("sphinx_azuredocs",),
        srcdir: Path | None = None,
        before: Callable[[SphinxTestApp], None] = lambda app: None,
        **settings: Any,
    ) -> Built:
        srcdir = srcdir or tmp_path / "src"
        lay_out(srcdir, files, extensions, **settings)
        for app in apps:
            app.cleanup()
        app = make_app(builder, srcdir=srcdir)
        apps.append(app)
        before(app)
        app.build()
        return Built(app, srcdir)

    return build_project


@pytest.fixture(scope="module")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build a project that the tests of a module share, and only read."""

    def build_project(
        files: Mapping[str, str | bytes], builder: str = "html", **settings: Any
    ) -> Built:
        srcdir = tmp_path_factory.mktemp("shared") / "src"
        lay_out(srcdir, files, **settings)
        app = SphinxTestApp(builder, srcdir=srcdir)
        try:
            app.build()
        finally:
            # What Sphinx has registered in docutils is not for other tests.
            app.cleanup()
        return Built(app, srcdir)

    return build_project


@pytest.fixture(scope="module")
def build_pages(build_once: Build) -> BuildPages:
    """Build one project with a page per case; return the pages by case.

    :param cases: what differs between the pages.
    :param text: makes the text of a page of a case.
    :param files: further files of the project.
    :param name: the path of the pages, with ``{}`` for a number.
    """

    def build_cases(
        cases: Iterable[str],
        text: Callable[[str], str],
        files: Mapping[str, str | bytes] | None = None,
        name: str = "case-{}.md",
        **settings: Any,
    ) -> Mapping[str, Page]:
        paths = {case: name.format(number) for number, case in enumerate(cases)}
        pages = {path: text(case) for case, path in paths.items()}
        home = {"index.md": "# Home\n"}
        built = build_once({**home, **(files or {}), **pages}, **settings)
        names = frozenset(pages)
        return {
            case: Page(built, path.rpartition(".")[0], names - {path})
            for case, path in paths.items()
        }

    return build_cases


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of December 2014, laid out; skips where it is not at hand."""
    name = "azure-content-2014-12"
    unpack = CORPUS / "unpack"
    if not unpack.exists():
        if os.environ.get("CI"):
            pytest.fail(f"CI must have the corpus, and {unpack} does not exist")
        pytest.skip(f"the corpus is not at hand: {unpack} does not exist")
    directory = tmp_path_factory.mktemp("corpus") / name
    subprocess.run([unpack, name, directory], check=True)
    return directory
