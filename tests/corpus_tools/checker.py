"""Finds what in a repository names nothing: links, anchors, images, includes, labels.

What is a slip of the pen only, is none: a file name without ``.md``, other letter case
in a path, and a tag with a quote or ``=`` left out.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from tests.corpus_tools.repository import (
    HOSTS,
    SCHEME,
    Found,
    Piece,
    Repository,
    former_key,
    slug_of,
)
from tests.independent.blocks import BlockKind
from tests.independent.inline import Item, ItemKind
from tests.independent.site import ARTICLES, LOCALE, read_text

KINDS = ("link", "anchor", "anchor-case", "image", "reference")
KINDS_OF_FILES = ("include", "include-cycle", "snippet")
LINE_NUMBERS = re.compile(r"L\d+(?:-L?\d+)?", re.IGNORECASE)
TAG_IN_CODE = r"^[^\w\n]*(?:rem )?\W*<\s*(?:snippet)?{0}\s*>|^\s*#\s*region\s+\"?{0}\b"


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
    """Finds the defects of a repository.

    :cvar kinds: the kinds of defects it finds; ``None`` for all there are.
    """

    kinds: tuple[str, ...] | None = (*KINDS, *KINDS_OF_FILES)

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
                # Letters and digits alone can mean nothing else, either.
                names.add(re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-"))
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
        by_label: set[Defect] = set()
        # A file that a page includes twice has its defects once.
        for found in dict.fromkeys(self.reading(page).found):
            defect = self.defect_of(found, page, files)
            if defect is None:
                continue
            definition = found.item.by_label and self.repository.definition(
                found.item.value, found.chain, files
            )
            if definition:
                by_label.add(Defect(definition.file, definition.line, *defect))
            else:
                yield Defect(found.place.file, found.place.line, *defect)
        yield from by_label

    def defect_of(
        self, found: Found, page: str, files: list[str]
    ) -> tuple[str, str] | None:
        """What is wrong with an item, if anything is: the kind, and the target."""
        item = found.item
        if item.kind is ItemKind.UNDEFINED:
            return "reference", " ".join(item.value.split())
        if item.kind is ItemKind.MALFORMED:
            # MyST reports no URL with a space on its own pages.
            is_reported = item.value != "link" or self.repository.is_article(page)
            return (item.value, "") if is_reported else None
        if item.kind is ItemKind.INCLUDE:
            return self.include_defect(item.value, found.chain), item.value
        if item.kind is ItemKind.SNIPPET:
            return ("snippet", item.value) if self.lacks(item, found.chain) else None
        url, chain = self.url_of(item, found.chain, files)
        if item.kind in (ItemKind.IMAGE, ItemKind.LARGER):
            there = SCHEME.match(url) or self.image_file(url, (*chain, page))
            return None if there else ("image", url)
        kind = self.link_defect(url, chain, page)
        return (kind, url) if kind else None

    def include_defect(self, path: str, chain: tuple[str, ...]) -> str:
        """What is wrong with an include that leads nowhere."""
        file = self.file(path, chain[:1])
        return "include-cycle" if file in chain else "include"

    def lacks(self, item: Item, chain: tuple[str, ...]) -> bool:
        """Whether there is no code that is to be shown, or not the part of it."""
        path, _, tag = item.value.partition("#")
        path, _, query = path.partition("?")
        file = self.file(path, chain[:1])
        if file is None:
            return True
        code = read_text((self.repository.root / file).read_bytes()) or ""
        if not tag and query.lower().startswith("name="):
            tag = query[5:]
        if not tag or LINE_NUMBERS.fullmatch(tag):
            return False
        return not re.search(
            TAG_IN_CODE.format(re.escape(tag)), code, re.IGNORECASE | re.MULTILINE
        )

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
            if found := self.repository.find(self.repository.join(base, path)):
                return found
        return None

    def link_defect(self, url: str, chain: tuple[str, ...], page: str) -> str | None:
        """What is wrong with a link, if anything is."""
        if not url:
            return "link"
        if url.startswith("#"):
            defect = self.reading(page).anchors.defect(url[1:])
            return defect if self.repository.is_article(page) else defect and "link"
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
