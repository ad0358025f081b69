"""The order of the package: what a module may import, how long it may be.

Imports are read with :mod:`ast` from every module below the package, wherever they
stand: at the top, in functions, under ``TYPE_CHECKING``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import sphinx_azuredocs

NAME = "sphinx_azuredocs"
ROOT = Path(sphinx_azuredocs.__file__).parent

LAYERS = (
    ("warnings", "locale"),
    ("assets", "files"),
    ("config",),
    ("syntax", "docset", "reference"),
    ("links",),
    ("domain",),
    ("page",),
    ("renderer", "writing"),
    ("constructs",),
    ("navigation", "reports", "builders"),
    ("dialect",),
    ("parser",),
    ("formats",),
    ("check", "convert"),
    ("events",),
    ("api",),
    ("__init__", "cli"),
    ("__main__",),
)
"""The folders and modules at the top of the package, from low to high.

A lower one imports no higher one. Those of one layer may import each other, as long as
there is no circle.
"""

TOP_MODULES = {
    *("__init__", "__main__", "api", "parser", "dialect", "config", "warnings"),
    "events",
}
"""The modules that are in no folder."""

MAX_LINES = 400


@dataclass(frozen=True)
class Arrow:
    """An import.

    :param source: the module that imports, relative to the package: ``files.globs``.
        The ``__init__`` of a folder has the name of the folder, that of the package is
        ``__init__``.
    :param target: a module of the package, or one elsewhere.
    :param line: the 1-based line of the import.
    :param is_ours: whether the target is in the package.
    """

    source: str
    target: str
    line: int
    is_ours: bool

    def __str__(self) -> str:
        return f"{self.source}:{self.line} imports {self.target}"


def module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    if parts[-1] == "__init__" and len(parts) > 1:
        parts = parts[:-1]
    return ".".join(parts)


class Package:
    """The modules of a package, and the imports between them.

    :param root: its folder, which has its name.
    """

    def __init__(self, root: Path) -> None:
        self.name = root.name
        self.paths = {module_name(path, root): path for path in root.rglob("*.py")}
        self.arrows = [
            arrow for name in sorted(self.paths) for arrow in self._arrows_of(name)
        ]

    def _arrows_of(self, name: str) -> Iterator[Arrow]:
        path = self.paths[name]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        package = [] if name == "__init__" else name.split(".")
        if path.name != "__init__.py":
            package = package[:-1]
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield self._arrow(name, alias.name, node.lineno)
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    outer = package[: len(package) - node.level + 1]
                    base = ".".join(filter(None, [self.name, *outer, base]))
                for alias in node.names:
                    full = f"{base}.{alias.name}"
                    is_module = full.removeprefix(f"{self.name}.") in self.paths
                    is_ours = full.startswith(f"{self.name}.")
                    target = full if is_ours and is_module else base
                    yield self._arrow(name, target, node.lineno)

    def _arrow(self, source: str, target: str, line: int) -> Arrow:
        if target == self.name:
            return Arrow(source, "__init__", line, True)
        inner = target.removeprefix(f"{self.name}.")
        return Arrow(source, inner, line, inner != target)

    def inner(self) -> dict[str, list[Arrow]]:
        """Return module → its imports of other modules of the package."""
        found: dict[str, list[Arrow]] = {name: [] for name in self.paths}
        for arrow in self.arrows:
            if arrow.is_ours and arrow.target != arrow.source:
                found[arrow.source].append(arrow)
        return found

    def with_parents(self) -> dict[str, list[Arrow]]:
        """Return the same with the folders that an import runs the ``__init__`` of.

        The package's own ``__init__``, which imports everything, is left out, and
        that of a folder that the importing module is in.
        """
        found = self.inner()
        for source, arrows in found.items():
            for arrow in list(arrows):
                for parent in parents(arrow.target):
                    is_around = f"{source}.".startswith(f"{parent}.")
                    if parent in self.paths and not is_around:
                        arrows.append(Arrow(source, parent, arrow.line, True))
        return found


def parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts)))


def unit(name: str) -> str:
    """Return the folder or module at the top of the package that a module is in."""
    return name.partition(".")[0]


def circles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return a circle for each group of nodes that reach each other, as a path."""
    found = []
    left = set(graph)
    for start in sorted(graph):
        if start not in left:
            continue
        path = way(graph, start, start)
        if path is not None:
            found.append(path)
            left -= set(path)
    return found


def way(graph: Mapping[str, Iterable[str]], start: str, end: str) -> list[str] | None:
    """Return the shortest path of at least one step between two nodes."""
    paths = [[start]]
    seen = set()
    for path in paths:
        for following in sorted(graph.get(path[-1], ())):
            if following == end:
                return [*path, following]
            if following not in seen:
                seen.add(following)
                paths.append([*path, following])
    return None


def is_below(module: str, names: Iterable[str]) -> bool:
    return any(f"{module}.".startswith(f"{name}.") for name in names)


def is_syntax(name: str) -> bool:
    return unit(name) == "syntax" or name.endswith(".syntax")


@pytest.fixture(scope="module")
def package() -> Package:
    return Package(ROOT)


def test_imports_are_found_wherever_they_stand(tmp_path: Path) -> None:
    files = {
        "__init__.py": "def f():\n    from .a import b\n",
        "a/__init__.py": "from . import b as c\n",
        "a/b.py": "from __future__ import annotations\nfrom .. import d\n",
        "d.py": (
            "from typing import TYPE_CHECKING\nimport pack.a.b\n"
            "if TYPE_CHECKING:\n    from .a.b import X\n"
            "try:\n    import sphinx.config\nfinally:\n    pass\n"
        ),
        "e.py": "from pack import d, name\nfrom pack.a import name\n",
    }
    root = tmp_path / "pack"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    found = Package(root)
    assert [str(arrow) for arrow in found.arrows if arrow.is_ours] == [
        "__init__:2 imports a.b",
        "a:1 imports a.b",
        "a.b:2 imports d",
        "d:2 imports a.b",
        "d:4 imports a.b",
        "e:1 imports d",
        "e:1 imports __init__",
        "e:2 imports a",
    ]
    assert "d:6 imports sphinx.config" in map(str, found.arrows)
    inner = {n: [a.target for a in arrows] for n, arrows in found.inner().items()}
    assert circles(inner) == [["a.b", "d", "a.b"]]


def test_the_package_is_read(package: Package) -> None:
    assert len(package.paths) > 80
    assert {"parser", "syntax", "__init__"} <= package.paths.keys()
    assert len(package.arrows) > 400


def test_syntax_knows_nothing_of_sphinx_docutils_and_myst(package: Package) -> None:
    """Neither itself nor by way of other modules of the package."""
    foreign = ("sphinx", "docutils", "myst_parser", "myst_nb")
    arrows = package.with_parents()
    graph = {name: {arrow.target for arrow in arrows[name]} for name in arrows}
    reaching = {
        arrow.source: arrow
        for arrow in package.arrows
        if not arrow.is_ours and is_below(arrow.target, foreign)
    }
    found: dict[str, list[str]] = {}
    for name in filter(is_syntax, sorted(package.paths)):
        for last, arrow in reaching.items():
            path = [name] if name == last else way(graph, name, last)
            # A module of syntax on the way is reported by itself.
            if path and not any(is_syntax(step) for step in path[1:]):
                way_out = " → ".join([*path[1:], f"{arrow.target} (line {arrow.line})"])
                found.setdefault(way_out, []).append(name)
    shown = (f"{path} from {', '.join(names)}" for path, names in found.items())
    assert not found, "syntax reaches\n" + "\n".join(shown)


@pytest.mark.parametrize("folder", ["docset", "links"])
def test_pure_folders_have_no_application_and_no_environment(
    package: Package, folder: str
) -> None:
    foreign = ("sphinx.application", "sphinx.environment", "sphinx.builders")
    found = [
        str(arrow)
        for arrow in package.arrows
        if unit(arrow.source) == folder and is_below(arrow.target, foreign)
    ]
    assert folder in map(unit, package.paths)
    assert not found, "\n".join(found)


def test_every_folder_and_module_at_the_top_has_a_layer(package: Package) -> None:
    layers = {name for layer in LAYERS for name in layer}
    found = {unit(name) for name in package.paths} - layers
    assert not found, f"not in LAYERS: {', '.join(sorted(found))}"


def test_no_layer_imports_a_higher_one(package: Package) -> None:
    rank = {name: index for index, layer in enumerate(LAYERS) for name in layer}
    found = [
        str(arrow)
        for arrows in package.inner().values()
        for arrow in arrows
        if unit(arrow.source) in rank
        and unit(arrow.target) in rank
        and rank[unit(arrow.source)] < rank[unit(arrow.target)]
    ]
    assert not found, "lower imports higher:\n" + "\n".join(found)


def test_no_circle_of_folders(package: Package) -> None:
    graph: dict[str, set[str]] = {}
    by_units: dict[tuple[str, str], list[str]] = {}
    for arrows in package.inner().values():
        for arrow in arrows:
            ends = unit(arrow.source), unit(arrow.target)
            if ends[0] != ends[1]:
                graph.setdefault(ends[0], set()).add(ends[1])
                by_units.setdefault(ends, []).append(str(arrow))
    found = [
        "\n".join([" → ".join(path), *(by_units[ends][0] for ends in pairwise(path))])
        for path in circles(graph)
    ]
    assert not found, "\n\n".join(found)


def test_no_circle_of_modules(package: Package) -> None:
    arrows = package.inner()
    graph = {name: {arrow.target for arrow in arrows[name]} for name in arrows}
    found = circles(graph)
    assert not found, "\n".join(" → ".join(path) for path in found)


def test_no_module_is_too_long(package: Package) -> None:
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in package.paths.items()
    }
    found = {name: count for name, count in lengths.items() if count > MAX_LINES}
    assert not found, f"more than {MAX_LINES} lines: {found}"


def test_only_the_modules_of_the_plan_are_at_the_top(package: Package) -> None:
    found = {path.stem for path in package.paths.values() if path.parent == ROOT}
    others = sorted(found - TOP_MODULES)
    assert not others, f"move to a folder: {', '.join(others)}"
