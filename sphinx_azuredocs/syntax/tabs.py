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

from ..warnings import Problem, WarningKind
from .blocks import paragraph_of, split_blocks
from .problem import problem_token

_HEADING = re.compile(
    r"""\s*(?:<a\s[^>]*>\s*</a>\s*)?
        \[(?P<title>.*)\]\(\s*\#tab/(?P<ids>[A-Za-z0-9-]+(?:\+[A-Za-z0-9-]+)*)
        (?:/(?P<condition>[A-Za-z0-9-]+)?)?\s*(?:"[^"]*"\s*)?\)\s*""",
    re.VERBOSE | re.DOTALL,
)
_HINT = "#tab/"
_FIRST_IDS = "azuredocs_tab_ids"


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
        state.tokens[:] = _rewrite(state.tokens, state.env.setdefault(_FIRST_IDS, []))


def _rewrite(
    tokens: Sequence[Token], groups: list[tuple[tuple[str, ...], ...]]
) -> Iterator[Token]:
    """The tokens with the groups among them and in what they hold.

    :param groups: the ids of the tabs of each group of the page until here.
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


def _close_up(
    tabs: Sequence[_Tab], groups: list[tuple[tuple[str, ...], ...]]
) -> Iterator[Token]:
    chosen = {ids[0][0] for ids in groups}
    shown = [not tab.condition or tab.condition in chosen for tab in tabs]
    for message in _problems_of_group(tabs, shown, groups):
        yield problem_token(Problem(WarningKind.TAB, message), tabs[0].line)
    groups.append(tuple(tab.ids for tab in tabs))
    first = tabs[0].line
    yield Token("tab_group_open", "", 1, block=True, map=[first, first + 1])
    seen: set[tuple[str, str]] = set()
    for tab, is_shown in zip(tabs, shown, strict=True):
        map_ = [tab.line, tab.line + 1]
        meta = {"ids": [*tab.ids], "condition": tab.condition, "shown": is_shown}
        yield Token("tab_open", "", 1, block=True, map=map_, meta=meta)
        opening = Token("paragraph_open", "p", 1, block=True)
        closing = Token("paragraph_close", "p", -1, block=True)
        yield from paragraph_of(opening, closing, [tab.title], tab.line)
        keys = {(id_, tab.condition) for id_ in tab.ids}
        for id_, _ in sorted(keys & seen):
            message = f"two tabs of a group have the id {id_}; rename one of them"
            yield problem_token(Problem(WarningKind.TAB, message), tab.line)
        seen |= keys
        yield from _rewrite(tab.content, groups)
        yield Token("tab_close", "", -1, block=True)
    yield Token("tab_group_close", "", -1, block=True)


def _problems_of_group(
    tabs: Sequence[_Tab],
    shown: Sequence[bool],
    groups: Sequence[tuple[tuple[str, ...], ...]],
) -> Iterator[str]:
    """What docfx says of a group that cannot work."""
    if not any(shown):
        conditions = ", ".join(tab.condition for tab in tabs)
        yield (
            f"no tab is shown at first, as no group before has {conditions} as its "
            "first tab; leave the condition of a tab out"
        )
    ids = {id_ for tab in tabs for id_ in tab.ids}
    for group in groups:
        others = {id_ for tab in group for id_ in tab}
        if ids & others and ids != others:
            yield (
                f"the group has the tabs {', '.join(sorted(ids))}, and one before it "
                f"has {', '.join(sorted(others))}: they cannot be chosen together; "
                "give both the same ids, or ids that differ"
            )
            return
