"""List the links, anchors and images of a repository that name nothing.

``python -m tests.corpus_tools.defects SRCDIR`` prints them, as ``file:line: kind:
target``; those of an included file once, however many pages have them. With
``--compare FILE``, the warnings that a build of the same directory wrote with ``-w
FILE`` are compared with them: file, line and kind must be the same, and how many.

What is a slip of the pen only, is none: a file name without ``.md``, other letter case
in a path, and a tag with a quote or ``=`` left out.
"""

from __future__ import annotations

import argparse
import html
import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from tests.corpus_tools.inline import Item, ItemKind
from tests.corpus_tools.reading import BlockKind
from tests.corpus_tools.repository import (
    ARTICLES,
    HOSTS,
    LOCALE,
    SCHEME,
    Found,
    Piece,
    Repository,
    former_key,
    slug_of,
)

KINDS = ("link", "anchor", "anchor-case", "image", "reference")


class Defect(NamedTuple):
    """Something that names nothing."""

    file: str
    line: int
    kind: str
    target: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}: {self.target}"


@dataclass(frozen=True)
class Anchors:
    """What there is to link to in a page."""

    names: frozenset[str]

    @cached_property
    def without_case(self) -> frozenset[str]:
        """The names, in lower case."""
        return frozenset(name.lower() for name in self.names)

    def defect(self, fragment: str) -> str | None:
        """What is wrong with a link to an anchor, if anything is."""
        spellings = {fragment, unquote(fragment)}
        if not fragment or spellings & self.names:
            return None
        if {spelling.lower() for spelling in spellings} & self.without_case:
            return "anchor-case"
        return "anchor"


@dataclass(frozen=True)
class Reading:
    """What is read of a page."""

    found: tuple[Found, ...]
    anchors: Anchors


class Checker:
    """Finds the defects of a repository."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.reading = lru_cache(maxsize=None)(self.reading_uncached)

    def reading_uncached(self, page: str) -> Reading:
        """Read a page."""
        found, names, slugs = [], set(), Counter[str]()
        for part in self.repository.pieces(page):
            heading = heading_of(part)
            if heading is not None:
                base = slug_of(heading)
                names.add(f"{base}-{slugs[base]}" if slugs[base] else base)
                slugs[base] += 1
            elif isinstance(part, Found):
                if part.item.kind is ItemKind.ANCHOR:
                    names.add(part.item.value)
                else:
                    found.append(part)
        return Reading(tuple(found), Anchors(frozenset(names)))

    def defects(self) -> list[Defect]:
        """All defects; those of an included file once, however many pages have them."""
        found = Counter[Defect]()
        for page in self.repository.pages:
            found |= Counter(self.defects_of(page))
        return sorted(found.elements())

    def defects_of(self, page: str) -> Iterator[Defect]:
        """The defects of a page."""
        files = self.repository.page_files(page)
        for found in self.reading(page).found:
            place, item = found.place, found.item
            if item.kind is ItemKind.UNDEFINED:
                target = " ".join(item.value.split())
                yield Defect(place.file, place.line, "reference", target)
                continue
            url, chain = self.url_of(item, found.chain, files)
            if item.kind is ItemKind.IMAGE:
                elsewhere = SCHEME.match(url)
                file = self.image_file(url, (*chain, page))
                kind = None if elsewhere or file else "image"
            else:
                kind = self.link_defect(url, chain, page)
            if kind:
                yield Defect(place.file, place.line, kind, url)

    def url_of(
        self, item: Item, chain: tuple[str, ...], files: list[str]
    ) -> tuple[str, tuple[str, ...]]:
        """The URL of a link or image, and the files it may be relative to."""
        if not item.by_label:
            return clean(item.value), chain
        definition = self.repository.definition(item.value, chain, files)
        assert definition
        return clean(definition.url), (definition.file, *chain)

    def image_file(self, url: str, bases: tuple[str, ...]) -> str | None:
        """The file of an image, if it is there."""
        return None if SCHEME.match(url) else self.file(url.split("?")[0], bases)

    def file(self, path: str, bases: tuple[str, ...]) -> str | None:
        """The file at a path that is relative to one of some files."""
        path = unquote(path).replace("\\", "/")
        if path.startswith("/"):
            return self.repository.find(path.lstrip("/"))
        for base in bases:
            joined = os.path.join(os.path.dirname(base), path)
            if found := self.repository.find(joined):
                return found
        return None

    def link_defect(self, url: str, chain: tuple[str, ...], page: str) -> str | None:
        """What is wrong with a link, if anything is."""
        if not url:
            return "link"
        if url.startswith("#"):
            return self.reading(page).anchors.defect(url[1:])
        site = HOSTS.match(url)
        if not site and SCHEME.match(url):
            return None
        path, _, fragment = (url[site.end() :] if site else url).partition("#")
        path = path.split("?")[0]
        if site or path.startswith("/"):
            return self.site_defect(path, fragment)
        return self.relative_defect(path, fragment, (*chain, page))

    def site_defect(self, path: str, fragment: str) -> str | None:
        """What is wrong with a link to a path of the site."""
        path = LOCALE.sub("", unquote(path))
        pages = self.pages_at(path)
        if pages:
            return self.anchor_defect(pages, fragment)
        if path.lower().startswith(ARTICLES) and path[len(ARTICLES) :].strip("/"):
            return "link"
        return None

    def relative_defect(
        self, path: str, fragment: str, bases: tuple[str, ...]
    ) -> str | None:
        """What is wrong with a link that is relative."""
        page = bases[-1]
        file = self.file(path, bases) or self.file(f"{path.rstrip('/')}.md", bases)
        if file and file.endswith(".md"):
            return self.anchor_defect([file], fragment)
        joined = posixpath.join(published_url(page), unquote(path))
        pages = self.pages_at(posixpath.normpath(joined))
        if pages:
            return self.anchor_defect(pages, fragment)
        of_site = joined and not posixpath.normpath(joined).lower().startswith(
            ARTICLES.rstrip("/")
        )
        if of_site and page.startswith("articles/") and "." not in path.split("/")[-1]:
            return None
        return None if file else "link"

    def pages_at(self, path: str) -> list[str]:
        """The pages that are or were at a path of the site, without locale."""
        if path.lower().startswith(ARTICLES):
            slug = path[len(ARTICLES) :].strip("/").lower()
            if slug in self.repository.published:
                return [self.repository.published[slug]]
        return self.repository.former.get(former_key(path), [])

    def anchor_defect(self, pages: list[str], fragment: str) -> str | None:
        """What is wrong with an anchor in one of some pages, if it is in none."""
        kinds = [
            self.reading(page).anchors.defect(fragment)
            for page in pages
            if page in self.repository.pages
        ]
        return None if not kinds or None in kinds else min(kinds, key=str)


def heading_of(part: Piece | Found) -> str | None:
    """The text of a heading."""
    if isinstance(part, Found):
        return part.item.value if part.item.kind is ItemKind.HEADING else None
    if part.block.kind is BlockKind.HEADING and part.text:
        return part.text.words
    return None


def published_url(page: str) -> str:
    """Where a page was on the site; a page that was not there is where it is."""
    path = Path(page)
    if path.parts[0] == "articles":
        return f"{ARTICLES}{path.stem}/"
    return f"/{path.parent.as_posix()}/" if len(path.parts) > 1 else "/"


def clean(url: str) -> str:
    """A URL without what Markdown escapes in it."""
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", url)).strip()


WARNING = re.compile(
    r"^(?P<file>.+?):(?:(?P<line>\d+):)? (?:WARNING|ERROR): (?P<message>.*)"
    r" \[(?P<type>[\w.-]+)\]$",
    re.DOTALL,
)
TARGETS = (
    re.compile(r"no anchor #(.*?); (?:correct|the link)", re.DOTALL),
    re.compile(r"^(#.*) is spelled ", re.DOTALL),
    re.compile(r"^(.*?)(?:: no page| names neither| is a URL)", re.DOTALL),
    re.compile(r"^\[(.*)\] is defined nowhere", re.DOTALL),
    re.compile(r"not found: '(.*)'$", re.DOTALL),
    re.compile(r"not readable: (.*)$", re.DOTALL),
)
OF_BUILD = {"myst.xref_missing": "link", "image.not_readable": "image"}


def kind_of_warning(warning_type: str, message: str) -> str | None:
    """The kind of defect that a warning tells of, or None if it is another matter."""
    if warning_type == "azuredocs.reference" and "is defined before" in message:
        return None
    if warning_type in OF_BUILD:
        return OF_BUILD[warning_type]
    kind = warning_type.removeprefix("azuredocs.")
    return kind if kind in KINDS else None


def target_of_warning(message: str) -> str:
    """What a warning says that names nothing; the message if it says not."""
    for pattern in TARGETS:
        if match := pattern.search(message):
            return " ".join(match[1].split())
    return "" if "no URL" in message else message


def read_warnings(text: str, root: Path) -> Iterator[Defect]:
    """The warnings in a file that ``sphinx-build -w`` wrote."""
    collected = ""
    for line in text.splitlines():
        collected = f"{collected}\n{line}" if collected else line
        match = WARNING.match(collected)
        if not match:
            continue
        collected = ""
        kind = kind_of_warning(match["type"], match["message"])
        if kind:
            file = os.path.relpath(match["file"], root)
            target = target_of_warning(match["message"])
            yield Defect(file, int(match["line"] or 0), kind, target)


def unmatched(defects: Iterable[Defect], others: Iterable[Defect]) -> list[Defect]:
    """The defects beyond as many as there are at the same place of the same kind."""
    left = Counter((other.file, other.line, other.kind) for other in others)
    found = []
    for defect in sorted(defects):
        key = (defect.file, defect.line, defect.kind)
        if left[key]:
            left[key] -= 1
        else:
            found.append(defect)
    return found


def comparison(defects: list[Defect], warnings: list[Defect]) -> Iterator[str]:
    """The lines of a comparison."""
    missing = unmatched(defects, warnings)
    extra = unmatched(warnings, defects)
    yield f"== {len(missing)} defects without warning"
    yield from map(str, missing)
    yield f"== {len(extra)} warnings without defect"
    yield from map(str, extra)
    yield "== kind: defects, warnings, without warning, without defect"
    for kind in KINDS:
        counts = [
            sum(defect.kind == kind for defect in group)
            for group in (defects, warnings, missing, extra)
        ]
        yield f"{kind}: {', '.join(map(str, counts))}"


def main(arguments: list[str] | None = None) -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("srcdir", type=Path)
    parser.add_argument("--compare", type=Path, metavar="WARNINGS_FILE")
    options = parser.parse_args(arguments)
    root = options.srcdir.resolve()
    defects = Checker(Repository(root)).defects()
    if options.compare is None:
        for defect in defects:
            print(defect)
        return 0
    text = options.compare.read_text(encoding="utf-8")
    warnings = sorted(read_warnings(text, root))
    for line in comparison(defects, warnings):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
