"""``.openpublishing.publish.config.json``: the docsets of a repository, and others.

To publish a docset, Microsoft Learn checks out other repositories beside it, from which
its pages include text and code. The file names their URLs, also if they are not checked
out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..files.door import exists, is_file, is_folder, version_of
from .json_file import DocsetError, read_json

NAME = ".openpublishing.publish.config.json"
# The docset is only a few levels below the root of its repository.
_PARENTS = 4


@dataclass(frozen=True)
class Dependency:
    """Another repository from which pages include text or code.

    :param folder: the folder into which the repository is checked out.
    :param url: its URL.
    :param branch: the branch to check out.
    :param name: the folder, relative to the repository that includes from it.
    :param is_theme: True for templates of the site. Pages do not include from them.
    """

    folder: Path
    url: str
    branch: str
    name: str = ""
    is_theme: bool = False

    def url_of(self, path: Path) -> str:
        """Return the URL at which a file of the repository is shown.

        :param path: the file, in :attr:`folder`.
        """
        inner = path.relative_to(self.folder).as_posix()
        return f"{self.url.removesuffix('.git').rstrip('/')}/blob/{self.branch}/{inner}"


@dataclass(frozen=True)
class Publishing:
    """The configuration by which a repository is published.

    :param root: the folder of the repository.
    :param docsets: the folders of its docsets, relative to the repository.
    :param dependencies: the other repositories.
    :param locales: the locales of the docsets that have one, such as ``zh-cn``.
    :param repository: the URL of the repository in which readers edit pages; empty if
        the file names none.
    :param branch: the branch on which readers edit pages; empty likewise.
    """

    root: Path
    docsets: tuple[str, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    locales: tuple[str, ...] = ()
    repository: str = ""
    branch: str = ""

    def dependency_of(self, path: Path) -> Dependency | None:
        """Return the other repository that contains a file; None if no repository does.

        :param path: the file, absolute, without ``..``.
        """
        found = (d for d in self.dependencies if path.is_relative_to(d.folder))
        return max(found, key=lambda d: len(d.folder.parts), default=None)


def read_publishing(root: Path) -> Publishing:
    """Return the publishing configuration of a repository.

    :param root: its folder.
    :raises DocsetError: if the file cannot be read.
    """
    data = read_json(root / NAME)
    data = data if isinstance(data, dict) else {}
    docsets = _mappings(data.get("docsets_to_publish"))
    dependencies = _mappings(data.get("dependent_repositories"))
    themes = {*_theme_folders(data)}
    return Publishing(
        root,
        tuple(
            str(d["build_source_folder"]) for d in docsets if "build_source_folder" in d
        ),
        tuple(
            Dependency(
                Path(os.path.normpath(root / str(d["path_to_root"]))),
                str(d["url"]),
                str(d.get("branch") or "main"),
                name := _folder(d["path_to_root"]),
                name in themes,
            )
            for d in dependencies
            if "path_to_root" in d and "url" in d
        ),
        tuple(str(d["locale"]) for d in docsets if d.get("locale")),
        str(data.get("git_repository_url_open_to_public_contributors") or ""),
        str(data.get("git_repository_branch_open_to_public_contributors") or ""),
    )


def _theme_folders(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the folders of the templates of docsets and targets, such as PDF."""
    targets = data.get("targets")
    users = _mappings(data.get("docsets_to_publish"))
    users += _mappings([*targets.values()] if isinstance(targets, dict) else [])
    yield from (
        _folder(user["template_folder"]) for user in users if "template_folder" in user
    )


def _folder(path: object) -> str:
    return str(path).replace("\\", "/").strip("/")


def publishing_of(folder: Path) -> Publishing | None:
    """Return the configuration of the repository that contains a folder, else None.

    :param folder: a docset, or the source directory.
    """
    for root in (folder, *folder.parents[:_PARENTS]):
        file = root / NAME
        if is_file(file):
            return _read(root, version_of(file))
        if exists(root / ".git"):
            break
    return None


@lru_cache
def _read(root: Path, _version: tuple[int, int]) -> Publishing | None:
    try:
        return read_publishing(root)
    except DocsetError:
        return None


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    values = value if isinstance(value, list) else []
    return [item for item in values if isinstance(item, dict)]


@dataclass(frozen=True)
class AbsentFile:
    """A file of another repository that is not checked out.

    :param path: the path that it has when the repository is checked out.
    :param dependency: the repository.
    """

    path: Path
    dependency: Dependency

    @property
    def url(self) -> str:
        """The URL at which the file is shown."""
        return self.dependency.url_of(self.path)

    @property
    def title(self) -> str:
        """The text of a link to the file: its name, and the repository."""
        url = self.dependency.url.removesuffix(".git").rstrip("/")
        return f"{self.path.stem} ({url.partition('://')[2] or url})"

    @property
    def advice(self) -> str:
        """The advice for a warning: which repository to check out, and where."""
        other = self.dependency
        where = other.name or other.folder.name
        return f"check {other.url} ({other.branch}) out as {where}"


def absent_file(home: Path, path: Path) -> AbsentFile | None:
    """Return the absent file at a path; None if its repository is checked out.

    :param home: the docset, or the source directory.
    :param path: the file, absolute, without ``..``.
    """
    if exists(path):
        return None
    publishing = publishing_of(home)
    dependency = publishing.dependency_of(path) if publishing else None
    if dependency is None or is_folder(dependency.folder):
        return None
    return AbsentFile(path, dependency)
