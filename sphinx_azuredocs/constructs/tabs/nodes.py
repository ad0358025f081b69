"""Tabs: parts of a page for readers who have chosen a tool, a language, a system.

A group is a container with a container for each tab, which begins with the tab's
title; so each format has all of them, one after the other. In HTML a script makes
tabs of them. Ids and conditions are classes, as docutils has no other place.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

TAB_GROUP_CLASS = "azure-tabs"
TAB_CLASS = "azure-tab"
TITLE_CLASS = "azure-tab-title"
ID_CLASS = "azure-tab--"
"""The class of a tab with an id, before the id."""
CONDITION_CLASS = "azure-tab-if--"
"""The class of a tab with a condition, before the condition."""


def tab_classes(ids: Sequence[str], condition: str) -> list[str]:
    """The classes of a tab.

    :param ids: the ids that it is chosen by.
    :param condition: the id that must be chosen in another group, if any.
    """
    classes = [TAB_CLASS, *(f"{ID_CLASS}{id_}" for id_ in ids)]
    return [*classes, f"{CONDITION_CLASS}{condition}"] if condition else classes


def tab_id(number: int, ids: Sequence[str], condition: str) -> str:
    """The anchor of a tab, which is the one that docfx gives it.

    :param number: that of its group in the page, from 1.
    """
    parts = ("tabpanel", str(number), "+".join(ids), condition)
    return "_".join(filter(None, parts))


def tab_title(paragraph: nodes.paragraph) -> nodes.paragraph:
    """The title of a tab.

    :param paragraph: its text.
    """
    strong = nodes.strong("", "", *paragraph.children)
    title = nodes.paragraph(paragraph.rawsource, "", strong, classes=[TITLE_CLASS])
    title.source, title.line = paragraph.source, paragraph.line
    return title
