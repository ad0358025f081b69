"""Tell which words of the sources are not in the built pages.

``python -m tests.corpus_tools.completeness SRCDIR OUTDIR`` compares, page by page, the
words of a page's source, its includes among them, with the words of the page that was
built by the builder ``html``, in order; or by the builder ``text``, in any order, for
the lines of tables are broken there.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from tests.corpus_tools.built import page_path, read_page
from tests.corpus_tools.learn import repository_of
from tests.corpus_tools.repository import Piece, Repository

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"[*_`\\\u200b\xad]")
ENTRY = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
LENGTH = 4
"""How many words in a row must be the same, and once only, to align texts by."""


@dataclass(frozen=True)
class Loss:
    """What is lost of a page."""

    page: str
    total: int
    lost: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of its words that is lost."""
        return sum(len(run.split()) for run in self.lost) / max(self.total, 1)


def words(text: str) -> list[str]:
    """The words of a text, without what may be markup in one."""
    return WORD.findall(MARKS.sub("", text))


def source_text(repository: Repository, page: str) -> tuple[str, list[str]]:
    """The text of a page, without markup; and the choices of its selectors.

    A selector with several dimensions shows each choice once, however many of its
    entries have it.
    """
    texts: list[str] = []
    choices: list[str] = []
    for piece in repository.pieces(page):
        if not isinstance(piece, Piece):
            continue
        text = piece.block.text if piece.text is None else piece.text.words
        entry = ENTRY.fullmatch(text.strip()) if piece.text else None
        if entry:
            choices += entry[1].split("|")
        else:
            texts.append(text)
    return "\n".join(texts), list(dict.fromkeys(choices))


def unique_runs(run: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Where the runs of words begin that occur once."""
    runs = [tuple(run[i : i + LENGTH]) for i in range(len(run) - LENGTH + 1)]
    counts = Counter(runs)
    return {one: i for i, one in enumerate(runs) if counts[one] == 1}


def longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of some pairs in which both numbers rise."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, (_, b) in enumerate(pairs):
        i = bisect_left(tops, b)
        before.append(ends[i - 1] if i else -1)
        tops[i:], ends[i:] = [b, *tops[i + 1 :]], [k, *ends[i + 1 :]]
    result = []
    k = ends[-1] if ends else -1
    while k >= 0:
        result.append(pairs[k])
        k = before[k]
    return result[::-1]


def anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Places at which two texts are surely the same."""
    in_a, in_b = unique_runs(a), unique_runs(b)
    common = [(i, in_b[run]) for run, i in in_a.items() if run in in_b]
    return longest_rise(sorted(common))


def lost_runs(a: Sequence[str], b: Sequence[str]) -> Iterator[str]:
    """The runs of words of one text that are not in another, in order."""
    begin_a = begin_b = 0
    for i, j in [*anchors(a, b), (len(a), len(b))]:
        if i < begin_a or j < begin_b:
            continue
        yield from lost_between(a[begin_a:i], b[begin_b:j])
        begin_a, begin_b = i + LENGTH, j + LENGTH


def lost_between(a: Sequence[str], b: Sequence[str]) -> Iterator[str]:
    """The same as :func:`lost_runs`, for short texts."""
    if list(a) == list(b):
        return
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    for operation, begin, end, _, _ in matcher.get_opcodes():
        if operation in ("delete", "replace"):
            yield " ".join(a[begin:end])


def lost_words(a: Sequence[str], b: Sequence[str]) -> Iterator[str]:
    """The words that one text has more often than another."""
    return (Counter(a) - Counter(b)).elements()


def loss_of(repository: Repository, page: str, built: Path | None) -> Loss:
    """What of a page is not in what was built of it."""
    text, choices = source_text(repository, page)
    source = words(text)
    result = words(read_page(built).text) if built else []
    all_of_it = f" {' '.join(result)} "
    runs = [" ".join(words(choice)) for choice in choices]
    lost = [run for run in runs if f" {run} " not in all_of_it]
    total = len(source) + sum(len(run.split()) for run in runs)
    in_order = built is None or built.suffix == ".html"
    compare = lost_runs if in_order else lost_words
    return Loss(page, total, (*lost, *compare(source, result)))


def losses(repository: Repository, outdir: Path) -> Iterator[Loss]:
    """What is lost, page by page; all of a page that was not built."""
    for page in repository.pages:
        yield loss_of(repository, page, page_path(outdir, page))


def report(found: Sequence[Loss], worst: int) -> Iterator[str]:
    """The lines of the report."""
    total = sum(loss.total for loss in found)
    lost = sum(len(run.split()) for loss in found for run in loss.lost)
    complete = sum(not loss.lost for loss in found)
    yield f"{lost} of {total} words lost; {complete} of {len(found)} pages complete"
    by_share = sorted(found, key=lambda loss: (-loss.share, loss.page))
    for loss in by_share[:worst]:
        if loss.lost:
            yield f"{loss.share:.2%} {loss.page}"
            yield from (f"    {run}" for run in loss.lost)


def main(arguments: list[str] | None = None) -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("srcdir", type=Path)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--worst", type=int, default=10)
    options = parser.parse_args(arguments)
    repository = repository_of(options.srcdir.resolve())
    found = list(losses(repository, options.outdir))
    for line in report(found, options.worst):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
