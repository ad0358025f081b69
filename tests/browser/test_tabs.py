"""Tabs that readers choose."""

from __future__ import annotations

from typing import Any

from .conftest import Open, focused, query, shown, tab_to

TEXTS = (
    "First of cli.",
    "First of portal.",
    "First of studio.",
    "Second of portal.",
    "Second of cli.",
    "Second of studio.",
    "Third for cli.",
    "Third for portal.",
)
CLI = ["First of cli.", "Second of cli.", "Third for cli."]
PORTAL = ["First of portal.", "Second of portal.", "Third for portal."]


def tab(page: Any, name: str, at: int = 0) -> Any:
    return page.get_by_role("tab", name=name).nth(at)


def test_groups_are_chosen_together(open_page: Open) -> None:
    page = open_page("docs/tabs.html")
    tab(page, "Portal", 1).click()
    assert shown(page, *TEXTS) == PORTAL
    assert "portal" in query(page)
    tab(page, "Command line").click()
    assert shown(page, *TEXTS) == CLI
    assert tab(page, "Command line").get_attribute("aria-selected") == "true"
    assert tab(page, "Portal").get_attribute("aria-selected") == "false"


def test_deep_link(open_page: Open) -> None:
    page = open_page("docs/tabs.html?tabs=portal")
    assert shown(page, *TEXTS) == PORTAL
    tab(page, "Command line").click()
    page.reload()
    assert shown(page, *TEXTS) == CLI


def test_what_is_not_there_is_asked_for(open_page: Open) -> None:
    page = open_page("docs/tabs.html?tabs=nothing,<b>")
    assert shown(page, *TEXTS)[0] == "First of cli."


def test_link_to_a_heading_inside(open_page: Open) -> None:
    page = open_page("docs/tabs.html?tabs=portal#deep-inside")
    assert shown(page, "Second of cli.") == ["Second of cli."]


def test_back_button(open_page: Open) -> None:
    page = open_page("docs/tabs.html?tabs=cli")
    tab(page, "Portal").click()
    tab(page, "Studio").click()
    assert "First of studio." in shown(page, *TEXTS)
    page.go_back()
    assert shown(page, *TEXTS) == PORTAL
    page.go_back()
    assert shown(page, *TEXTS) == CLI
    page.go_forward()
    assert shown(page, *TEXTS) == PORTAL


def test_keyboard(open_page: Open) -> None:
    page = open_page("docs/tabs.html")
    tab_to(page, "Command line")
    for key, name in (
        ("ArrowRight", "Portal"),
        ("ArrowRight", "Studio"),
        ("ArrowRight", "Command line"),
        ("ArrowLeft", "Studio"),
        ("Home", "Command line"),
        ("End", "Studio"),
    ):
        page.keyboard.press(key)
        assert focused(page) == name
        assert tab(page, name).get_attribute("aria-selected") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "tabpanel"
    assert "First of studio." in focused(page)


def test_no_scripts(open_page: Open) -> None:
    page = open_page("docs/tabs.html", java_script_enabled=False)
    assert shown(page, *TEXTS) == list(TEXTS)
    titles = [*page.locator(".azure-tab-title").all()]
    assert len(titles) == 8
    assert all(title.is_visible() for title in titles)
    assert page.get_by_role("tab").count() == 0


def test_print(open_page: Open) -> None:
    page = open_page("docs/tabs.html")
    page.emulate_media(media="print")
    assert shown(page, *TEXTS) == list(TEXTS)
    assert all(title.is_visible() for title in page.locator(".azure-tab-title").all())
    assert not page.get_by_role("tab").first.is_visible()
