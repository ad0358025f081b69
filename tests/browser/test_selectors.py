"""Selectors with several dimensions: controls of the browser's own."""

from __future__ import annotations

import pytest

from .conftest import Open, shown, tab_to

LINK = "Android"


@pytest.mark.parametrize("scripts", [True, False])
def test_keyboard(open_page: Open, scripts: bool) -> None:
    page = open_page("docs/ios.html", java_script_enabled=scripts)
    link = page.locator(".azure-selector").get_by_role("link", name=LINK, exact=True)
    assert not link.is_visible()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/docs/android.html")
    page.go_back()
    page.wait_for_url("**/docs/ios.html")


def test_reached_by_keyboard(open_page: Open) -> None:
    tab_to(open_page("docs/ios.html"), "Platform: iOS")


def test_print(open_page: Open) -> None:
    page = open_page("docs/ios.html")
    page.emulate_media(media="print")
    assert shown(page, "Android", "JavaScript") == ["Android", "JavaScript"]
