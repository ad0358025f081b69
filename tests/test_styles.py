"""The style sheet: each selector begins with a class of this package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

import sphinx_azuredocs

FOLDER = Path(sphinx_azuredocs.__file__).parent / "assets" / "static"
OURS = re.compile(r"(?::root$|\.(?:azure-|account-comparison))")


def selectors(css: str) -> list[str]:
    """The selectors of a style sheet, each alone."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    heads = (h.strip() for h in re.findall(r"([^{}]+)\{", css))
    lists = (re.split(r",(?![^(]*\))", h) for h in heads if not h.startswith("@"))
    return [s.strip() for found in lists for s in found]


SELECTORS = [s for file in FOLDER.rglob("*.css") for s in selectors(file.read_text())]


def test_selectors_are_found() -> None:
    assert selectors("/* x */ @media print { .a, b:is(i, s) > c { d: e } }") == [
        ".a",
        "b:is(i, s) > c",
    ]
    assert len(SELECTORS) > 50


@pytest.mark.parametrize("selector", sorted(set(SELECTORS)))
def test_a_selector_begins_with_a_class_of_ours(selector: str) -> None:
    first = re.split(r"[ >+~]", selector)[0]
    assert OURS.search(first), selector


def test_no_class_of_highlighted_code_is_styled() -> None:
    classes = {name for s in SELECTORS for name in re.findall(r"\.([\w-]+)", s)}
    assert not classes & {*STANDARD_TYPES.values(), "highlight"}
