"""List the links, anchors and files of built HTML pages that are not there.

``python -m tests.corpus_tools.dangling OUTDIR`` looks up what the relative URLs of each
page name in the output: a file, and in a page an element with the ``id`` or ``name`` of
the fragment.
"""

from __future__ import annotations

import argparse
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

URLS = {"a": "href", "area": "href", "img": "src", "link": "href", "script": "src"}
URLS |= {"source": "src", "video": "src", "audio": "src", "iframe": "src"}


class Dangling(NamedTuple):
    """A URL of a page that names nothing in the output."""

    page: str
    line: int
    url: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.url}"


@dataclass
class Page:
    """The URLs of a page with their lines, and the names in it."""

    urls: list[tuple[int, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


class PageReader(HTMLParser):
    """Reads the URLs and names of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.page.names.update(
            attributes[name] for name in ("id", "name") if name in attributes
        )
        url = attributes.get(URLS.get(tag, ""))
        if url:
            self.page.urls.append((self.getpos()[0], url))


def read_page(path: Path) -> Page:
    """Read a page."""
    reader = PageReader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader.page


def dangling(outdir: Path) -> Iterator[Dangling]:
    """The relative URLs of all pages that name nothing."""
    files = {p.relative_to(outdir).as_posix() for p in outdir.rglob("*") if p.is_file()}
    pages = {f: read_page(outdir / f) for f in sorted(files) if f.endswith(".html")}
    for name, page in pages.items():
        if name.startswith("_"):
            continue
        for line, url in page.urls:
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            target = target if path else name
            fragment = unquote(parts.fragment)
            names = pages[target].names if target in pages else None
            lacks_name = names is not None and fragment and fragment not in names
            if target not in files or lacks_name:
                yield Dangling(name, line, url)


def main(arguments: list[str] | None = None) -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outdir", type=Path)
    found = list(dangling(parser.parse_args(arguments).outdir))
    for one in found:
        print(one)
    print(f"== {len(found)} URLs name nothing")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
