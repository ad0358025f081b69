"""Find what is still to be read as the dialect in built HTML pages.

``python -m tests.corpus_tools.readable SRCDIR OUTDIR`` lists the places in the text of
the pages, outside code, that look like markup; blocks of code that are text in the
source, and the other way round; pages without a title; and images that a page's source
shows, and that its built page does not.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from tests.corpus_tools.built import BuiltPage, page_path, read_page
from tests.corpus_tools.learn import checker_of, repository_of
from tests.corpus_tools.repository import Piece, Repository
from tests.independent.html_names import KNOWN
from tests.independent.inline import ItemKind, visible_pre
from tests.independent.site import read_text

OTHER_KINDS = ("text as code", "code as text", "title", "image", "page")
PRE = re.compile(r"<pre\b[^<>]*>(.*?)</pre", re.DOTALL | re.IGNORECASE)
ELEMENTS = "|".join(sorted(KNOWN, key=len, reverse=True))
PATTERNS = {
    "marker": re.compile(
        r"\[\s*!?(?:WACOM|AZURE)\.\S*|(?:WACOM|AZURE)\.(?:NOTE|TIP|IMPORTANT|WARNING"
        r"|INCLUDE|SELECTOR|VIDEO)\b|\[!(?:NOTE|TIP|IMPORTANT|WARNING|INCLUDE)\b",
        re.IGNORECASE,
    ),
    "header": re.compile(r"<(?:properties|tags)\b", re.IGNORECASE),
    "link": re.compile(r"\]\s?\((?=\S)|!\["),
    "reference": re.compile(r"\]\[|\[[^\[\]\n]+\] \[[^\[\]\n]+\]"),
    "definition": re.compile(r"^\s*\[[^\[\]\n]+\]:\s*(?:https?:|[./#])", re.MULTILINE),
    "bold": re.compile(r"\*\*|(?<!\w)__(?=\S)[^_\n]+__(?!\w)"),
    "heading": re.compile(r"(?:\A|\n)\s*#{1,6}(?=\s*\w)"),
    "tag": re.compile(rf"</?(?:{ELEMENTS})(?=[\s/>])[^<>\n]*>", re.IGNORECASE),
    "entity": re.compile(r"&(?:[a-z]{2,6}|#\d{2,5});", re.IGNORECASE),
    "quote": re.compile(r"(?:\A|\n)\s*>\s*(?=[\w\[*])"),
    "code": re.compile(r"`+[^`\n]+`+"),
}
OPTIONS = re.compile(r"\[options\](?: \[[\w-]+\])+")
"""What a command line looks like, in which brackets are no link."""


class Place(NamedTuple):
    """Something to look at."""

    page: str
    line: int
    kind: str
    context: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.kind}: {self.context}"


class Run(NamedTuple):
    """Text outside code with nothing but inline elements in it."""

    text: str
    line: int


def runs(page: BuiltPage) -> Iterator[Run]:
    """The texts of a page between the tags of its blocks and its code."""
    collected, line = "", 0
    for passage in page.passages:
        if passage.in_code or passage.text == " ":
            if collected.strip():
                yield Run(collected, line)
            collected = ""
            continue
        line = line if collected else passage.line
        collected += passage.text
    if collected.strip():
        yield Run(collected, line)


def context_of(text: str, begin: int, end: int) -> str:
    """What is around a part of a text, on one line."""
    return " ".join(text[max(0, begin - 40) : end + 40].split())


def is_meant(match: re.Match[str], source: str) -> bool:
    """Whether what looks like a tag is written as text in the source."""
    name = match[0].rstrip(">/ ").split()[0].removeprefix("<")
    return any(f"{mark}{name}" in source for mark in ("&lt;", "&#60;", "\\<"))


def places(name: str, page: BuiltPage, source: str) -> Iterator[Place]:
    """What looks like markup in a page."""
    for run in runs(page):
        text = OPTIONS.sub(lambda match: " " * len(match[0]), run.text)
        for kind, pattern in PATTERNS.items():
            for match in pattern.finditer(text):
                if kind == "tag" and is_meant(match, source):
                    continue
                line = run.line + run.text.count("\n", 0, match.start())
                context = context_of(run.text, match.start(), match.end())
                yield Place(name, line, kind, context)
    if not page.has_title:
        yield Place(name, 1, "title", "no <h1>")


def bare(text: str) -> str:
    """A text as it is compared, without spaces."""
    return re.sub(r"[\s\u200b]+", "", text)


def built_code(page: BuiltPage) -> Iterator[Run]:
    """The blocks of code of a page."""
    for block in page.code_blocks:
        yield Run("".join(part.text for part in block), block[0].line if block else 1)


def source_code(repository: Repository, page: str) -> Iterator[tuple[str, str, int]]:
    """The blocks of code of a source: the text, the file and the line of each."""
    for piece in repository.pieces(page):
        if not isinstance(piece, Piece) or not piece.block.lines:
            continue
        file, line = piece.chain[0], piece.block.lines[0].number
        if piece.text is None:
            yield piece.block.text, file, line
        else:
            for match in PRE.finditer(piece.text.source):
                number = piece.text.source.count("\n", 0, match.start())
                yield html.unescape(visible_pre(match[1])), file, line + number


def snippets(repository: Repository, page: str) -> Iterator[str]:
    """The files whose code a page shows."""
    checker = checker_of(repository)
    for one in checker.reading(page).found:
        if one.item.kind is ItemKind.SNIPPET:
            path = re.split(r"[?#]", one.item.value)[0]
            if file := checker.file(path, one.chain[:1]):
                yield read_text((repository.root / file).read_bytes()) or ""


def code_places(repository: Repository, name: str, page: BuiltPage) -> Iterator[Place]:
    """Code that is not code in the source, and the other way round."""
    wanted = [
        (bare(text), file, line) for text, file, line in source_code(repository, name)
    ]
    shown = [(bare(run.text), run) for run in built_code(page)]
    taken_in = [bare(text) for text in snippets(repository, name)]
    wanted_all = "\0".join([*(text for text, _, _ in wanted), *taken_in])
    shown_all = "\0".join(text for text, _ in shown)
    for text, run in shown:
        if text not in wanted_all:
            yield Place(name, run.line, "text as code", context_of(run.text, 0, 40))
    for text, file, line in wanted:
        if text not in shown_all:
            yield Place(file, line, "code as text", text[:80])


def digest(path: Path) -> str:
    """What tells whether two files are the same."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Images:
    """Compares the images of sources with those of built pages."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.checker = checker_of(repository)
        self.digests: dict[Path, str] = {}

    def digest(self, path: Path) -> str:
        """The digest of a file, computed once."""
        if path not in self.digests:
            self.digests[path] = digest(path)
        return self.digests[path]

    def wanted(self, page: str) -> Counter[str]:
        """The image files that the source of a page shows, and how often."""
        found: Counter[str] = Counter()
        files = self.repository.page_files(page)
        for one in self.checker.reading(page).found:
            if one.item.kind is ItemKind.IMAGE:
                url, chain = self.checker.url_of(one.item, one.chain, files)
                file = self.checker.image_file(url, (*chain, page))
                if file:
                    found[file] += 1
        return found

    def lost(self, page: str, built: Path, images: Iterable[str]) -> Iterator[Place]:
        """The images that the source of a page shows more often than the page does."""
        paths = [built.parent / unquote(image.split("?")[0]) for image in images]
        shown = [path for path in paths if path.is_file()]
        left = self.wanted(page)
        total = dict(left)
        for number in ("", r"\d+"):
            # Longer names first: a copy of 10.png may look like one of 1.png.
            for file in sorted(left, key=len, reverse=True):
                copies = [path for path in shown if self.is_copy(path, file, number)]
                for path in copies[: left[file]]:
                    shown.remove(path)
                    left[file] -= 1
        for file in sorted(+left):
            count = total[file] - left[file]
            yield Place(page, 1, "image", f"{file}: {count} of {total[file]}")

    def is_copy(self, built: Path, file: str, number: str) -> bool:
        """Whether a built image is a file of the repository.

        Where several files have the same name, a number is added to that of the copy.
        """
        path = self.repository.root / file
        name = re.escape(path.stem) + number + re.escape(path.suffix)
        same_name = re.fullmatch(name, built.name) is not None
        return same_name and self.digest(built) == self.digest(path)


def text_of(repository: Repository, page: str) -> str:
    """The sources of a page."""
    paths = [repository.root / file for file in repository.page_files(page)]
    return "\n".join(read_text(path.read_bytes()) or "" for path in paths)


def findings(repository: Repository, outdir: Path) -> Iterator[Place]:
    """All there is to look at."""
    images = Images(repository)
    for source in repository.pages:
        built = page_path(outdir, source)
        if built is None:
            yield Place(source, 1, "page", "was not built")
            continue
        page = read_page(built)
        yield from places(source, page, text_of(repository, source))
        yield from code_places(repository, source, page)
        yield from images.lost(source, built, page.images)


def main(arguments: list[str] | None = None) -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("srcdir", type=Path)
    parser.add_argument("outdir", type=Path)
    options = parser.parse_args(arguments)
    repository = repository_of(options.srcdir.resolve())
    found = list(findings(repository, options.outdir))
    for place in found:
        print(place)
    counts = Counter(place.kind for place in found)
    for kind in (*PATTERNS, *OTHER_KINDS):
        print(f"== {kind}: {counts[kind]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
