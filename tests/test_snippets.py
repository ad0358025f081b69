"""Parts of code files, and the names of languages."""

from __future__ import annotations

import json
import re

import pytest

from sphinx_azuredocs.constructs.code.extract import (
    Selection,
    SnippetError,
    extract,
    extract_cell,
    read_fragment,
    read_ranges,
)
from sphinx_azuredocs.renderer.code_languages import CodeLanguage, code_language

from .conftest import Build

CODE = """\
    // <Outer>
    a
        // <inner>
        b
        // </inner>
    // </OUTER>
c
"""


@pytest.mark.parametrize(
    ("language", "begin", "end"),
    [
        ("cs", "//<x>", "//</x>"),
        ("python", "# <x>", "# </x>"),
        ("vb", "' <x>", "' </x>"),
        ("xml", "<!-- <x> -->", "<!-- </x> -->"),
        ("sql", "-- <x>", "--</x>"),
        ("bat", "REM <x>", "rem </x>"),
        ("erl", "% <x>", "% </x>"),
        ("lisp", "; <x>", "; </x>"),
        ("css", "/*<x>*/", "/* </x> */"),
        ("yaml", "# <snippetx>", "# </snippetx>"),
        ("yml", "# < X >", "# </ X >"),
        ("bicep", "// <x>", "// </x>"),
        ("tf", "# <x>", "# </x>"),
        ("tf", "// <x>", "// </x>"),
        ("kql", "// <x>", "// </x>"),
        ("azurecli", "# <x>", "# </x>"),
        ("dockerfile", "# <x>", "# </x>"),
        ("toml", "# <x>", "# </x>"),
        ("md", "<!-- <x> -->", "<!-- </x> -->"),
        ("cs", "#region x", "#endregion"),
        ("vb", '# Region "x"', "# End Region"),
        ("no-such-language", "; <x>", "; </x>"),
    ],
)
def test_tags(language: str, begin: str, end: str) -> None:
    text = f"before\n{begin}\ncode\n{end}\nafter\n"
    assert extract(text, language, Selection(tag="x")) == "code"


def test_tags_in_a_tag_are_not_shown() -> None:
    assert extract(CODE, "cs", Selection(tag="outer")) == "a\n    b"


def test_tags_of_another_kind_are_code() -> None:
    text = "// <x>\n#region y\na\n#endregion\n// </x>\n"
    assert extract(text, "cs", Selection(tag="x")) == "#region y\na\n#endregion"
    assert extract(text, "cs", Selection(tag="y")) == "a"


@pytest.mark.parametrize("selection", [Selection(tag="x"), Selection(ranges=((2, 5),))])
def test_blank_lines_at_the_end_are_not_shown(selection: Selection) -> None:
    text = "// <x>\n\na\n\n\n// </x>\n"
    assert extract(text, "cs", selection) == "\na"


def test_a_file_of_blank_lines() -> None:
    assert extract("\n\n", "cs", Selection()) == ""


def test_regions_without_a_name() -> None:
    text = "#region x\na\n#region\nb\n#endregion\nc\n#endregion\nd\n"
    assert extract(text, "cs", Selection(tag="x")) == "a\nb\nc"


def test_tags_in_comments_of_another_language() -> None:
    text = "// <x>\na\n// </x>\n# <x>\nb\n# </x>\n"
    assert extract(text, "py", Selection(tag="x")) == "b"
    assert extract(text, "unknown", Selection(tag="x"), "py") == "b"
    assert extract(text, "sql", Selection(tag="x")) == "a"


def test_no_tag() -> None:
    with pytest.raises(SnippetError, match="no tag none"):
        extract(CODE, "cs", Selection(tag="none"))
    with pytest.raises(SnippetError):
        extract("# <x>\na\n", "py", Selection(tag="x"))


def test_lines() -> None:
    text = "1\n2\n3\n4\n5\n"
    assert extract(text, "txt", Selection(ranges=read_ranges("4-, 1 - 2"))) == (
        "4\n5\n1\n2"
    )
    assert extract(text, "txt", read_fragment("l2-L3")) == "2\n3"
    assert extract(text, "txt", read_fragment("L5")) == "5"
    assert extract(text, "txt", read_fragment("L4-")) == "4\n5"
    assert extract(text, "txt", Selection()) == "1\n2\n3\n4\n5"
    with pytest.raises(SnippetError, match="no such lines"):
        extract(text, "txt", read_fragment("L9"))
    with pytest.raises(SnippetError, match="no list of lines"):
        read_ranges("one")


def test_dedent() -> None:
    text = "\t  a\n\n    b\n"
    assert extract(text, "txt", Selection()) == "  a\n\nb"
    assert extract(text, "txt", Selection(dedent=0)) == "      a\n\n    b"
    assert extract(text, "txt", Selection(dedent=5)) == " a\n\nb"


def test_notebook() -> None:
    cells = [
        {"source": ["a\n", "b\n"], "metadata": {"name": "one"}},
        {"source": "c", "metadata": {"name": "two"}},
        {"source": "d", "metadata": {"name": "two"}},
        {"source": "e"},
    ]
    text = json.dumps({"cells": cells})
    assert extract_cell(text, "one") == "a\nb"
    for name, message in (("two", "2 cells"), ("none", "no cell")):
        with pytest.raises(SnippetError, match=message):
            extract_cell(text, name)
    for broken in ("{", "[]", '{"cells": 1}'):
        with pytest.raises(SnippetError, match="no notebook"):
            extract_cell(broken, "one")


@pytest.mark.parametrize(
    ("name", "lexer", "is_interactive"),
    [
        ("azurecli", "bash", False),
        ("AzureCLI-Interactive", "bash", True),
        ("azurepowershell-interactive", "powershell", True),
        ("output", "text", False),
        ("kusto", "sql", False),
        ("lang-python", "python", False),
        ("azurecli,subscription=x", "bash", False),
        ("C#", "c#", False),
        ("yml", "yaml", False),
        ("terraform", "hcl", False),
    ],
)
def test_language(name: str, lexer: str, is_interactive: bool) -> None:
    found = code_language(name)
    assert found.is_known
    assert found.is_interactive is is_interactive
    assert found.lexer in (lexer, name.lower(), "terraform", "csharp")


@pytest.mark.parametrize(
    "name", ["batchfile", "assembly", "fsx", "hpp", "gradle", "hbs", "vbs", "xsl"]
)
def test_languages_of_docfx(name: str) -> None:
    assert code_language(name).is_known


def test_unknown_language() -> None:
    assert code_language("zork") == CodeLanguage("zork", is_known=False)


FILES = {
    "index.md": "# Home\n",
    "articles/code/app.py": "# <one>\nx = 1\ny = 2\n# </one>\n",
}


def page(text: str) -> dict[str, str]:
    return {**FILES, "articles/page.md": f"---\nms.topic: x\n---\n# Page\n\n{text}\n"}


def test_snippet_in_a_build(build: Build) -> None:
    snippet = '[!code-python[x](code/app.py?name=one&highlight=2 "The app")]'
    built = build(page(f"{snippet}\n\n:::code source='x':::"))
    assert len(built.warnings) == 1
    built = build(page(snippet))
    assert built.warnings == []
    assert built.text("articles/page") == "Page ¶ The app ¶ x = 1 y = 2"
    assert '<span class="hll">' in built.body("articles/page")
    dependencies = map(str, built.app.env.dependencies["articles/page"])
    assert any(path.endswith("app.py") for path in dependencies)


def test_snippets_that_cannot_be_shown(build: Build) -> None:
    text = """\
[!code[x](code/none.py)]

[!code[x](code/app.py#two)]

[!code[x](../../../outside.py)]

[!code[x](code/app.py?range=x)]
"""
    built = build(page(text))
    assert [warning.partition(" WARNING: ")[2] for warning in built.warnings] == [
        "the code was left as text: code/none.py does not exist; correct the path "
        "[azuredocs.snippet]",
        "code/app.py: the file has no tag two; correct it. It was left as text "
        "[azuredocs.snippet]",
        "the code was left as text: ../../../outside.py is outside the source "
        "directory; move the file into it, or add its directory to "
        "azuredocs_include_roots [azuredocs.snippet]",
        "code/app.py: 'x' is no list of lines; write as 1-3,5,7-; this was ignored "
        "[azuredocs.snippet]",
    ]
    assert "[!code[x](code/none.py)]" in built.text("articles/page")


def test_wrong_lines_are_reported_and_the_file_shown(build: Build) -> None:
    names = ("articles/code/app.zork", "articles/code/app.py")
    files = dict.fromkeys(names, "first\nlast\n")
    text = """\
[!code-python[x](code/app.py?range=x&highlight=y)]

[!code[x](code/app.zork)]

:::code source="code/app.zork":::
"""
    built = build({**page(text), **files})
    assert [warning.partition(" WARNING: ")[2] for warning in built.warnings] == [
        "code/app.py: 'x' is no list of lines; write as 1-3,5,7-; this was ignored "
        "[azuredocs.snippet]",
        "code/app.py: 'y' is no list of lines; write as 1-3,5,7-; this was ignored "
        "[azuredocs.snippet]",
        "code/app.zork: its name does not say its language; add "
        'language="…" [azuredocs.snippet]',
    ]
    assert built.text("articles/page").count("first last") == 3


def test_fences(build: Build) -> None:
    fences = (
        "```azurecli-interactive\naz\n```\n\n```zork\nz\n```\n\n```json\n{...\n```\n"
    )
    built = build(page(fences))
    assert built.warnings == []
    body = built.body("articles/page")
    label = 'data-language="Azure CLI (interactive)"'
    assert f'class="highlight-bash notranslate azure-code interactive" {label}' in body
    assert 'class="highlight-text notranslate"' in body
    assert 'class="highlight-json notranslate azure-code" data-language="JSON"' in body
    assert "azuredocs-code.css" in built.output("articles/page.html")


def test_labels_of_code(build: Build) -> None:
    tilde = "- list\n\n  ~~~csharp\n  a < b;\n  ~~~\n\n> ```output\n> x\n> ```\n"
    built = build(page(tilde))
    labels = re.findall(r'data-language="([^"]*)"', built.body("articles/page"))
    assert labels == ["C#", "Output"]
    assert "data-language" not in built.body("index")
    without = build(page(tilde), azuredocs_code_labels=False)
    assert "azure-code" not in without.body("articles/page")


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text"])
def test_labels_of_code_in_formats(build: Build, builder: str) -> None:
    built = build(page("```azurecli\naz login\n```\n"), builder)
    name = {
        "singlehtml": "index.html",
        "epub": "articles/page.xhtml",
        "latex": "projectnamenotset.tex",
        "text": "articles/page.txt",
    }[builder]
    has_label = builder in ("singlehtml", "epub")
    assert ("Azure CLI" in built.output(name)) is has_label


def test_languages_of_a_page_in_myst(build: Build) -> None:
    built = build({"index.md": "# Home\n\n```zork\nz\n```\n"})
    (warning,) = built.warnings
    assert "index.md:3: WARNING: Pygments lexer name 'zork' is not known" in warning
