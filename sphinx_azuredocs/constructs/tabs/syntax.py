"""Tabs: headings whose only content is a link to ``#tab/…``.

.. code-block:: md

    # [Azure CLI](#tab/cli)
    Text of the first tab.
    # [PowerShell](#tab/powershell/windows)
    Text of the second one, for readers who have chosen *windows* in another group.
    ---

A group of tabs ends at a thematic break, or with what it stands in. An id may be
several, ``a+b``: the tab is chosen with either. The grammar is docfx's.
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
    """A tab: its heading's tokens, and those of its content."""

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
    """The ids of the groups of a page, of those that differ from each other."""

    def __init__(self) -> None:
        self.first: set[str] = set()
        """The first id of each group, which is chosen at first."""
        self._same: dict[frozenset[str], tuple[str, ...]] = {}
        self._by_id: dict[str, tuple[str, ...]] = {}

    def add(self, ids: tuple[str, ...]) -> None:
        """Note the ids of a group."""
        self.first.add(ids[0])
        self._same.setdefault(frozenset(ids), ids)
        for id_ in ids:
            self._by_id.setdefault(id_, ids)

    def like(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The ids of a group before that has some of these.

        One that has the same ones goes before others.
        """
        others = (self._by_id[id_] for id_ in ids if id_ in self._by_id)
        return self._same.get(frozenset(ids)) or next(others, ())


def tabs_plugin(md: MarkdownIt) -> None:
    """Turn groups of tabs into ``tab_group_open``/``tab_group_close``.

    In it stand ``tab_open``/``tab_close``; ``meta`` of ``tab_open`` has the list
    ``ids``, the ``condition``, an id or empty, and whether it is ``shown`` at first
    for all that its condition says. The first block in a tab is a paragraph with its
    title.
    """
    md.core.ruler.before("inline", "azure_tabs", _tabs)


def _tabs(state: StateCore) -> None:
    if any(_HINT in token.content for token in state.tokens if token.type == "inline"):
        state.tokens[:] = _rewrite(
            state.tokens, state.env.setdefault(_GROUPS, _Groups())
        )


def _rewrite(tokens: Sequence[Token], groups: _Groups) -> Iterator[Token]:
    """The tokens with the groups among them and in what they hold.

    :param groups: the groups of the page until here.
    """
    tabs: list[_Tab] = []
    for block in split_blocks(tokens):
        match = _match(block)
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


def _match(block: Sequence[Token]) -> re.Match[str] | None:
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
        # Those that are shown at first are shown together, whatever their condition.
        keys = {id_: id_ if is_shown else f"{id_}/{tab.condition}" for id_ in tab.ids}
        for id_, key in keys.items():
            if key in seen:
                message = f"two tabs of a group have the id {id_}; rename one of them"
                yield problem_token(Problem(WarningKind.TAB, message), tab.line)
        seen.update(keys.values())
        yield from _rewrite(tab.content, groups)
        yield Token("tab_close", "", -1, block=True)
    yield Token("tab_group_close", "", -1, block=True)


def _problems_of_group(
    tabs: Sequence[_Tab], shown: Sequence[bool], groups: _Groups
) -> Iterator[str]:
    """What docfx says of a group that cannot work, which is then noted."""
    visible = [tab for tab, is_shown in zip(tabs, shown, strict=True) if is_shown]
    ids = tuple(dict.fromkeys(id_ for tab in visible for id_ in tab.ids))
    if not ids:
        conditions = ", ".join(dict.fromkeys(tab.condition for tab in tabs))
        yield (
            f"no tab is shown at first, as no group before has {conditions} as its "
            "first tab; leave the condition of a tab out"
        )
        return
    others = groups.like(ids)
    if others and set(others) != set(ids):
        yield (
            f"the group has the tabs {', '.join(sorted(ids))}, and one before it "
            f"has {', '.join(sorted(others))}: they cannot be chosen together; "
            "give both the same ids, or ids that differ"
        )
    if not others or others[0] not in ids:
        groups.add(ids)
