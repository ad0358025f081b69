"""Measure what a page costs in small and in large projects.

The projects are made of renamed copies of short articles, half of them in the dialect
of 2014 and half in that of Microsoft Learn, with one table of contents that lists all
of them. Each is built in a process of its own. A cost that does not grow with the
project is the same at each size.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

_MEBI = 1024 * (1024 if sys.platform == "darwin" else 1)
_FAN_OUT = 20
"""The fan-out of a nested table: entries in each group, and groups in each group."""
FEW = 20
"""The pages of the small build whose cost is subtracted: that of the start."""
SHAPES = ("nested", "flat")
THEMES = (
    *("furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"),
    "alabaster",
)
_CONF = """\
project = "Scale"
extensions = ["sphinx_azuredocs"]
html_theme = {theme!r}
html_copy_source = False
html_show_sourcelink = False
"""
_LEARN = """\
---
title: Keep water in tank {number}
description: How to fill, watch and empty tank {number} of the garden.
ms.topic: how-to
ms.date: 03/0{digit}/2026
---
# Keep water in tank {number}

In this article, you fill a tank, watch its level and empty it before the winter.

> [!NOTE]
> A tank holds rain. Do not drink from it.

## Before you begin

- A tank with a tap.
- A hose of at least two metres. See [the tank before this one]({other}).

| Level | Signal | What to do |
|---|---|---|
| Low | Red | Fill the tank |
| Half | Yellow | Wait for rain |
| Full | Green | Water the beds |

## Watch the level

# [Command line](#tab/cli)

```bash
garden level --tank {number}
```

# [Panel](#tab/panel)

Select **Tanks**, then **Level**.

---

## Next step

> [!div class="nextstepaction"]
> [Read about the tank before]({other})
"""
_AZURE = """\
<properties
   pageTitle="Plant bed {number} | Garden"
   description="Sow, water and harvest bed {number}."
   services="beds"
   authors="gardener{digit}"
   />

<tags
   ms.service="beds"
   ms.topic="article"
   ms.date="03/0{digit}/2015" />

#Plant bed {number}

Beds need sun, and water twice a day. This article is about bed {number}.

> [AZURE.NOTE] Wear gloves.

##Sow the seeds
1. Open the ground.
2. Put in one seed for each hand of length.

 Then cover them, as for [the bed before]({other}).

##Harvest
* Pull up what is ripe
* Wash it

[AZURE.INCLUDE [gloves](../includes/gloves.md)]

<table><tr><td>Sown<td>March</tr><tr><td>Ripe<td>June</tr></table>
"""


@dataclass(frozen=True)
class Figures:
    """What one build took, a page.

    :param theme: the theme.
    :param shape: the shape of the table of contents, from :data:`SHAPES`.
    :param pages: the number of pages.
    :param wall: seconds by the clock, of the whole build.
    :param cpu: milliseconds of processor time for each page more than in a build of
        :data:`FEW` pages.
    :param memory: the most memory of one process, in MiB.
    :param added: KiB of memory for each page more than in a build of :data:`FEW` pages.
    :param html: bytes of HTML a page, on average, without the start page.
    :param start: bytes of the start page.
    :param shared: bytes of the shared files of the tables of contents.
    """

    theme: str
    shape: str
    pages: int
    wall: float
    cpu: float
    memory: float
    added: float
    html: float
    start: int
    shared: int


def write_project(
    folder: Path, pages: int, theme: str, shape: str = "nested", entries: int = 0
) -> None:
    """Write a project of short articles with one table of contents.

    :param folder: a new folder.
    :param pages: the number of articles.
    :param theme: the theme in its ``conf.py``.
    :param shape: ``flat`` for a table without groups, ``nested`` for a table with as
        many levels as its size needs.
    :param entries: the number of entries in the table, if there are more than pages:
        the others are links elsewhere.
    """
    names = [_name(number) for number in range(pages)]
    listed = [f"https://example.org/entry-{n:05}" for n in range(entries - pages)]
    step = len(listed) / pages
    for number, name in enumerate(names):
        listed.insert(round(number * (step + 1)), name)
    for name in ("articles", "guides", "includes"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    files = {
        "conf.py": _CONF.format(theme=theme),
        "index.md": "# Garden\n\nAll about it.\n",
        "docfx.json": json.dumps(
            {"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}
        ),
        "includes/gloves.md": "Gloves are in the *shed*.\n",
        "TOC.yml": "\n".join(_items(listed, shape)) + "\n",
    }
    for number, name in enumerate(names):
        other = Path(names[(number - 2) % len(names)]).name
        text = _AZURE if name.startswith("articles/") else _LEARN
        values = {"number": number, "digit": number % 9 + 1, "other": other}
        files[name] = text.format(**values)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _name(number: int) -> str:
    folder, stem = (("articles", "bed"), ("guides", "tank"))[number % 2]
    return f"{folder}/{stem}-{number:05}.md"


def _items(names: Sequence[str], shape: str) -> Iterator[str]:
    """Yield the lines of a table of contents in YAML."""
    if shape == "flat" or len(names) <= _FAN_OUT:
        for name in names:
            yield f"- name: About {Path(name).stem}"
            yield f"  href: {name}"
        return
    size = _FAN_OUT
    while size * _FAN_OUT < len(names):
        size *= _FAN_OUT
    for start in range(0, len(names), size):
        part = names[start : start + size]
        yield f"- name: From {Path(part[0]).stem} on"
        yield "  items:"
        yield from (f"  {line}" for line in _items(part, shape))


def measure(source: Path, output: Path, jobs: int) -> tuple[float, float, float]:
    """Build a project from nothing.

    :param source: the project.
    :param output: the folder for the output.
    :param jobs: the number of processes of Sphinx.
    :return: seconds by the clock, seconds of processor time of all processes, and the
        most memory of one of them, in MiB.
    """
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "html"]
    command += ["-j", str(jobs), str(source), str(output)]
    begin = time.monotonic()
    with subprocess.Popen(command) as process:
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"the build of {source} failed"
        raise RuntimeError(message)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MEBI


def figures(
    work: Path,
    sizes: Sequence[int],
    theme: str,
    shape: str,
    jobs: int = 1,
    entries: int = 0,
) -> Iterator[Figures]:
    """Yield the figures of projects of some sizes.

    :param work: a folder for the projects and their output.
    :param sizes: the numbers of pages.
    :param theme: the theme.
    :param shape: the shape of the table of contents, from :data:`SHAPES`.
    :param jobs: the number of processes of Sphinx.
    :param entries: the number of entries in the table of contents, if there are more
        than pages.
    """
    few_cpu = few_memory = 0.0
    for pages in (FEW, *sizes):
        source = work / f"{theme}-{shape}-{pages}-{entries}"
        output = work / "output"
        if not source.exists():
            write_project(source, pages, theme, shape, entries)
        wall, cpu, memory = measure(source, output, jobs)
        if not few_cpu:
            few_cpu, few_memory = cpu, memory
            continue
        lengths = [
            path.stat().st_size
            for folder in ("articles", "guides")
            for path in (output / folder).glob("*.html")
        ]
        yield Figures(
            theme,
            shape,
            pages,
            wall,
            (cpu - few_cpu) / (pages - FEW) * 1000,
            memory,
            (memory - few_memory) / (pages - FEW) * 1024,
            sum(lengths) / len(lengths),
            (output / "index.html").stat().st_size,
            sum(path.stat().st_size for path in output.glob("_azuredocs/*.js")),
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Build and print the figures as the command line says."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--sizes", metavar="N", nargs="+", type=int, default=[1000, 4000])
    add("--themes", metavar="THEME", nargs="+", default=["furo"])
    add("--shapes", nargs="+", choices=SHAPES, default=["nested"])
    add("--entries", metavar="N", nargs="+", type=int, default=[0])
    add("--jobs", metavar="N", type=int, default=1, help="processes of each build")
    add("--work", metavar="DIR", type=Path, help="keep projects and output here")
    options = parser.parse_args(arguments)
    print(
        "theme                shape  pages entries  wall s ms/page  MiB "
        "KiB/page kB/page"
    )
    with tempfile.TemporaryDirectory() as directory:
        work = (options.work or Path(directory)).resolve()
        variants = product(options.themes, options.shapes, options.entries)
        for theme, shape, entries in variants:
            found = figures(work, options.sizes, theme, shape, options.jobs, entries)
            for one in found:
                print(
                    f"{theme:<20} {shape:<6} {one.pages:>5} {entries or one.pages:>7} "
                    f"{one.wall:>7.1f} {one.cpu:>7.2f} {one.memory:>4.0f} "
                    f"{one.added:>8.2f} {one.html / 1000:>7.2f}  "
                    f"start {one.start / 1000:.0f} kB, "
                    f"shared {one.shared / 1000:.0f} kB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
