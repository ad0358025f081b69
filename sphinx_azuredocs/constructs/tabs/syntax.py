"""Tabs: headings whose only content is a link to ``#tab/…``.

.. code-block:: md

    # [Azure CLI](#tab/cli)
    Text of the first tab.
    # [PowerShell](#tab/powershell/windows)
    Text of the second tab, for readers who chose *windows* in another group.
    ---

A tab group ends at a thematic break, or with its container. A tab can have several ids
(``a+b``); choosing either id selects it. Source of the grammar: docfx:
``TabGroupAggregator.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ...syntax.blocks import paragraph_of, split_blocks
from ...syntax.problem import problem_token
from ...warnings import Problem, WarningKind

_HEADING = re.compile(
    r"""\s*(?:<a\s[^>]*>\s*</a>\s*)?
        \[(?P<title>.*)\]\(\s*\#tab/(?P<ids>[A-Za-z0-9-]+(?:\+[A-Za-z0-9-]+)*)
        (?:/(?P<condition>[A-Za-z0-9-]+)?)?\s*(?:"[^"]*"\s*)?\)\s*""",
    re.VERBOSE | re.DOTALL,
)
_HINT = "#tab/"
_GROUPS = "azuredocs_tab_groups_of_page"


@dataclass
class _Tab:
    """A tab, read from a tab heading and the blocks after it.

    :param heading: the tokens of the heading.
    :param title: the Markdown of the title.
    :param ids: the ids.
    :param condition: the id that must be chosen in another group; empty for any.
    :param content: the tokens of the content.
    """

    heading: list[Token]
    title: str
    ids: tuple[str, ...]
    condition: str
    content: list[Token] = field(default_factory=list)

    @property
    def line(self) -> int:
        map_ = self.heading[0].map
        return map_[0] if map_ else 0


class _Groups:
    """The ids of the tab groups of a page. Groups with the same ids share one entry."""

    def __init__(self) -> None:
        self.first: set[str] = set()
        """The first id of each group: the tab that is selected initially."""
        self._same: dict[frozenset[str], tuple[str, ...]] = {}
        self._by_id: dict[str, tuple[str, ...]] = {}

    def add(self, ids: tuple[str, ...]) -> None:
        """Add the ids of a group.

        :param ids: the ids of the tabs that are shown initially, in page order.
        """
        self.first.add(ids[0])
        self._same.setdefault(frozenset(ids), ids)
        for id_ in ids:
            self._by_id.setdefault(id_, ids)

    def like(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of an earlier group that shares an id with another group.

        :param ids: the ids of the other group.
        :return: the ids of a group with exactly the same ids, else those of the first
            group that shares an id; empty if no group shares an id.
        """
        others = (self._by_id[id_] for id_ in ids if id_ in self._by_id)
        return self._same.get(frozenset(ids)) or next(others, ())


def tabs_plugin(md: MarkdownIt) -> None:
    """Turn tab headings and their content into tab groups.

    A group is ``tab_group_open``/``tab_group_close`` with a pair
    ``tab_open``/``tab_close`` for each tab. ``meta`` of ``tab_open`` has the list
    ``ids`` and the ``condition``, an id or the empty string. The first block in a tab
    is a paragraph with its title.

    :param md: the parser.
    """
    md.core.ruler.before("inline", "azure_tabs", _tabs)


def _tabs(state: StateCore) -> None:
    if any(_HINT in token.content for token in state.tokens if token.type == "inline"):
        state.tokens[:] = _rewrite(
            state.tokens, state.env.setdefault(_GROUPS, _Groups())
        )


def _rewrite(tokens: Sequence[Token], groups: _Groups) -> Iterator[Token]:
    """Yield the tokens, with tab headings replaced by groups at every nesting level.

    :param groups: the earlier groups of the page.
    """
    tabs: list[_Tab] = []
    for block in split_blocks(tokens):
        match = match_tab(block)
        if match is not None:
            ids = tuple(match["ids"].split("+"))
            tabs.append(_Tab(block, match["title"], ids, match["condition"] or ""))
        elif tabs and block[0].type == "hr":
            yield from _close_up(tabs, groups)
            tabs = []
        elif tabs:
            tabs[-1].content += block
        elif len(block) == 1:
            yield block[0]
        else:
            yield block[0]
            yield from _rewrite(block[1:-1], groups)
            yield block[-1]
    if tabs:
        yield from _close_up(tabs, groups)


def match_tab(block: Sequence[Token]) -> re.Match[str] | None:
    """Return the match of a tab heading: its ``title``, ``ids`` and ``condition``.

    :param block: the tokens of a block.
    :return: ``None`` for another block.
    """
    if block[0].type != "heading_open" or _HINT not in block[1].content:
        return None
    return _HEADING.fullmatch(block[1].content)


def _close_up(tabs: Sequence[_Tab], groups: _Groups) -> Iterator[Token]:
    shown = [not tab.condition or tab.condition in groups.first for tab in tabs]
    for message in _problems_of_group(tabs, shown, groups):
        yield problem_token(Problem(WarningKind.TAB, message), tabs[0].line)
    first = tabs[0].line
    yield Token("tab_group_open", "", 1, block=True, map=[first, first + 1])
    seen: set[str] = set()
    for tab, is_shown in zip(tabs, shown, strict=True):
        map_ = [tab.line, tab.line + 1]
        meta = {"ids": [*tab.ids], "condition": tab.condition}
        yield Token("tab_open", "", 1, block=True, map=map_, meta=meta)
        opening = Token("paragraph_open", "p", 1, block=True)
        closing = Token("paragraph_close", "p", -1, block=True)
        yield from paragraph_of(opening, closing, [tab.title], tab.line)
        # Tabs of the initial choice are shown together, whatever their condition.
        keys = {id_: id_ if is_shown else f"{id_}/{tab.condition}" for id_ in tab.ids}
        for id_, key in keys.items():
            if key in seen:
                message = f"two tabs of a group have the id {id_!r}; rename one of them"
                yield problem_token(Problem(WarningKind.TAB, message), tab.line)
        seen.update(keys.values())
        yield from _rewrite(tab.content, groups)
        yield Token("tab_close", "", -1, block=True)
    yield Token("tab_group_close", "", -1, block=True)


def _problems_of_group(
    tabs: Sequence[_Tab], shown: Sequence[bool], groups: _Groups
) -> Iterator[str]:
    """Yield docfx's warnings about a tab group, and add its ids to the groups.

    :param shown: for each tab, True if its condition holds for the initial choice.
    """
    visible = [tab for tab, is_shown in zip(tabs, shown, strict=True) if is_shown]
    ids = tuple(dict.fromkeys(id_ for tab in visible for id_ in tab.ids))
    if not ids:
        conditions = ", ".join(dict.fromkeys(repr(tab.condition) for tab in tabs))
        yield (
            f"no tab is shown at first, as no earlier group has {conditions} as its "
            "first tab; remove the condition of a tab"
        )
        return
    others = groups.like(ids)
    if others and set(others) != set(ids):
        yield (
            f"the group has the tabs {', '.join(map(repr, sorted(ids)))}, and an "
            f"earlier group has {', '.join(map(repr, sorted(others)))}: they cannot be "
            "chosen together; give both groups the same ids, or no id in common"
        )
    if not others or others[0] not in ids:
        groups.add(ids)
