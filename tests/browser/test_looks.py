"""Print, forced colours and narrow windows."""

from __future__ import annotations

from typing import Any

from .conftest import Open, shown


def style(element: Any, name: str) -> str:
    """Return the computed value of a CSS property."""
    script = f"e => getComputedStyle(e).getPropertyValue('{name}')"
    return str(element.evaluate(script))


def test_print_opens_descriptions(open_page: Open) -> None:
    page = open_page("docs/image.html")
    text = page.get_by_text("What the image shows.")
    assert not text.is_visible()
    page.emulate_media(media="print")
    assert text.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
    assert text.bounding_box()["height"] > 0


def test_print_hides_pivots(open_page: Open) -> None:
    page = open_page("docs/zones.html")
    page.emulate_media(media="print")
    assert not page.locator(".azure-pivots").is_visible()
    assert shown(page, "Zone of cli.", "Zone of shell.") == [
        "Zone of cli.",
        "Zone of shell.",
    ]
    assert style(page.locator(".azure-zone-title").first, "break-after") == "avoid"


def test_forced_colours_mark_the_choice(open_page: Open) -> None:
    page = open_page("docs/tabs.html", forced_colors="active")
    bar = page.locator(".azure-tab-bar").first
    tabs = bar.get_by_role("tab").all()
    lines = [style(tab, "border-block-end-color") for tab in tabs]
    assert lines[1] == lines[2] == style(page.locator("body"), "background-color")
    assert lines[0] != lines[1]


def test_current_selector_is_marked(open_page: Open) -> None:
    page = open_page("docs/one.html")
    current = page.locator(".azure-selector [aria-current] strong")
    assert style(current, "border-block-end-style") == "solid"


def test_narrow_window(open_page: Open) -> None:
    page = open_page("docs/tabs.html", viewport={"width": 320, "height": 600})
    bar = page.locator(".azure-tab-bar").first
    tops = {tab.bounding_box()["y"] for tab in bar.get_by_role("tab").all()}
    assert len(tops) == 1
    bar.get_by_role("tab").last.click()
    box, whole = bar.get_by_role("tab").last.bounding_box(), bar.bounding_box()
    assert box["x"] + box["width"] <= whole["x"] + whole["width"] + 1
    long = page.locator("code", has_text="a-very-long-name").bounding_box()
    assert long["x"] + long["width"] <= 320


def test_code_reads_from_left_to_right(open_page: Open) -> None:
    page = open_page("docs/tabs.html")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert style(page.locator("article, .azure-article").first, "direction") == "rtl"
    assert style(page.locator("pre").first, "direction") == "ltr"
