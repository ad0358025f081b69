"""Tables and images in LaTeX, and videos in plain text."""

from __future__ import annotations

import re

import pytest

from sphinx_azuredocs.builders.latex import column_width

from .conftest import Build

ROW = f"| `a` | {'Many words. ' * 6}| b |\n"
TABLE = f"| A | B | C |\n|---|---|---|\n{ROW * 28}"
CODE = "<table><tr><td>x</td><td><pre>a\nb</pre></td><td>" + "y " * 30 + "</td></tr>"
LEARN = "---\nms.topic: x\n---\n# A\n\n{}\n"


def test_long_tables_are_split_and_have_widths(build: Build) -> None:
    note = "> [!NOTE]\n" + "".join(f"> {line}\n" for line in TABLE.splitlines())
    files = {
        "index.md": "# I\n\n```{toctree}\nl/long\nl/note\narticles/code\nplain\n```\n",
        "l/long.md": LEARN.format(TABLE),
        "l/note.md": LEARN.format(note),
        "articles/code.md": f"# C\n\n{CODE}<tr><td>1</td><td>2</td><td>3</td></tr>"
        "</table>\n",
        "plain.md": f"(p)=\n# P\n\n{TABLE}",
    }
    built = build(files, "latex")
    [path] = built.app.outdir.glob("*.tex")
    tex = path.read_text(encoding="utf-8")
    specs = re.findall(r"\\begin\{(longtable|tabular|tabulary)\}[^\n]*", tex)
    assert specs == ["longtable", "tabulary", "tabular", "tabulary"]
    widths = re.findall(r"\\X\{(\d+)\}\{\d+\}", tex)
    first, middle, last = map(int, widths[:3])
    assert first < last + 3 < middle
    assert int(widths[3]) < int(widths[5])
    assert len(widths) == 6


@pytest.mark.parametrize("builder", ["latex", "epub"])
def test_images_without_a_file(build: Build, builder: str) -> None:
    text = "# A\n\n![No file](media/no.png) ![Remote](https://a.invalid/b.png)\n"
    built = build({"index.md": "# I\n", "articles/a.md": text}, builder)
    if builder == "latex":
        [path] = built.app.outdir.glob("*.tex")
        page = path.read_text(encoding="utf-8")
        assert "includegraphics" not in page.partition(r"\begin{document}")[2]
    else:
        page = built.output("articles/a.xhtml")
        assert "<img" not in page
    assert "No file" in page
    assert "Remote" in page
    assert "https://a.invalid/b.png" in page


def test_images_that_latex_cannot_show(build: Build) -> None:
    files = {
        "articles/a.md": "# A\n\n![Drawing](m/x.svg) ![Photo](m/y.png)\n",
        "articles/m/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "articles/m/y.png": b"\x89PNG\r\n\x1a\n",
    }
    built = build({"index.md": "# I\n", **files}, "latex")
    [warning] = built.warnings
    assert "latex cannot show 'articles/m/x.svg'" in warning
    [path] = built.app.outdir.glob("*.tex")
    tex = path.read_text(encoding="utf-8").partition(r"\begin{document}")[2]
    assert tex.count("includegraphics") == 1
    assert "Drawing" in tex


def test_kinds_of_account_are_part_of_the_title(build: Build) -> None:
    text = "# A\n\n- **Personal accounts** (one) - First.\n- **Work accounts** - 2.\n"
    built = build({"index.md": "# I\n", "articles/a.md": text}, "latex")
    [path] = built.app.outdir.glob("*.tex")
    tex = path.read_text(encoding="utf-8")
    assert r"\sphinxlineitem{Personal accounts (one)}" in tex
    assert "{[}one" not in tex


def test_the_url_of_a_video_in_text(build: Build) -> None:
    text = "# A\n\n> [!VIDEO https://www.youtube.com/embed/x]\n"
    built = build({"articles/a.md": f"---\nms.topic: x\n---\n{text}"}, "text")
    assert "<https://www.youtube" in built.output("articles/a.txt")


def test_width_of_a_column() -> None:
    assert column_width([]) < column_width(["short"])
    assert column_width(["a b c"]) < column_width(["a long text of many words"])
    assert column_width(["x " * 100]) == column_width(["x " * 1000])
    assert column_width(["x" * 100]) == column_width(["x" * 60])


TARGETS = """\
[a](#a) [b](#b) [c](#c) [d](#d) [e](#e) [f](#f) [g](#g) [h](#h) [i](#i) [note][^n]

<a name="a"></a>Text <a id="b"></a>in a line.

- <a id="c"></a>Item

<p id="d">Text</p>

<div id="e">

Text

</div>

> <a id="f"></a>Quote

| <a id="g"></a>A |
|---|
| <span id="h">x</span> |

<ul><li id="i">Item</li></ul>

[^n]: Foot

::: zone pivot="one"
Text
::: zone-end

::: zone pivot="two"
```
code
```
::: zone-end

::: zone pivot="three"
## Heading
::: zone-end
"""


def test_links_lead_to_labels(build: Build) -> None:
    header = '<properties pageTitle="B" />\n\n# B\n\n'
    files = {
        "index.md": "# I\n\n```{toctree}\na\narticles/b\n```\n",
        "a.md": LEARN.format(TARGETS),
        "articles/b.md": header + TARGETS,
    }
    built = build(files, "latex")
    [path] = built.app.outdir.glob("*.tex")
    tex = path.read_text(encoding="utf-8")
    links = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", tex))
    assert len(links) > 20
    assert links - set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", tex)) == set()
