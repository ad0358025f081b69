"""Markdown for agents, by sphinx-llm: no text is lost, and no node is unknown."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Build

LEARN = """\
---
ms.topic: concept
description: About it.
zone_pivot_groups: tools
---
# A <a id="top"></a>

~~Old~~ new<br>line. [Here](#there) ![Pic](media/p.png)

```mermaid
graph
```

:::code language="python" source="x.py":::

:::image type="complex" source="media/p.png" alt-text="Map":::
Long words.
:::image-end:::

::: zone pivot="one"
## In zone

# [Linux](#tab/linux)

### In tab

Text <a id="there"></a>

# [Windows](#tab/windows)

### In tab

---
::: zone-end

::: zone pivot="two"
## In zone 2
::: zone-end
"""
ARTICLE = """\
<properties pageTitle="B" description="D" services="x" authors="me" />
<tags ms.service="x" ms.date="01/02/2015" />

# B

- **Personal accounts** (you make one) - First words.
- **Work accounts** (others make one) - Second words.

<strike>Gone</strike>

First, to
second:<br>
third.

| a |
|---|
| x<br/>y |
"""
FILES = {
    "docfx.json": '{"build": {"content": [{"files": ["**/*.md"]}]}}',
    "index.md": "# Home\n\n```{toctree}\nsub/a\nb\n```\n",
    "sub/a.md": LEARN,
    "sub/x.py": "print(1)\n",
    "sub/media/p.png": "x",
    "b.md": ARTICLE,
    "zone-pivot-groups.yml": "groups:\n- id: tools\n  pivots:\n"
    "  - {id: one, title: Eins}\n  - {id: two, title: Zwei}\n",
}


def test_markdown_has_everything(build: Build) -> None:
    pytest.importorskip("sphinx_llm")
    extensions = ("sphinx_azuredocs", "sphinx_llm.txt")
    built = build(FILES, "html", extensions)
    assert built.warnings == []
    text = built.output("sub/a.md")
    for part in (
        "# A",
        "<s>Old</s> new<br/>line. [Here]",
        "```mermaid\ngraph",
        "```python\nprint(1)",
        "**Description of the image**\n\nLong words.",
        "![Map](../_images/p.png)",
        '<a id="top"></a>',
        '<a id="there"></a>',
        '<a id="zone-pivot-one"></a>',
        '<a id="zone-pivot-two"></a>',
        "## In zone (Eins)",
        "### In tab (Eins, Linux)",
        "### In tab (Eins, Windows)",
        "## In zone 2 (Zwei)",
    ):
        assert part in text, part
    assert "[Here](#there)" in text
    assert "<!--" not in text
    assert "azure-agents" not in built.output("sub/a.html")
    assert "data-markdown-ignore" not in built.output("sub/a.html")
    assert "[Eins](#zone-pivot-one)" in text
    assert "\\\\" not in text
    assert "(sub/a.html.md): About it." in built.output("llms.txt")
    text = built.output("b.md")
    for part in (
        "**Account comparison**",
        "Personal accounts *you make one*",
        ": First words.",
        ": Second words.",
        "<s>Gone</s>",
        "x<br/>y",
        "First, to\nsecond:<br/>\nthird.",
    ):
        assert part in text, part


def test_pages_lead_to_the_index_of_markdown(build: Build) -> None:
    pytest.importorskip("sphinx_llm")
    home = FILES["index.md"] + "\n[](#azure-services), {ref}`authors <azure-authors>`\n"
    settings: dict[str, Any] = {
        "html_baseurl": "https://example.org/x",
        "azuredocs_agents": True,
        "azuredocs_dialects": {"index": "myst"},
    }
    extensions = ("sphinx_azuredocs", "sphinx_llm.txt")
    built = build({**FILES, "index.md": home}, "html", extensions, **settings)
    assert built.warnings == []
    for page in ("index", "sub/a", "b"):
        body = built.output(f"{page}.html")
        assert '<a href="https://example.org/x/llms.txt">llms.txt</a>' in body
        assert "azuredocs-agents.css" in body
        text = built.output(f"{page}.html.md")
        assert text.startswith("# ")
        assert "\n\n<!-- All pages of this site as Markdown: " in text
    text = built.output("index.html.md")
    assert "(https://example.org/x/azure-services.html)" in text
    assert "[authors](https://example.org/x/azure-authors.html)" in text
    assert "(https://example.org/x/_images/p.png)" in built.output("sub/a.md")
    assert "(https://example.org/x/b.html.md): D" in built.output("llms.txt")
