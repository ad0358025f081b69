"""The documentation names every setting with its default, and every warning."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from sphinx_azuredocs.config import defaults
from sphinx_azuredocs.warnings import WarningKind

ROOT = Path(__file__).parents[1]
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", list(WarningKind))
def test_warnings(kind: WarningKind) -> None:
    docs = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    assert f"| `azuredocs.{kind.value}` |" in docs


@pytest.mark.parametrize("name", defaults())
def test_settings(name: str) -> None:
    match = re.search(rf"^\| `{name}` \| ([^|]+) \|", SETTINGS, re.MULTILINE)
    assert match
    if match[1].startswith("`"):
        assert ast.literal_eval(match[1].strip("`")) == defaults()[name]
