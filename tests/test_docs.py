"""The generated tables of the documentation are up to date, and complete."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from sphinx_azuredocs.config import PREFIX, Settings, defaults
from sphinx_azuredocs.warnings import WarningKind

ROOT = Path(__file__).parents[1]
GENERATE = runpy.run_path(str(ROOT / "docs" / "generate.py"))
README_DOCS = f"{GENERATE['REPOSITORY']}/blob/main/docs/settings.md"
PAGES: Mapping[str, Mapping[str, Callable[[], str]]] = GENERATE["PAGES"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_up_to_date(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert GENERATE["update"](text, PAGES[name]) == text, (
        "run `python docs/generate.py`"
    )


def test_changed_docstring_changes_the_page() -> None:
    text = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    blocks = {"warnings": lambda: "| new |"}
    updated = GENERATE["update"](text, blocks)
    assert "<!-- warnings: begin -->\n\n| new |\n\n<!-- warnings: end -->" in updated
    assert "azuredocs.anchor`" not in updated
    assert GENERATE["update"](updated, PAGES["docs/warnings.md"]) == text


@pytest.mark.parametrize("text", ["", "<!-- x: begin -->\n", "<!-- x: end -->\n"])
def test_page_without_markers(text: str) -> None:
    with pytest.raises(ValueError, match="write the markers <!-- x: begin -->"):
        GENERATE["update"](text, {"x": str})


@pytest.mark.parametrize(
    ("cls", "names"),
    [
        (Settings, [item.name for item in fields(Settings)]),
        (WarningKind, list(WarningKind.__members__)),
    ],
)
def test_everything_has_a_docstring(cls: type, names: list[str]) -> None:
    texts = GENERATE["docstrings"](cls)
    assert list(texts) == names
    assert all(text.partition("\n\n")[0].endswith(".") for text in texts.values())


@pytest.mark.parametrize("kind", list(WarningKind))
def test_warnings(kind: WarningKind) -> None:
    docs = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    assert f"| `azuredocs.{kind.value}` |" in docs


@pytest.mark.parametrize("page", ["README.md", "docs/settings.md"])
@pytest.mark.parametrize("name", defaults())
def test_settings(name: str, page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    target = re.escape(f"{README_DOCS if page == 'README.md' else ''}#{name}")
    match = re.search(
        rf"^\| \[`{name}`\]\({target}\) \| `([^|]+)` \|", text, re.MULTILINE
    )
    assert match
    assert ast.literal_eval(match[1]) == defaults()[name]


def test_settings_have_sections() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    names = [f"{PREFIX}{item.name}" for item in fields(Settings)]
    assert re.findall(r"^## `(\w+)`$", text, re.MULTILINE) == names


@pytest.mark.parametrize(
    "example",
    re.findall(
        r"Example: `([^`]+)`",
        (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"),
    ),
)
def test_examples_of_settings_are_allowed(example: str) -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    name = re.findall(
        r"^## `azuredocs_(\w+)`$", text.partition(example)[0], re.MULTILINE
    )[-1]
    field = next(item for item in fields(Settings) if item.name == name)
    field.metadata["validate"](ast.literal_eval(example))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a \"b\" 'c'", r'''"a \"b\" 'c'"'''),
        ({"a": None, "b": ["c"]}, '{"a": None, "b": ["c"]}'),
        (10, "10"),
    ],
)
def test_literal(value: Any, text: str) -> None:
    assert GENERATE["literal"](value) == text
    assert ast.literal_eval(text) == value


UNCLEAR = {
    r"\bbut for\b": "except",
    r"\b(?:is|are|be) none\b": "name the thing that is missing",
    r"\bha(?:s|ve|d) not\b(?! \w+(?:ed|en)\b)": "does not have",
    r"\bthere (?:is|are) not\b": "unknown, or missing",
    r"\bwhite space\b": "whitespace",
    r"\bas it were\b|\banew\b": "again",
}
"""Phrases that readers of the documentation stumbled over → what to write instead."""


@pytest.mark.parametrize(
    "path", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda p: p.name
)
def test_words(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
    found = {
        match[0]: instead
        for pattern, instead in UNCLEAR.items()
        if (match := re.search(pattern, text))
    }
    assert found == {}
