"""The properties of a repository that decide how it is built, and a report on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..docset.base_path import infer_base_path
from ..docset.dependencies import (
    Dependency,
    Publishing,
    publishing_of,
    read_publishing,
)
from ..docset.docfx import Docset, read_docset
from ..docset.json_file import DocsetError
from ..docset.redirection_files import redirect_urls, redirection_files
from ..docset.toc_names import is_breadcrumb, is_toc
from ..docset.zone_pivot_groups import pivot_files
from ..files.door import FileError, SourceTree, exists, read_head, read_text
from ..files.walk import files_below
from ..page.yaml_to_markdown import page_mime
from ..warnings import Problem
from .shell import quoted

_PROPERTIES = re.compile(r"\s*<properties\b", re.IGNORECASE)
_LINK = re.compile(r"\]\((?:https://(?:learn|docs)\.microsoft\.com)?(/[a-z][^)\s#?]*)")
_HEAD = 2_000
# The number of pages whose links suffice to infer the base path.
_LINKS_FROM = 500
_INCLUDE_FOLDERS = {"includes", "chunks"}

_ADVICE = {
    "TOCs": "they become the sidebars",
    "breadcrumbs": "azuredocs_breadcrumbs = True shows them",
    "includes": "pages include them; they are no pages themselves",
    "redirection files": "the old addresses become pages that lead to the new ones",
    "files of zone pivots": "readers choose between the pivots",
    "Markdown files": "the files that the project builds become pages",
}
"""Kind of file → what becomes of the files, or what to do with them."""


@dataclass
class Repository:
    """The properties of a repository that were recognised.

    :param root: its folder, absolute.
    """

    root: Path
    docsets: dict[str, Docset] = field(default_factory=dict)
    """Folder relative to the root → the docset in it, with its base path."""
    errors: list[Problem] = field(default_factory=list)
    """Files that cannot be read."""
    publishing: Publishing | None = None

    @property
    def docset(self) -> Docset | None:
        """The only docset; None for a repository with several docsets or without."""
        return next(iter(self.docsets.values())) if len(self.docsets) == 1 else None

    @property
    def missing(self) -> list[Dependency]:
        """The repositories that pages include from, if they are not checked out."""
        found = self.publishing.dependencies if self.publishing else ()
        return [d for d in found if not d.is_theme and not exists(d.folder)]


def recognise(root: Path) -> Repository:
    """Return the properties of a repository, from the files that describe it.

    :param root: its folder, absolute.
    """
    found = Repository(root, publishing=publishing_of(root))
    if found.publishing is None and exists(root):
        _check_publishing(found)
    for path in files_below(root):
        if path.name.lower() == "docfx.json":
            _add_docset(found, path.parent)
    for folder, docset in found.docsets.items():
        base = infer_base_path(docset, [*redirect_urls(root), *_urls(docset)])
        found.docsets[folder] = read_docset(docset.root, base)
    return found


def _check_publishing(found: Repository) -> None:
    """Record why the publishing configuration cannot be read, if there is one."""
    try:
        read_publishing(found.root)
    except DocsetError as error:
        file = error.problem.file
        if file and exists(file):
            found.errors.append(error.problem)


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


@dataclass
class Census:
    """The files of a repository, by kind.

    :param articles: the number of pages with a page header of 2014.
    :param counts: kind of file → number of files.
    """

    articles: int = 0
    counts: Counter[str] = field(default_factory=Counter)


def count_files(root: Path) -> Census:
    """Return the number of files of each kind.

    The first bytes of each Markdown and YAML file are read.

    :param root: the folder of the repository.
    """
    census = Census()
    counts, tree = census.counts, SourceTree.of(root)
    for path in files_below(root):
        name = path.name.lower()
        if is_toc(path):
            counts["breadcrumbs" if is_breadcrumb(path) else "TOCs"] += 1
        elif name.endswith((".yml", ".yaml")) and (mime := _mime(path, tree)):
            counts[f"YAML pages, {mime}"] += 1
        elif name.endswith(".md"):
            folders = {part.casefold() for part in path.relative_to(root).parts}
            is_include = not _INCLUDE_FOLDERS.isdisjoint(folders)
            counts["includes" if is_include else "Markdown files"] += 1
            census.articles += not is_include and _is_article(path, tree)
    counts["redirection files"] = len(redirection_files(root))
    counts["files of zone pivots"] = len(pivot_files(root))
    return census


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


def _dialect(found: Repository, census: Census) -> str:
    if found.docsets:
        return "docfx, as for Microsoft Learn"
    if census.articles:
        return "the Azure dialect of 2014"
    return "Markdown, as MyST reads it"


def report(found: Repository, census: Census) -> Iterator[str]:
    """Yield the lines of a report: each finding, and what becomes of it.

    :param found: the repository.
    :param census: its files.
    """
    yield f"dialect: {_dialect(found, census)}"
    for folder, docset in found.docsets.items():
        pages = sum(not is_toc(Path(page)) for page in docset.pages())
        yield f"docset {folder}: {count_of(pages, 'page')}, {_where(docset)}"
        for name in docset.xref_maps:
            yield f"  xref map {name}: {_advice_on_map(docset, name)}"
    if census.articles:
        yield (
            f"articles of 2014: {census.articles} (in /documentation/articles/ on the "
            "site; azuredocs_published names another URL)"
        )
    for name, number in sorted(census.counts.items()):
        if number:
            advice = _ADVICE.get(name, "they become pages")
            yield f"{name}: {number} ({advice})"
    for dependency in found.missing:
        folder = dependency.name or dependency.folder.name
        yield (
            f"not checked out: {folder}. Pages that include from it link to the files "
            f"instead. To include them, run: {clone_command(dependency)}"
        )


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun, which gets an ``s`` unless the number is 1."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def clone_command(dependency: Dependency) -> str:
    """Return the command that checks a repository out, to be run in the root folder."""
    folder = dependency.name or dependency.folder.name
    options = "--depth", "1", "--branch", dependency.branch
    return quoted("git", "clone", *options, dependency.url, folder)


def _where(docset: Docset) -> str:
    base = docset.base_path
    if base:
        return f"served at {base.rstrip('/')}/"
    return (
        "published URL unknown; write it in azuredocs_docsets of conf.py, so that "
        "links to it lead to these pages"
    )


def _advice_on_map(docset: Docset, name: str) -> str:
    """Return what to do to use an xref map of a docset."""
    if "://" in name:
        return "to fetch it, name its host in azuredocs_xref_hosts of conf.py"
    if exists(docset.root / name):
        return "references by uid are looked up in it"
    return "the file does not exist; put it there, or remove it from docfx.json"
