r"""Math between dollar signs, and dollar signs of money or variables.

.. code-block:: md

    $x^2$, and $$x^2$$ in text; $5 and $10; $HOME and $PATH
    $$
    \sum x
    $$

Source of the grammar: Markdig: ``MathInlineParser.cs``, ``MathBlockParser.cs``. Inline
math has no letter or digit next to its outer dollar signs, and whitespace inside both
of them or inside neither. A math block is fenced by dollar signs. An unclosed block
ends with its container. A math block can interrupt a paragraph.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin

# One dollar sign or two; more of them at the end belong to the content.
_FORMULA = re.compile(
    r"""(?<![^\W_])(?<!\$)(?:
        (?P<one>\$)(?!\$)(?P<short>(?:[^$\n]|(?<=\\)\$)++)
      | (?P<two>\$\$)(?P<long>(?:[^$\n]|(?<=\\)\$|\$(?!\$))++)
    )(?P<end>\$++)(?![^\W_])""",
    re.VERBOSE,
)
_FENCE = "$$"


def dollar_plugin(md: MarkdownIt) -> None:
    """Add math as tokens of ``dollarmath_plugin``: ``math_inline``, ``math_block``.

    :param md: the parser.
    """
    md.use(dollarmath_plugin, allow_labels=False, allow_digits=False)
    md.inline.ruler.before("math_inline", "dollar", _formula)
    md.block.ruler.at(
        "math_block",
        _math_fence,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None or not _is_formula(match["short"] or match["long"]):
        if not silent:
            state.pending += "$"
        state.pos += 1
        return True
    if not silent:
        token = state.push("math_inline", "math", 0)
        markup = match["one"] or match["two"]
        rest = match["end"][len(markup) :]
        token.content = ((match["short"] or match["long"]) + rest).strip()
        token.markup = markup
    state.pos = match.end()
    return True


def _is_formula(text: str) -> bool:
    """Return True if text has whitespace at both ends or at neither."""
    return bool(text.strip()) and text[0].isspace() == text[-1].isspace()


def _math_fence(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """Read the lines between two fences of dollar signs as a math block."""
    opening = _fence(state, start_line)
    if not opening:
        return False
    if silent:
        return True
    line, closes = start_line + 1, False
    while line < end_line and not closes:
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        closes = len(_fence(state, line)) >= len(opening)
        line += 1
    content_end = line - closes
    token = state.push("math_block", "math", 0)
    token.block, token.markup, token.map = True, opening, [start_line, line]
    indent = state.sCount[start_line]
    token.content = state.getLines(start_line + 1, content_end, indent, False)
    state.line = line
    return True


def _fence(state: StateBlock, line: int) -> str:
    """Return the dollar signs of a fence; the empty string for another line."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(_FENCE, begin) or state.is_code_block(line):
        return ""
    text = state.src[begin : state.eMarks[line]].rstrip()
    return text if not text.strip("$") else ""
