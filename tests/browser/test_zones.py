"""Zones that readers choose."""

from __future__ import annotations

import pytest

from .conftest import Open, query, shown, tab_to

CLI, SHELL, ALL = "Zone of cli.", "Zone of shell.", "Text for all."


def test_choice_and_back_button(open_page: Open) -> None:
    page = open_page("docs/zones.html")
    assert shown(page, CLI, SHELL, ALL) == [CLI, ALL]
    tab_to(page, "PowerShell")
    page.keyboard.press("Enter")
    assert query(page) == "?pivots=shell"
    assert shown(page, CLI, SHELL, ALL) == [SHELL, ALL]
    current = page.locator('.azure-pivots [aria-current="true"]')
    assert current.inner_text() == "PowerShell"
    page.go_back()
    assert shown(page, CLI, SHELL, ALL) == [CLI, ALL]


def test_deep_link(open_page: Open) -> None:
    page = open_page("docs/zones.html?pivots=shell")
    assert shown(page, CLI, SHELL, ALL) == [SHELL, ALL]


def test_what_is_not_there_is_asked_for(open_page: Open) -> None:
    page = open_page("docs/zones.html?pivots=nothing")
    assert shown(page, CLI, SHELL, ALL) == [CLI, ALL]


def test_link_to_a_heading_inside(open_page: Open) -> None:
    page = open_page("docs/zones.html#steps-of-shell")
    assert shown(page, CLI, SHELL, ALL) == [SHELL, ALL]


@pytest.mark.parametrize("way", ["no scripts", "print"])
def test_all_zones_with_titles(open_page: Open, way: str) -> None:
    page = open_page("docs/zones.html", java_script_enabled=way == "print")
    if way == "print":
        page.emulate_media(media="print")
    assert shown(page, CLI, SHELL, ALL) == [CLI, SHELL, ALL]
    titles = page.locator(".azure-zone-title")
    assert titles.count() == 2
    assert all(title.is_visible() for title in titles.all())


def test_two_lists(open_page: Open) -> None:
    """Choosing in one keeps what is chosen in the other, back and forth."""
    page = open_page("docs/two-lists.html?pivots=shell,linux")
    tab_to(page, "Windows")
    page.keyboard.press("Enter")
    assert query(page) == "?pivots=shell,windows"
    cli = page.get_by_role("link", name="Azure CLI")
    assert str(cli.get_attribute("href")).endswith("?pivots=cli,windows")
    page.go_back()
    assert str(cli.get_attribute("href")).endswith("?pivots=cli,linux")


def test_link_into_one_of_two_lists(open_page: Open) -> None:
    page = open_page("docs/two-lists.html?pivots=shell,linux#steps-of-windows")
    zones = ("Zone of cli.", "Zone of shell.", "Zone of Linux.", "Zone of Windows.")
    assert shown(page, *zones) == ["Zone of shell.", "Zone of Windows."]
