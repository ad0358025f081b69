"""The cases, built in one project, and what differs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from sphinx.testing.util import SphinxTestApp

from .outline import outline

CASES = Path(__file__).resolve().parents[3] / "shared/reference/docfx-cases.json"
# docfx's codes → the kinds of our warnings.
KINDS = {
    "invalid-note-section": {"unknown-construct"},
    "include-not-found": {"include"},
    "circular-reference": {"include-cycle"},
    "codesnippet-not-found": {"snippet"},
    "invalid-code": {"snippet"},
    "not-notebook-content": {"snippet"},
    "tag-not-found": {"snippet"},
    "multiple-tags-with-same-name": {"snippet"},
    "invalid-tab-group": {"tab"},
    "invalid-zone": {"zone"},
    "invalid-form": {"form"},
    "invalid-image": {"image"},
    "invalid-video": {"video"},
    "invalid-row": {"row"},
    "invalid-nested-column": {"row"},
    "invalid-moniker-range": {"moniker"},
    "invalid-yaml-header": {"header"},
    "UidNotFound": {"xref"},
    "InvalidFileLink": {"link", "toc"},
    "InvalidBookmark": {"anchor"},
    "TopicHrefNotset": {"toc"},
}
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
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
    def files(self) -> Iterator[tuple[str, str]]:
        files = dict(self.data["files"] or {})
        if self.data["markdown"] is not None:
            files.setdefault(self.entry, self.data["markdown"])
        yield from files.items()


@dataclass
class Result:
    """What became of a case."""

    case: Case
    expected: list[str]
    ours: list[str]
    kinds: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """What differs, by a word for each."""
        found = []
        if self.case.data["expected_html"] is not None and self.expected != self.ours:
            found.append("outline")
        codes = self.case.data["expected_warnings"] or ()
        missing = (c for c in codes if not KINDS.get(c, {c}) & set(self.kinds))
        found += [f"no {code}" for code in missing]
        if self.case.data["warnings_asserted"] and not codes:
            found += [f"{kind} too much" for kind in dict.fromkeys(self.kinds)]
        return found


def load() -> list[Case]:
    """The cases of Markdown and of building that docfx does not skip."""
    data = json.loads(CASES.read_text(encoding="utf-8"))
    cases = (Case(item) for item in data if not item.get("skip"))
    return [case for case in cases if case.data["kind"] == "markdown"]


def build(cases: list[Case], root: Path) -> list[Result]:
    """Build cases as the pages of one project.

    :param root: an empty folder.
    """
    srcdir = root / "src"
    folders = []
    for case in cases:
        folder = srcdir / case.folder
        folders.append(case.folder)
        for name, text in case.files:
            path = (folder / name).resolve()
            if path.is_relative_to(folder.resolve()):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
        docfx = {"build": {"content": [{"files": ["**/*.md"]}], **_engine(case)}}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "docfx.json").write_text(json.dumps(docfx))
    (srcdir / "index.md").write_text("# Cases\n")
    settings = {
        "extensions": ["sphinx_azuredocs"],
        "html_theme": "basic",
        "azuredocs_docsets": folders,
        "azuredocs_contents": "none",
        "smartquotes": False,
    }
    conf = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
    (srcdir / "conf.py").write_text(conf)
    warnings = StringIO()
    app = SphinxTestApp("html", srcdir=srcdir, builddir=root / "out", warning=warnings)
    try:
        app.build()
        outdir = Path(app.outdir)
    finally:
        app.cleanup()
    text = _ANSI.sub("", warnings.getvalue()).replace(f"{srcdir}/", "")
    return [_result(case, outdir, text.splitlines()) for case in cases]


def _engine(case: Case) -> dict[str, Any]:
    options = case.data.get("options") or {}
    names = ("alerts", "markdigExtensions")
    engine = {name: options[name] for name in names if name in options}
    return {"markdownEngineProperties": engine} if engine else {}


def _result(case: Case, outdir: Path, warnings: list[str]) -> Result:
    stem = case.entry.rpartition(".")[0]
    page = outdir / case.folder / f"{stem}.html"
    html = page.read_text(encoding="utf-8") if page.exists() else ""
    match = _BODY.search(html)
    own = [line for line in warnings if line.startswith(f"{case.folder}/")]
    return Result(
        case,
        outline(case.data["expected_html"] or ""),
        outline(match["body"] if match else ""),
        re.findall(r"\[azuredocs\.([\w-]+)\]", "\n".join(own)),
        own,
    )
