"""Nodes of tabs, whose content is for readers who chose a tool, language or platform.

A tab group is a container with one container for each tab. The container of a tab
begins with the title of the tab, so that every output format shows all tabs in
sequence. In HTML a script turns them into tabs. Ids and conditions are stored as
classes, because docutils containers have no other attribute that writers output.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from ...page.translations import translate_within

TAB_GROUP_CLASS = "azure-tabs"
TAB_CLASS = "azure-tab"
TITLE_CLASS = "azure-tab-title"
ID_CLASS = "azure-tab--"
"""Prefix of the class that has the id of a tab."""
CONDITION_CLASS = "azure-tab-if--"
"""Prefix of the class that has the condition of a tab."""


def tab_classes(ids: Sequence[str], condition: str) -> list[str]:
    """Return the classes of the container of a tab.

    :param ids: the ids of the tab; a reader who chose any of them sees the tab.
    :param condition: the id that must be chosen in another group; empty for any.
    """
    classes = [TAB_CLASS, *(f"{ID_CLASS}{id_}" for id_ in ids)]
    return [*classes, f"{CONDITION_CLASS}{condition}"] if condition else classes


def tab_id(number: int, ids: Sequence[str], condition: str) -> str:
    """Return the id of a tab's HTML element, as docfx generates it.

    docfx: ``HtmlTabGroupBlockRenderer.cs``.

    :param number: the 1-based number of the tab's group on the page.
    :param ids: the ids of the tab.
    :param condition: the id that must be chosen in another group; empty for any.
    :return: for example ``tabpanel_1_cli_windows``.
    """
    parts = ("tabpanel", str(number), "+".join(ids), condition)
    return "_".join(filter(None, parts))


def tab_title(paragraph: nodes.paragraph) -> nodes.paragraph:
    """Return the paragraph with the title of a tab, in bold.

    :param paragraph: the rendered text of the title; its children are moved.
    """
    strong = nodes.strong("", "", *paragraph.children)
    title = nodes.paragraph(paragraph.rawsource, "", strong, classes=[TITLE_CLASS])
    title.source, title.line = paragraph.source, paragraph.line
    return translate_within(title)
