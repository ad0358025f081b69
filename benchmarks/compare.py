"""How long the extension takes, and how much memory, against plain MyST.

SRCDIR is an unpacked repository in the dialect, with the folders articles and includes.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from dataclasses import asdict, fields
from pathlib import Path
from statistics import median
from typing import Any

from .content import Differences, compare_outputs
from .measure import Build, Round, build, build_rounds, medians, profile, ratios
from .plain_copy import Copy, write_copy
from .projects import articles_of, lay_out

_FOLDERS = {"html": "articles"}


def main() -> None:
    """Measure what the command line asks for."""
    options = _options()
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
        _run(options, options.work)
        return
    with tempfile.TemporaryDirectory() as directory:
        _run(options, Path(directory))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("source", metavar="SRCDIR", type=Path)
    add("--rounds", type=int, default=3, help="how many builds of each kind (3)")
    add("--scale", type=int, nargs="*", default=[], help="sizes to build, as 1 4 10")
    add("--scale-plain", action="store_true", help="build plain MyST at each size too")
    add("--limit", type=int, help="the first articles only")
    add("--builder", default="html", help="the builder (html)")
    add("--extras", action="store_true", help="with table of contents and indices")
    add("--profile", action="store_true", help="profile a build of the extension")
    add("--work", metavar="DIR", type=Path, help="keep projects and outputs here")
    add("--json", metavar="FILE", type=Path, help="write the figures to this file")
    return parser.parse_args()


def _run(options: argparse.Namespace, work: Path) -> None:
    articles = articles_of(options.source, options.limit)
    figures: dict[str, Any] = {"articles": len(articles), "builder": options.builder}
    azure = _fresh(work / "source" / "azure")
    lay_out(options.source, azure, articles, extras=options.extras)
    if options.rounds:
        figures |= _compare(options, work, azure)
    if options.scale:
        figures["scale"] = _scale(options, work, articles)
    if options.profile:
        print(profile(azure, work / "output" / "profile", options.builder))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")


def _fresh(directory: Path) -> Path:
    shutil.rmtree(directory, ignore_errors=True)
    directory.parent.mkdir(parents=True, exist_ok=True)
    return directory


def _compare(options: argparse.Namespace, work: Path, azure: Path) -> dict[str, Any]:
    plain = _fresh(work / "source" / "plain")
    copy = write_copy(azure, plain)
    _print_copy(copy)
    output = work / "output"
    output.mkdir(exist_ok=True)
    rounds = build_rounds(plain, azure, output, options.builder, options.rounds)
    print_rounds(rounds)
    shares = ratios(rounds)
    figures: dict[str, Any] = {
        "copy": asdict(copy),
        "rounds": [asdict(each) for each in rounds],
        "ratios": shares,
        "medians": {name: median(values) for name, values in shares.items()},
    }
    if folder := _FOLDERS.get(options.builder):
        differences = compare_outputs(output / "plain", output / "azure", folder)
        _print_differences(differences)
        figures["differences"] = {
            "median": differences.median,
            "equal": differences.equal,
            "worst": [asdict(page) for page in differences.pages[:20]],
            "elements": differences.kinds,
            "missing": differences.missing,
        }
    return figures


def _scale(
    options: argparse.Namespace, work: Path, articles: list[str]
) -> list[dict[str, Any]]:
    """Build the project at each size: processor time a page, against the first."""
    results: list[dict[str, Any]] = []
    print("\nscale       pages    CPU s  CPU s/page  to first      MiB")
    for copies in options.scale:
        project = _fresh(work / "source" / f"azure-{copies}x")
        lay_out(options.source, project, articles, copies=copies, extras=options.extras)
        projects = {"azure": project}
        if options.scale_plain:
            projects["plain"] = _fresh(work / "source" / f"plain-{copies}x")
            write_copy(project, projects["plain"])
        for name, source in projects.items():
            output = work / "output" / source.name
            output.parent.mkdir(exist_ok=True)
            built = build(source, output, options.builder)
            shutil.rmtree(output)
            shutil.rmtree(source)
            results.append(
                _at_scale(name, copies, len(articles) * copies, built, results)
            )
    return results


def _at_scale(
    name: str, copies: int, pages: int, built: Build, before: list[dict[str, Any]]
) -> dict[str, Any]:
    per_page = built.cpu / pages
    same = [r["cpu_per_page"] for r in before if r["project"] == name]
    ratio = per_page / (same[0] if same else per_page)
    print(
        f"{name} {copies:>3}× {pages:>7} {built.cpu:>8.1f} {per_page:>11.4f} "
        f"{ratio:>9.3f} {built.memory:>8.0f}"
    )
    return {
        "project": name,
        "copies": copies,
        "pages": pages,
        "cpu_per_page": per_page,
        "ratio_to_first": ratio,
        **asdict(built),
    }


def _print_copy(copy: Copy) -> None:
    print(
        f"plain copy: {copy.pages} pages, {copy.size} bytes, "
        f"{copy.raw_html} of them raw HTML"
    )


def print_rounds(rounds: list[Round]) -> None:
    """Print the figures of each build, the medians, and the ratios."""
    print("\n                CPU s   wall s      MiB  warnings")
    kinds = [field.name for field in fields(Round)]
    middle = {kind: medians([getattr(r, kind) for r in rounds]) for kind in kinds}
    for title, each in [*enumerate(rounds, 1), ("median", Round(**middle))]:
        for kind in kinds:
            one: Build = getattr(each, kind)
            print(
                f"{title} {kind:<7} {one.cpu:>8.2f} {one.wall:>8.2f} "
                f"{one.memory:>8.0f} {one.warnings:>9}"
            )
    for name, values in ratios(rounds).items():
        listed = "  ".join(f"{value:.3f}" for value in values)
        print(f"{name}: median {median(values):.3f}  of {listed}")


def _print_differences(differences: Differences) -> None:
    count = len(differences.pages)
    print(f"\n{differences.equal} of {count} pages have the very same words")
    print(f"words that only one has: median {differences.median:.2%}; the worst pages:")
    for page in differences.pages[:5]:
        print(
            f"{page.share:>7.2%}  {page.page}  plain {page.first}, azure {page.second}"
        )
    if differences.missing:
        print(f"only in one output: {', '.join(differences.missing)}")
    print("\nelements        plain    azure")
    for kind, (plain, azure) in differences.kinds.items():
        print(f"{kind:<12} {plain:>8} {azure:>8}")
