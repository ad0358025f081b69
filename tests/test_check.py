"""``check`` finds the warnings of a build, at the same lines, and writes none of it."""

from __future__ import annotations

import gc
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sphinx_azuredocs.check.codes import table
from sphinx_azuredocs.check.files import of_files
from sphinx_azuredocs.check.findings import findings_of
from sphinx_azuredocs.check.read import Reader
from sphinx_azuredocs.check.run import Project, check_project
from sphinx_azuredocs.cli.main import main
from sphinx_azuredocs.links.nearest import nearest

from .conftest import Build, lay_out

HEADER = '<properties pageTitle="{0}" description="d" authors="a"/>\n'

# A page for each kind of defect, in both dialects, in plain MyST, and in an include.
AZURE = {
    "articles/boats.md": HEADER.format("Boats")
    + """
#Boats

**Read** [the sail](sail.md#Rig), [gone](gone.md) and ![hull](media/hull.png).
Then [rope](#rope), [x][nowhere] and [a b](javascript:alert(1)).

- an item
  - with [no target]() and <a href="lost.md">HTML</a>
  - and text only

> [AZURE.NOTE] See [gone](also-gone.md).

| a | b |
|---|---|
| [gone](from-table.md) | ![](missing.png) |

[AZURE.INCLUDE [shared](../includes/shared.md)]

[AZURE.INCLUDE [lost](../includes/lost.md)]

[AZURE.UNKNOWN thing]

<a name="twice"></a>One

<a name="twice"></a>Two

[label]: http://example.org/1
[label]: http://example.org/2

## Notes[^1]

[^1]: A note with [a link](of-footnote.md).

```
code that is not closed
""",
    "articles/sail.md": HEADER.format("Sail")
    + "\n# Sail\n\n## rig\n\nSee [boats](boats.md).\n",
    "includes/shared.md": "Shared, [gone](of-include.md), ![x](of-include.png).\n",
}
LEARN = {
    "docfx.json": '{"build": {"content": [{"files": ["docs/**.md", "docs/toc.yml"]}]}}',
    "docs/toc.yml": "- name: A\n  href: a.md\n- name: Lost\n  href: lost.md\n",
    "docs/a.md": """---
title: A page
ms.date: 45/45/2024
zone_pivot_groups: tools
---

# A page

See <xref:no.such.uid>, @no.such.uid2, [b](b.md#Part) and [gone](~/docs/gone.md).

:::zone pivot="x"
:::code language="csharp" source="lost.cs":::
[in a zone](in-zone.md)

:::image type="content" source="media/lost.png":::

# [Tab](#tab/one)

[in a tab](in-tab.md)

***

> [!NOTE] text on its line
> [x](in-note.md)

[!INCLUDE [x](includes/lost.md)]
""",
    "docs/b.md": "---\ntitle: B\nms.topic: nonsense\n---\n\n## part\n\n"
    "[en](https://learn.microsoft.com/en-us/azure/) <https://docs.microsoft.com/x>\n",
}
MYST = {
    "plain.md": "# Plain\n\n[gone](gone.md) and {doc}`lost`.\n\n"
    "```{nodirective}\n```\n\n```python\nfor ¿ in\n```\n",
}


def warned(srcdir: Path, **values: Any) -> list[str]:
    """The warnings of a check, as a build writes them."""
    project = Project(srcdir, srcdir, **values)
    return sorted(
        f"{w.path}{f':{w.line}' if w.line else ''}: WARNING: {w.message} "
        f"[{w.kind}]".replace(f"{srcdir}/", "")
        for w in check_project(project)
    )


@pytest.mark.parametrize(
    ("files", "least"), [({**AZURE, **MYST}, 18), (LEARN, 11)], ids=["azure", "learn"]
)
def test_the_warnings_of_a_build(
    build: Build, files: Mapping[str, str], least: int
) -> None:
    built = build(files, copyright="x")
    expected = [line for line in built.warnings if line]
    assert len(expected) >= least
    assert warned(built.srcdir) == sorted(expected)


def test_nothing_is_written(tmp_path: Path) -> None:
    lay_out(tmp_path / "src", AZURE)
    before = sorted(tmp_path.rglob("*"))
    assert warned(tmp_path / "src")
    assert sorted(tmp_path.rglob("*")) == before


def run(*arguments: str) -> int:
    return main(["check", *arguments])


@pytest.fixture
def boats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two articles, without a conf.py, in the working directory."""
    files = {
        "articles/boats.md": HEADER.format("Boats").encode()
        + b"\r\n#Boats\r\n\r\nA [b](.\\Sail.md#Rig) \xe9 [gone](gone.md) [x][One].\r\n"
        b"\r\n`[c](.\\Sail.md)`\r\n\r\n[one]: http://example.org/\r\n",
        "articles/sail.md": HEADER.format("Sail").encode() + b"\n# Sail\n\n## rig\n",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text_json_and_exit_codes(
    boats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 1
    out = capsys.readouterr()
    lines = out.out.splitlines()
    assert lines[1].startswith("articles/boats.md:5:16: #Rig is spelled #rig in")
    assert lines[2].startswith("articles/boats.md:5:31: gone.md names neither a file")
    assert lines[2].endswith("[azuredocs.link, file-not-found]")
    assert out.err == "3 findings\n"

    assert run("--format", "json", "--quiet", "--exit-zero", "articles/boats.md") == 0
    out = capsys.readouterr()
    found = json.loads(out.out)["findings"]
    assert [(f["line"], f["column"], f["end_column"]) for f in found][1:] == [
        (5, 16, 20),
        (5, 31, 38),
    ]
    assert not out.err

    assert run("articles/sail.md") == 0
    assert run("articles/no.md") == 2
    assert "error: articles/no.md does not exist" in capsys.readouterr().err


def test_garbage_is_collected_afterwards(boats: Path) -> None:
    assert gc.isenabled()
    run()
    assert gc.isenabled()


def test_annotations(boats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "github") == 1
    assert (
        "::warning file=articles/boats.md,line=5,col=31,endColumn=38,"
        "title=azuredocs.link%2C file-not-found::gone.md names neither"
    ) in capsys.readouterr().out


def test_sarif(boats: Path, pytestconfig: pytest.Config) -> None:
    assert run("--format", "sarif", "--output", "log.sarif") == 1
    log = json.loads((boats / "log.sarif").read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    (sarif_run,) = log["runs"]
    rules = [rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]]
    for result in sarif_run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["partialFingerprints"]["finding/v1"]
    place = sarif_run["results"][2]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "articles/boats.md"
    assert place["region"] == {"startLine": 5, "startColumn": 31, "endColumn": 38}
    if pytestconfig.getoption("sarif_tool"):
        tool = ("npx", "--yes", "@microsoft/sarif-multitool")
        subprocess.run((*tool, "validate", "log.sarif"), check=True, cwd=boats)


def test_baseline(boats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--write-baseline", "old.json") == 0
    page = boats / "articles" / "sail.md"
    page.write_text(page.read_text() + "\n[new](new.md)\n", encoding="utf-8")
    capsys.readouterr()
    assert run("--baseline", "old.json") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("articles/sail.md:7:7: new.md names neither")
    (boats / "old.json").write_text("[]", encoding="utf-8")
    assert run("--baseline", "old.json") == 2


def git(*arguments: str) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(("git", *names, *arguments), check=True, capture_output=True)


def test_changed_since(boats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    assert run("--changed-since", "HEAD") == 0
    page = boats / "articles" / "sail.md"
    page.write_bytes(page.read_bytes().replace(b"rig", b"mast"))
    other = boats / "articles" / "third.md"
    other.write_text(HEADER.format("Third") + "\n# Third\n\n[x](no.md)\n", "utf-8")
    capsys.readouterr()
    assert run("--changed-since", "HEAD") == 1
    # The anchor is gone by the change, though the page that names it is as it was.
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        "articles/boats.md:5:16",
        "articles/third.md:5:5",
    ]
    assert run("--changed-since", "nowhere") == 2
    assert "error:" in capsys.readouterr().err


def test_fix(boats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--fix") == 1
    out = capsys.readouterr()
    assert "articles/boats.md: 3 corrected" in out.err
    text = (boats / "articles" / "boats.md").read_bytes()
    assert b"\r\n# Boats\r\n" in text
    # The link in code, the encoding and the ends of lines stay.
    assert b"\r\nA [b](sail.md#rig) \xe9 [gone](gone.md) [x][one].\r\n" in text
    assert b"`[c](.\\Sail.md)`" in text
    assert "spelled" not in out.out
    assert run("--fix") == 1
    assert "corrected" not in capsys.readouterr().err


def test_rules_of_learn(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, text in LEARN.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run() == 1
    assert "learn." not in capsys.readouterr().out
    assert run("--rules", "learn", "docs/b.md") == 1
    found = capsys.readouterr().out
    for place, code in {
        "docs/b.md:3:11": "ms-topic-invalid",
        "docs/b.md:8:6": "hard-coded-locale",
        "docs/b.md:8:49": "docs-link-absolute",
        "docs/b.md:1:1": "h1-missing",
    }.items():
        assert any(
            line.startswith(f"{place}: ") and line.endswith(f"[learn.{code}]")
            for line in found.splitlines()
        ), (place, code, found)


def test_broken_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf.py").write_text("extensions = [", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run() == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_every_kind_of_the_table_exists() -> None:
    assert len(dict(table())) > 15


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("uplaod-files", "upload-files"),
        ("Upload-File", "upload-files"),
        ("upload", ""),
        ("rig", ""),
        ("", ""),
    ],
)
def test_the_nearest_name(name: str, meant: str) -> None:
    assert nearest(name, ["overview", "upload-files", "rag"]) == meant


def test_did_you_mean(boats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = boats / "articles" / "sail.md"
    text = page.read_bytes() + b"\n## Hoist it\n\n[x](boat.md) [y](#hoist-itt)\n"
    page.write_bytes(text)
    assert run("articles/sail.md") == 1
    first, second = capsys.readouterr().out.splitlines()
    assert "; did you mean boats.md? [" in first
    assert "; did you mean #hoist-it? [" in second


@pytest.mark.parametrize("files", [{**AZURE, **MYST}, LEARN], ids=["azure", "learn"])
def test_findings_of_a_page_without_reading_the_others(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    srcdir = (tmp_path / "src").resolve()
    lay_out(srcdir, files, copyright="x")
    found = findings_of(check_project(Project(srcdir, srcdir)), srcdir)
    for name in files:
        if not name.endswith(".md") or "includes" in name:
            continue
        path = srcdir / name
        few = findings_of(check_project(Project(srcdir, srcdir), [path]), srcdir)
        assert of_files(few, [path], srcdir) == of_files(found, [path], srcdir), name


def test_other_pages_are_not_read(
    boats: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = Reader.read
    names: list[str] = []

    def note(reader: Reader, docname: str) -> Any:
        names.append(docname)
        return read(reader, docname)

    monkeypatch.setattr(Reader, "read", note)
    # No page has a uid, so `@example` names none.
    third = HEADER.format("Third") + "\n# Third\n\n[x](sail.md) [y](no.md) @example\n"
    (boats / "articles" / "third.md").write_text(third, encoding="utf-8")
    assert run("articles/third.md") == 1
    assert names == ["articles/third"]
    names.clear()
    # The page with the anchor is read, too.
    assert run("articles/boats.md") == 1
    assert names == ["articles/boats", "articles/sail"]
    assert "spelled #rig" in capsys.readouterr().out


def test_all_pages_are_read_for_a_reference_by_uid(
    boats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = boats / "articles"
    third = HEADER.format("Third") + "\n# Third\n\n<xref:sail-uid> <xref:none>\n"
    (articles / "third.md").write_text(third, encoding="utf-8")
    fourth = "---\nuid: sail-uid\n---\n\n# Fourth\n"
    (articles / "fourth.md").write_text(fourth, encoding="utf-8")
    assert run("articles/third.md") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "none" in line
