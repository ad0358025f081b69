"""What ``docfx.json`` and its neighbours say: pages, URLs, redirections."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

REDIRECTIONS = ".openpublishing.redirection*.json"
NO_PAGES = ("toc", "zonepivotgroups", "contextobject", "xrefmap", "module")
MIME = re.compile(r"\A\ufeff?### *YamlMime: *(\w+)")
GLOB = re.compile(r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|.", re.DOTALL)
ENTRY = re.compile(r'"(?:source_path|source_path_from_root)"\s*:\s*"([^"]*)"')


class Redirection(NamedTuple):
    """Where a page has gone, and where that is said."""

    source: str
    url: str
    file: str
    line: int


@dataclass(frozen=True)
class Content:
    """Some files of a docset, and the folder they are published in.

    :param folder: the folder that the patterns are relative to.
    :param destination: the folder below the base path of the site.
    """

    folder: str
    destination: str
    files: re.Pattern[str]
    exclude: re.Pattern[str]

    def inner(self, path: str) -> str | None:
        """The path of a file in the folder, if it is in it, in any letter case."""
        folder = f"{self.folder.strip('/')}/".removeprefix("./")
        is_in = path.lower().startswith(folder.lower())
        return path[len(folder) :] if is_in else None

    def has(self, path: str) -> bool:
        """Whether a file is one of these."""
        inner = self.inner(path)
        return inner is not None and bool(
            self.files.fullmatch(inner) and not self.exclude.fullmatch(inner)
        )

    def url(self, path: str) -> str | None:
        """The path of a page on the site, below the base path."""
        inner = self.inner(path)
        if inner is None:
            return None
        stem = posixpath.splitext(inner)[0]
        joined = posixpath.normpath(posixpath.join("/", self.destination, stem))
        if posixpath.basename(joined).lower() == "index":
            joined = posixpath.dirname(joined)
        return joined.lower().rstrip("/")


def pattern_of(globs: Iterable[str]) -> re.Pattern[str]:
    """A pattern for paths that one of some globs names; nothing, for no globs."""
    alternatives = [
        "".join(map(meaning, GLOB.findall(glob.replace("\\", "/")))) for glob in globs
    ]
    return re.compile("|".join(alternatives) or r"(?!)", re.IGNORECASE)


def meaning(part: str) -> str:
    """What a part of a glob means."""
    fixed = {"**/": r"(?:.*/)?", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}
    if part.startswith("{"):
        return f"(?:{'|'.join(map(re.escape, part[1:-1].split(',')))})"
    return fixed.get(part) or re.escape(part)


def listed(value: Any) -> list[str]:
    """A string or a list of strings, as a list."""
    return [value] if isinstance(value, str) else list(value or ())


def folder_of(root: Path) -> str | None:
    """The folder with the ``docfx.json``: that of the repository, or one in it."""
    found = [*root.glob("docfx.json"), *sorted(root.glob("*/docfx.json"))]
    return found[0].parent.relative_to(root).as_posix() if found else None


class Docset:
    """A repository in the dialect of docfx, with one ``docfx.json``.

    :ivar folder: the folder with it, relative to the repository; ``.`` is that itself.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        folder = folder_of(root)
        assert folder
        self.folder = folder
        build = self.json(f"{folder}/docfx.json")["build"]
        self.contents = tuple(
            Content(
                posixpath.normpath(posixpath.join(folder, entry.get("src") or ".")),
                entry.get("dest") or ".",
                pattern_of(listed(entry.get("files"))),
                pattern_of(listed(entry.get("exclude"))),
            )
            for entry in build["content"]
        )
        self.redirections = tuple(self.read_redirections())

    def json(self, name: str) -> Any:
        """What is in a file."""
        return json.loads((self.root / name).read_text(encoding="utf-8-sig"))

    def has(self, path: str) -> bool:
        """Whether a file is among the content."""
        return any(content.has(path) for content in self.contents)

    def url(self, path: str) -> str | None:
        """Where a page is or was, below the base path of the site."""
        urls = (content.url(path) for content in self.contents)
        return next((url for url in urls if url is not None), None)

    def read_redirections(self) -> Iterator[Redirection]:
        """The redirections of the repository, each at its line."""
        for path in sorted(self.root.rglob(REDIRECTIONS)):
            text = path.read_text(encoding="utf-8-sig")
            entries = json.loads(text)["redirections"]
            file = path.relative_to(self.root).as_posix()
            for entry, match in zip(entries, ENTRY.finditer(text), strict=True):
                line = text.count("\n", 0, match.start()) + 1
                source = match[1].lstrip("/")
                yield Redirection(source, entry["redirect_url"], file, line)

    def base_path(self, urls: Iterable[str]) -> str:
        """The base path at which most redirections find pages at some URLs below it.

        :param urls: the URLs of all pages, below the base path.
        """
        known = set(urls)
        counts: dict[str, int] = {"": 0}
        for redirection in self.redirections:
            path = re.split(r"[?#]", redirection.url.lower())[0]
            names = path.strip("/").split("/")
            for i in range(1, len(names)):
                if f"/{'/'.join(names[i:])}" in known:
                    base = f"/{'/'.join(names[:i])}"
                    counts[base] = counts.get(base, 0) + 1
        return max(counts, key=lambda base: counts[base])


def mime_of(text: str) -> str:
    """The kind of page that a YAML file is; empty if it is none."""
    match = MIME.match(text)
    return match[1] if match and match[1].lower() not in NO_PAGES else ""
