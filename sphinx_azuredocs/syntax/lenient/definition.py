"""Link reference definitions that interrupt a paragraph.

CommonMark 0.31 §4.7 does not allow it.

.. code-block:: md

    See [the sample][sample].
    [sample]: ../sample/
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

# The destination must look like a URL: `[name]: Text` is text.
_DEFINITION = re.compile(
    r"""\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:<[^<>\n]*>|(?=[^\s]*[/.\#:])[^\s<>]+)
        (?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*""",
    re.VERBOSE,
)


def definition_plugin(md: MarkdownIt) -> None:
    """Let definitions end a paragraph; markdown-it's ``reference`` then reads them.

    :param md: the parser.
    """
    md.block.ruler.before(
        "reference",
        "definition_under_text",
        _ends_paragraph,
        {"alt": ["paragraph", "blockquote"]},
    )


def _ends_paragraph(
    state: StateBlock, start_line: int, _end_line: int, silent: bool
) -> bool:
    if not silent:
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    end = state.eMarks[start_line]
    return state.src.startswith("[", begin) and bool(
        _DEFINITION.fullmatch(state.src, begin, end)
    )
