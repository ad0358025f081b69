"""Links with a space between text and label: ``[text] [label]``.

Older Markdown had them, CommonMark has not. They are links where the label is defined
and the text is no label itself.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

_LABEL = re.compile(r"(?:[ \t]+|[ \t]*\n[ \t]*)\[(?P<label>[^\[\]\n]+)\]")


def spaced_reference_plugin(md: MarkdownIt) -> None:
    """Add the rule, before that for CommonMark's links."""
    md.inline.ruler.before("link", "spaced_reference", _spaced_reference)


def _spaced_reference(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or state.src.find("]", state.pos) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos, True)
    match = _LABEL.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if match is None:
        return False
    references = state.env.get("references", {})
    label = normalizeReference(match["label"])
    text = normalizeReference(state.src[state.pos + 1 : end])
    if label not in references or text in references:
        return False
    if not silent:
        reference, after = references[label], state.posMax
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": reference["href"]}
        if reference["title"]:
            token.attrs["title"] = reference["title"]
        token.meta["label"] = label
        state.pos, state.posMax = state.pos + 1, end
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = after
    state.pos = match.end()
    return True
