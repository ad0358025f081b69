"""Footnotes of a page and of the files that it includes.

Labels are scoped to files: docfx numbers the footnotes of each file separately. In MyST
a label has one footnote per page.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .sources import SourceFile, Sources

_Names = dict[SourceFile, dict[str, str]]
"""File → label as written → label that is unique on the page."""


def rename_footnotes(state: StateCore) -> None:
    """Rename labels that several files define, so that labels are unique on the page.

    :param state: the state after inline parsing.
    """
    sources = Sources.of(state.env)
    if len(sources.files) == 1:
        return
    names = _unique_names(state.tokens, sources, state.env)
    if all(
        label == name for labels in names.values() for label, name in labels.items()
    ):
        return
    # mdit-py-plugins reads the defined labels from the environment.
    defined = state.env.setdefault("footnotes", {}).setdefault("refs", {})
    defined.update((f":{n}", -1) for labels in names.values() for n in labels.values())
    of_all: dict[str, str] = {}
    for file in reversed(sources.files):
        of_all.update(names.get(file, {}))
    for token in sources.follow(state.tokens, state.env):
        if token.type == "footnote_reference_open":
            token.meta["label"] = names[sources.current][token.meta["label"]]
        _rename_references(token.children or (), sources, names, of_all)


def _unique_names(
    tokens: Iterable[Token], sources: Sources, env: MutableMapping[str, Any]
) -> _Names:
    """Return the labels that each file defines, with unique names."""
    names: _Names = {}
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for token in sources.follow(tokens, env):
        if token.type != "footnote_reference_open":
            continue
        label = token.meta["label"]
        own = names.setdefault(sources.current, {})
        if label not in own:
            name = label
            while name in taken:
                numbers[label] = numbers.get(label, 1) + 1
                name = f"{label}-{numbers[label]}"
            taken.add(name)
            own[label] = name
    return names


def _rename_references(
    tokens: Iterable[Token],
    sources: Sources,
    names: _Names,
    of_all: dict[str, str],
) -> None:
    """Rename the footnote references in inline tokens and in text included in them.

    :param of_all: label → its name in the first file that defines it.
    """
    files = [sources.current]
    for token in tokens:
        if token.type == "include_text_open":
            files.append(token.meta["file"])
        elif token.type == "include_text_close":
            files.pop()
        elif token.type == "footnote_ref" and "label" in token.meta:
            label = token.meta["label"]
            own = (names.get(file, {}) for file in files[-1].lineage())
            found = (known[label] for known in own if label in known)
            token.meta["label"] = next(found, of_all.get(label, label))
