"""Links and images whose URL is malformed: they are reported, and stay text.

.. code-block:: md

    [text](my file.md)
    [text](file.md target="_blank")
    [text]((https://example.org/)
    [text](https://example.org/ and more text

CommonMark 0.31 §6.3 allows spaces in URLs in angle brackets only, a title in quotation
marks after the URL, and only balanced brackets in a URL.
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
_PARTS = re.compile(
    r"""\([ \t]*(?P<brackets>\(*)(?P<url>[^\s()<>"']+)"""
    r"""(?P<rest>(?:[ \t][^()\n]*)?)(?P<end>\)|\Z|\n)"""
)
_ABSOLUTE = re.compile(r"https?://.*")
_LIKE_URL = re.compile(
    r"(?:https?://|\.{0,2}/|~/).*|.*\.[A-Za-z][A-Za-z0-9]{1,4}(?:[?#].*)?"
)


def malformed_url_plugin(md: MarkdownIt) -> None:
    """Report links and images with a malformed URL, and keep them as text.

    :param md: the parser.
    """
    md.inline.ruler.push("malformed_url", _malformed_url)


def _malformed_url(state: StateInline, silent: bool) -> bool:
    if silent:
        return False
    length = 2 if state.src.startswith("![", state.pos) else 1
    begin = state.pos + length - 1
    if not state.src.startswith("[", begin):
        return False
    end = state.md.helpers.parseLinkLabel(state, begin, length == 1)
    if end < 0:
        return False
    what = "a link" if length == 1 else "an image"
    message = _defect(state.src, end + 1, state.posMax, what)
    if not message:
        return False
    token = state.push("problem", "", 0)
    token.meta = problem_token(Problem(WarningKind.LINK, message)).meta
    state.pending += state.src[state.pos : begin + 1]
    state.pos = begin + 1
    return True


def _defect(text: str, begin: int, end: int, what: str) -> str:
    """Return the defect of a URL in brackets; the empty string if there is no URL.

    :param text: the text.
    :param begin: the index of the opening bracket.
    :param end: the index after the text to search.
    :param what: ``"a link"`` or ``"an image"``.
    """
    spaced = _URL.match(text, begin, end)
    url = spaced["url"] if spaced else ""
    if re.search(r"[ \t]", url) and _LIKE_URL.fullmatch(url):
        return (
            f"the URL {url!r} has a space, so this is not {what}; write "
            f"{url.replace(' ', '%20')}"
        )
    parts = _PARTS.match(text, begin, end)
    if parts is None or not _LIKE_URL.fullmatch(parts["url"]):
        return ""
    url, rest = parts["url"], parts["rest"].strip()
    if parts["brackets"] or parts["end"] != ")":
        if not _ABSOLUTE.fullmatch(url):
            return ""
        return (
            f"the brackets around the URL {url!r} are not balanced, so this is not "
            f"{what}; write ({url})"
        )
    if not re.search("[\"']", rest):
        return ""
    return (
        f"{rest!r} follows the URL {url!r}, so this is not {what}; remove it, or write "
        "a title in quotation marks"
    )
