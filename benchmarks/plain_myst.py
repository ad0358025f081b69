"""Compare the builds of a MyST project without the extension and with it.

The project is built twice from the same folder, with its own ``conf.py``: once as it
is, once with ``sphinx_azuredocs`` at the end of ``extensions``. Every output file, the
inventory and every warning are compared byte for byte. The exit status is 1 if they
differ, 2 if a build fails. What is ignored:

- the style sheets and scripts of the extension, the links to its style sheet, and its
  name in the list of extensions in ``searchindex.js``;
- the namespace of its domain in XML and pseudo-XML;
- the times in message catalogs, and the random numbers of formulas (UUIDs);
- warnings of inventories that cannot be fetched: these come in any order.

The packages that the ``conf.py`` names must be installed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx.config import Config
from sphinx.util.tags import Tags

from .compare_builds import (
    ENVIRONMENT,
    BuildError,
    Difference,
    compare_outputs,
)

BUILDERS = ("html", "gettext")
EXTENSION = "sphinx_azuredocs"
_ASSETS = ("azuredocs-", "sphinx-azuredocs")
_LINK = re.compile(rb"\s*<link\b[^<>]*\bsphinx-azuredocs\.css\b[^<>]*>")
_STYLE_SHEET = re.compile(
    rb"\s*<item\b[^<>]*/(?:sphinx-)?azuredocs[\w-]*\.(?:css|js)\b[^<>]*>"
)
_NAMESPACE = re.compile(rb' xmlns:azure="[^"]*"')
_NUMBER = re.compile(rb"\bepub-\d+\b")
_UUID = re.compile(rb"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_VERSION = re.compile(rb',?"sphinx_azuredocs":\d+')
_INVENTORY = "intersphinx inventory "
_TIMES = re.compile(rb'"(?:POT-Creation-Date|PO-Revision-Date): [^"]*"')
_IGNORED = {
    ".html": (_LINK, _UUID),
    ".xhtml": (_LINK, _UUID),
    ".opf": (_STYLE_SHEET, _NUMBER, _UUID),
    ".js": (_VERSION, _UUID),
    ".pot": (_TIMES,),
    ".tex": (_UUID,),
    ".xml": (_NAMESPACE, _UUID),
    ".pseudoxml": (_NAMESPACE, _UUID),
}
"""Suffix of an output file → the patterns whose matches are ignored."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and compare as the command line says; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.plain_myst",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("source", metavar="SRCDIR", type=Path, help="the folder with conf.py")
    add("--builders", metavar="BUILDER", nargs="+", default=BUILDERS)
    add("--keep", metavar="DIR", type=Path, help="keep the outputs here")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as directory:
        work = (options.keep or Path(directory)).resolve()
        try:
            found = list(differences(options.source, options.builders, work))
        except BuildError as error:
            print(error, file=sys.stderr)
            return 2
    for difference in found:
        print(f"{difference.kind:<8} {difference.name}")
        if difference.detail:
            print("        ", difference.detail.replace("\n", "\n         "))
    print(f"{len(found)} differences")
    return 1 if found else 0


def differences(
    source: Path, builders: Sequence[str], work: Path
) -> Iterator[Difference]:
    """Yield the differences of the builds without the extension and with it.

    :param source: the folder with ``conf.py``.
    :param builders: the names of Sphinx builders.
    :param work: an empty folder for the outputs.
    :raises BuildError: if a build fails.
    """
    source = source.resolve()
    own = [name for name in _extensions(source) if name != EXTENSION]
    for builder in builders:
        without, with_it = work / "without" / builder, work / "with" / builder
        _build(source, without, builder, own)
        _build(source, with_it, builder, [*own, EXTENSION])
        for folder in (without, with_it):
            _normalize(folder / "output")
            _remove_inventory_warnings(folder / "warnings.txt")
        yield from compare_outputs(without, with_it, source.name, builder)


def _extensions(source: Path) -> list[str]:
    """Return the extensions that the ``conf.py`` of a project names."""
    config = Config.read(source, overrides={}, tags=Tags())
    return list(config.extensions)


def _build(source: Path, folder: Path, builder: str, extensions: list[str]) -> None:
    """Build for one builder with some extensions.

    :raises BuildError: with the end of its output, if it fails.
    """
    folder.mkdir(parents=True)
    warnings = folder / "warnings.txt"
    warnings.touch()
    command = [sys.executable, "-m", "sphinx", "--no-color", "-q", "-b", builder]
    command += ["-w", str(warnings), "-d", str(folder / "doctrees")]
    command += ["-D", f"extensions={','.join(extensions)}"]
    done = subprocess.run(
        [*command, str(source), str(folder / "output")],
        env={**os.environ, **ENVIRONMENT},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise BuildError(f"{builder} of {source} failed:\n{done.stdout[-3000:]}")


def _normalize(output: Path) -> None:
    """Remove what is ignored from the files; unpack the inventory.

    EPUB files are removed: their members are beside them.
    """
    for path in output.rglob("*"):
        if not path.is_file():
            continue
        if path.name.startswith(_ASSETS) or path.suffix == ".epub":
            path.unlink()
        elif path.name == "objects.inv":
            head, entries = path.read_bytes().split(b"zlib.\n", 1)
            path.write_bytes(head + b"\n" + zlib.decompress(entries))
        elif patterns := _IGNORED.get(path.suffix):
            content = path.read_bytes()
            for pattern in patterns:
                content = pattern.sub(b"", content)
            path.write_bytes(content)


def _remove_inventory_warnings(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [line for line in lines if _INVENTORY not in line]
    file.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
