"""A repository of articles: its files, its pages, and what may be linked to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from tests.independent.blocks import Block, BlockKind, blocks, to_lines
from tests.independent.inline import (
    Item,
    ItemKind,
    Text,
    attributes_of,
    normal_label,
    read_inline,
    take_definitions,
)
from tests.independent.site import LOCALE, read_text

INCLUDE_FOLDERS = ("includes", "chunks")
HOSTS = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:azure\.microsoft|windowsazure)\.com(?=[/?#]|$)",
    re.IGNORECASE,
)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
HEADER = re.compile(
    r"""\s*<(properties|tags)\b(?:[^"'<>]|"[^"]*"|'[^']*')*+>(?:\s*</\1\s*>)?""",
    re.IGNORECASE,
)
FRONT_MATTER = re.compile(r"\A---[ ]*\n.*?\n---[ ]*(?=\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Definition:
    """A reference definition, the file it is in, and its line."""

    url: str
    file: str
    line: int


@dataclass
class SourceFile:
    """A Markdown file that was read."""

    path: str
    blocks: list[Block]
    header: dict[str, str]
    has_tags: bool = False
    definitions: dict[str, tuple[str, int]] = field(default_factory=dict)
    includes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    """A block of a page.

    :param chain: the files the block is in: its own first, then the includers.
    """

    chain: tuple[str, ...]
    block: Block
    text: Text | None


@dataclass(frozen=True)
class Place:
    """Where something is written."""

    file: str
    line: int


@dataclass(frozen=True)
class Found:
    """An item of a page."""

    place: Place
    item: Item
    chain: tuple[str, ...]


def take_header(text: str) -> tuple[dict[str, str], str]:
    """The header of a file, and the file with blank lines for it."""
    attributes: dict[str, str] = {}
    end = 0
    if front := FRONT_MATTER.match(text):
        end = front.end()
    while match := HEADER.match(text, end):
        for name, value in attributes_of(match[0].strip()).items():
            attributes.setdefault(name.lower(), unescape(value))
        end = match.end()
    rest = text[end:].lstrip(" ") if end else text
    return attributes, "\n" * text.count("\n", 0, end) + rest


def read_file(path: str, data: bytes) -> SourceFile | None:
    """Read a Markdown file, or None if it is none."""
    text = read_text(data)
    if text is None:
        return None
    has_tags = HEADER.match(FRONT_MATTER.sub("", text)) is not None
    header, text = take_header(text)
    file = SourceFile(path, [], header, has_tags)
    for block in blocks(to_lines(text)):
        if block.kind is not BlockKind.CODE:
            block = without_definitions(block, file)
            for item in read_inline(block.text, lambda label: False).items:
                if item.kind is ItemKind.INCLUDE:
                    file.includes.append(item.value)
        file.blocks.append(block)
    return file


def without_definitions(block: Block, file: SourceFile) -> Block:
    """A block without its definitions, which are noted in `file`."""
    text, found = take_definitions(block.text)
    for label, url, start in found:
        line = block.lines[block.text.count("\n", 0, start)].number
        file.definitions.setdefault(label, (url, line))
    lines = text.split("\n")
    return Block(
        block.kind,
        tuple(
            line._replace(text=rest)
            for line, rest in zip(block.lines, lines, strict=True)
        ),
    )


def slug_of(text: str) -> str:
    """The name that GitHub gives a heading."""
    kept = re.sub(r"[^\w\- ]", "", " ".join(text.split()).lower())
    return kept.replace(" ", "-")


class Repository:
    """A directory of articles and included files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read = lru_cache(maxsize=None)(self.read_uncached)

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file, relative to the directory, with slashes."""
        found = []
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if not name.startswith((".", "_"))]
            relative = Path(folder).relative_to(self.root)
            found += [(relative / name).as_posix() for name in names]
        return frozenset(found)

    @cached_property
    def files_without_case(self) -> dict[str, str]:
        """Every file by its path in lower case."""
        return {path.lower(): path for path in sorted(self.files, reverse=True)}

    @cached_property
    def pages(self) -> list[str]:
        """Every Markdown file that is a page of its own."""
        return sorted(
            path
            for path in self.files
            if path.endswith(".md")
            and not set(Path(path).parts[:-1]) & set(INCLUDE_FOLDERS)
            and self.read(path) is not None
        )

    @cached_property
    def published(self) -> dict[str, str]:
        """The pages by their slug in lower case; those that are no text count."""
        return {
            Path(path).stem.lower(): path
            for path in sorted(self.files, reverse=True)
            if path.startswith("articles/") and path.endswith(".md")
        }

    @cached_property
    def former(self) -> dict[str, list[str]]:
        """The pages by the paths that their headers say they were at."""
        found: dict[str, list[str]] = {}
        for path in self.pages:
            file = self.read(path)
            assert file
            canonical = HOSTS.sub("", file.header.get("metacanonical", ""))
            for name in (canonical, file.header.get("linkid", "")):
                key = former_key(name)
                if key and path not in found.setdefault(key, []):
                    found[key].append(path)
        return found

    def is_article(self, page: str) -> bool:
        """Whether a page is among articles, or in a folder with headers of 2014."""
        folder = os.path.dirname(page)
        return page.startswith("articles/") or any(
            (file := self.read(path)) and file.has_tags
            for path in self.pages
            if os.path.dirname(path) == folder
        )

    def read_uncached(self, path: str) -> SourceFile | None:
        """Read a file, or None if it is no text."""
        return read_file(path, (self.root / path).read_bytes())

    def join(self, base: str, path: str) -> str:
        """A path that is relative to a file of the repository."""
        return os.path.join(os.path.dirname(base), path)

    def find(self, path: str) -> str | None:
        """The file at a path, in any letter case."""
        normal = os.path.normpath(path).replace(os.sep, "/")
        if normal in self.files:
            return normal
        return self.files_without_case.get(normal.lower())

    def included(self, path: str, chain: tuple[str, ...]) -> str | None:
        """The text file that an include in the first file of a chain names."""
        for base in chain:
            joined = self.join(base, unquote(path))
            for candidate in (joined, f"{joined}.md"):
                file = self.find(candidate)
                if file and file not in chain and self.read(file):
                    return file
        return None

    def page_files(self, page: str) -> list[str]:
        """A page and the files it includes, in order."""
        found: list[str] = []

        def visit(path: str, chain: tuple[str, ...]) -> None:
            found.append(path)
            file = self.read(path)
            assert file
            for include in file.includes:
                target = self.included(include, (path, *chain))
                if target:
                    visit(target, (path, *chain))

        visit(page, ())
        return list(dict.fromkeys(found))

    def definition(
        self, label: str, chain: tuple[str, ...], files: list[str]
    ) -> Definition | None:
        """What a label means in the first file of a chain of includers."""
        key = normal_label(label)
        for path in (*chain, *files):
            file = self.read(path)
            if file and key in file.definitions:
                url, line = file.definitions[key]
                return Definition(url, path, line)
        return None

    def pieces(self, page: str) -> Iterator[Piece | Found]:
        """The blocks of a page, and behind each the items that are in it."""
        yield from self.pieces_of(page, (), self.page_files(page))

    def pieces_of(
        self, path: str, includers: tuple[str, ...], files: list[str]
    ) -> Iterator[Piece | Found]:
        """The blocks and items of a file of a page."""
        chain = (path, *includers)
        file = self.read(path)
        assert file
        for block in file.blocks:
            if block.kind is BlockKind.CODE:
                yield Piece(chain, block, None)
                continue
            text = read_inline(
                block.text,
                lambda label: self.definition(label, chain, files) is not None,
            )
            yield from self.pieces_of_text(Piece(chain, block, text), files)

    def pieces_of_text(self, piece: Piece, files: list[str]) -> Iterator[Piece | Found]:
        """A block of text, in parts between which are the files it includes."""
        text = piece.text
        assert text
        begin = 0
        for item in text.items:
            number = text.source.count("\n", 0, item.start)
            place = Place(piece.chain[0], piece.block.lines[number].number)
            if item.kind is not ItemKind.INCLUDE:
                yield Found(place, item, piece.chain)
                continue
            target = self.included(item.value, piece.chain)
            if target is None:
                yield Found(place, item, piece.chain)
                continue
            yield part_of(piece, begin, item.start)
            yield from self.pieces_of(target, piece.chain, files)
            begin = item.start
        yield part_of(piece, begin, len(text.source))


def part_of(piece: Piece, begin: int, end: int) -> Piece:
    """A part of a block of text."""
    assert piece.text
    text = Text(piece.text.source[begin:end], (), piece.text.visible[begin:end])
    return Piece(piece.chain, piece.block, text)


def former_key(name: str) -> str:
    """A former path, or a ``linkid``, as they are compared."""
    path = LOCALE.sub("", re.split(r"[?#]", name.strip())[0])
    return path.strip("/").replace("/", "-").lower()
