"""The theme sphinx-immaterial, which writes sections without elements."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes

from sphinx_azuredocs.builders.immaterial import wrap_sections

from .conftest import Build

ZONES = """\
---
ms.topic: article
---
# Page

::: zone pivot="a"
## In the zone

Text.
::: zone-end
"""


def classes(tree: nodes.Element, kind: type[nodes.Element]) -> list[list[str]]:
    return [node["classes"] for node in tree.findall(kind) if node["classes"]]


@pytest.mark.parametrize("theme", ["alabaster", "sphinx_immaterial"])
def test_sections_with_classes_are_in_containers(build: Build, theme: str) -> None:
    built = build({"index.md": "# Home\n", "page.md": ZONES}, "dummy")
    tree = built.app.env.get_doctree("page")
    sections = classes(tree, nodes.section)
    before = classes(tree, nodes.container)
    assert any("azure-zone" in names for names in sections)
    builder, config = SimpleNamespace(format="html"), SimpleNamespace(html_theme=theme)
    app: Any = SimpleNamespace(builder=builder, config=config)
    wrap_sections(app, tree, "page")
    assert classes(tree, nodes.section) == sections
    added = [names for names in classes(tree, nodes.container) if names not in before]
    assert added == (sections if theme == "sphinx_immaterial" else [])
    for container in tree.findall(nodes.container):
        if container["classes"] in added:
            assert [type(child) for child in container] == [nodes.section]
