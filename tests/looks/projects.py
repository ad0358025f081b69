"""The projects whose pages are looked at, and their builds in each theme.

The example site and the specimen are always there. The repositories of Microsoft Learn
and of 2014 are there if the folder ``shared`` is, as for the tests of the corpus.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_azuredocs.cli.main import main as command_line

from ..conftest import CORPUS

ROOT = Path(__file__).parents[2]
SPECIMEN = Path(__file__).with_name("specimen")


@dataclass(frozen=True)
class Theme:
    """An HTML theme.

    :param name: its name in ``html_theme``.
    :param is_dark: whether it has colours for dark windows.
    :param lines: further lines of ``conf.py``.
    """

    name: str
    is_dark: bool = True
    lines: str = ""


_PALETTE = [
    {"media": "(prefers-color-scheme: light)", "scheme": "default"},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
]
_IMMATERIAL = {"palette": _PALETTE, "font": False}
THEMES = (
    Theme("furo"),
    Theme("sphinx_rtd_theme", is_dark=False),
    Theme("pydata_sphinx_theme"),
    Theme("sphinx_book_theme"),
    Theme("alabaster", is_dark=False),
    Theme(
        "sphinx_immaterial",
        lines=(
            'extensions.append("sphinx_immaterial")\n'
            f"html_theme_options = {_IMMATERIAL!r}\n"
        ),
    ),
)
"""The themes of the contact sheets."""


_PLAIN_CONF = 'project = "Plain MyST"\nextensions = ["myst_parser"]\n'
_PLAIN_INDEX = "# Plain MyST\n\n```{toctree}\n:glob:\n\n**\n```\n"


@dataclass(frozen=True)
class Project:
    """A project with pages to look at.

    :param name: its name in the names of sheets.
    :param pages: the pages, without suffix.
    :param folder: its source, in the checkout.
    :param corpus: the name of a repository of the corpus, instead of a folder.
    :param keep: prefixes of the articles that are kept of a repository of 2014.
    :param is_plain: whether it is built with MyST-Parser alone.
    """

    name: str
    pages: tuple[str, ...]
    folder: Path | None = None
    corpus: str = ""
    keep: tuple[str, ...] = field(default=())
    is_plain: bool = False

    @property
    def label(self) -> str:
        """The name of the project in the names of folders."""
        return f"{self.name}-plain" if self.is_plain else self.name

    def write(self, target: Path) -> bool:
        """Write a copy of the project.

        :param target: a folder that does not exist.
        :returns: False if the project is in the corpus and there is no corpus.
        """
        if self.folder is not None:
            shutil.copytree(self.folder, target)
            if self.is_plain:
                (target / "conf.py").write_text(_PLAIN_CONF, encoding="utf-8")
                (target / "index.md").write_text(_PLAIN_INDEX, encoding="utf-8")
            return True
        unpack = CORPUS / "unpack"
        if not unpack.exists():
            return False
        subprocess.run([unpack, self.corpus, target], check=True)
        if self.keep:
            for article in (target / "articles").rglob("*.md"):
                if not article.name.startswith(self.keep):
                    article.unlink()
        command_line(["quickstart", str(target)])
        return True


PROJECTS = (
    Project(
        "example",
        (
            "index",
            "articles/choose-an-account",
            "learn/index",
            "learn/deploy-an-app",
            "azure-services",
        ),
        folder=ROOT / "example_site",
    ),
    Project(
        "specimen",
        ("docs/index", "docs/article", "docs/pivots", "old/ios"),
        folder=SPECIMEN,
    ),
    Project("wsl", ("WSL/wsl-container",), corpus="wsl-docs-2026-07"),
    Project(
        "azure2014",
        ("index", "articles/vs-storage-aspnet-getting-started-blobs"),
        corpus="azure-content-2014-12",
        keep=("storage-", "vs-storage-", "hdinsight-"),
    ),
)
"""The projects of the contact sheets, with twelve pages."""


@dataclass(frozen=True)
class Site:
    """A project that was built in a theme.

    :param project: the project.
    :param theme: the theme.
    :param folder: the folder of the output.
    """

    project: Project
    theme: Theme
    folder: Path


def _conf(source: Path, theme: Theme, settings: Mapping[str, object]) -> str:
    text = (source / "conf.py").read_text(encoding="utf-8")
    lines = [text, f'html_theme = "{theme.name}"', theme.lines]
    lines += [f"{name} = {value!r}" for name, value in settings.items()]
    return "\n".join(lines) + "\n"


def build_site(
    project: Project,
    theme: Theme,
    folder: Path,
    **settings: object,
) -> Site | None:
    """Build a project in a theme, once for a folder.

    :param project: the project.
    :param theme: the theme.
    :param folder: the folder of all sources and outputs.
    :param settings: further settings of ``conf.py``.
    :returns: None if the project is in the corpus and there is no corpus.
    """
    source = folder / "src" / project.label
    if not source.exists() and not project.write(source):
        return None
    name = "-".join([project.label, theme.name, *map(str, settings.values())])
    configuration = folder / "conf" / name
    configuration.mkdir(parents=True, exist_ok=True)
    text = _conf(source, theme, settings)
    (configuration / "conf.py").write_text(text, encoding="utf-8")
    output = folder / "html" / name
    doctrees = folder / "doctrees" / name
    # The repositories have defects of their own.
    quiet = (
        ["-Q"] if project.corpus or project.is_plain else ["-q", "-W", "--keep-going"]
    )
    arguments = [*quiet, "-b", "html", "-d", str(doctrees), "-c", str(configuration)]
    # In a process of its own: Sphinx keeps suffixes of other projects of a process.
    command = [sys.executable, "-m", "sphinx", *arguments, str(source), str(output)]
    subprocess.run(command, check=True, cwd=ROOT)
    return Site(project, theme, output)


def build_sites(
    folder: Path, themes: Iterable[Theme], projects: Iterable[Project] = PROJECTS
) -> list[Site]:
    """Build projects in themes.

    :param folder: the folder of all sources and outputs.
    :param themes: the themes.
    :param projects: the projects.
    """
    themes = tuple(themes)
    built = (build_site(p, theme, folder) for p in projects for theme in themes)
    return [site for site in built if site is not None]
