"""Bare URLs: ``https://example.com`` in text becomes a link.

The grammar is that of GitHub Flavored Markdown 0.29 §6.9 (autolinks).
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

_SCHEME = re.compile(r"(?:https?|ftp|mailto)\Z")
_LONGEST = len("mailto")
# Not `https://<name>.com`: a host with invalid characters is a placeholder.
_URL = re.compile(r"://[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:[/?#][^\s<]*)?")
_ADDRESS = re.compile(r":[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\w+")
_BEFORE = " \t\r\n*_~("
_NOT_AT_END = "?!.,:*_~'\"[]"
_ENTITY = re.compile(r"&[A-Za-z]+;\Z")
_LONGEST_ENTITY = 40


def bare_url_plugin(md: MarkdownIt) -> None:
    """Add links for bare URLs; ``link_open`` gets ``meta["is_bare"]``.

    ``gfm_autolink_plugin`` reads ``www.`` and e-mail addresses. Its rule for schemes is
    replaced: it knows fewer schemes and scans all text before each colon.

    :param md: the parser.
    """
    md.use(gfm_autolink_plugin)
    md.disable("gfm_autolink_protocol")
    md.inline.ruler.before("gfm_autolink_protocol", "bare_url", _bare_url)
    md.core.ruler.after("inline", "bare_url", _set_bare)


def _bare_url(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":" or state.linkLevel or silent:
        return False
    scheme = _SCHEME.search(state.src[max(0, state.pos - _LONGEST) : state.pos])
    if scheme is None:
        return False
    begin = state.pos - len(scheme[0])
    pattern = _ADDRESS if scheme[0] == "mailto" else _URL
    match = pattern.match(state.src, state.pos, state.posMax)
    if match is None or (begin and state.src[begin - 1] not in _BEFORE):
        return False
    written = scheme[0] + _without_end(match[0])
    url = state.md.normalizeLink(written)
    if not (state.pending.endswith(scheme[0]) and state.md.validateLink(url)):
        return False
    state.pending = state.pending[: -len(scheme[0])]
    state.push("link_open", "a", 1).attrs = {"href": url}
    state.tokens[-1].info = "auto"
    state.push("text", "", 0).content = state.md.normalizeLinkText(written)
    state.push("link_close", "a", -1).info = "auto"
    state.pos = begin + len(written)
    return True


def _without_end(url: str) -> str:
    """Return a URL without the punctuation after it.

    Source: GitHub Flavored Markdown 0.29 §6.9, extended autolink path validation.
    """
    unopened = url.count(")") - url.count("(")
    while url:
        if url[-1] in _NOT_AT_END:
            url = url[:-1]
        elif url[-1] == ")" and unopened > 0:
            url, unopened = url[:-1], unopened - 1
        elif url[-1] == ";":
            entity = _ENTITY.search(url, max(0, len(url) - _LONGEST_ENTITY))
            url = url[: entity.start() if entity else -1]
        else:
            break
    return url


def _set_bare(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.info == "auto" and child.type == "link_open":
                child.meta["is_bare"] = True
