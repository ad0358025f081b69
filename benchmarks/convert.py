"""Convert a copy of a repository, and compare its pages before and after.

The copy gets the ``conf.py`` of ``sphinx-azuredocs quickstart`` if it has none. It is
converted twice, as the second conversion must change nothing, and built as HTML before
and after. Every file of the output is compared byte for byte; links to the source of a
page are left out. The exit status is 1 if a file differs, if a second conversion
changes a file, or if more than 2 % of the pages are not written.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx_azuredocs.cli.convert import TARGETS
from sphinx_azuredocs.cli.main import main as command
from sphinx_azuredocs.config.dialects import Dialect
from sphinx_azuredocs.convert.project import Project
from sphinx_azuredocs.convert.repository import Converted, Repository

_SETTINGS = ("html_show_sourcelink=0", "html_copy_source=0", "html_last_updated_fmt=")
_RECORDS = {".azuredocs.json", ".buildinfo"}
"""Files of the output with digests of the sources."""
_FEWEST = 0.98
"""The least part of the pages that must be written or need no change."""


def convert(root: Path, target: Dialect) -> list[Converted]:
    """Convert all files of a project, and write them."""
    with Project.of(root, root) as project:
        found = Repository(project, target).convert(root.rglob("*.md"))
    for one in found:
        if one.is_changed:
            one.path.write_bytes(one.new)
    return found


def build(root: Path, output: Path) -> None:
    """Build a project as HTML."""
    settings = [f"-D{setting}" for setting in _SETTINGS]
    run = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *settings]
    subprocess.run(
        [*run, str(root), str(output)], check=True, stderr=subprocess.DEVNULL
    )


def differences(before: Path, after: Path) -> Iterator[str]:
    """Yield the files of two outputs that differ."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (before, after)
        for path in folder.rglob("*")
        if path.is_file() and ".doctrees" not in path.parts
    }
    for name in sorted(names - _RECORDS):
        old, new = before / name, after / name
        if not (old.exists() and new.exists() and old.read_bytes() == new.read_bytes()):
            yield name


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="the repository")
    parser.add_argument("--to", choices=sorted(TARGETS), required=True)
    options = parser.parse_args(arguments)
    target = Dialect(TARGETS[options.to])
    with tempfile.TemporaryDirectory() as folder:
        root, before, after = (
            Path(folder) / n for n in (options.source.name, "before", "after")
        )
        shutil.copytree(options.source, root)
        if not (root / "conf.py").exists():
            command(["quickstart", str(root)])
        build(root, before)
        start = time.perf_counter()
        found = convert(root, target)
        seconds = time.perf_counter() - start
        for one in found:
            if one.reason:
                print(f"{one.path.relative_to(root)}: {one.reason}")
        pages = [one for one in found if one.docname]
        written = sum(not one.reason for one in pages)
        counts = Counter(one.is_changed for one in pages)
        print(
            f"{written} of {len(pages)} pages written or kept, {counts[True]} changed, "
            f"{len(found) - len(pages)} included files, {seconds:.0f} s"
        )
        again = [one for one in convert(root, target) if one.is_changed]
        print(f"{len(again)} files changed by a second conversion")
        for one in again:
            print(f"  {one.path.relative_to(root)}")
        build(root, after)
        different = list(differences(before, after))
        print(f"{len(different)} files of the output differ")
        for name in different:
            print(f"  {name}")
    share = written / len(pages) if pages else 1
    return int(bool(again or different) or share < _FEWEST)


if __name__ == "__main__":
    sys.exit(main())
