"""Bad input: one warning with file and line, the rest of the page intact."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from .conftest import Build, BuildPages, Built, Page

BEFORE, AFTER = "The text before.", "The text after."


def page(content: str) -> str:
    return f"# Title\n\n{BEFORE}\n\n{content}\n\n{AFTER}\n"


ONE_WARNING: dict[str, tuple[str, dict[str, str | bytes], str]] = {
    "missing": (
        "[WACOM.INCLUDE [x](../includes/gone.md)]",
        {},
        "articles/{}.md:5: WARNING: the include was left as text: "
        "../includes/gone.md does not exist; correct the path "
        "[azuredocs.include]",
    ),
    "outside": (
        "[WACOM.INCLUDE [x](../../secret.md)]",
        {},
        "articles/{}.md:5: WARNING: the include was left as text: "
        "../../secret.md is outside the source directory; move the file into it, "
        "or add its directory to azuredocs_include_roots [azuredocs.include]",
    ),
    "directory": (
        "[WACOM.INCLUDE [x](../includes)]",
        {"includes/y.md": "y"},
        "articles/{}.md:5: WARNING: the include was left as text: ../includes is "
        "a directory; name a file in it [azuredocs.include]",
    ),
    "cyclic": (
        "[WACOM.INCLUDE [x](../includes/one.md)]",
        {
            "includes/one.md": "One.\n\n[WACOM.INCLUDE [x](two.md)]\n",
            "includes/two.md": "Two.\n\n\n[WACOM.INCLUDE [x](one.md)]\n",
        },
        "includes/two.md:4: WARNING: one.md includes itself: one.md → two.md → "
        "one.md; take out one of these includes [azuredocs.include-cycle]",
    ),
    "itself": (
        "[WACOM.INCLUDE [x]({}.md)]",
        {},
        "articles/{}.md:5: WARNING: {}.md includes itself: {}.md → {}.md; take out "
        "one of these includes [azuredocs.include-cycle]",
    ),
    "undecodable": (
        "[WACOM.INCLUDE [x](../includes/latin.md)]",
        {"includes/latin.md": "First line\nA caf\u00e9.\n".encode("cp1252")},
        "includes/latin.md:2: WARNING: this file is not UTF-8 and was read as "
        "Windows-1252; save it as UTF-8 [azuredocs.encoding]",
    ),
    "binary": (
        "[WACOM.INCLUDE [x](../includes/x.png)]",
        {"includes/x.png": b"\x89PNG\x00\x01"},
        "articles/{}.md:5: WARNING: the include was left as text: "
        "../includes/x.png is not a text file [azuredocs.include]",
    ),
    "unclosed bracket": (
        "[WACOM.INCLUDE [x](../includes/x.md)",
        {"includes/x.md": "x"},
        "articles/{}.md:5: WARNING: an incomplete include was left as text; "
        "write [AZURE.INCLUDE [name](../includes/file.md)] "
        "[azuredocs.include]",
    ),
    "unclosed bracket of docfx": (
        "[!include [x](../includes/x.md)",
        {"includes/x.md": "x"},
        "articles/{}.md:5: WARNING: an incomplete include was left as text; "
        "write [!INCLUDE [name](../includes/file.md)] [azuredocs.include]",
    ),
    "note within text": (
        "Text [AZURE.NOTE] text",
        {},
        "articles/{}.md:5: WARNING: '[AZURE.NOTE]' was left as text, as it does not "
        "begin a quote; write it at the beginning of a quote "
        "[azuredocs.unknown-construct]",
    ),
    "unknown": (
        "[AZURE.CAROUSEL]",
        {},
        "articles/{}.md:5: WARNING: unknown construct '[AZURE.CAROUSEL]' was "
        "left as text; correct its name, or write \\[ for a bracket "
        "[azuredocs.unknown-construct]",
    ),
    "comparison without list": (
        "> [AZURE.ACCOUNT-COMPARISON] Accounts\n\nNo list.",
        {},
        "articles/{}.md:5: WARNING: the account comparison has no list of "
        "accounts; write a bullet list whose every item is **account** "
        "(qualifier) - description [azuredocs.account-comparison]",
    ),
    "link": (
        "[gone](../gone/)",
        {},
        "articles/{}.md:5: WARNING: ../gone/ names neither a file nor a published "
        "page; correct the URL [azuredocs.link]",
    ),
    "definitions": (
        "[1]: http://example.com/a\n[1]: http://example.com/b",
        {},
        "articles/{}.md:6: WARNING: [1] is defined before with another URL, which "
        "holds; rename or remove one of them [azuredocs.reference]",
    ),
}
"""What a page has, further files, and the warning; {} is the name of the page."""


@pytest.fixture(scope="module")
def bad_pages(build_once: Build) -> Built:
    """A page for each case, named after it."""
    files: dict[str, str | bytes] = {}
    for name, (content, further, _) in ONE_WARNING.items():
        files |= {f"articles/{name}.md": page(content.replace("{}", name)), **further}
    return build_once(files)


@pytest.mark.parametrize("name", ONE_WARNING)
def test_one_warning(bad_pages: Built, name: str) -> None:
    warning = ONE_WARNING[name][2].replace("{}", name)
    assert bad_pages.warnings.count(warning) == 1
    text = bad_pages.text(f"articles/{name}")
    assert BEFORE in text
    assert AFTER in text


def test_no_other_warnings(bad_pages: Built) -> None:
    assert len(bad_pages.warnings) == len(ONE_WARNING)


def test_what_is_not_included_stays_readable(build: Build) -> None:
    built = build({"articles/a.md": page("[WACOM.INCLUDE [x](../includes/gone.md)]")})
    assert "[WACOM.INCLUDE [x](../includes/gone.md)]" in built.text("articles/a")


def test_symbolic_link_out_of_the_source_directory(
    build: Build, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("A secret.")
    (tmp_path / "src" / "includes").mkdir(parents=True)
    link = tmp_path / "src" / "includes" / "link.md"
    link.symlink_to(tmp_path / "secret.md")
    built = build({"articles/a.md": page("[WACOM.INCLUDE [x](../includes/link.md)]")})
    assert len(built.warnings) == 1
    assert "is outside the source directory" in built.warnings[0]
    assert "A secret." not in built.text("articles/a")


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ({"azuredocs_include_max_files": 5}, "azuredocs_include_max_files = 5"),
        ({"azuredocs_include_max_depth": 3}, "azuredocs_include_max_depth = 3"),
        ({"azuredocs_include_max_size": 300}, "azuredocs_include_max_size = 300"),
    ],
)
def test_explosion(build: Build, settings: dict[str, int], what: str) -> None:
    files = {
        f"includes/{n}.md": f"Level {n}.\n\n" + f"[!INCLUDE [x]({n + 1}.md)]\n\n" * 3
        for n in range(8)
    }
    content = page("[!INCLUDE [x](../includes/0.md)]")
    built = build(
        {"articles/a.md": content, **files, "includes/8.md": "End."}, **settings
    )
    assert len(built.warnings) == 1
    assert what in built.warnings[0]
    assert built.warnings[0].startswith("includes/")
    assert AFTER in built.text("articles/a")


HALF_HEADER = '<properties pageTitle="Half a header\n<tags ms.service="x" />\n\n'


def test_half_written_header(build: Build) -> None:
    built = build({"articles/a.md": HALF_HEADER + page("Content.")})
    assert built.warnings == [
        "articles/a.md:1: WARNING: the <properties> header is malformed and was left "
        'as text; write <properties name="value" … />, every value in closed quotes '
        "[azuredocs.header]"
    ]
    assert "Half a header" in built.text("articles/a")
    assert AFTER in built.text("articles/a")


EMPTY = ("", "\n\n", "<properties /><tags />", "\ufeff")


@pytest.fixture(scope="module")
def empty_pages(build_pages: BuildPages) -> Mapping[str, Page]:
    home = {"index.md": "# Home\n\nText.\n"}
    return build_pages(EMPTY, str, home, "articles/case-{}.md", exclude_patterns=[])


@pytest.mark.parametrize("content", EMPTY)
def test_empty_file(empty_pages: Mapping[str, Page], content: str) -> None:
    page = empty_pages[content]
    assert [w for w in page.warnings if "toctree" not in w] == []
    assert page.docname in page.built.app.env.found_docs


def test_half_written_header_in_an_include(build: Build) -> None:
    content = page("[!INCLUDE [x](../includes/x.md)]")
    built = build({"articles/a.md": content, "includes/x.md": HALF_HEADER})
    assert [warning.split(": ")[0] for warning in built.warnings] == ["includes/x.md:1"]
    assert "Half a header" in built.text("articles/a")


def test_contradicting_headers(build: Build) -> None:
    header = '<tags ms.service="a" />\n<tags ms.service="b" />\n'
    built = build({"articles/a.md": header + page("Content.")})
    assert built.warnings == [
        "articles/a.md:2: WARNING: <tags> gives another value than before for "
        "ms.service; the first was taken: keep one of them [azuredocs.header]"
    ]


def test_file_insertion_disabled(build: Build) -> None:
    built = build(
        {
            "articles/a.md": page("[!INCLUDE [x](../includes/x.md)]"),
            "includes/x.md": "Included.",
        },
        before=lambda app: app.env.settings.update(file_insertion_enabled=False),
    )
    assert [w.split(": ")[0] for w in built.warnings] == ["articles/a.md:5"]
    assert "file insertion is disabled" in built.warnings[0]


def test_suppress_warnings(build: Build) -> None:
    content = page("[gone](../gone/)\n\n[AZURE.CAROUSEL]")
    built = build({"articles/a.md": content}, suppress_warnings=["azuredocs.link"])
    assert len(built.warnings) == 1
    assert built.warnings[0].endswith("[azuredocs.unknown-construct]")


def test_page_that_is_not_utf_8(build: Build) -> None:
    text = page("A caf\u00e9 and a \u201cquote\u201d.")
    built = build({"articles/a.md": text.encode("cp1252")})
    assert built.warnings == [
        "articles/a.md:5: WARNING: this file is not UTF-8 and was read as "
        "Windows-1252; save it as UTF-8 [azuredocs.encoding]"
    ]
    assert "A caf\u00e9 and a \u201cquote\u201d." in built.text("articles/a")


def test_page_that_is_no_text(build: Build) -> None:
    built = build(
        {
            "articles/a.md": b"\x89PNG\r\n\x1a\n\x00\x00\xff",
            "articles/b.md": page("Sound."),
            "index.md": "# Home\n\n```{toctree}\narticles/b\n```\n",
        }
    )
    assert built.warnings[0] == (
        "articles/a.md:1: WARNING: this file is not a text file [azuredocs.encoding]"
    )
    assert "Sound." in built.text("articles/b")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_pages_in_utf_16(build: Build, encoding: str) -> None:
    """UTF-16 is recognised without a byte order mark, too, as in YAML 1.2."""
    texts = {
        "articles/a.md": "# A\n\nA caf\u00e9.\n",
        "hub.yml": "### YamlMime:Landing\ntitle: A caf\u00e9\n",
    }
    built = build({name: text.encode(encoding) for name, text in texts.items()})
    message = "this file is not UTF-8 and was read as UTF-16; save it as UTF-8"
    for name in texts:
        assert any(w.startswith(name) and message in w for w in built.warnings)
        assert "A caf\u00e9" in built.text(name.partition(".")[0])
