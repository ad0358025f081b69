"""Front matter: only at the beginning of a page, not in its first list item or quote.

The plugin of mdit-py-plugins compares the first character of the page, instead of that
of the line. ``- +---+`` in the first line would therefore begin front matter, which
hides what follows.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.front_matter import front_matter_plugin

_NAME = "front_matter"


def page_front_matter_plugin(md: MarkdownIt) -> None:
    """Restrict the rule for front matter to the first line of a page.

    :param md: the parser; nothing changes if it does not have the rule.
    """
    if _NAME not in md.get_all_rules()["block"]:
        return
    rules = MarkdownIt("zero").use(front_matter_plugin).block.ruler.getRules("")
    front_matter = rules[0]

    def at_start(
        state: StateBlock, start_line: int, end_line: int, silent: bool
    ) -> bool:
        is_start = state.bMarks[start_line] + state.tShift[start_line] == 0
        return is_start and front_matter(state, start_line, end_line, silent)

    alternatives = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.at(_NAME, at_start, {"alt": alternatives})
