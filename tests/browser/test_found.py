"""Text that a reader has not chosen, and is led to; choices that are kept."""

from __future__ import annotations

from typing import Any

from .conftest import Open, query, shown
from .test_tabs import CLI, PORTAL, TEXTS, tab

ZONES = ("Zone of cli.", "Zone of shell.")


def in_view(page: Any, text: str) -> bool:
    """Return True if a text is visible within the window."""
    element = page.get_by_text(text, exact=True)
    script = "e => e.getBoundingClientRect().top < innerHeight"
    return bool(element.is_visible() and element.evaluate(script))


def test_browser_can_find_hidden_text(open_page: Open) -> None:
    """The browser's own search finds `hidden="until-found"` and nothing else."""
    page = open_page("docs/tabs.html")
    hidden = page.locator(".azure-tab.azure-unchosen")
    assert hidden.count() == 5
    assert {one.get_attribute("hidden") for one in hidden.all()} == {"until-found"}
    assert all(one.bounding_box()["height"] == 0 for one in hidden.all())


def test_event_of_the_search(open_page: Open) -> None:
    """The browser sends this event to what it found, before it shows it."""
    page = open_page("docs/tabs.html")
    found = page.locator(".azure-tab--portal").first
    found.evaluate("e => e.dispatchEvent(new Event('beforematch', {bubbles: true}))")
    assert shown(page, *TEXTS) == PORTAL
    assert "portal" in query(page)


def test_condition_of_a_tab(open_page: Open) -> None:
    page = open_page("docs/tabs.html")
    found = page.locator(".azure-tab-if--portal")
    found.evaluate("e => e.dispatchEvent(new Event('beforematch', {bubbles: true}))")
    assert shown(page, *TEXTS) == PORTAL


def test_link_to_text(open_page: Open) -> None:
    page = open_page("docs/tabs.html#:~:text=Second%20of%20studio")
    page.wait_for_function("location.search.includes('studio')")
    assert in_view(page, "Second of studio.")


def test_link_to_text_in_a_zone(open_page: Open) -> None:
    page = open_page("docs/zones.html#:~:text=Zone%20of%20shell")
    page.wait_for_function("location.search.includes('shell')")
    assert shown(page, *ZONES) == ["Zone of shell."]


def test_hit_of_the_search(open_page: Open) -> None:
    page = open_page("docs/tabs.html?highlight=studio")
    page.wait_for_function("location.search.includes('tabs=')")
    assert "First of studio." in page.locator(".azure-tab:visible").first.inner_text()


def test_arrow_keys_make_one_entry(open_page: Open) -> None:
    page = open_page("docs/tabs.html?tabs=cli")
    before = page.evaluate("history.length")
    tab(page, "Command line").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("history.length") == before + 1
    assert "First of studio." in shown(page, *TEXTS)
    page.go_back()
    assert shown(page, *TEXTS) == CLI


def test_kept_for_the_next_page(open_page: Open, site: str) -> None:
    page = open_page("docs/tabs.html")
    tab(page, "Portal").click()
    page.goto(f"{site}/docs/zones.html")
    page.get_by_role("link", name="PowerShell").click()
    page.goto(f"{site}/docs/tabs.html")
    assert shown(page, *TEXTS) == PORTAL
    page.goto(f"{site}/docs/zones.html")
    assert shown(page, *ZONES) == ["Zone of shell."]
    page.goto(f"{site}/docs/zones.html?pivots=cli")
    assert shown(page, *ZONES) == ["Zone of cli."]


def test_without_storage(open_page: Open) -> None:
    page = open_page("docs/tabs.html")
    page.evaluate(
        "Object.defineProperty(window, 'localStorage', "
        "{get() { throw new DOMException('no') }})"
    )
    tab(page, "Portal").click()
    assert shown(page, *TEXTS) == PORTAL
