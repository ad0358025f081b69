"""Projects in MyST come out as without the extension, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from benchmarks.plain_myst import differences

from .conftest import Build

pytestmark = pytest.mark.timeout(300)

PROJECT = Path(__file__).parent / "plain_myst"

EXTENSIONS = [
    *("alert", "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist"),
    *("dollarmath", "fieldlist", "html_admonition", "html_image", "replacements"),
    *("section_ref", "smartquotes", "strikethrough", "substitution", "tasklist"),
]
_PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00"
    b"\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)

XREF = """\
# Links with a scheme

[s](xref:thing) <xref:System.String> [label]

[label]: xref:a.b
"""

FILES: dict[str, str | bytes] = {
    **{
        path.relative_to(PROJECT).as_posix(): path.read_bytes()
        for path in PROJECT.rglob("*.*")
    },
    "sub/page.md": "---\norphan: true\ntocdepth: 1\n---\n\n# P\n\n[a](../links.md)\n",
    "sub/with space.md": "No heading, [a](page.md)\n\n## Later\n",
    "sub/empty.md": "",
    "sub/title.md": "---\ntitle: In front\nauthor: A\n---\n\ntext  \nmore\n\n***  \n",
    "sub/list.md": "---\n- a\n- list\n---\n\n# Listed\n",
    "sub/unclosed.md": "---\ntitle: x\n\n# Unclosed\n",
    "sub/late.md": "\n---\ntitle: x\n---\n\n# Late\n",
    "sub/levels.md": "### Third\n\n# First\n\n#### Fourth\n",
    "sub/tabs.md": "\t# code\n\n-\titem\n\n\tmore\n\n1.\tone\n\u00a0\u00a0text\u200b\n",
    "sub/windows.md": b"\xef\xbb\xbf# A\r\n\r\n- a\r\n- b\r\n\r\ntext  \r\nmore\r\n",
    "sub/rst.rst": "reST\n====\n\n.. note:: a *note*\n\n:ref:`start` :doc:`page`\n",
    # An image that is missing is reported for each page that includes it.
    "parts/image.md": "![x](gone.png) [x](#gone)\n",
    "sub/one.md": "# One\n\n```{include} ../parts/image.md\n```\n",
    "sub/two.md": "# Two\n\n```{include} ../parts/image.md\n```\n",
    "sub/code.md": "# Code\n\n```{code-cell}\n1\n```\n\n```{mermaid}\na\n```\n",
    "pixel.gif": _PIXEL,
    "README.md": "# Read me\n",
    "LICENSE.md": "# Licence\n",
    "_static/own.css": "p {}\n",
}
SETTINGS: dict[str, Any] = {
    "exclude_patterns": ["parts", "_build"],
    "html_theme": "alabaster",
    "nitpicky": True,
    "html_last_updated_fmt": "",
    "numfig": True,
    "html_static_path": ["_static"],
    "html_css_files": ["own.css"],
}
EVERYTHING = {
    "myst_enable_extensions": EXTENSIONS,
    "myst_substitutions": {"shade": "dark", "block": "- a\n- [b](blocks.md)\n"},
    "myst_heading_anchors": 3,
    "myst_html_meta": {"viewport": "x"},
}
VARIANTS: dict[str, dict[str, Any]] = {
    "everything": EVERYTHING,
    "defaults": {},
    "suppressed": {
        "suppress_warnings": ["myst.xref_missing", "myst.header", "misc"],
        "myst_heading_anchors": 6,
        "myst_enable_extensions": ["attrs_inline", "attrs_block", "html_image"],
    },
    "links": {
        "myst_url_schemes": {"http": None, "xref": "https://x.org/{{path}}"},
        "myst_links_external_new_tab": True,
        "myst_ref_domains": ["std", "py"],
        "myst_title_to_header": True,
        "myst_number_code_blocks": ["python"],
        "myst_fence_as_directive": ["mermaid", "note"],
        "myst_heading_slug_func": "gitlab",
        "myst_heading_anchors": 2,
        "myst_footnote_transition": False,
        "myst_footnote_sort": False,
        "myst_heading_anchors_html_ids": False,
        "smartquotes": False,
    },
    "external": {
        "myst_all_links_external": True,
        "myst_disable_syntax": ["table", "emphasis", "myst_role"],
        "myst_suppress_warnings": ["myst.strikethrough"],
        "language": "fr",
    },
    "commonmark": {"myst_commonmark_only": True},
    "gfm": {"myst_gfm_only": True, "html_theme": "furo"},
}
XREF_IS_A_URL = ("links", "external", "commonmark", "gfm")


def _lay_out(folder: Path, files: dict[str, str | bytes], **settings: Any) -> Path:
    """Write the files of a project and its `conf.py`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    values = {"extensions": ["myst_parser"], **SETTINGS, **settings}
    conf = "".join(f"{name} = {value!r}\n" for name, value in values.items())
    (folder / "conf.py").write_text(conf)
    return folder


def _shown(source: Path, work: Path, *builders: str) -> list[str]:
    found = differences(source, builders, work)
    return [f"{d.kind} {d.name}\n{d.detail}" for d in found]


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_project_of_all_syntax(tmp_path: Path, variant: str) -> None:
    settings = VARIANTS[variant]
    # Elsewhere links with this scheme are references by uid.
    files = {"sub/xref.md": XREF} if variant in XREF_IS_A_URL else {}
    source = _lay_out(tmp_path / "source", {**FILES, **files}, **settings)
    assert _shown(source, tmp_path / "builds", "html") == []


@pytest.mark.parametrize(
    "builder", ["gettext", "dirhtml", "latex", "text", "epub", "pseudoxml"]
)
def test_other_builders(tmp_path: Path, builder: str) -> None:
    source = _lay_out(tmp_path / "source", FILES, **EVERYTHING)
    assert _shown(source, tmp_path / "builds", builder) == []


def test_another_theme(tmp_path: Path) -> None:
    pytest.importorskip("sphinx_book_theme")
    settings = {**EVERYTHING, "html_theme": "sphinx_book_theme"}
    source = _lay_out(tmp_path / "source", FILES, **settings)
    assert _shown(source, tmp_path / "builds", "html") == []


def test_bare_urls(tmp_path: Path) -> None:
    pytest.importorskip("linkify_it")
    settings = {"myst_enable_extensions": ["linkify", "gfm_autolink"]}
    source = _lay_out(tmp_path / "source", FILES, **settings)
    assert _shown(source, tmp_path / "builds", "html") == []


def test_what_differs_is_found(tmp_path: Path) -> None:
    """A page of an article, and a file and a warning that only one build has."""
    files: dict[str, str | bytes] = {
        "index.md": '<properties pageTitle="Browser" />\n\n# A\n\n[a](gone.md)\n'
    }
    source = _lay_out(tmp_path / "source", files)
    found = "\n".join(_shown(source, tmp_path / "builds", "html"))
    assert "differs source/html/index.html" in found
    assert "missing source/html/warnings" in found
    assert "added source/html/warnings" in found


def test_notes_of_the_azure_site(build: Build) -> None:
    """Their spelling means nothing else; that of docfx is a quote, or MyST's alert."""
    text = """\
# A

> [!NOTE]
> docfx

> [!OTHER]
> other

> [AZURE.NOTE] Azure
> text

- > [WACOM.NOTE]
  > text
"""
    built = build({"index.md": text}, azuredocs_dialects={})
    notes = [n.astext() for n in built.doctree("index").findall(nodes.note)]
    assert notes == ["Azure\ntext", "text"]
    quotes = [n.astext() for n in built.doctree("index").findall(nodes.block_quote)]
    assert quotes == ["[!NOTE]\ndocfx", "[!OTHER]\nother"]
