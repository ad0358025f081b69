"""Reference pages of real repositories: nothing of their YAML is lost.

What must be found is read by :mod:`.independent.api_yaml`, which has no code of the
package. ``--all-corpora`` runs these tests: they take some minutes.
"""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from sphinx.testing.util import SphinxTestApp

from sphinx_azuredocs.reference.schemas import is_reference, read_reference_page

from .conftest import CORPUS
from .independent.api_fuzz import WAYS, changed, fields
from .independent.api_yaml import Page, defects, kind_of, read

NAME = "api-yaml-2026"
pytestmark = [pytest.mark.corpus, pytest.mark.timeout(1_800)]
_FALSE = (r"such anchor: #__codelineno",)
"""Defects that the independent reader reports by mistake."""


@dataclass
class Sample:
    """The sample, built.

    :param files: the API pages.
    """

    srcdir: Path
    outdir: Path
    files: list[Path]
    warnings: list[str]

    def html(self, file: Path) -> Path:
        return self.outdir / file.relative_to(self.srcdir).with_suffix(".html")


@pytest.fixture(scope="module")
def srcdir(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Path:
    if not pytestconfig.getoption("all_corpora"):
        pytest.skip("--all-corpora was not given")
    unpack = CORPUS / "unpack"
    if not (CORPUS / f"{NAME}.text.tar.xz").exists():
        pytest.skip(f"{NAME} is not in {CORPUS}")
    folder = tmp_path_factory.mktemp("api") / "src"
    subprocess.run([unpack, NAME, folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def sample(srcdir: Path) -> Iterator[Sample]:
    docsets = [path.parent.relative_to(srcdir) for path in srcdir.rglob("docfx.json")]
    conf = (
        'extensions = ["sphinx_azuredocs"]\nhtml_theme = "basic"\n'
        f"azuredocs_docsets = {sorted(map(str, docsets))!r}\n"
    )
    (srcdir / "conf.py").write_text(conf, encoding="utf-8")
    (srcdir / "index.md").write_text("# Home\n", encoding="utf-8")
    app = SphinxTestApp("html", srcdir=srcdir)
    try:
        app.build()
        files = sorted(path for path in srcdir.rglob("*.yml") if kind_of(path))
        warnings = app.warning.getvalue().splitlines()
        yield Sample(srcdir, Path(app.outdir), files, warnings)
    finally:
        app.cleanup()


def test_every_file_is_a_page(sample: Sample) -> None:
    assert len(sample.files) > 300
    assert [file for file in sample.files if not sample.html(file).exists()] == []


def test_nothing_is_lost(sample: Sample) -> None:
    found = {}
    for file in sample.files:
        page = Page(sample.html(file).read_text(encoding="utf-8"))
        lost = [d for d in defects(read(file), page) if not re.search(_FALSE[0], d)]
        if lost:
            found[str(file.relative_to(sample.srcdir))] = lost
    assert found == {}


def test_every_uid_is_a_target(sample: Sample) -> None:
    inventory = (sample.outdir / "objects.inv").read_bytes().split(b"\n", 4)[4]
    lines = zlib.decompress(inventory).decode().splitlines()
    objects = {line.partition(" azure:uid ")[0] for line in lines}
    text = (sample.outdir / "xrefmap.yml").read_text(encoding="utf-8")
    references = yaml.load(text, yaml.CBaseLoader)["references"]
    hrefs = {entry["uid"]: entry["href"] for entry in references}
    ids: dict[str, set[str]] = {}
    for file in sample.files:
        source = read(file)
        for uid in (*source.uids, *source.overloads):
            assert uid in objects
            page, _, anchor = hrefs[uid].partition("#")
            if page not in ids:
                html = (sample.outdir / unquote(page)).read_text(encoding="utf-8")
                ids[page] = set(Page(html).ids)
            assert not anchor or unquote(anchor) in ids[page], hrefs[uid]


def test_warnings_name_only_what_is_missing(sample: Sample) -> None:
    """The sample is a part of its repositories, so that many links are dangling."""
    missing = (
        r"azuredocs\.(?:toc|link|anchor|xref|fence)\]|which is listed here"
        r"|too, which references lead to"
    )
    assert [w for w in sample.warnings if w and not re.search(missing, w)] == []


def test_no_change_of_a_field_raises_an_error(srcdir: Path) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for file in sorted(srcdir.rglob("*.yml")):
        kind = kind_of(file)
        if not is_reference(kind):
            continue
        text = file.read_text(encoding="utf-8-sig")
        value = yaml.load(text, yaml.CBaseLoader)
        for path in fields(value):
            key = (kind, *(part for part in path if isinstance(part, str)))
            seen[key] = seen.get(key, 0) + 1
            for way in range(WAYS) if seen[key] <= 2 else ():
                read_reference_page(kind, changed(value, path, way))
    assert len(seen) > 400
