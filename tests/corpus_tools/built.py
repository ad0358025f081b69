"""The pages of a build: the text of an article's body, and its images."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.independent.html_names import INLINE, VOID

UNSEEN = frozenset(("script", "style", "template"))
CODE = frozenset(("pre", "code", "kbd", "samp", "tt"))


@dataclass
class Passage:
    """A piece of text of a page."""

    text: str
    line: int
    in_code: bool


@dataclass
class BuiltPage:
    """What is read of the body of a page."""

    passages: list[Passage] = field(default_factory=list)
    code_blocks: list[list[Passage]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    has_title: bool = False

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(passage.text for passage in self.passages)


class EndOfBodyError(Exception):
    """Raised where the body of a page ends, as what follows is not read."""


class PageReader(HTMLParser):
    """Reads the body of a page: the element whose role is ``main``."""

    def __init__(self) -> None:
        super().__init__()
        self.page = BuiltPage()
        self.open: list[tuple[str, bool, bool]] = []
        self.body_depth: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if self.body_depth is not None:
            self.note(tag, attributes)
        if tag in VOID:
            return
        _, in_code, unseen = self.open[-1] if self.open else ("", False, False)
        classes = (attributes.get("class") or "").split()
        unseen = unseen or tag in UNSEEN or "headerlink" in classes
        self.open.append((tag, in_code or tag in CODE, unseen))
        if self.body_depth is None and attributes.get("role") == "main":
            self.body_depth = len(self.open)

    def note(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Note what an element in the body is."""
        if tag == "img":
            self.page.images.append(attributes.get("src") or "")
        if tag == "h1":
            self.page.has_title = True
        if tag == "pre":
            self.page.code_blocks.append([])
        self.part(tag)
        if "classifier" in (attributes.get("class") or ""):
            self.part("br")

    def part(self, tag: str) -> None:
        """Part the words before and behind a tag, if it does so."""
        if tag not in INLINE:
            in_code = bool(self.open) and self.open[-1][1]
            self.page.passages.append(Passage(" ", self.getpos()[0], in_code))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _, _ in self.open]
        if tag not in names:
            return
        if self.body_depth is not None:
            self.part(tag)
        del self.open[len(names) - 1 - names[::-1].index(tag) :]
        if self.body_depth is not None and len(self.open) < self.body_depth:
            raise EndOfBodyError

    def handle_data(self, data: str) -> None:
        if self.body_depth is None or self.open[-1][2]:
            return
        passage = Passage(data, self.getpos()[0], self.open[-1][1])
        self.page.passages.append(passage)
        if any(name == "pre" for name, _, _ in self.open):
            self.page.code_blocks[-1].append(passage)


def read_page(path: Path) -> BuiltPage:
    """Read a page; one of a builder that writes text is all text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return BuiltPage([Passage(text, 1, False)])
    begin = text.rfind("<", 0, text.find('role="main"') + 1)
    reader = PageReader()
    try:
        # What is before the body may be a long table of contents.
        reader.feed("\n" * text.count("\n", 0, max(begin, 0)) + text[max(begin, 0) :])
        reader.close()
    except EndOfBodyError:
        pass
    return reader.page


def page_path(outdir: Path, source: str) -> Path | None:
    """Where a page was built, by a builder of HTML or of text."""
    stem = source.removesuffix(".md").removesuffix(".yml")
    candidates = (
        outdir / f"{stem}.html",
        outdir / stem / "index.html",
        outdir / f"{stem}.txt",
    )
    return next((path for path in candidates if path.is_file()), None)
