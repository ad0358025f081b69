"""Spaces that are none to Markdown: no-break and zero-width ones, where lines begin.

Editors leave them in indentation and behind the marks of lists and headings, where
they make text of what was meant as a list.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_NO_BREAK, _ZERO_WIDTH = "\u00a0", "\u200b\ufeff"
_ODD = f"[{_NO_BREAK}{_ZERO_WIDTH}]"
_INDENT = re.compile(rf"^[ \t]*{_ODD}(?:[ \t]|{_ODD})*", re.MULTILINE)
_MARK = re.compile(
    rf"^(?P<mark>[ \t]*(?:[-*+]|\d{{1,9}}[.)]|\#{{1,6}}|>))"
    rf"[ \t]*{_ODD}(?:[ \t]|{_ODD})*(?=\S)",
    re.MULTILINE,
)
_TO_SPACES = str.maketrans(_NO_BREAK, " ", _ZERO_WIDTH)


def spaces_plugin(md: MarkdownIt) -> None:
    """Read such spaces as what they look like."""
    md.core.ruler.after("normalize", "plain_spaces", _plain_spaces)


def _plain_spaces(state: StateCore) -> None:
    state.src = plain_spaces(state.src)


def plain_spaces(text: str) -> str:
    r"""Text with plain spaces where its lines begin.

    :param text: the text of a file, with ``\n`` line ends.
    """
    if text.isascii():
        return text
    text = _INDENT.sub(lambda indent: indent[0].translate(_TO_SPACES), text)
    # One space: more than four would make code of what follows.
    return _MARK.sub(r"\g<mark> ", text)
