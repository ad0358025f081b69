"""Triple-colon constructs and tabs, as directives of MyST."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from ..constructs.tabs.syntax import match_tab
from ..syntax.attributes import docfx_attributes
from ..syntax.block_directive import PREFIX, TAB, TABS
from ..syntax.blocks import split_blocks
from ..syntax.triple_colon import TripleColon

_FEWEST = 3
_OPENING = re.compile(r":{3,}[ \t]*(?P<name>[A-Za-z][A-Za-z0-9-]*)")
_ENDING = re.compile(r":{3,}[ \t]*[A-Za-z][A-Za-z0-9-]*-end\b.*", re.IGNORECASE)

Patches = dict[int, list[str]]
"""0-based line → the lines in its place."""


class DirectiveWriter:
    """Writer of the lines at which directives begin and end.

    :param constructs: the triple-colon constructs.
    :param lines: the lines of the file.
    """

    def __init__(self, constructs: Sequence[TripleColon], lines: Sequence[str]) -> None:
        self._containers = {f"{c.token_type}_open" for c in constructs}
        self._leaves = {c.token_type for c in constructs if not c.is_container}
        self._lines = lines

    def patches(self, tokens: Sequence[Token]) -> Patches:
        """Return the lines of directives in the place of constructs.

        :param tokens: the tokens of the block parser, of one file.
        """
        patches: Patches = {}
        self._blocks(list(split_blocks(tokens)), patches)
        return patches

    def _blocks(self, blocks: Sequence[Sequence[Token]], patches: Patches) -> int:
        """Add the patches of sibling blocks; return how deep directives nest."""
        deepest = 0
        for kind, group in _groups(blocks):
            if kind == TABS:
                deepest = max(deepest, self._tabs(group, patches))
                continue
            for block in group:
                deepest = max(deepest, self._block(block, patches))
        return deepest

    def _block(self, block: Sequence[Token], patches: Patches) -> int:
        opening = block[0]
        if opening.type == "include_open":
            return 0
        inner = list(split_blocks(block[1:-1])) if len(block) > 1 else []
        depth = self._blocks(inner, patches)
        if opening.map is None:
            return depth
        first, following = opening.map
        if opening.type in self._leaves and self._is_opening(first):
            self._open(first, _FEWEST, patches)
            patches[first].append(f"{self._prefix(first)}{':' * _FEWEST}")
            return 1
        if opening.type not in self._containers or not self._is_opening(first):
            return depth
        end = self._lines[following - 1]
        prefix, text = self._prefix(following - 1), end.lstrip("> \t")
        if not _ENDING.fullmatch(text.rstrip()):
            return depth
        self._open(first, _FEWEST + depth, patches)
        patches[following - 1] = [f"{prefix}{':' * (_FEWEST + depth)}"]
        return depth + 1

    def _tabs(self, group: Sequence[Sequence[Token]], patches: Patches) -> int:
        """Add the patches of a tab group: its tabs, and the break that ends it."""
        tabs: list[list[Sequence[Token]]] = []
        for block in group:
            if _tab_of(block):
                tabs.append([])
            tabs[-1].append(block)
        has_break = group[-1][0].type == "hr"
        if has_break:
            tabs[-1].pop()
        depth = max(self._blocks(tab[1:], patches) for tab in tabs)
        fence, outer = ":" * (_FEWEST + depth), ":" * (_FEWEST + depth + 1)
        for number, tab in enumerate(tabs):
            heading = tab[0]
            match, lines = _tab_of(heading), heading[0].map
            assert match is not None
            assert lines is not None
            prefix = self._prefix(lines[0])
            opening = [
                f"{fence}{{{PREFIX}{TAB}}} {match['title']}",
                f":id: {match['ids']}",
                *([f":if: {match['condition']}"] if match["condition"] else []),
            ]
            before = [fence] if number else [f"{outer}{{{PREFIX}{TABS}}}"]
            patches[lines[0]] = [f"{prefix}{line}" for line in (*before, *opening)]
            patches.update({line: [] for line in range(lines[0] + 1, lines[1])})
        first = tabs[0][0][0].map
        assert first is not None
        prefix = self._prefix(first[0])
        closing = [f"{prefix}{fence}", f"{prefix}{outer}"]
        last = group[-1][0].map
        assert last is not None
        if has_break:
            patches[last[0]] = closing
            return depth + 2
        line = last[1] - 1
        while line > first[0] and not self._lines[line].strip("> \t"):
            line -= 1
        patches[line] = [*patches.get(line, [self._lines[line]]), *closing]
        return depth + 2

    def _is_opening(self, line: int) -> bool:
        return self._lines[line].lstrip("> \t-*+0123456789.").startswith(":::")

    def _prefix(self, line: int) -> str:
        """Return the markers of containers at the beginning of a line, as blanks."""
        text = self._lines[line]
        markup = min((text.find(m) for m in ("#", ":::") if m in text), default=0)
        before = text[:markup] if markup else text[: len(text) - len(text.lstrip())]
        return "".join(c if c in "> \t" else " " for c in before)

    def _open(self, line: int, colons: int, patches: Patches) -> None:
        text = self._lines[line]
        begin = text.index(":::")
        match = _OPENING.match(text, begin)
        assert match is not None
        attributes, _ = docfx_attributes(text, match.end())
        prefix = self._prefix(line)
        patches[line] = [
            f"{text[:begin]}{':' * colons}{{{PREFIX}{match['name'].lower()}}}",
            *(f"{prefix}:{k}: {v}".rstrip() for k, v in attributes.items()),
        ]


def _tab_of(block: Sequence[Token]) -> Mapping[str, str] | None:
    match = match_tab(block)
    return match.groupdict() if match else None


def _groups(
    blocks: Sequence[Sequence[Token]],
) -> Iterator[tuple[str, list[Sequence[Token]]]]:
    """Yield tab groups, and the runs of blocks between them."""
    group: list[Sequence[Token]] = []
    in_tabs = False
    for block in blocks:
        if _tab_of(block) and not in_tabs:
            yield "", group
            group, in_tabs = [], True
        group.append(block)
        if in_tabs and block[0].type == "hr":
            yield TABS, group
            group, in_tabs = [], False
    yield (TABS if in_tabs else ""), group
