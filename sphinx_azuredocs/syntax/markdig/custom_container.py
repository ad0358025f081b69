"""Custom containers: blocks between fences of ``:::``, with a class: ``:::spoiler``.

The names of triple-colon constructs are not classes: ``:::zone`` is not read here.
Source: Markdig: ``CustomContainerParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .attributes import read_attributes
from .fenced import Fence, fenced_plugin, push_open
from .paired_delimiters import PairedDelimiter, paired_delimiters_plugin

_INFO = re.compile(r"(?P<name>[\w-]*)[ \t]*(?P<attributes>\{.*\})?")
_SPAN = PairedDelimiter(":", 2, "span", is_alone=True)


def custom_container_plugin(md: MarkdownIt, *, taken: Iterable[str]) -> None:
    """Add containers as ``div_open`` and ``div_close``, and ``::text::`` as spans.

    :param md: the parser.
    :param taken: the names of triple-colon constructs, which are not classes.
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
    md.use(paired_delimiters_plugin, name="custom_container", delimiters=[_SPAN])


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
    """Return ``None``; drop the value of an expression in a ``lambda``.

    :param _value: the value.
    """
