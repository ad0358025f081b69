"""The repository in the dialect: its files, and what the links in them name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from tests.independent.site import ARTICLES, HOST_NAMES, LOCALE, read_text

SITE = "https://azure.microsoft.com"
_HEADER = re.compile(
    r"""\A\s*(?:<(?:properties|tags)\b(?:[^<>"']|"[^"]*"|'[^']*')*>
    \s*(?:</(?:properties|tags)>\s*)?)+""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_UNSAFE = " ()<>"


def read(path: Path) -> str | None:
    """The text of a file, with plain line ends; ``None`` if it is no text."""
    return read_text(path.read_bytes())


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Part the page header from the text: its attributes, and what follows."""
    match = _HEADER.match(text)
    if match is None:
        return {}, text
    attributes: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(match[0]):
        attributes.setdefault(name, " ".join(unescape(double or single).split()))
    return attributes, text[match.end() :]


def split_url(url: str) -> SplitResult:
    """Take a URL apart; what is none is taken for a path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


@dataclass
class Files:
    """The paths of a tree, found in any letter case."""

    root: Path
    _names: dict[Path, dict[str, str]] = field(default_factory=dict)

    def find(self, path: str) -> str | None:
        """The path as it is on the disk, relative to the root.

        :param path: relative to the root.
        """
        found = PurePosixPath()
        for part in PurePosixPath(os.path.normpath(path)).parts:
            directory = self.root / found
            if directory not in self._names:
                entries = os.listdir(directory) if directory.is_dir() else []
                names = {name.lower(): name for name in entries}
                self._names[directory] = names | {name: name for name in entries}
            names = self._names[directory]
            name = names.get(part) or names.get(part.lower())
            if name is None:
                return None
            found /= name
        return found.as_posix()


@dataclass(frozen=True)
class Page:
    """An article.

    :param slug: its name without the suffix.
    :param attributes: those of its header.
    :param html: what it contains, as HTML with the URLs as written.
    :param anchors: the names of its anchors, as they are in the copy.
    """

    slug: str
    attributes: Mapping[str, str]
    html: str
    anchors: Mapping[str, str]


class Links:
    """Where the links of the articles lead.

    :param pages: the articles.
    :param files: the repository.
    """

    def __init__(self, pages: Iterable[Page], files: Files) -> None:
        self._pages = {page.slug.lower(): page for page in pages}
        self._files = files
        self._aliases = self._former_urls()

    def _former_urls(self) -> dict[str, Page]:
        found: dict[str, set[str]] = {}
        for key, page in self._pages.items():
            canonical = split_url(page.attributes.get("metaCanonical", "")).path
            link_id = page.attributes.get("linkid", "")
            former = LOCALE.sub("", canonical).rstrip("/").lower()
            for alias in {former, link_id.lower()} - {""}:
                found.setdefault(alias, set()).add(key)
        return {a: self._pages[k.pop()] for a, k in found.items() if len(k) == 1}

    def image(self, url: str, source: str) -> str:
        """The URL of an image, for an article of the copy.

        :param source: the file in which it is written.
        """
        if urlsplit_is_absolute(url):
            return SITE + url if url.startswith("/") else url
        path = unquote(url).replace("\\", "/")
        places = [os.path.dirname(source), "articles"]
        paths = [os.path.join(place, path) for place in places]
        found = next(filter(None, map(self._files.find, paths)), paths[0])
        return quote(os.path.relpath(found, "articles"), safe="/~+,;=@!$&'")

    def link(self, url: str, source: str, page: Page) -> tuple[str, Page | None]:
        """The URL of a link, for an article of the copy, and the page it names.

        :param source: the file in which it is written.
        :param page: the article.
        """
        url = url.strip().replace("\\", "/").replace("%5C", "/")
        parts = split_url(url)
        target = self._target(parts, source, page)
        if target is not None:
            return self._to_page(target, unquote(parts.fragment), page), target
        if parts.scheme or parts.netloc:
            return url, None
        if file := self._file(unquote(parts.path), source):
            return quote(os.path.relpath(file, "articles")), None
        path = urljoin(f"{ARTICLES}{page.slug}/", parts.path)
        rest = url[len(parts.path) :] if url.startswith(parts.path) else ""
        return SITE + path + rest, None

    def _target(self, parts: SplitResult, source: str, page: Page) -> Page | None:
        """The article that a link names."""
        if parts.scheme not in ("", "http", "https"):
            return None
        if parts.netloc:
            if parts.netloc.lower() not in HOST_NAMES:
                return None
        elif not parts.path:
            return page
        path = unquote(parts.path)
        absolute = path.startswith("/") or bool(parts.netloc)
        if not absolute and path.lower().endswith(".md"):
            return self._pages.get(PurePosixPath(path).stem.lower())
        path = urljoin(f"{ARTICLES}{page.slug}/", path)
        key = LOCALE.sub("", path).rstrip("/").lower()
        if key.startswith(ARTICLES):
            found = self._pages.get(key.removeprefix(ARTICLES))
            if found is not None:
                return found
        if not absolute:
            return None
        link_id = key.strip("/").replace("/", "-")
        return self._aliases.get(key) or self._aliases.get(link_id)

    def _file(self, path: str, source: str) -> str | None:
        if not path or path.startswith("/"):
            return None
        found = self._files.find(os.path.join(os.path.dirname(source), path))
        is_file = found is not None and (self._files.root / found).is_file()
        return found if is_file else None

    @staticmethod
    def _to_page(target: Page, fragment: str, page: Page) -> str:
        name = target.anchors.get(fragment) or target.anchors.get(fragment.lower())
        if name:
            return f"#{name}"
        path = "" if target is page and fragment else f"{target.slug}.md"
        return f"{path}#{fragment}" if fragment else path


def urlsplit_is_absolute(url: str) -> bool:
    """Whether a URL names its place by itself."""
    parts = split_url(url)
    return bool(parts.scheme or parts.netloc) or url.startswith("/")


def in_markdown(url: str) -> str:
    """A URL as Markdown takes it between parentheses."""
    for character in _UNSAFE:
        url = url.replace(character, quote(character))
    return "".join(url.split())
