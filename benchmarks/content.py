"""Whether two outputs have the same content."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

_WORD = re.compile(r"\w+")
_VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "wbr"))
_SKIPPED = frozenset(("script", "style"))
KINDS = (
    *("h1", "h2", "h3", "h4", "p", "li", "table", "td", "th", "pre", "img"),
    *("strong", "em", "code", "internal", "external", "admonition", "highlighted"),
)
"""What is counted: elements, links within the project and out of it, notes, tokens."""


class _Body(HTMLParser):
    """The words and elements of a page's body, without what the theme adds."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.kinds: Counter[str] = Counter()
        self._depth = self._skipped = self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        attributes = dict(attrs)
        classes = (attributes.get("class") or "").split()
        if not self._depth:
            self._depth = int(attributes.get("role") == "main")
            return
        if tag not in _VOID:
            self._depth += 1
            if tag in _SKIPPED or "headerlink" in classes or self._skipped:
                self._skipped += 1
        self._code += tag == "pre" or (self._code > 0 and tag == "span")
        self._count(tag, classes)

    def _count(self, tag: str, classes: list[str]) -> None:
        if tag == "a":
            self.kinds.update({"internal", "external"} & set(classes))
        elif tag in KINDS:
            self.kinds[tag] += 1
        self.kinds["admonition"] += "admonition" in classes
        self.kinds["highlighted"] += tag == "span" and self._code > 1

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if self._depth and tag not in _VOID:
            self._depth -= 1
            self._skipped -= self._skipped > 0
            self._code -= self._code > 0 and tag in ("pre", "span")

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._depth and not self._skipped:
            self.text.append(data)

    def words(self) -> Counter[str]:
        """How often each word is there."""
        return Counter(_WORD.findall("".join(self.text)))


@dataclass(frozen=True)
class PageDifference:
    """How far two versions of a page differ.

    :param page: its path in the output.
    :param share: the words that only one has, of those that either has.
    :param first: how many words only the first has.
    :param second: how many only the second has.
    """

    page: str
    share: float
    first: int
    second: int


@dataclass
class Differences:
    """How far two outputs differ.

    :param pages: each page, the worst first.
    :param kinds: how often each kind of element is there in both.
    :param missing: pages that only one output has.
    """

    pages: list[PageDifference] = field(default_factory=list)
    kinds: dict[str, tuple[int, int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median of the pages."""
        return median(page.share for page in self.pages) if self.pages else 0.0

    @property
    def equal(self) -> int:
        """How many pages have the very same words."""
        return sum(not page.share for page in self.pages)


def compare_outputs(first: Path, second: Path, folder: str) -> Differences:
    """Compare the pages of two outputs.

    :param folder: where in both the pages are.
    """
    names = [{p.name for p in (o / folder).glob("*.html")} for o in (first, second)]
    result = Differences(missing=sorted(names[0] ^ names[1]))
    counts: list[Counter[str]] = [Counter(), Counter()]
    for name in sorted(names[0] & names[1]):
        bodies = [_read(output / folder / name) for output in (first, second)]
        for count, body in zip(counts, bodies, strict=True):
            count.update(body.kinds)
        result.pages.append(_difference(name, *(body.words() for body in bodies)))
    result.pages.sort(key=lambda page: -page.share)
    result.kinds = {kind: (counts[0][kind], counts[1][kind]) for kind in KINDS}
    return result


def _read(path: Path) -> _Body:
    body = _Body()
    body.feed(path.read_text(encoding="utf-8"))
    body.close()
    return body


def _difference(name: str, one: Counter[str], other: Counter[str]) -> PageDifference:
    first, second = (one - other).total(), (other - one).total()
    either = (one | other).total()
    return PageDifference(name, (first + second) / (either or 1), first, second)
