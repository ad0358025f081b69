"""Measure builds of many pages of the Azure CLI: ``python -m benchmarks.api_pages``.

The pages are copies of real ones, with other uids and names. The time and the peak
memory a page, a second build without a change, and the size of the search index are
printed as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

_BUILD = """
import json, resource, sys, time
from sphinx.cmd.build import main
start = time.process_time()
code = main(sys.argv[1:])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"code": code, "time": time.process_time() - start, "peak": peak}))
"""


def lay_out(source: Path, srcdir: Path, count: int) -> None:
    """Write a project with copies of the pages below a folder.

    :param source: the folder with pages of the Azure CLI.
    :param srcdir: the folder of the project.
    :param count: the number of pages.
    """
    pages = [
        text
        for path in sorted(source.rglob("*.yml"))
        if (text := path.read_text(encoding="utf-8-sig")).startswith(
            "### YamlMime:AzureCLIGroup"
        )
    ]
    srcdir.mkdir(parents=True, exist_ok=True)
    conf = 'extensions = ["sphinx_azuredocs"]\nhtml_theme = "basic"\n'
    (srcdir / "conf.py").write_text(conf, encoding="utf-8")
    home = "# Home\n\n```{toctree}\n:glob:\n*/*\n```\n"
    (srcdir / "index.md").write_text(home, encoding="utf-8")
    for number in range(count):
        text = pages[number % len(pages)]
        text = text.replace("uid: az_", f"uid: az{number}_").replace(
            "- az_", f"- az{number}_"
        )
        text = text.replace("name: az ", f"name: az{number} ")
        folder = srcdir / f"group{number // 100}"
        folder.mkdir(exist_ok=True)
        (folder / f"page{number}.yml").write_text(text, encoding="utf-8")


def build(srcdir: Path, outdir: Path) -> dict[str, float]:
    """Build a project in a process of its own, and return its time and memory.

    :param srcdir: the project.
    :param outdir: the output folder.
    :return: CPU seconds ``time``, peak memory ``peak`` in KiB, exit ``code``.
    """
    command = [sys.executable, "-c", _BUILD, "-q", "-b", "html", str(srcdir)]
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [*command, str(outdir)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(source: Path, folder: Path, count: int) -> dict[str, float]:
    """Build a project of so many pages twice.

    :param source: the folder with pages of the Azure CLI.
    :param folder: a folder for the projects.
    :param count: the number of pages.
    :return: the figures.
    """
    srcdir, outdir = folder / f"src{count}", folder / f"out{count}"
    lay_out(source, srcdir, count)
    start = time.monotonic()
    first = build(srcdir, outdir)
    wall = time.monotonic() - start
    again = build(srcdir, outdir)
    return {
        "pages": count,
        "seconds": first["time"],
        "wall": wall,
        "milliseconds a page": 1000 * first["time"] / count,
        "KiB a page": first["peak"] / count,
        "peak MiB": first["peak"] / 1024,
        "second build": again["time"],
        "search index KiB": (outdir / "searchindex.js").stat().st_size / 1024,
        "inventory KiB": (outdir / "objects.inv").stat().st_size / 1024,
        "index KiB": (outdir / "genindex.html").stat().st_size / 1024,
    }


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="a folder with pages of the CLI")
    parser.add_argument("folder", type=Path, help="a folder for the projects")
    parser.add_argument("--pages", type=int, nargs="+", default=[400, 4000])
    arguments = parser.parse_args()
    for count in arguments.pages:
        figures = measure(arguments.source, arguments.folder, count)
        print(json.dumps(figures, indent=1), flush=True)


if __name__ == "__main__":
    main()
