"""The cases, built in one project, and what differs."""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from sphinx.testing.util import SphinxTestApp

from sphinx_azuredocs.domain.azure import azure_domain
from sphinx_azuredocs.navigation.expand import expand

from ..conftest import SHARED
from .codes import KINDS, places_of
from .outline import outline, parse, refreshes
from .toc import expected_outline, our_outline

CASES = SHARED / "reference/docfx-cases.json"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(
    r"(?P<file>[^:]+):(?:(?P<line>\d+):)? (?:WARNING|ERROR|CRITICAL): .* "
    r"\[(?:azuredocs\.)?(?P<kind>[\w.-]+)\]"
)
_CONTENTS = {
    ".md": "# A page\n",
    ".cs": "// A file.\n",
    ".png": "not looked into",
    ".jpg": "not looked into",
    ".svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
}
"""Suffix → text of a file that a case names and does not have."""
_IMAGE = re.compile(r"""source="(?P<path>[^"\n]+\.(?:png|jpg|svg))\"""")
_COPIED = re.compile(r'src="(?:\.\./)*_images/(?P<name>[^"]+)"')
_START = re.compile(r"[^\s:][^:\n]*:(?:\d+:)? (?:WARNING|ERROR|CRITICAL): ")
_BODY = re.compile(
    r'<div class="body" role="main">(?P<body>.*?)\n\s*<div class="clearer">', re.DOTALL
)


@dataclass(frozen=True)
class Case:
    """One of docfx's cases."""

    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.data["id"])

    @property
    def folder(self) -> str:
        return re.sub(r"[^A-Za-z0-9]+", "-", self.id).strip("-").lower()

    @property
    def entry(self) -> str:
        return str(self.data["entry"] or "test.md")

    @property
    def docname(self) -> str:
        return f"{self.folder}/{self.entry.rpartition('.')[0]}"

    @property
    def files(self) -> Iterator[tuple[str, str]]:
        files = dict(self.data["files"] or {})
        if self.data["markdown"] is not None:
            files.setdefault(self.entry, self.data["markdown"])
        yield from files.items()


@dataclass(frozen=True)
class Problem:
    """A warning of the build.

    :param kind: its type and subtype; of ours, the subtype alone.
    :param file: the file in the case's folder that it names.
    :param line: the line that it names, 0 for none.
    """

    kind: str
    file: str
    line: int


@dataclass
class Result:
    """What became of a case: of what it asserts, and of ours, the same outline."""

    case: Case
    expected: list[str]
    ours: list[str]
    warnings: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """What differs, by a word for each."""
        found = [] if self._is_same() else ["outline"]
        return [*found, *self._codes()]

    def _is_same(self) -> bool:
        if self.case.data["compare"] != "contains":
            return self.expected == self.ours
        # A part of a page.
        expected, ours = ("\n".join(["", *x, ""]) for x in (self.expected, self.ours))
        return expected in ours

    def _codes(self) -> Iterator[str]:
        """Codes that no warning has at their line, and warnings that no code has."""
        data, reported = self.case.data, self._reported()
        codes = data["expected_warnings"] or ()
        files = dict(self.case.files)
        places: set[tuple[str, int]] = set()
        for code in dict.fromkeys(codes):
            kinds = KINDS[code]
            of_code = places_of(code, self.case.entry, files)
            if at := data.get("expected_warning_file"):
                of_code = {place for place in of_code if f"~/{place[0]}" == at}
            ours = {(p.file, p.line) for p in reported if p.kind in kinds}
            if not of_code or not of_code <= ours:
                yield f"no {code} at {sorted(of_code)}"
            places |= of_code
        if data.get("expected_error") and not reported:
            yield f"no error {data['expected_error']}"
        if data["warnings_asserted"]:
            for problem in reported:
                if not codes or (problem.file, problem.line) not in places:
                    yield f"{problem.kind} too much"

    def _reported(self) -> list[Problem]:
        matches = filter(None, map(_WARNING.fullmatch, self.warnings))
        folder = f"{self.case.folder}/"
        return [
            Problem(m["kind"], m["file"].removeprefix(folder), int(m["line"] or 0))
            for m in matches
        ]


def load() -> list[Case]:
    """The cases that docfx does not skip."""
    data = json.loads(CASES.read_text(encoding="utf-8"))
    return [Case(item) for item in data if not item.get("skip")]


def build(cases: list[Case], root: Path) -> list[Result]:
    """Build cases as the docsets of one project.

    :param root: an empty folder.
    """
    srcdir = root / "src"
    for case in cases:
        _lay_out(case, srcdir / case.folder)
    (srcdir / "index.md").write_text("# Cases\n")
    settings = {
        "extensions": ["sphinx_azuredocs"],
        "html_theme": "basic",
        "azuredocs_docsets": [case.folder for case in cases],
    }
    conf = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
    (srcdir / "conf.py").write_text(conf)
    warnings = StringIO()
    app = SphinxTestApp("html", srcdir=srcdir, builddir=root / "out", warning=warnings)
    try:
        app.build()
        text = _ANSI.sub("", warnings.getvalue()).replace(f"{srcdir}/", "")
        return [_result(case, app, _messages(text)) for case in cases]
    finally:
        app.cleanup()


def _messages(text: str) -> list[str]:
    """Return the warnings of a build, each as one line."""
    messages: list[str] = []
    for line in text.splitlines():
        if _START.match(line) or not messages:
            messages.append(line)
        else:
            messages[-1] += f" {line}"
    return messages


def _lay_out(case: Case, folder: Path) -> None:
    """Write the files of a case, and ``docfx.json`` where it has none."""
    folder.mkdir(parents=True)
    options = case.data.get("options") or {}
    names = ("alerts", "markdigExtensions")
    engine = {name: options[name] for name in names if name in options}
    build = {
        "content": [{"files": ["**/*.md", "**/toc.yml"]}],
        "globalMetadata": options.get("globalMetadata") or {},
        "markdownEngineProperties": engine,
    }
    (folder / "docfx.json").write_text(json.dumps({"build": build}))
    files = {**dict(_named_files(case)), **dict(case.files)}
    for name, text in files.items():
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())


def _named_files(case: Case) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files that links and images of a case name.

    docfx's tests of its Markdown alone do not look whether they exist.
    """
    if case.data["kind"] != "markdown":
        return
    links = parse(case.data["expected_html"] or "").find("a", "img")
    names = [node.attributes.get("src") or node.attributes.get("href", "")
             for node in links]  # fmt: skip
    names += [m["path"] for _, text in case.files for m in _IMAGE.finditer(text)]
    for name in names:
        path = unquote(urlsplit(name).path)
        suffix = PurePosixPath(path).suffix
        if suffix in _CONTENTS and ":" not in name:
            base = posixpath.dirname(case.entry)
            in_base = posixpath.join(base, path)
            yield path[2:] if path.startswith("~/") else in_base, _CONTENTS[suffix]


def _result(case: Case, app: SphinxTestApp, warnings: list[str]) -> Result:
    own = [line for line in warnings if line.startswith(f"{case.folder}/")]
    pairs = [
        pair
        for aspect, compare in ASPECTS.items()
        if case.data.get(aspect) is not None
        for pair in [compare(case, app)]
    ]
    expected = [line for pair in pairs for line in pair[0]]
    ours = [line for pair in pairs for line in pair[1]]
    return Result(case, expected, ours, own)


def _output(case: Case, app: SphinxTestApp) -> str:
    """The page of the case, where links to it lead."""
    uri = unquote(app.builder.get_target_uri(case.docname))
    page = Path(app.outdir, uri)
    return page.read_text(encoding="utf-8") if page.is_file() else ""


def _html(case: Case, app: SphinxTestApp) -> Pair:
    html = case.data["expected_html"]
    page = _output(case, app)
    if html.startswith("<!DOCTYPE"):
        # A page that leads on: where.
        return refreshes(html), refreshes(page)
    match = _BODY.search(page)
    paths = {name: path for path, (_, name) in app.env.images.items()}

    def source(image: re.Match[str]) -> str:
        path = paths[unquote(image["name"])]
        return f'src="{posixpath.relpath(path, case.folder)}"'

    body = _COPIED.sub(source, match["body"] if match else "")
    return outline(html), outline(body, html)


def _metadata(case: Case, app: SphinxTestApp) -> Pair:
    expected = case.data["expected_metadata"]
    pages = azure_domain(app.env).pages
    stored = pages[case.docname].raw if case.docname in pages else {}
    # The title for browsers, as templates get it.
    title = app.env.get_doctree(case.docname).get("title", "")
    title = title or app.env.longtitles[case.docname].astext()
    is_moved = bool(refreshes(_output(case, app)))
    ours = {
        **stored,
        "title": title,
        "$documentType": "Redirection" if is_moved else "Conceptual",
    }
    return (
        [f"{name}: {value}" for name, value in expected.items()],
        [f"{name}: {ours.get(name)}" for name in expected],
    )


def _output_name(case: Case, app: SphinxTestApp) -> Pair:
    uri = unquote(app.builder.get_target_uri(case.docname))
    exists = Path(app.outdir, uri).is_file()
    ours = uri.removeprefix(f"{case.folder}/") if exists else ""
    return [f"output {case.data['expected_output']}"], [f"output {ours}"]


def _output_exists(case: Case, app: SphinxTestApp) -> Pair:
    name = case.data["expected_output_exists"]
    exists = Path(app.outdir, case.folder, name).is_file()
    return [f"output {name}"], [f"output {name}"] if exists else []


def _toc(case: Case, app: SphinxTestApp) -> Pair:
    path = Path(app.srcdir, case.folder, case.entry)
    entries, *_rest = expand(path)
    items = case.data["expected_toc"]["items"]
    return expected_outline(items), our_outline(entries, path.parent)


def _dependencies(case: Case, app: SphinxTestApp) -> Pair:
    """The files that the page includes."""
    env = app.env
    home = Path(app.srcdir, case.folder, case.entry).parent
    paths = {Path(app.srcdir, name) for name in env.dependencies[case.docname]}
    paths -= {Path(app.srcdir, image) for image in env.images}
    paths -= {path for path in paths if path.suffix == ".json"}
    expected = case.data["expected_dependencies"]
    return (
        [f"needs {name}" for name in sorted(expected)],
        [f"needs {name}" for name in sorted(os.path.relpath(p, home) for p in paths)],
    )


Pair = tuple[list[str], list[str]]
"""What docfx expects, and ours."""

ASPECTS: Mapping[str, Callable[[Case, SphinxTestApp], Pair]] = {
    "expected_html": _html,
    "expected_metadata": _metadata,
    "expected_output": _output_name,
    "expected_output_exists": _output_exists,
    "expected_toc": _toc,
    "expected_dependencies": _dependencies,
}
"""What a case may assert → how it is compared."""
