"""Fixtures: small projects built in a temporary directory, and the corpus."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Mapping
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


Build = Callable[..., Built]


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
        srcdir.mkdir(exist_ok=True)
        for name, content in files.items():
            path = srcdir / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else content.encode()
            path.write_bytes(data)
        values = {"extensions": list(extensions), **settings}
        conf = "".join(f"{name} = {value!r}\n" for name, value in values.items())
        (srcdir / "conf.py").write_text(conf)
        if not any((srcdir / f"index{end}").exists() for end in (".md", ".rst")):
            (srcdir / "index.md").write_text(
                "# Home\n\n```{toctree}\n:glob:\narticles/*\n```\n"
            )
        for app in apps:
            app.cleanup()
        app = make_app(builder, srcdir=srcdir)
        apps.append(app)
        before(app)
        app.build()
        return Built(app, srcdir)

    return build_project


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
