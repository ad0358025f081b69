"""Globs, letter case and readable names of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_azuredocs.files.door import SourceTree
from sphinx_azuredocs.files.globs import compile_glob, compile_pattern
from sphinx_azuredocs.files.letter_case import find_file
from sphinx_azuredocs.files.names import readable_name
from sphinx_azuredocs.links.published_urls import Published

SLUG = frozenset(("slug",))


@pytest.mark.parametrize(
    ("glob", "path", "slug"),
    [
        ("a/**/{slug}.md", "a/b/c/d.md", "d"),
        ("a/**/{slug}.md", "a/d.md", "d"),
        ("a/{slug}/index.md", "a/d/index.md", "d"),
        ("a/*/{slug}.{md,yml}", "a/b/c.yml", "c"),
        ("a.b/{slug}.md", "a.b/c.d.md", "c.d"),
        ("a/{slug}.md", "a/b/c.md", None),
        ("a.b/{slug}.md", "axb/c.md", None),
        ("a/{slug}.md", "A/c.md", None),
    ],
)
def test_fields_of_globs(glob: str, path: str, slug: str | None) -> None:
    match = compile_pattern(glob, SLUG).fullmatch(path)
    assert (match["slug"] if match else None) == slug
    assert Published.from_setting(glob, "/x/{slug}").slug(path) == slug


def test_braces_are_alternatives_where_they_name_no_field() -> None:
    assert compile_glob("{slug}/a.md").matches("slug/A.md")


def test_folders_in_other_letter_case(tmp_path: Path) -> None:
    file = tmp_path / "Media" / "Toc.yml"
    file.parent.mkdir()
    file.write_text("")
    assert find_file((tmp_path / "none.yml", tmp_path / "media" / "TOC.yml")) == file
    assert find_file((tmp_path / "media",)) is None


def test_two_folders_that_differ_in_letter_case(tmp_path: Path) -> None:
    for folder, name in (("Media", "A.png"), ("media", "b.png"), ("media", "B.PNG")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text("")
    for tree in (None, SourceTree.of(tmp_path)):
        found = find_file((tmp_path / "media" / "a.png",), tree)
        assert found == tmp_path / "Media" / "A.png"
        found = find_file((tmp_path / "MEDIA" / "b.png",), tree)
        assert found == tmp_path / "media" / "b.png"


def test_readable_names() -> None:
    assert readable_name("azure-cli_2") == "azure cli 2"
    assert readable_name("azure-cli", capitalised=True) == "Azure cli"
    assert readable_name("", capitalised=True) == ""
