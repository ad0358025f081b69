"""Pages of plain MyST look the same with and without the style sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sphinx.cmd.build import build_main

import sphinx_azuredocs

PLAIN = Path(__file__).parents[1] / "looks" / "plain"
THEMES = "alabaster furo pydata_sphinx_theme sphinx_book_theme sphinx_rtd_theme"
STYLES = """() => [...document.querySelectorAll("*")].flatMap((element) =>
  [null, "::before", "::after"].map((pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const values = [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`);
    return `${element.tagName}.${element.className} ${pseudo}: ${values.join("; ")}`;
  }))"""


@pytest.mark.parametrize("theme", THEMES.split())
def test_style_sheets_hit_nothing_else(
    browser: Any, tmp_path: Path, theme: str
) -> None:
    arguments = ["-q", "-W", "-b", "html", "-D", f"html_theme={theme}"]
    assert build_main([*arguments, str(PLAIN), str(tmp_path)]) == 0
    sheets = sorted(Path(sphinx_azuredocs.__file__).parent.rglob("*.css"))
    css = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    page = browser.new_page(reduced_motion="reduce")
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_load_state()
    before = page.evaluate(STYLES)
    assert len(before) > 300
    page.add_style_tag(content=".highlight .s2 { text-decoration: line-through }")
    assert page.evaluate(STYLES)[: len(before)] != before
    page.evaluate("document.head.lastElementChild.remove()")
    page.add_style_tag(content=css)
    after = page.evaluate(STYLES)
    # The element of the styles itself, with its pseudo-elements, is new.
    ours = [line for line in after if line.startswith("STYLE.")]
    then = [line for line in before if line.startswith("STYLE.")]
    assert len(ours) == len(then) + 3
    assert [line for line in after if line not in ours] == [
        line for line in before if line not in then
    ]
    page.close()
