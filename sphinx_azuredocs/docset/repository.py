"""The repository in which the sources of a project are edited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from ..files.door import FileError, is_file, read_text, version_of
from .dependencies import publishing_of

_MAIN = "main"
_ORIGIN = re.compile(
    r'^\[remote "origin"\](?:(?!^\[).)*?^\s*url\s*=\s*(?P<url>[^\n]+)',
    re.MULTILINE | re.DOTALL,
)
"""The URL of the remote ``origin`` in a configuration of Git."""
_HEAD = re.compile(r"ref: refs/heads/(?P<branch>\S+)")
_URL = re.compile(
    r"(?:https?://|ssh://|git://)?(?:[^@/]+@)?(?P<host>\w[\w.-]*)(?::\d+/|[:/])"
    r"(?P<path>[\w./~-]+?)(?:\.git)?/?"
)
"""The URL of a repository, with credentials, or as ``git@host:owner/name``."""
_PARENTS = 4


@dataclass(frozen=True)
class Repository:
    """A repository on a host that has pages for files.

    :param root: the folder into which it is checked out.
    :param host: the host, such as ``github.com``.
    :param path: its path on the host, such as ``contoso/docs``.
    :param branch: the branch on which pages are edited.
    """

    root: Path
    host: str
    path: str
    branch: str = _MAIN

    @property
    def url(self) -> str:
        """The URL of the repository."""
        return f"https://{self.host}/{self.path}"

    def edit_url(self, file: Path) -> str:
        """Return the URL at which a file is edited; empty for a file elsewhere.

        :param file: the file.
        """
        if not file.is_relative_to(self.root):
            return ""
        path = quote(file.relative_to(self.root).as_posix())
        return f"{self.url}/edit/{quote(self.branch)}/{path}"


def repository_of(folder: Path) -> Repository | None:
    """Return the repository of a folder; None if it is unknown.

    The publishing configuration takes precedence: it names the repository in which
    readers edit pages. Else it is the remote ``origin`` of Git.

    :param folder: the source directory.
    """
    publishing = publishing_of(folder)
    if publishing and publishing.repository:
        branch = publishing.branch or _MAIN
        return _repository(publishing.root, publishing.repository, branch)
    for root in (folder, *folder.parents[:_PARENTS]):
        files = root / ".git" / "config", root / ".git" / "HEAD"
        if all(map(is_file, files)):
            return _of_git(root, *map(version_of, files))
    return None


@lru_cache
def _of_git(root: Path, *_versions: tuple[int, int]) -> Repository | None:
    """Return the repository of a checkout; it is read again if its files change."""
    try:
        origin = _ORIGIN.search(read_text(root / ".git" / "config"))
        head = _HEAD.match(read_text(root / ".git" / "HEAD"))
    except FileError:
        return None
    branch = head["branch"] if head else _MAIN
    return _repository(root, origin["url"].strip(), branch) if origin else None


def _repository(root: Path, url: str, branch: str) -> Repository | None:
    match = _URL.fullmatch(url)
    return Repository(root, match["host"], match["path"], branch) if match else None
