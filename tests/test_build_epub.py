"""What EPUB has of its own."""

from __future__ import annotations

from .conftest import Build


def test_images_with_a_suffix_in_capitals_are_in_the_book(build: Build) -> None:
    built = build(
        {
            "articles/a.md": "# A\n\n![One](media/x.PNG)\n",
            "articles/media/x.PNG": b"\x89PNG\r\n\x1a\n",
        },
        "epub",
    )
    assert built.warnings == []
    assert 'href="_images/x.PNG"' in built.output("content.opf")
