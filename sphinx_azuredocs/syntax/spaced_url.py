"""Links and images whose URL has a space: ``[text](my file.md)`` is reported text.

CommonMark 0.31 §6.3 allows spaces in URLs in angle brackets only.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ..warnings import Problem, WarningKind
from .problem import problem_token

_URL = re.compile(
    r"""\([ \t]*(?P<url>[^\s()<>"'][^()<>"'\n]*?)"""
    r"""(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\)"""
)
_LIKE_URL = re.compile(
    r"(?:https?://|\.{0,2}/|~/).*|.*\.[A-Za-z][A-Za-z0-9]{1,4}(?:[?#].*)?"
)


def spaced_url_plugin(md: MarkdownIt) -> None:
    """Report links and images whose URL has a space, and keep them as text.

    :param md: the parser.
    """
    md.inline.ruler.push("url_with_space", _spaced_url)


def _spaced_url(state: StateInline, silent: bool) -> bool:
    if silent:
        return False
    length = 2 if state.src.startswith("![", state.pos) else 1
    begin = state.pos + length - 1
    if not state.src.startswith("[", begin):
        return False
    end = state.md.helpers.parseLinkLabel(state, begin, length == 1)
    match = _URL.match(state.src, end + 1, state.posMax) if end >= 0 else None
    url = match["url"] if match else ""
    if not re.search(r"[ \t]", url) or not _LIKE_URL.fullmatch(url):
        return False
    what = "a link" if length == 1 else "an image"
    message = (
        f"the URL {url!r} has a space, so this is not {what}; write "
        f"{url.replace(' ', '%20')}"
    )
    problem = problem_token(Problem(WarningKind.LINK, message))
    token = state.push("problem", "", 0)
    token.meta = problem.meta
    state.pending += state.src[state.pos : begin + 1]
    state.pos = begin + 1
    return True
