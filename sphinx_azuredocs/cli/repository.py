"""The properties of a repository, and the files that Sphinx needs to build it."""

from __future__ import annotations

import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..docset.base_path import infer_base_path
from ..docset.dependencies import Publishing, publishing_of
from ..docset.docfx import Docset, DocsetError, read_docset
from ..docset.redirection_files import redirect_urls, redirection_files
from ..docset.toc_names import is_breadcrumb, is_toc
from ..docset.zone_pivot_groups import pivot_files
from ..files.door import (
    FileError,
    SourceTree,
    exists,
    is_folder,
    read_head,
    read_text,
    resolve,
)
from ..files.walk import files_below
from ..page.yaml_to_markdown import page_mime
from ..warnings import Problem

_PROPERTIES = re.compile(r"\s*<properties\b", re.IGNORECASE)
_LINK = re.compile(r"\]\((?:https://(?:learn|docs)\.microsoft\.com)?(/[a-z][^)\s#?]*)")
_HEADING = re.compile(r"^#[ \t]+(?P<title>[^\n#]+)", re.MULTILINE)
_DOCUMENTATION = re.compile(r"\s+documentation\Z", re.IGNORECASE)
_YAML_TITLE = re.compile(r"^title:[ \t]*(?P<title>[^\n#]+)", re.MULTILINE)
_HEAD = 2_000
# The number of pages whose links suffice to infer the base path.
_LINKS_FROM = 500


@dataclass
class Repository:
    """The properties of a repository that were recognised.

    :param root: its folder.
    """

    root: Path
    docsets: dict[str, Docset] = field(default_factory=dict)
    """Folder relative to the root → the docset in it, with its base path."""
    errors: list[Problem] = field(default_factory=list)
    """Files that cannot be read."""
    publishing: Publishing | None = None
    articles: int = 0
    """The number of pages with a page header of 2014."""
    counts: Counter[str] = field(default_factory=Counter)
    """Kind of file → number of files."""

    @property
    def dialect(self) -> str:
        """The name of the dialect that the repository is written in."""
        if self.docsets:
            return "docfx, as for Microsoft Learn"
        if self.articles:
            return "the Azure dialect of 2014"
        return "Markdown"


def recognise(root: Path) -> Repository:
    """Return the recognised properties of a repository.

    :param root: its folder.
    """
    found = Repository(root, publishing=publishing_of(root))
    tree = SourceTree.of(root)
    for path in files_below(root):
        name = path.name.lower()
        if name == "docfx.json":
            _add_docset(found, path.parent)
        elif is_toc(path):
            found.counts["breadcrumbs" if is_breadcrumb(path) else "TOCs"] += 1
        elif name.endswith((".yml", ".yaml")) and (mime := _mime(path, tree)):
            found.counts[f"YAML pages, {mime}"] += 1
        elif name.endswith(".md"):
            is_include = not {"includes", "chunks"}.isdisjoint(
                part.casefold() for part in path.parts
            )
            found.counts["includes" if is_include else "Markdown files"] += 1
            found.articles += not is_include and _is_article(path, tree)
    found.counts["redirection files"] = len(redirection_files(root))
    found.counts["files of zone pivots"] = len(pivot_files(root))
    for folder, docset in found.docsets.items():
        base = infer_base_path(docset, [*redirect_urls(root), *_urls(docset)])
        found.docsets[folder] = read_docset(docset.root, base)
    return found


def _is_article(path: Path, tree: SourceTree) -> bool:
    try:
        head = read_head(path, _HEAD, tree)
    except FileError:
        return False
    return bool(_PROPERTIES.match(head.decode("utf-8", "replace")))


def _mime(path: Path, tree: SourceTree) -> str:
    try:
        return page_mime(path, tree)
    except FileError:
        return ""


def _add_docset(found: Repository, folder: Path) -> None:
    try:
        docset = read_docset(folder)
    except DocsetError as error:
        found.errors.append(error.problem)
        return
    found.docsets[folder.relative_to(found.root).as_posix()] = docset


def _urls(docset: Docset) -> Iterator[str]:
    """Yield the URLs of the site that pages of a docset link to."""
    tree = SourceTree.of(docset.root)
    pages = (page for page in docset.pages() if page.endswith(".md"))
    for page, _ in zip(pages, range(_LINKS_FROM), strict=False):
        try:
            yield from _LINK.findall(read_text(docset.root / page, tree))
        except FileError:
            continue


def report(found: Repository) -> Iterator[str]:
    """Yield the lines of the report on a repository."""
    yield f"dialect: {found.dialect}"
    for folder, docset in found.docsets.items():
        pages = sum(1 for _page in docset.pages())
        base = docset.base_path
        where = "published URL unknown; set it in azuredocs_docsets"
        if base:
            where = f"served at {base.rstrip('/')}/"
        yield f"docset {folder}: {pages} files, {where}"
        yield from (f"  xref map: {name}" for name in docset.xref_maps)
    if found.articles:
        yield f"articles of 2014: {found.articles}"
    yield from (f"{name}: {count}" for name, count in sorted(found.counts.items()))
    for error in found.errors:
        assert error.file is not None
        yield f"{error.file.name}:{error.line}: {error.message}"
    for dependency in found.publishing.dependencies if found.publishing else ():
        if not exists(dependency.folder):
            yield (
                f"not checked out: {dependency.url} ({dependency.branch}), "
                f"as {dependency.name or dependency.folder.name}"
            )


def conf_py(found: Repository) -> str:
    """Return the text of a conf.py for a repository."""
    name = _title(found)
    lines = [
        f'"""The configuration of Sphinx for {name}."""',
        "",
        f"project = {name!r}",
        "",
        "# All that the articles need.",
        'extensions = ["sphinx_azuredocs"]',
    ]
    if found.docsets:
        lines += [
            "",
            "# Folders with a docfx.json, and the URL paths that they are served at:",
            "# a link to such a URL leads to the page here.",
            f"azuredocs_docsets = {_docsets(found)}",
        ]
    if start := _start_page(found):
        lines += [
            "",
            "# The landing page of the docset is the start page of the site.",
            f"root_doc = {start!r}",
        ]
    lines += [
        "",
        "# Where links go that name a page of the site, and none of this project.",
        '# azuredocs_site_url = "https://learn.microsoft.com"'
        if found.docsets
        else '# azuredocs_site_url = "https://azure.microsoft.com"',
        "",
        "# Any theme will do; install it and name it here.",
        '# html_theme = "furo"',
        "",
        "# For PDF: the default engine stops at characters that its fonts lack.",
        'latex_engine = "xelatex"',
        "",
        'exclude_patterns = ["_build"]',
    ]
    return "\n".join(lines) + "\n"


def _docsets(found: Repository) -> str:
    items = (f"{f!r}: {d.base_path!r}" for f, d in found.docsets.items())
    return "{" + ", ".join(items) + "}"


def _landing_page(found: Repository) -> Path | None:
    """Return the landing page of the only docset; else None.

    :param found: the repository.
    """
    docsets = [*found.docsets.values()]
    landing = docsets[0].landing_page if len(docsets) == 1 else None
    return docsets[0].root / landing if landing else None


def _start_page(found: Repository) -> str:
    """Return the docname of the start page; empty for Sphinx's default.

    :param found: the repository.
    """
    if _index_of(found.root):
        return ""
    path = _landing_page(found)
    return path.relative_to(found.root).with_suffix("").as_posix() if path else ""


def _index_of(root: Path) -> Path | None:
    """Return the page ``index`` of a folder; None without such a page."""
    found = (root / name for name in ("index.md", "index.rst", "index.yml"))
    return next(filter(exists, found), None)


def _title(found: Repository) -> str:
    """Return the name of a project: the title of its landing page, else of its folder.

    :param found: the repository.
    """
    path = _landing_page(found)
    if path and (title := _title_of(path)):
        return title
    root = resolve(found.root) or found.root
    words = root.name.replace("-", " ").replace("_", " ").split()
    return " ".join(words).capitalize() or "Documentation"


def _title_of(path: Path) -> str:
    """Return the title of a landing page, without "documentation" at its end.

    Sphinx adds this word. The heading of a page in Markdown is a title if it has it.
    """
    pattern = _HEADING if path.suffix == ".md" else _YAML_TITLE
    try:
        match = pattern.search(read_text(path))
    except FileError:
        return ""
    title = match["title"].strip().strip("\"'") if match else ""
    name = _DOCUMENTATION.sub("", title)
    return name if path.suffix != ".md" or name != title else ""


def new_files(found: Repository, *, rtd: bool) -> dict[str, str]:
    """Return the files to write: path → text.

    :param found: the repository.
    :param rtd: True to add the files for Read the Docs.
    """
    files = {"conf.py": conf_py(found)}
    if not _index_of(found.root) and not _start_page(found):
        files["index.md"] = f"# {_title(found)}\n"
    if rtd:
        files[".readthedocs.yaml"] = _READTHEDOCS
        files["docs-requirements.txt"] = "sphinx-azuredocs\n"
    return files


_READTHEDOCS = """\
# How Read the Docs builds this repository.
version: 2
build:
  os: ubuntu-24.04
  tools:
    python: "3.13"
sphinx:
  configuration: conf.py
python:
  install:
  - requirements: docs-requirements.txt
"""


def quickstart(root: Path, *, check: bool, rtd: bool) -> int:
    """Recognise a repository, and write the files that Sphinx needs to build it.

    :param root: its folder.
    :param check: True to write no files, only the report.
    :param rtd: True to write the files for Read the Docs, too.
    :return: the exit code; 1 if the folder is missing or already has the files.
    """
    if not is_folder(root):
        print(f"{root} is no folder", file=sys.stderr)
        return 1
    if sys.stderr.isatty():
        print(f"Looking at {root} …", file=sys.stderr)
    found = recognise(resolve(root) or root)
    for line in report(found):
        print(line)
    if check:
        return 0
    files = new_files(found, rtd=rtd)
    present = [name for name in files if exists(root / name)]
    names = ", ".join(present)
    if len(present) == len(files) or (present and not rtd):
        print(f"Nothing was written, as there is {names} already.", file=sys.stderr)
        return 1
    if present:
        print(f"left as it is: {names}")
    for name, text in files.items():
        if name in present:
            continue
        (root / name).write_text(text, encoding="utf-8")
        print(f"written: {name}")
    command = ("sphinx-build", "-b", "html", str(root), str(root / "_build" / "html"))
    print(f"Now run: {shlex.join(command)}")
    return 0
