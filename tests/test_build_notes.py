"""Notes of docfx with text on the line of their marker, where docfx makes none."""

from __future__ import annotations

import pytest

from .conftest import Build

LEARN = "---\nms.topic: article\n---\n# A\n\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("> [!NOTE] Words.", 6),
        ("> [!tip] Words.\n> More.", 6),
        ("- Item\n\n  > [!WARNING] Words.", 8),
        ("> Quoted.\n> [!IMPORTANT] Words.", 7),
        (">[!CAUTION]Words.", 6),
    ],
)
def test_text_behind_the_marker_is_reported_and_stays(
    build: Build, text: str, line: int
) -> None:
    built = build({"index.md": "# Home\n", "a.md": f"{LEARN}{text}\n"})
    [warning] = [w for w in built.warnings if "toctree" not in w]
    assert warning.startswith(f"a.md:{line}: WARNING: text follows [!")
    assert warning.endswith("[azuredocs.note]")
    assert "Words." in built.text("a")
    assert "[!" not in built.text("a")


@pytest.mark.parametrize("text", ["> [!NOTE]\n> Words.", "> [!NOTE] \n> Words."])
def test_text_on_the_next_line_is_a_note(build: Build, text: str) -> None:
    built = build({"index.md": "# Home\n", "a.md": f"{LEARN}{text}\n"})
    assert not [w for w in built.warnings if "toctree" not in w]
    assert 'class="admonition note"' in built.body("a")


@pytest.mark.parametrize("marker", ["[AZURE.NOTE]", "[WACOM.NOTE]", "[!NOTE]"])
def test_in_articles_of_2014_the_text_is_the_note(build: Build, marker: str) -> None:
    built = build({"articles/a.md": f"# A\n\n> {marker} Words.\n"})
    assert built.warnings == []
    assert 'class="admonition note"' in built.body("articles/a")


@pytest.mark.parametrize("text", ["> [AZURE.TODO]\n> Words.", "> [AZURE.TODO] Words."])
def test_kinds_that_a_project_adds(build: Build, text: str) -> None:
    kinds = {"TODO": {"title": "To do", "class": "tip"}}
    built = build({"articles/a.md": f"# A\n\n{text}\n"}, azuredocs_alerts=kinds)
    assert built.warnings == []
    assert '<div class="tip admonition">' in built.body("articles/a")
    assert "[AZURE" not in built.text("articles/a")
