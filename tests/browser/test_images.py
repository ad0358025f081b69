"""Images that are looked at larger."""

from __future__ import annotations

from .conftest import Open


def test_keyboard(open_page: Open) -> None:
    page = open_page("docs/image.html")
    link = page.locator("a.azure-lightbox")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Small")
    assert dialog.is_visible()
    assert "large" in dialog.locator("img").get_attribute("src")
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert link.evaluate("link => link === document.activeElement")
    assert page.url.endswith("docs/image.html")


def test_close(open_page: Open) -> None:
    page = open_page("docs/image.html")
    page.locator("a.azure-lightbox").click()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("dialog").wait_for(state="detached")


def test_no_scripts(open_page: Open) -> None:
    page = open_page("docs/image.html", java_script_enabled=False)
    page.locator("a.azure-lightbox").click()
    page.wait_for_url("**/large.png")
