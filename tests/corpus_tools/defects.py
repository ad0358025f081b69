"""List the links, anchors and images of a repository that name nothing.

``python -m tests.corpus_tools.defects SRCDIR`` prints them, as ``file:line: kind:
target``; those of an included file once, however many pages have them. With
``--compare FILE``, the warnings that a build of the same directory wrote with ``-w
FILE`` are compared with them: file, line and kind must be the same, and how many.

A directory with a ``docfx.json`` is read as one of Microsoft Learn, all others as one
of 2014.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.corpus_tools.checker import Checker, Defect
from tests.corpus_tools.learn import checker_of, repository_of

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


def kind_of_warning(
    warning_type: str, message: str, kinds: Sequence[str] | None
) -> str | None:
    """The kind of defect that a warning tells of, or None if it is another matter."""
    if warning_type == "azuredocs.reference" and "is defined before" in message:
        return None
    if warning_type in OF_BUILD:
        return OF_BUILD[warning_type]
    kind = warning_type.removeprefix("azuredocs.")
    return kind if kinds is None or kind in kinds else None


def target_of_warning(message: str) -> str:
    """What a warning says that names nothing; the message if it says not."""
    for pattern in TARGETS:
        if match := pattern.search(message):
            return " ".join(match[1].split())
    return "" if "no URL" in message else message


def read_warnings(
    text: str, root: Path, kinds: Sequence[str] | None = Checker.kinds
) -> Iterator[Defect]:
    """The warnings in a file that ``sphinx-build -w`` wrote."""
    collected = ""
    for line in text.splitlines():
        collected = f"{collected}\n{line}" if collected else line
        match = WARNING.match(collected)
        if not match:
            continue
        collected = ""
        kind = kind_of_warning(match["type"], match["message"], kinds)
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


def comparison(
    defects: list[Defect], warnings: list[Defect], kinds: Sequence[str] | None
) -> Iterator[str]:
    """The lines of a comparison."""
    missing = unmatched(defects, warnings)
    extra = unmatched(warnings, defects)
    yield f"== {len(missing)} defects without warning"
    yield from map(str, missing)
    yield f"== {len(extra)} warnings without defect"
    yield from map(str, extra)
    yield "== kind: defects, warnings, without warning, without defect"
    found = sorted({defect.kind for defect in (*defects, *warnings)})
    for kind in found if kinds is None else kinds:
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
    checker = checker_of(repository_of(root))
    defects = checker.defects()
    if options.compare is None:
        for defect in defects:
            print(defect)
        return 0
    text = options.compare.read_text(encoding="utf-8")
    warnings = sorted(read_warnings(text, root, checker.kinds))
    for line in comparison(defects, warnings, checker.kinds):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
