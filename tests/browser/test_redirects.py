"""Pages in the places of those that have gone."""

from __future__ import annotations

import pytest

from .conftest import Open


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("old", ["docs/old.html", "docs/deep/older.html"])
def test_leads_on(open_page: Open, old: str, scripts: bool) -> None:
    page = open_page(old, java_script_enabled=scripts)
    page.wait_for_url("**/docs/new.html#part")
    assert page.get_by_text("The part.").is_visible()


def test_links_lead_there_at_once(open_page: Open) -> None:
    page = open_page("docs/new.html")
    link = page.get_by_role("link", name="old", exact=True)
    assert link.get_attribute("href") == "#part"


def test_query_and_fragment_are_kept(open_page: Open) -> None:
    page = open_page("docs/plain.html?tabs=portal#part")
    page.wait_for_url("**/docs/new.html?tabs=portal#part")
    page = open_page("docs/old.html?tabs=portal#other")
    page.wait_for_url("**/docs/new.html?tabs=portal#part")
