"""Tables of contents: groups that readers open, in pages opened from a folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sphinx.cmd.build import build_main

from .conftest import Open, focused

TOC = """\
- name: Start
  href: start.md
- name: Open group
  items:
  - name: One
    href: one.md
  - name: Inner
    expanded: true
    items:
    - name: Two
      href: two.md
- name: Closed group
  items:
  - name: Three
    href: deep/three.md
  - name: Closed inner
    items:
    - name: Four
      href: deep/four.md
    - name: Elsewhere
      href: https://example.org/
    - name: Deepest
      items:
      - name: Five
        href: deep/five.md
- name: Long group
  items:
"""
LONG = "  - name: Number {0}\n    href: https://example.org/{0}\n"
MANY = "- name: Many groups\n  items:\n" + "".join(
    f"  - name: Group {group}\n    items:\n"
    + "".join(f"    - name: Item {n}\n      href: /x/{group}/{n}\n" for n in range(12))
    for group in range(90)
)
PAGES = ("start", "one", "two", "deep/three", "deep/four", "deep/five")
FILES = {
    "index.md": "# Home\n",
    "docfx.json": json.dumps({"build": {"content": [{"files": ["**/*.*"]}]}}),
    "toc.yml": TOC + "".join(LONG.format(number) for number in range(600)) + MANY,
    **{f"{name}.md": f"# Page {name}\n\nText.\n" for name in PAGES},
}
CONTROLS = {
    "furo": "xpath=../label",
    "sphinx_rtd_theme": "button",
    "pydata_sphinx_theme": "xpath=../details/summary/span",
    "alabaster": "xpath=../button",
}
"""Theme → where the control of a group is, from its link."""
Folders = dict[str, Path]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Theme → the folder of the pages."""
    root = tmp_path_factory.mktemp("contents")
    for name, text in FILES.items():
        path = root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    built = {}
    for theme in CONTROLS:
        conf = f'extensions = ["sphinx_azuredocs"]\nhtml_theme = "{theme}"\n'
        (root / "src/conf.py").write_text(conf, encoding="utf-8")
        built[theme] = root / theme
        arguments = ["-q", "-W", "-b", "html", "-d", str(root / "doctrees")]
        assert build_main([*arguments, str(root / "src"), str(built[theme])]) == 0
    return built


@pytest.fixture(params=CONTROLS)
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def open_file(browser: Any, folders: Folders) -> Iterator[Open]:
    """Open a page from its folder; errors of its scripts fail the test."""
    contexts = []
    errors: list[str] = []

    def open_in_context(theme: str, path: str, **settings: Any) -> Any:
        context = browser.new_context(**settings)
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{folders[theme].as_uri()}/{path}")
        page.wait_for_load_state()
        return page

    yield open_in_context
    for context in contexts:
        context.close()
    assert errors == []


def link(page: Any, text: str) -> Any:
    """The link of an entry in the sidebar."""
    return page.locator("li[class*=toctree-l] > a").filter(has_text=text).first


def loaded(page: Any) -> list[str]:
    """The names of the shared files that the page has loaded."""
    sources = page.evaluate("[...document.scripts].map((script) => script.src)")
    return [s.rpartition("/")[2] for s in sources if "/_azuredocs/" in s]


def test_open_by_mouse(open_file: Open, theme: str) -> None:
    page = open_file(theme, "one.html")
    assert link(page, "One").is_visible()
    assert page.get_by_text("Three", exact=True).count() == 0
    assert loaded(page) == []
    link(page, "Closed group").locator(CONTROLS[theme]).click()
    link(page, "Three").wait_for()
    assert loaded(page) == ["toc.js"]
    link(page, "Closed inner").locator(CONTROLS[theme]).click()
    link(page, "Four").wait_for()
    outside = link(page, "Elsewhere")
    assert outside.get_attribute("href") == "https://example.org/"
    assert "external" in outside.get_attribute("class")
    link(page, "Closed group").locator(CONTROLS[theme]).click()
    link(page, "Three").wait_for(state="hidden")
    link(page, "Closed group").locator(CONTROLS[theme]).click()
    link(page, "Three").click()
    page.wait_for_url("**/deep/three.html")
    # From a folder, too.
    link(page, "Open group").locator(CONTROLS[theme]).click()
    link(page, "One").click()
    page.wait_for_url("**/one.html")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_open_by_keyboard(open_file: Open, theme: str, key: str) -> None:
    """The keyboard reaches the control, and stays on it."""
    page = open_file(theme, "one.html")
    script = """() => {
      const item = document.activeElement.closest("li");
      const text = item && item.querySelector("a").textContent.trim();
      return text === "Closed group" && !document.activeElement.matches("a");
    }"""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(script):
            break
    else:
        pytest.fail("the keyboard does not lead to the control")
    page.keyboard.press(key)
    link(page, "Three").wait_for()
    assert page.evaluate(script)
    page.keyboard.press(key)
    link(page, "Three").wait_for(state="hidden")


def test_screen_reader(open_file: Open, theme: str) -> None:
    """The control has a name, and says whether the group is open."""
    page = open_file(theme, "one.html")
    control = link(page, "Closed group").locator(CONTROLS[theme])
    state = """(control) => {
      const details = control.closest("details");
      if (details) return details.open;
      if (control.control) return control.control.checked;
      return control.getAttribute("aria-expanded") === "true";
    }"""
    assert control.evaluate(state) is False
    control.click()
    link(page, "Three").wait_for()
    assert control.evaluate(state) is True


def test_without_scripts(open_file: Open, theme: str) -> None:
    """A group is a link to its first page."""
    page = open_file(theme, "one.html", java_script_enabled=False)
    assert link(page, "Two").count() == 1
    group = link(page, "Closed group")
    assert group.get_attribute("href") == "deep/three.html"
    group.evaluate("(link) => link.click()")
    page.wait_for_url("**/deep/three.html")


def test_long_list(open_file: Open) -> None:
    """It is shown step by step, and the focus goes to the first new entry."""
    page = open_file("furo", "one.html")
    link(page, "Long group").locator(CONTROLS["furo"]).click()
    link(page, "Number 0").wait_for()
    items = page.locator("li", has_text="Long group").last.locator("li")
    assert items.count() == 251
    more = page.get_by_role("button", name="More entries").last
    more.focus()
    page.keyboard.press(" ")
    link(page, "Number 250").wait_for()
    assert items.count() == 501
    assert focused(page) == "Number 250"


def test_missing_file(browser: Any, folders: Folders, tmp_path: Path) -> None:
    """The reader gets to the first page of the group."""
    site = tmp_path / "site"
    shutil.copytree(folders["alabaster"], site)
    shutil.rmtree(site / "_azuredocs")
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/one.html")
    link(page, "Closed group").locator(CONTROLS["alabaster"]).click()
    page.wait_for_url("**/deep/three.html")
    page.close()


def test_start_page(open_file: Open) -> None:
    """Its groups are opened in the same way."""
    page = open_file("alabaster", "index.html")
    main = page.locator(".azure-contents")
    main.locator("li", has_text="Closed inner").locator("button").click()
    main.get_by_text("Four", exact=True).wait_for()
    main.locator(".azure-more > a").click()
    main.get_by_text("Number 100", exact=True).wait_for()
    assert focused(page) == "Number 100"


def test_link_to_a_group_of_the_start_page(open_file: Open) -> None:
    """The groups around it are opened."""
    page = open_file("furo", "index.html#toc-closed-group-closed-inner-deepest")
    page.locator(".azure-contents").get_by_text("Deepest", exact=True).wait_for()
    page.locator(".azure-contents").get_by_text("Five", exact=True).wait_for()


def test_expanded_groups(open_file: Open, theme: str) -> None:
    """They are open when the reader comes."""
    page = open_file(theme, "one.html")
    link(page, "Two").wait_for()
