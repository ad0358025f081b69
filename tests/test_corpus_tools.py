"""The tools that measure a build, on repositories of a few lines."""

from __future__ import annotations

import ast
import base64
import sys
from pathlib import Path

import pytest

from tests import independent
from tests.corpus_tools import (
    checker,
    completeness,
    dangling,
    defects,
    readable,
)
from tests.corpus_tools.learn import checker_of, repository_of
from tests.corpus_tools.repository import Repository, slug_of
from tests.independent.blocks import BlockKind, blocks, to_lines

PIXEL = base64.b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=")


def lay_out(root: Path, files: dict[str, str]) -> Path:
    """Write the files of a repository."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def found_in(root: Path, files: dict[str, str]) -> list[str]:
    """The defects of a repository."""
    found = checker.Checker(Repository(lay_out(root, files)))
    return [str(defect) for defect in found.defects()]


def page_of(body: str) -> str:
    """A built page."""
    return f'<html><body><p>menu</p><div role="main">{body}</div></body></html>'


def kinds_of(text: str) -> list[tuple[str, str]]:
    """The kind and the text of each block."""
    return [(block.kind.value, block.text) for block in blocks(to_lines(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n    b\n", [("text", "a\n    b")]),
        ("a\n\n    b\n", [("text", "a"), ("code", "    b")]),
        ("1. a\n\n    b\n", [("text", "a"), ("text", " b")]),
        ("1.     a\n", [("text", "a")]),
        ("1.   a\n\n\tb\n", [("text", "a"), ("text", "b")]),
        ("1. a\n\n        b\n", [("text", "a"), ("code", "     b")]),
        ("```\n[a](b)\n```\n", [("code", "[a](b)")]),
        ("##a##\n", [("heading", "a")]),
        ("#cloud-config\n", [("text", "#cloud-config")]),
        ("a\n===\n", [("heading", "a")]),
        ("> a\nb\n", [("text", "a\nb")]),
        ("> ```\na\n```\nb\n", [("code", "a"), ("text", "b")]),
        ("> ```\n> a\n> ```\nb\n", [("code", "a"), ("text", "b")]),
        ("1. a\n\n\t> ```\nb\n```\n", [("text", "a"), ("code", "b")]),
        ("<h2>a</h2>\n1. b\n", [("text", "<h2>a</h2>"), ("text", "b")]),
        ("<pre>\na\n\nb\n</pre>\n", [("text", "<pre>\na\n\nb\n</pre>")]),
        ("<!-- a\n\n# b\n-->\n", [("text", "<!-- a\n\n# b\n-->")]),
        ("<!-- a -->\n```b\nc\n```\n", [("text", "<!-- a -->"), ("code", "c")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds_of(text) == expected


def test_lines_of_blocks_are_those_of_the_file() -> None:
    found = list(blocks(to_lines("a\n\n- b\n\n  > c\n\n      d\n")))
    assert [block.lines[0].number for block in found] == [1, 3, 5, 7]
    assert found[3].kind is BlockKind.CODE


def test_slug() -> None:
    assert slug_of("What's  new in ASP.NET?") == "whats-new-in-aspnet"


@pytest.mark.parametrize(
    "link",
    [
        "[x](../b/)",
        "[x](../b)",
        "[x](../b/#part)",
        "[x](../b/#a-heading)",
        "[x](b.md)",
        "[x](../articles/B.MD)",
        "[x](/en-us/documentation/articles/b/#part)",
        "[x](http://www.windowsazure.com/documentation/articles/b)",
        "[x](https://azure.microsoft.com/de-de/documentation/articles/b/?a=b#part)",
        "[x](/en-us/develop/old/b/)",
        "[x](/en-us/manage/b/#part)",
        "[x](/en-us/pricing/)",
        "[x](https://example.com/documentation/articles/none/)",
        "[x](#here)\n\n## Here",
        "[x][1]\n\n[1]: ../b/",
        "[x] [1]\n\n[1]:\n    #here\n\n<a name='here'></a>",
        "[x](#here)\n\n<td id=here>x</td>",
        "![x](./MEDIA/x.GIF)",
        r"![x](media\x.gif)",
        "`[x](../none/)`",
        "<pre>[x](../none/)</pre>",
        "<!-- [x](../none/) -->",
        "    [x](../none/)",
        "[1]: ../none/",
    ],
)
def test_what_names_something_is_no_defect(tmp_path: Path, link: str) -> None:
    lay_out(tmp_path, {"articles/media/x.gif": ""})
    header = '<properties metaCanonical="/develop/old/b" linkid="manage-b" />\n\n'
    anchor = '<a name="part"></a>\n\n## A *heading*\n'
    files = {"articles/a.md": f"{link}\n", "articles/b.md": header + anchor}
    assert found_in(tmp_path, files) == []


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[x](../none/)", "link: ../none/"),
        ("[x](none.md)", "link: none.md"),
        ("[x]()", "link: "),
        ("[x](/documentation/articles/none/)", "link: /documentation/articles/none/"),
        ('<td><a href="../none/">x</a></td>', "link: ../none/"),
        ("[x](#none)", "anchor: #none"),
        ("[x](../b/#none)", "anchor: ../b/#none"),
        ("[x](../b/#PART)", "anchor-case: ../b/#PART"),
        ("![x](none.gif)", "image: none.gif"),
        ("[x][none]", "reference: none"),
        ("[none][]", "reference: none"),
    ],
)
def test_what_names_nothing_is_a_defect(
    tmp_path: Path, link: str, expected: str
) -> None:
    anchor = '<a name="part"></a>\n'
    files = {"articles/a.md": f"# A\n\nx\n{link}\n", "articles/b.md": anchor}
    assert found_in(tmp_path, files) == [f"articles/a.md:4: {expected}"]


def test_labels_are_looked_up_from_the_file_outward(tmp_path: Path) -> None:
    files = {
        "articles/a.md": "[x][1]\n\n[AZURE.INCLUDE [i](../includes/i.md)]\n\n"
        "[AZURE.INCLUDE [j](../includes/j.md)]\n\n[1]: #a\n[2]: #of-the-page\n",
        "includes/i.md": "[x][1] [x][2] [x][3]\n\n[1]: #own\n",
        "includes/j.md": "\n[3]: #of-another\n",
    }
    assert found_in(tmp_path, files) == [
        "articles/a.md:7: anchor: #a",
        "articles/a.md:8: anchor: #of-the-page",
        "includes/i.md:3: anchor: #own",
        "includes/j.md:2: anchor: #of-another",
    ]


def test_a_definition_has_its_defect_once(tmp_path: Path) -> None:
    files = {"articles/a.md": "[x][1] [y][1] ![z][2]\n\n[1]: #a\n[2]: b.png\n"}
    assert found_in(tmp_path, files) == [
        "articles/a.md:3: anchor: #a",
        "articles/a.md:4: image: b.png",
    ]


@pytest.mark.parametrize(
    "text",
    ["<a@b.org>", "[x](<https://example.org/>)", "P[nD][T[nH][nM]]", "a[0][1]"],
)
def test_what_is_no_link_to_a_page(tmp_path: Path, text: str) -> None:
    assert found_in(tmp_path, {"articles/a.md": text}) == []


def test_a_url_with_a_space(tmp_path: Path) -> None:
    text = "[x](my file.md) ![y](./my image.png 'T') [z](see below) [v](<a b.md>)\n"
    files = {"articles/a.md": text, "articles/a b.md": "", "notes/b.md": text}
    assert found_in(tmp_path, files)[:2] == ["articles/a.md:1: link: "] * 2


def test_a_url_in_brackets_after_a_space(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"articles/a.md": "[x] [http://example.org]\n"})
    assert found == ["articles/a.md:1: reference: http://example.org"]


def test_a_docset_below_the_top(tmp_path: Path) -> None:
    files = {
        "docs/docfx.json": '{"build": {"content": [{"files": ["**/*.md"]}]}}',
        "docs/a.md": "[x](b.md) [y](~/b.md) [z](none.md)\n",
        "docs/b.md": "# B\n",
        "README.md": "[x](none.md)\n",
    }
    repository = repository_of(lay_out(tmp_path, files).resolve())
    assert repository.pages == ["docs/a.md", "docs/b.md"]
    found = [str(defect) for defect in checker_of(repository).defects()]
    assert found == ["docs/a.md:1: link: none.md"]


def test_an_include_has_its_defects_once_for_all_pages(tmp_path: Path) -> None:
    include = "[WACOM.INCLUDE [i](../includes/I)]\n"
    files = {
        "articles/a.md": include,
        "articles/b.md": f"# B\n\n{include}",
        "includes/i.md": "\n[x](#none) [x](#b)\n",
    }
    assert found_in(tmp_path, files) == [
        "includes/i.md:2: anchor: #b",
        "includes/i.md:2: anchor: #none",
    ]


def test_comparison_with_the_warnings_of_a_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(tmp_path / "src", {"articles/a.md": "[x](#b)\n\n[x](../none/)\n"})
    page = root.resolve() / "articles" / "a.md"
    warnings = tmp_path / "warnings.txt"
    warnings.write_text(
        f"{page}:1: WARNING: this page has no anchor #b; correct the link"
        f" [azuredocs.anchor]\n"
        f"{page}:9: WARNING: [of two\nlines] is defined nowhere; correct it"
        f" [azuredocs.reference]\n"
        f"{page}: WARNING: document isn't included in any toctree [toc.not_included]\n"
    )
    assert defects.main([str(root), "--compare", str(warnings)]) == 0
    assert capsys.readouterr().out.splitlines()[:4] == [
        "== 1 defects without warning",
        "articles/a.md:3: link: ../none/",
        "== 1 warnings without defect",
        "articles/a.md:9: reference: of two lines",
    ]


SOURCE = """\
<properties title="None of this" /><tags ms.topic="article" />

# One *two*

> [AZURE.NOTE] Three `four` [five](six.md) <b>seven</b>
> eight <jobFile> ![nine](ten.png)

[WACOM.INCLUDE [i](../includes/i.md)]

    eleven &amp; twelve

[13]: http://example.com/
"""
WORDS = "One two Three four five seven eight jobFile fourteen fifteen eleven amp twelve"


def test_words_of_a_source(tmp_path: Path) -> None:
    files = {"articles/a.md": SOURCE, "includes/i.md": "fourteen<br>fifteen\n"}
    repository = Repository(lay_out(tmp_path, files))
    text, choices = completeness.source_text(repository, "articles/a.md")
    assert " ".join(completeness.words(text)) == WORDS
    assert choices == []


def test_choices_of_a_selector_count_once(tmp_path: Path) -> None:
    selector = "> [AZURE.SELECTOR-LIST (P | B)]\n- [(iOS | .NET)](../a/)\n"
    files = {"articles/a.md": f"{selector}- [(iOS | Java)](../a/)\n"}
    repository = Repository(lay_out(tmp_path, files))
    text, choices = completeness.source_text(repository, "articles/a.md")
    assert completeness.words(text) == []
    assert [choice.strip() for choice in choices] == ["iOS", ".NET", "Java"]


@pytest.mark.parametrize(
    ("suffix", "lost"), [("html", ["w0 x200"]), ("txt", ["w0", "x200"])]
)
def test_lost_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str, lost: list[str]
) -> None:
    words = [f"w{i % 50} x{i}" for i in range(500)]
    kept = " ".join(words[:200] + words[201:])
    root = lay_out(tmp_path / "src", {"articles/a.md": " ".join(words)})
    text = page_of(f"<p>{kept}</p>") if suffix == "html" else kept
    lay_out(tmp_path / "out", {f"articles/a.{suffix}": text})
    completeness.main([str(root), str(tmp_path / "out")])
    assert capsys.readouterr().out.splitlines() == [
        "2 of 1000 words lost; 0 of 1 pages complete",
        "0.20% articles/a.md",
        *(f"    {run}" for run in lost),
    ]


def readable_kinds(tmp_path: Path, source: str, body: str) -> list[str]:
    """What there is to look at in a page."""
    root = lay_out(tmp_path / "src", {"articles/a.md": source})
    lay_out(tmp_path / "out", {"articles/a.html": page_of(f"<h1>A</h1>{body}")})
    found = readable.findings(Repository(root), tmp_path / "out")
    return [place.kind for place in found]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<p>[AZURE.NOTE] x</p>", "marker"),
        ("<p>&lt;properties title='x'></p>", "header"),
        ("<p>[x](y)</p>", "link"),
        ("<p>[x][y]</p>", "reference"),
        ("<p>[x] [y]</p>", "reference"),
        ("<p>**x</p>", "bold"),
        ("<p>##x</p>", "heading"),
        ("<p>&lt;p>x</p>", "tag"),
        ("<p>&amp;lt;p</p>", "entity"),
        ("<p>> x</p>", "quote"),
        ("<p>`x`</p>", "code"),
        ("<pre>![](x.png)</pre>", "text as code"),
    ],
)
def test_the_dialect_in_a_page(tmp_path: Path, body: str, kind: str) -> None:
    assert readable_kinds(tmp_path, "# A\n\nx\n", body) == [kind]


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("`[x](y)`\n", "<p><code>[x](y)</code></p>"),
        ("    [x][y]\n", "<pre>[x]<span>[y]</span></pre>"),
        ("&lt;p>\n", "<p>&lt;p></p>"),
        ("x [options] [name]\n", "<p>x [options] [name]</p>"),
        ("&lt;jobFile>\n", "<p>&lt;jobFile></p>"),
        ("a > b # c * d\n", "<p>a > b # c * d</p>"),
    ],
)
def test_what_is_no_dialect_in_a_page(tmp_path: Path, source: str, body: str) -> None:
    assert readable_kinds(tmp_path, f"# A\n\n{source}", body) == []


def test_code_that_is_shown_as_text(tmp_path: Path) -> None:
    source = "# A\n\n    <ul><li>x</li></ul>\n"
    kinds = readable_kinds(tmp_path, source, "<ul><li>x</li></ul>")
    assert kinds == ["code as text"]


def test_a_page_without_title_and_without_its_image(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "![x](x.gif)\n\n![y](y.gif)\n\n![y][1]\n\n[1]: y.gif\n"
    root = lay_out(tmp_path / "src", {"articles/a.md": source})
    body = '<img src="../_images/x.gif"><img src="../_images/y1.gif">'
    lay_out(tmp_path / "out", {"articles/a.html": page_of(body)})
    (tmp_path / "out" / "_images").mkdir()
    for path in ("src/articles/x.gif", "out/_images/x.gif"):
        (tmp_path / path).write_bytes(PIXEL)
    for path in ("src/articles/y.gif", "out/_images/y1.gif"):
        (tmp_path / path).write_bytes(PIXEL + b"\0")
    readable.main([str(root), str(tmp_path / "out")])
    assert capsys.readouterr().out.splitlines()[:2] == [
        "articles/a.md:1: title: no <h1>",
        "articles/a.md:1: image: articles/y.gif: 1 of 2",
    ]


DOCFX = """\
{"build": {"content": [{"files": ["**/*.{md,yml}"], "exclude": ["**/includes/**"],
"src": "articles"}]}}
"""
PUBLISHING = '{"dependent_repositories": [{"path_to_root": "other", "url": "x"}]}'
REDIRECTIONS = """\
{"redirections": [
{"source_path": "articles/x/old.md",
 "redirect_url": "/azure/x/b"},
{"source_path_from_root": "/articles/x/gone.md", "redirect_url": "/azure/x/b#part"}
]}
"""
LEARN = {
    "docfx.json": DOCFX,
    ".openpublishing.publish.config.json": PUBLISHING,
    ".openpublishing.redirection.json": REDIRECTIONS,
    "zone-pivot-groups.yml": "groups:\n- id: g\n  pivots:\n  - id: p\n",
    "articles/x/b.md": '# B\n\n<a id="part"></a>\n\n## A - heading\n',
    "articles/x/index.yml": "### YamlMime:Landing\ntitle: X\n",
    "articles/x/faq.yml": "### YamlMime:FAQ\ntitle: F\nsections:\n- questions:\n"
    "  - question: Is it 1.0?\n    answer: |\n      y\n",
    "articles/x/config.yml": "a: b\n",
    "articles/x/media/i.png": "",
    "articles/x/code/c.py": "# <tag>\na = 1\n# </tag>\n",
    "articles/x/includes/i.md": "i\n",
}


def found_in_learn(root: Path, files: dict[str, str]) -> list[str]:
    """The defects of a repository of Microsoft Learn, with some files beside others."""
    repository = repository_of(lay_out(root, LEARN | files).resolve())
    return [str(defect) for defect in checker_of(repository).defects()]


def test_pages_of_a_docset(tmp_path: Path) -> None:
    repository = repository_of(lay_out(tmp_path, LEARN))
    names = ["b.md", "faq.yml", "index.yml"]
    assert repository.pages == [f"articles/x/{name}" for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "[x](b.md)",
        "[x](./b.md#part)",
        "[x](b.md#a---heading)",
        r"[x](..\x\b.md)",
        "[x](~/articles/x/b.md#part)",
        "[x](b)",
        "[x](index.yml)",
        "[x](/azure/x/b?tabs=a#part)",
        "[x](https://learn.microsoft.com/en-us/azure/x/b#part)",
        "[x](/azure/x)",
        "[x](/azure/elsewhere/y)",
        "[x](/cli/azure/y)",
        "[x](gone.md#any)",
        "[x](/azure/x/old)",
        "[x](faq.yml#is-it-1-0-)",
        "[x](faq.yml#is-it-1-0)",
        "# [x](#tab/y)",
        "![x](media/i.png)",
        ':::image source="media/i.png" alt-text="x" lightbox="media/i.png#lightbox":::',
        ':::image type="icon" source="~/articles/x/media/i.png":::',
        "[!INCLUDE [x](includes/i.md)]",
        "[!include[x](~/articles/x/includes/i.md)]",
        "[!code-python[x](code/c.py#tag)]",
        "[!code-python[x](code/c.py?name=tag)]",
        "[!code-python[x](code/c.py#L1-L2)]",
        ':::code language="python" source="code/c.py" id="tag":::',
        "[x [y][z] w](b.md)",
        "::: zone pivot='p'\n\nx\n\n::: zone-end",
        "# [X](#tab/x)\n\n# [Y](#tab/y)\n\n***\n\n# [X](#tab/x)\n\n# [Y](#tab/y)\n",
        " # [X](#tab/x)\n\ny\n\n# [Y](#tab/y)\n\n***\n\n# [Y](#tab/y)\n# [X](#tab/x)\n",
        "- a\n\n  # [X](#tab/x)\n\n- b\n\n  # [X](#tab/x)\n\n# [X](#tab/x)\n",
        ":::row:::\n:::column:::\nx\n:::column-end:::\n:::row-end:::",
        "<!-- [x](none.md) -->",
        "```\n:::image source='none.png':::\n::: zone\n```",
    ],
)
def test_what_is_there_in_a_docset(tmp_path: Path, text: str) -> None:
    assert found_in_learn(tmp_path, {"articles/x/a.md": f"# A\n\n{text}\n"}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](none.md)", "link: none.md"),
        ("[x](~/none.md)", "link: ~/none.md"),
        ("[x](/azure/x/none)", "link: /azure/x/none"),
        ("[x](b.md#none)", "anchor: b.md#none"),
        ("[x](/azure/x/b#PART)", "anchor-case: /azure/x/b#PART"),
        ("[x](faq.yml#is-it)", "anchor: faq.yml#is-it"),
        ("![x](none.png)", "image: none.png"),
        (':::image source="none.png" alt-text="x":::', "image: none.png"),
        (':::image source="media/i.png":::', "image: "),
        (':::image type="big" source="media/i.png" alt-text="x":::', "image: "),
        (':::image source="media/i.png" alt-text="x" width="1":::', "image: "),
        (
            ':::image source="media/i.png" alt-text="x" lightbox="none.png":::',
            "image: none.png",
        ),
        ("[!INCLUDE [x](none.md)]", "include: none.md"),
        ("[!INCLUDE [x](~/other/i.md)]", "include: ~/other/i.md"),
        ("[!INCLUDE [x](a.md)]", "include-cycle: a.md"),
        ("[!code-python[x](code/none.py)]", "snippet: code/none.py"),
        ("[!code-python[x](code/c.py#none)]", "snippet: code/c.py#none"),
        (':::code source="code/c.py" id="none":::', "snippet: code/c.py#none"),
        ('::: zone pivot="q"\n\nx\n\n::: zone-end', "zone: q"),
        ("::: zone pivot='p'\n\nx", "zone: not ended"),
        ("::: moniker range='x'\n\nx", "moniker: not ended"),
    ],
)
def test_what_a_docset_lacks(tmp_path: Path, text: str, expected: str) -> None:
    page = f"---\nzone_pivot_groups: g\n---\n\n# A\n\n{text}\n"
    found = found_in_learn(tmp_path, {"articles/x/a.md": page})
    assert found == [f"articles/x/a.md:7: {expected}"]


def test_tabs_that_cannot_be_chosen(tmp_path: Path) -> None:
    text = "# [X](#tab/x)\n\n# [Y](#tab/x)\n\n---\n\n# [X](#tab/x)\n\n# [Z](#tab/z)\n"
    assert found_in_learn(tmp_path, {"articles/x/a.md": f"# A\n\n{text}"}) == [
        "articles/x/a.md:5: tab: #tab/x",
        "articles/x/a.md:9: tab: other tabs",
    ]


def test_what_a_docset_lacks_beside_its_articles(tmp_path: Path) -> None:
    toc = "- name: A\n  href: none.md\n- name: B\n  items:\n  - href: gone.md\n"
    landing = "### YamlMime:Landing\ntitle: X\nlandingContent:\n- title: Y\n  links:\n"
    files = {
        "articles/x/toc.yml": f"{toc}- name: C\n  href: b.md?x=y\n",
        "articles/x/old.md": "# Old\n",
        "articles/x/a.md": "---\nms.date: 1/2/20266\n---\n\n# A\n",
        "articles/x/index.yml": f"{landing}  - text: Z\n    url: none.md\n",
        "articles/x/includes/i.md": "i\n\n[x](b.md)\n",
        "articles/x/c.md": "# C\n\n[!INCLUDE [i](includes/i.md)]\n",
    }
    assert found_in_learn(tmp_path, files) == [
        ".openpublishing.redirection.json:2: redirect: articles/x/old.md",
        "articles/x/a.md:2: header: 1/2/20266",
        "articles/x/includes/i.md:3: link: b.md",
        "articles/x/index.yml:7: link: none.md",
        "articles/x/toc.yml:1: toc: none.md",
    ]


def test_words_of_learn(tmp_path: Path) -> None:
    page = (
        "---\ntitle: None of this\n---\n\n# One\n\n::: zone pivot='p'\n\n"
        "# [Two](#tab/x)\n\nthree\n\n***\n\n::: zone-end\n\n"
        '> [!div class="nextstepaction"]\n> [Four](b.md)\n\n'
        ':::image type="complex" source="i.png" alt-text="x":::\n'
        "  five\n:::image-end:::\n"
        '\n[!code-sql[x](y.sql)] six :::no-loc text="Seven":::\n'
    )
    faq = (
        "### YamlMime:FAQ\nmetadata:\n  title: None of this\ntitle: Eight\n"
        "sections:\n- name: Ignored\n  questions:\n  - question: Nine?\n"
        "    answer: |\n      [ten](b.md)\n\n          eleven\n"
    )
    files = {"articles/x/a.md": page, "articles/x/faq.yml": faq}
    repository = repository_of(lay_out(tmp_path, LEARN | files))
    texts = [
        completeness.source_text(repository, f"articles/x/{name}")[0]
        for name in ("a.md", "faq.yml")
    ]
    assert " ".join(completeness.words(texts[0])) == "One Two three Four five six Seven"
    assert " ".join(completeness.words(texts[1])) == "Eight Nine ten eleven"


def test_the_reader_is_independent() -> None:
    own = ("tests.independent", "yaml")
    for path in Path(independent.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in getattr(node, "names", ())]
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0
                names = [node.module or ""]
            elif not isinstance(node, ast.Import):
                continue
            for name in names:
                known = name.partition(".")[0] in sys.stdlib_module_names
                assert known or name.startswith(own), (path, name)


def test_urls_of_built_pages_that_name_nothing(tmp_path: Path) -> None:
    page = """<a href="b.html#x">a</a> <a href="#here" id="here">b</a>
<a href="b.html#y">c</a> <img src="../c%20d.png"> <img src="e.png">
<a href="https://example.org/#z">f</a>"""
    files = {"sub/a.html": page, "sub/b.html": '<p id="x">', "c d.png": ""}
    found = [str(one) for one in dangling.dangling(lay_out(tmp_path, files))]
    assert found == ["sub/a.html:2: b.html#y", "sub/a.html:2: e.png"]
