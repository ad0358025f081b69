"""Figures: blocks between two fences of ``^^^``; each fence can have a caption.

Source: Markdig: ``FigureBlockParser.cs``.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .fenced import Fence, fenced_plugin, push_open


def figure_plugin(md: MarkdownIt) -> None:
    """Add figures as ``figure_open`` and ``figure_close``.

    Captions are ``figure_caption_open`` and ``figure_caption_close``.

    :param md: the parser.
    """
    md.use(
        fenced_plugin,
        name="figure",
        before="fence",
        character="^",
        push=_push,
        closing_text=True,
    )


def _push(
    state: StateBlock, opening: Fence, closing: Fence | None
) -> Callable[[], None] | None:
    end = closing.line + 1 if closing else opening.line + 1
    push_open(state, "figure", (opening.line, end))
    _caption(state, opening)

    def finish() -> None:
        if closing:
            _caption(state, closing)
        state.push("figure_close", "", -1)

    return finish


def _caption(state: StateBlock, fence: Fence) -> None:
    if fence.text:
        lines = (fence.line, fence.line + 1)
        push_open(state, "figure_caption", lines)
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = fence.text, [*lines], []
        state.push("figure_caption_close", "", -1)
