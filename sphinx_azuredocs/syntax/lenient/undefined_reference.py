"""Links and images with an undefined label: ``[text][label]``.

Text and label stay as they are written, and the label is reported. A URL instead of a
label becomes the URL of a link: ``[text][http://example.com/]``, also after a space.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ...warnings import Problem, WarningKind
from ..brackets import closing_bracket
from ..problem import problem_token

_LABEL = re.compile(r"\[(?P<label>[^\[\]]*)\]")
_URL_LABEL = re.compile(
    r"[ \t]?\n?[ \t]*\[(?P<label>\s*https?://[^\s\[\]]+\s*)\]", re.IGNORECASE
)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)


def undefined_reference_plugin(md: MarkdownIt) -> None:
    """Add the rule, after the rules for links and images with defined labels.

    :param md: the parser.
    """
    md.inline.ruler.after("image", "undefined_reference", _undefined_reference)


def _undefined_reference(state: StateInline, silent: bool) -> bool:
    begin = state.pos + state.src.startswith("!", state.pos)
    if silent or not state.src.startswith("[", begin):
        return False
    if state.linkLevel and begin == state.pos:
        # Links do not nest.
        return False
    before = state.src[state.pos - 1 : state.pos]
    if before.isalnum() or before in ("]", ")", "_"):
        # Code, as in `array[0][1]`.
        return False
    if state.src.find("]", begin) < 0:
        return False
    end = closing_bracket(state, begin)
    match = _label_after(state, end + 1) if end >= 0 else None
    text = state.src[begin + 1 : end]
    if match is None or not (match["label"] or text).strip():
        return False
    url = (match["label"] or text).strip()
    is_url = bool(_URL.fullmatch(url))
    message = (
        f"the label {url!r} is a URL; write [text]({url})"
        if is_url
        else f"[{match['label'] or text}] is defined nowhere; correct it, or add "
        f"[{match['label'] or text}]: URL"
    )
    if state.pending:
        state.pushPending()
    state.tokens.append(problem_token(Problem(WarningKind.REFERENCE, message)))
    if is_url:
        state.push("link_open", "a", 1).attrs = {"href": url}
    else:
        state.push("text", "", 0).content = state.src[state.pos : begin + 1]
    after = state.posMax
    state.pos, state.posMax = begin + 1, end
    state.md.inline.tokenize(state)
    if is_url:
        state.push("link_close", "a", -1)
    else:
        if state.pending:
            state.pushPending()
        state.push("text", "", 0).content = state.src[end : match.end()]
    state.pos, state.posMax = match.end(), after
    return True


def _label_after(state: StateInline, pos: int) -> re.Match[str] | None:
    """Return the label after a text in brackets; a URL may have a space before it."""
    return _LABEL.match(state.src, pos, state.posMax) or _URL_LABEL.match(
        state.src, pos, state.posMax
    )
