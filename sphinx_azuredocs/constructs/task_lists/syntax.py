"""Task lists: ``- [ ] to do``, ``- [x] done``.

A check box may be anywhere in the text of an item. Source: Markdig:
``TaskListInlineParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BOX = re.compile(r"\[(?P<mark>[ xX])\]")
_ITEM, _LIST = "task-list-item", "contains-task-list azure-task-list"


def task_list_plugin(md: MarkdownIt) -> None:
    """Turn check boxes into ``task_box`` tokens with ``meta["checked"]``, a boolean.

    :param md: the parser.
    """
    md.core.ruler.after("inline", "task_list", _boxes)


def _boxes(state: StateCore) -> None:
    opened: list[Token] = []
    for token in state.tokens:
        if token.type == "inline":
            if [t.type for t in opened[-2:]] == ["list_item_open", "paragraph_open"]:
                _split_item(token, opened)
        elif token.nesting > 0:
            opened.append(token)
        elif token.nesting < 0 and opened:
            opened.pop()


def _split_item(inline: Token, opened: list[Token]) -> None:
    if not _BOX.search(inline.content):
        return
    children = [part for child in inline.children or [] for part in _split(child)]
    if any(child.type == "task_box" for child in children):
        inline.children = children
        _add_class(opened[-2], _ITEM)
        if len(opened) > 2:
            _add_class(opened[-3], _LIST)


def _split(token: Token) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    end = 0
    for box in _BOX.finditer(token.content):
        yield Token("text", "", 0, content=token.content[end : box.start()])
        yield Token("task_box", "", 0, meta={"checked": box["mark"] != " "})
        end = box.end()
    yield token.copy(content=token.content[end:])


def _add_class(token: Token, name: str) -> None:
    classes = str(token.attrs.get("class", "")).split()
    new = [part for part in name.split() if part not in classes]
    if new:
        token.attrs["class"] = " ".join((*classes, *new))
