"""Pages of plain MyST look the same with and without the style sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sphinx.cmd.build import build_main

import sphinx_azuredocs

PLAIN = Path(__file__).parents[1] / "looks" / "plain"
THEMES = "alabaster furo pydata_sphinx_theme sphinx_book_theme sphinx_rtd_theme"
STYLES = """() => [...document.body.querySelectorAll("*")].map((element) => {
  const own = getComputedStyle(element);
  const before = getComputedStyle(element, "::before");
  const names = [
    ...["color", "background-color", "font-size", "font-style", "font-weight"],
    ...["display", "position", "direction", "text-align", "text-decoration-line"],
    ...["margin", "padding", "border", "list-style", "outline", "opacity", "cursor"],
    ...["white-space", "overflow-wrap", "width", "height", "unicode-bidi", "columns"],
  ];
  const values = names.map((name) => `${name}: ${own.getPropertyValue(name)}`);
  const classes = `${element.tagName}.${element.className}`;
  return `${classes} ${values.join("; ")}; ${before.content}`;
})"""


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
    assert len(before) > 100
    page.add_style_tag(content=".highlight .s2 { text-decoration: line-through }")
    assert page.evaluate(STYLES) != before
    page.evaluate("document.head.lastElementChild.remove()")
    assert page.evaluate(STYLES) == before
    page.add_style_tag(content=css)
    assert page.evaluate(STYLES) == before
    page.close()
