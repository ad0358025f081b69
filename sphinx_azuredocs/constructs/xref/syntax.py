"""Cross-references by uid: ``<xref:UID>``, ``@UID``, ``[text](xref:UID)``.

All become links whose URL is ``xref:UID``. A reference without an explicit text shows
the name of its target, or the source text if the uid is unknown. Its ``link_open``
token has ``meta["xref"]``: ``"mention"`` for ``@UID``, which may be an ``@`` in
ordinary text, else ``"source"``.

Source of the grammar: docfx: ``XrefInlineParser.cs``, ``XrefInlineShortParser.cs``.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ...syntax.html.xref_element import SCHEME

_ANGLED = re.compile(
    r"""<xref:(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'
        |(?P<plain>(?!["'])[^<>\n]*))>""",
    re.IGNORECASE | re.VERBOSE,
)


# A uid without quotes has no characters that are Markdown syntax.
_MENTION = re.compile(
    r"""@(?:(?P<quote>["'])(?P<quoted>[^\n]+?)(?P=quote)
        |(?P<plain>[^\W\d_]
            (?:[^\s"'<>\[\]|.,;:!?~*`\\&$]
            |[.,;:!?~](?=[^\s"'<>\[\]|.,;:!?~*`\\&$])
            |`{1,2}(?=\d))*))""",
    re.VERBOSE,
)


_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def xref_plugin(md: MarkdownIt, *, has_mentions: bool = True) -> None:
    """Add the inline rules for ``<xref:UID>`` and ``@UID``.

    The HTML element ``<xref href="UID">`` is parsed by the rules for inline HTML.

    :param md: the parser.
    :param has_mentions: False if ``@UID`` is text.
    """
    md.inline.ruler.before("autolink", "xref", _angled)
    normalize = md.normalizeLink

    def keep_uid(url: str) -> str:
        # An `@` at the beginning would be read as the end of a user name.
        scheme, rest = url[: len(SCHEME)], url[len(SCHEME) :]
        if scheme.lower() == SCHEME and rest.startswith("@"):
            return f"{scheme}%40{normalize(SCHEME + rest[1:])[len(SCHEME) :]}"
        return normalize(url)

    md.normalizeLink = keep_uid  # type: ignore[method-assign]
    if has_mentions:
        md.inline.ruler.push("xref_mention", _mention)


def _angled(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    match = _ANGLED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if state.linkLevel and not silent:
        # Links do not nest.
        state.pending += match[0]
    elif not silent:
        uid = (match["double"] or match["single"] or match["plain"] or "").strip()
        _push(state, uid, match[0], "source")
    state.pos = match.end()
    return True


def _mention(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "@" or state.linkLevel:
        return False
    match = _MENTION.match(state.src, state.pos, state.posMax)
    if match is None or _is_in_address(state, match):
        return False
    end = match.end()
    if match["plain"]:
        end = match.start("plain") + len(_trimmed(match["plain"]))
    if not silent:
        uid = match["quoted"] or state.src[match.start("plain") : end]
        _push(state, uid, state.src[state.pos : end], "mention")
    state.pos = end
    return True


def _is_in_address(state: StateInline, match: re.Match[str]) -> bool:
    """Return True if an ``@`` is in an e-mail address or a URL."""
    before = state.src[state.pos - 1] if state.pos else " "
    if before.isalnum() or before in "+-":
        return bool(_DOMAIN.match(match["plain"] or ""))
    return before in "/@"


def _trimmed(uid: str) -> str:
    """Return a uid without closing brackets and emphasis of the surrounding text.

    :param uid: the matched text after ``@``; final underscores and unbalanced closing
        brackets are removed.
    """
    while uid.endswith("_") or (
        uid.endswith((")", "}")) and any(map(uid.endswith, _unbalanced(uid)))
    ):
        uid = uid[:-1].rstrip(".,;:!?~")
    return uid


def _unbalanced(uid: str) -> list[str]:
    return [b for a, b in ("()", "{}") if uid.count(b) > uid.count(a)]


def _push(state: StateInline, uid: str, source: str, kind: str) -> None:
    token = state.push("link_open", "a", 1)
    token.attrs, token.meta = {"href": SCHEME + uid}, {"xref": kind}
    state.push("text", "", 0).content = source
    state.push("link_close", "a", -1)
