"""Defects of pages that are reported, each once and where it must be mended."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from .conftest import Build, BuildPages, Page

FENCES: dict[str, tuple[str, list[int]]] = {
    "backticks": ("Text\n\n```\ncode\n", [5]),
    "tildes": ("~~~python\ncode\n\n```\n", [3]),
    "in a list": ("- a\n\n  ```\n  code\n", [5]),
    "outdented end": ("- a\n\n  ```\n  code\n```\n\nText\n", [5]),
    "first of two": ("````\ncode\n```\n\nText\n\n```\nmore\n```\n", [3]),
    "empty": ("```\n", [3]),
    "after a closed one": ("```\na\n```\n\n```\nb\n", [7]),
    "zone": ('::: zone pivot="x"\n\n```\ncode\n\n::: zone-end\n', [5]),
    "closed": ("```\ncode\n```\n", []),
    "closed by more": ("```\ncode\n  `````  \n", []),
    "closed at the end": ("```\ncode\n```", []),
    "closed in a list": ("- a\n\n  ```\n  code\n  ```\n", []),
    "in a quote": ("> ```\n> code\n\nText\n", []),
    "inline": ("Text ``` code\n", []),
}


@pytest.fixture(scope="module", params=["azure", "learn"])
def fences(
    build_pages: BuildPages, request: pytest.FixtureRequest
) -> Mapping[str, Page]:
    def text(name: str) -> str:
        return f"# A\n\n{FENCES[name][0]}"

    settings = {"azuredocs_dialects": {"**": request.param}}
    return build_pages(FENCES, text, builder="dummy", **settings)


@pytest.mark.parametrize("name", FENCES)
def test_code_without_an_end(fences: Mapping[str, Page], name: str) -> None:
    warnings = [w for w in fences[name].warnings if "pivot" not in w]
    assert [int(warning.split(":")[1]) for warning in warnings] == FENCES[name][1]
    assert all(warning.endswith("[azuredocs.fence]") for warning in warnings)


SPACES = {
    "[x](a b.md)": ["a link; write a%20b.md"],
    "[x](./a b/c)": ["a link; write ./a%20b/c"],
    "![x](media/a b.png)": ["an image; write media/a%20b.png"],
    "[**x** y](https://example.org/a b)": ["a link; write https://example.org/a%20b"],
    '[x](a b.md "title")': ["a link; write a%20b.md"],
    "[x](a b.md#part)": ["a link; write a%20b.md#part"],
    "> - [x](a b.md)": ["a link; write a%20b.md"],
    "| a |\n|---|\n| [x](a b.md) |": ["a link; write a%20b.md"],
    "[x](a b.md) [y](c d.md)": ["a link; write a%20b.md", "a link; write c%20d.md"],
    "[x](see the other page)": [],
    "`[x](a b.md)`": [],
    '[x](#a "b c.md")': [],
    "f(x)[0](a, b)": [],
}


@pytest.fixture(scope="module", params=["azure", "learn"])
def spaces(
    build_pages: BuildPages, request: pytest.FixtureRequest
) -> Mapping[str, Page]:
    settings = {"azuredocs_dialects": {"**": request.param}}
    return build_pages(SPACES, "# A\n\n{}\n".format, builder="dummy", **settings)


@pytest.mark.parametrize("text", SPACES)
def test_urls_with_a_space(spaces: Mapping[str, Page], text: str) -> None:
    page = spaces[text]
    warnings = [w for w in page.warnings if "has a space" in w]
    assert [w.split("this is not ")[1] for w in warnings] == [
        f"{message} [azuredocs.link]" for message in SPACES[text]
    ]
    if warnings:
        assert "b" in page.doctree.astext()


MALFORMED = {
    '[x](a.md target="_blank")': "'target=\"_blank\"' follows the URL 'a.md'",
    "![x](https://a.org/b.png 'one' two)": "\"'one' two\" follows the URL",
    '- [x](./a "unclosed)': "'\"unclosed' follows the URL './a'",
    "[x]((https://a.org/b) y": "write (https://a.org/b)",
    "> [x](https://a.org/b and more": "write (https://a.org/b)",
    "> [x](https://a.org/b and\n> more": "write (https://a.org/b)",
    "| a |\n|---|\n| [x]((https://a.org/b) |": "write (https://a.org/b)",
    '[x](https://a.org/b "title")': "",
    '[x](https://a.org/b\n"title")': "",
    "[x](https://a.org/b_(c))": "",
    "[x](https://a.org/b_(c) d)": "",
    '[x](see "the page" here)': "",
    "a[0](b": "",
    "`[x]((https://a.org/b)`": "",
}


@pytest.fixture(scope="module", params=["azure", "learn"])
def malformed(
    build_pages: BuildPages, request: pytest.FixtureRequest
) -> Mapping[str, Page]:
    settings = {"azuredocs_dialects": {"**": request.param}}
    files = {"a.md": "# A\n"}
    page = "# A\n\n{}\n".format
    return build_pages(MALFORMED, page, files, builder="dummy", **settings)


@pytest.mark.parametrize("text", MALFORMED)
def test_malformed_urls(malformed: Mapping[str, Page], text: str) -> None:
    warnings = [w for w in malformed[text].warnings if "not a" in w]
    assert len(warnings) == bool(MALFORMED[text])
    assert all(MALFORMED[text] in w for w in warnings)
    assert all("so this is not a" in w for w in warnings)
    assert all(w.endswith("[azuredocs.link]") for w in warnings)


ANCHORS: dict[str, tuple[str, list[int]]] = {
    "two": ('<a id="x"></a>a\n\n<a name="x"></a>b\n', [5]),
    "three": ('<a id="x"></a>a\n\n<b id="x">b</b>\n\n<p id="x">c</p>\n', [5, 7]),
    "raw": ('<svg id="x"></svg>\n\n<a id="x"></a>b\n', [5]),
    "in a list and a cell": ('- <a id="x"></a>a\n\n|a|\n|-|\n|<a id="x"></a>b|\n', [7]),
    "both attributes": ('<a id="x" name="x"></a>a\n', []),
    "before a heading": ('<a id="part"></a>\n\n## Part\n', []),
    "in zones": (
        '::: zone pivot="x"\n<a id="x"></a>a\n::: zone-end\n\n'
        '::: zone pivot="y"\n<a id="x"></a>b\n::: zone-end\n',
        [],
    ),
    "letter case": ('<a id="x"></a>a\n\n<a id="X"></a>b\n', []),
}


@pytest.fixture(scope="module")
def anchors(build_pages: BuildPages) -> Mapping[str, Page]:
    def text(name: str) -> str:
        return f"# A\n\n{ANCHORS[name][0]}"

    return build_pages(ANCHORS, text, builder="dummy")


@pytest.mark.parametrize("name", ANCHORS)
def test_two_anchors_of_one_name(anchors: Mapping[str, Page], name: str) -> None:
    warnings = [w for w in anchors[name].warnings if "pivot" not in w]
    assert [int(warning.split(":")[1]) for warning in warnings] == ANCHORS[name][1]
    assert all("has the anchor 'x', too" in warning for warning in warnings)


def test_a_defect_of_an_include_is_reported_once(
    build: Build,
) -> None:
    text = "![a](gone.png)\n\n[b](gone.md)\n\n![c](<a b.png>)\n"
    page = "# A\n\n[!INCLUDE [x](includes/x.md)]\n\n![d](lost.png)\n"
    pages = {f"{name}.md": page for name in "abcd"}
    built = build({"index.md": "# Home\n", **pages, "includes/x.md": text}, "dummy")
    places = sorted(warning.split(": WARNING")[0] for warning in built.warnings)
    lost = [f"{name}.md:5" for name in "abcd"]
    assert places == [*lost, *(f"includes/x.md:{line}" for line in (1, 3, 5))]


def test_files_of_repositories_that_are_not_checked_out(build: Build) -> None:
    dependency = {"path_to_root": "a/shared", "url": "https://example.org/s"}
    config = {"dependent_repositories": [{**dependency, "branch": "live"}]}
    page = (
        "# A\n\n[a](a/shared/x.md)\n\n![b](~/a/shared/x.png)\n\n"
        "[!INCLUDE [c](a/shared/x.md)]\n\n"
        ':::code language="c" source="a/shared/x.c":::\n\n'
        ':::image type="content" source="a/shared/x.png" alt-text="d":::\n'
    )
    files = {
        "index.md": "# Home\n",
        "a.md": page,
        ".openpublishing.publish.config.json": json.dumps(config),
    }
    built = build(files, azuredocs_dialects={"a": "learn"})
    advice = "check https://example.org/s (live) out as a/shared"
    assert sorted(warning.split(": ")[0] for warning in built.warnings) == sorted(
        f"a.md:{line}" for line in (3, 5, 7, 9, 11)
    )
    assert all(advice in warning for warning in built.warnings)
    assert "b" in built.text("a")
    (built.srcdir / "a" / "shared").mkdir(parents=True)
    again = build(files, azuredocs_dialects={"a": "learn"}, srcdir=built.srcdir)
    assert not any("check https" in warning for warning in again.warnings)


def test_messages_are_one_line(build: Build) -> None:
    page = "# A\n\n[the words][of\nthe label]\n"
    built = build({"index.md": "# Home\n", "a.md": page}, "dummy")
    assert all("[azuredocs." in warning for warning in built.warnings)


def test_an_anchor_before_a_heading_is_reported_at_its_own_line(build: Build) -> None:
    page = '# A\n\n<a name="x"></a>\nText.\n\n<a name="x"></a>\n\n\n## Part\n'
    built = build({"articles/a.md": page})
    [warning] = built.warnings
    assert warning.startswith("articles/a.md:6: WARNING: line 3 has the anchor 'x'")
