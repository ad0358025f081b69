"""No-break and zero-width spaces at the beginning of lines.

Editors leave them in indentation and after the markers of lists, headings and quotes.
They do not separate a marker from its content in CommonMark (0.31 §2.1), which makes
text of such lines.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_NO_BREAK, _ZERO_WIDTH = "\u00a0", "\u200b\ufeff"
_ODD = f"[{_NO_BREAK}{_ZERO_WIDTH}]"
_INDENT = re.compile(rf"^[ \t]*{_ODD}(?:[ \t]|{_ODD})*", re.MULTILINE)
_MARKER = re.compile(
    rf"^(?P<marker>[ \t]*(?:[-*+]|\d{{1,9}}[.)]|\#{{1,6}}|>))"
    rf"[ \t]*{_ODD}(?:[ \t]|{_ODD})*(?=\S)",
    re.MULTILINE,
)
_TO_SPACES = str.maketrans(_NO_BREAK, " ", _ZERO_WIDTH)


def whitespace_plugin(md: MarkdownIt) -> None:
    """Replace no-break and zero-width spaces at the beginning of lines.

    :param md: the parser.
    """
    md.core.ruler.after("normalize", "plain_spaces", _plain_spaces)


def _plain_spaces(state: StateCore) -> None:
    state.src = plain_spaces(state.src)


def plain_spaces(text: str) -> str:
    r"""Return text with plain spaces in indentation and after block markers.

    :param text: the text of a file, with ``\n`` line ends.
    """
    if text.isascii():
        return text
    text = _INDENT.sub(lambda indent: indent[0].translate(_TO_SPACES), text)
    # One space: after more than four, the content would be indented code.
    return _MARKER.sub(r"\g<marker> ", text)
