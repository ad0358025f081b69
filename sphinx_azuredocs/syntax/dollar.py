r"""Formulas between dollars, and dollars that are money or variables.

.. code-block:: md

    $x^2$, and $$x^2$$ in text; $5 and $10; $HOME and $PATH
    $$
    \sum x
    $$

The grammar is Markdig's: a formula of a line has no letter or digit before or after its
dollars. A block of them needs no blank line before it.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin

_FORMULA = re.compile(
    r"""(?<![^\W_])(?<!\$)(?P<marks>\$\$?)
        (?!\s+\$|\d[^$\n]*[ \t]\$)  # money
        (?P<formula>(?:\\.|[^$\\\n])+)(?P=marks)(?![^\W_]|\$)""",
    re.VERBOSE,
)
_MARKS = "$$"


def dollar_plugin(md: MarkdownIt) -> None:
    """Add ``math_inline`` and ``math_block``, the tokens of dollarmath."""
    md.use(dollarmath_plugin, allow_labels=False, allow_digits=False)
    md.inline.ruler.before("math_inline", "dollar", _formula)
    md.block.ruler.before(
        "math_block", "math_after_text", _ends_paragraph, {"alt": ["paragraph"]}
    )


def _formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        if not silent:
            state.pending += "$"
        state.pos += 1
        return True
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = match["formula"], match["marks"]
    state.pos = match.end()
    return True


def _ends_paragraph(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """Whether a block of formulas begins in the line after a paragraph."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not silent or state.src[begin : state.eMarks[start_line]].rstrip() != _MARKS:
        return False
    lines = range(start_line + 1, end_line)
    return any(_ends_formula(state, line) for line in lines)


def _ends_formula(state: StateBlock, line: int) -> bool:
    return state.src[state.bMarks[line] : state.eMarks[line]].rstrip().endswith(_MARKS)
