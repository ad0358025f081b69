"""Containers: blocks between lines of ``:::``, the first with a class: ``:::spoiler``.

What the dialect has a meaning for is no such container.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .attributes import read_attributes
from .fenced import Fence, fenced_plugin, push_open
from .paired_marks import Mark, paired_marks_plugin

_INFO = re.compile(r"(?P<name>[\w-]*)[ \t]*(?P<attributes>\{.*\})?")
_SPAN = Mark(":", 2, "span", is_alone=True)


def custom_container_plugin(md: MarkdownIt, *, taken: Iterable[str]) -> None:
    """Add containers as ``div_open`` and ``div_close``, and ``::text::`` as spans.

    :param taken: names after ``:::`` that are constructs and not classes.
    """
    names = re.compile(rf"(?:{'|'.join(map(re.escape, taken))})\b", re.IGNORECASE)
    md.use(
        fenced_plugin,
        name="custom_container",
        before="triple_colon",
        character=":",
        push=_push,
        closing_text=False,
        accepts=partial(_is_container, names),
    )
    md.use(paired_marks_plugin, name="custom_container", marks=[_SPAN])


def _is_container(taken: re.Pattern[str], text: str) -> bool:
    return _INFO.fullmatch(text) is not None and not taken.match(text)


def _push(
    state: StateBlock, opening: Fence, closing: Fence | None
) -> Callable[[], None]:
    match = _INFO.fullmatch(opening.text)
    assert match is not None
    attributes = read_attributes(match["attributes"] or "") or {}
    end = closing.line + 1 if closing else opening.line + 1
    token = push_open(state, "div", (opening.line, end))
    classes = [match["name"], *attributes.get("class", "").split()]
    token.meta = {"classes": [*filter(None, classes)], "id": attributes.get("id", "")}
    return lambda: void(state.push("div_close", "", -1))


def void(_value: object) -> None:
    """Take a value, and give none."""
