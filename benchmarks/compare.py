"""How long the extension takes, and how much memory, against plain MyST.

Run ``python -m benchmarks.compare SRCDIR``; see ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from .plain_myst import copy_images, write_copy

# Without what plain MyST has nothing equal to: a table of contents, and indices.
CONF = """\
extensions = ["sphinx_azuredocs"]
azuredocs_contents = "none"
html_domain_indices = False
"""
_SLUG = re.compile(r"(articles/|\.\./)([\w-]+?)(?=/|#|\.md|\)|\"|\s|$)")


@dataclass(frozen=True)
class Build:
    """What one build took.

    :param wall: seconds by the clock.
    :param cpu: seconds of processor time.
    :param memory: the most memory at a time, in KiB.
    :param warnings: how many warnings there were.
    """

    wall: float
    cpu: float
    memory: int
    warnings: int


def build(source: Path, builder: str = "html") -> Build:
    """Build a project in a process of its own, from nothing."""
    with tempfile.TemporaryDirectory() as directory:
        warnings = Path(directory, "warnings")
        command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", builder]
        command += ["-w", str(warnings), str(source), str(Path(directory, "out"))]
        begin = time.monotonic()
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.monotonic() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            msg = f"the build of {source} failed"
            raise RuntimeError(msg)
        count = warnings.read_text(encoding="utf-8", errors="replace").count(
            " WARNING:"
        )
    cpu = usage.ru_utime + usage.ru_stime
    return Build(wall, cpu, usage.ru_maxrss, count)


def articles_of(source: Path, limit: int | None) -> list[Path]:
    """The articles of a repository; those that are no text are left out."""
    articles = []
    for path in sorted(source.glob("articles/*.md")):
        try:
            path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            continue
        articles.append(path)
    return articles[:limit]


def lay_out(source: Path, target: Path, articles: list[Path], copies: int = 1) -> None:
    """Lay out a project for the extension, with copies that link one another.

    :param copies: how many times each article is there.
    """
    copy_images(source, target)
    shutil.copytree(source / "includes", target / "includes", dirs_exist_ok=True)
    (target / "conf.py").write_text(CONF)
    (target / "index.md").write_text("# Home\n")
    (target / "articles").mkdir(exist_ok=True)
    slugs = {path.stem.lower() for path in articles}
    for number in range(copies):
        suffix = f"-copy{number}" if number else ""

        def renamed(match: re.Match[str], suffix: str = suffix) -> str:
            return match[0] + (suffix if match[2].lower() in slugs else "")

        for path in articles:
            text = path.read_text(encoding="utf-8-sig")
            name = f"{path.stem}{suffix}.md"
            text = _SLUG.sub(renamed, text) if suffix else text
            (target / "articles" / name).write_text(text, encoding="utf-8")


def measure_pairs(
    plain: Path, azure: Path, pairs: int
) -> Iterator[tuple[Build, Build]]:
    """Build both in turns, so that what else the machine does meets both alike."""
    for number in range(pairs):
        first, second = (plain, azure) if number % 2 else (azure, plain)
        builds = {path: build(path) for path in (first, second)}
        yield builds[plain], builds[azure]


def report_pairs(pairs: list[tuple[Build, Build]]) -> dict[str, float]:
    """Print the pairs, and give the medians of their ratios."""
    for plain, azure in pairs:
        print(f"plain {plain}\nazure {azure}  cpu ×{azure.cpu / plain.cpu:.3f}")
    ratios = {
        name: median(
            getattr(azure, name) / getattr(plain, name) for plain, azure in pairs
        )
        for name in ("wall", "cpu", "memory")
    }
    print("medians", {name: round(ratio, 3) for name, ratio in ratios.items()})
    return ratios


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="an unpacked repository")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--scale", type=int, nargs="*", default=[])
    parser.add_argument("--limit", type=int, help="the first articles only")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    articles = articles_of(options.source, options.limit)
    figures: dict[str, object] = {"articles": len(articles)}
    with tempfile.TemporaryDirectory() as directory:
        plain, azure = Path(directory, "plain"), Path(directory, "azure")
        if options.pairs:
            write_copy(options.source, plain, articles)
            lay_out(options.source, azure, articles)
            pairs = list(measure_pairs(plain, azure, options.pairs))
            figures["pairs"] = [[asdict(p), asdict(a)] for p, a in pairs]
            figures["medians"] = report_pairs(pairs)
        per_page: dict[int, float] = {}
        for copies in options.scale:
            project = Path(directory, f"scale{copies}")
            lay_out(options.source, project, articles, copies)
            per_page[copies] = build(project).cpu / (len(articles) * copies)
            ratio = per_page[copies] / next(iter(per_page.values()))
            print(f"{copies}×: {per_page[copies]:.4f} s a page, ×{ratio:.3f}")
            shutil.rmtree(project)
        figures["seconds a page"] = per_page
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
