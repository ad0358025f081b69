"""Links and images with a space before the label or URL: ``[text] [label]``.

Older Markdown had them, CommonMark 0.31 §6.3 does not. ``[text] [label]`` is a link if
the label is defined and the text is not itself a label. ``[text] (URL)`` is a link if
the URL looks like one. Images need no such check: the ``!`` is unambiguous.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_TITLE = r"""(?:[ \t]+(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'))?[ \t]*"""
# Not a remark in parentheses: a URL with a scheme or from the root of the site, a
# fragment, or the path of a page, an image or a folder.
_URL = re.compile(
    r"""[ \t]+\([ \t]*(?P<url>
        (?:https?://|mailto:|\.{0,2}/)[^\s()<>]+
      | \#[^\W\d][^\s()<>]*
      | [^\s()<>#?]+?(?:\.(?:md|html?|aspx|pdf|zip|png|jpe?g|gif|svg)|(?<=\w)/)
        (?:[?#][^\s()<>]*)?
    )"""
    rf"{_TITLE}\)",
    re.IGNORECASE | re.VERBOSE,
)
_IMAGE_URL = re.compile(rf"[ \t]+\([ \t]*(?P<url>[^\s()<>]*[./][^\s()<>]*){_TITLE}\)")
_LABEL = re.compile(r"(?:[ \t]+|[ \t]*\n[ \t]*)\[(?P<label>[^\[\]\n]+)\]")


def spaced_reference_plugin(md: MarkdownIt) -> None:
    """Add rules for spaced labels, before ``link``, and for spaced URLs, after it.

    :param md: the parser.
    """
    md.inline.ruler.before("link", "spaced_reference", _spaced_reference)
    md.inline.ruler.before("link", "spaced_image", _spaced_image)
    md.inline.ruler.after("link", "spaced_url", _spaced_url)
    md.inline.ruler.after("image", "spaced_image_url", _spaced_image_url)


def _find(state: StateInline, begin: int, *, is_link: bool) -> tuple[int, str, int]:
    """Find a bracketed text that is followed by a space and a defined label.

    :param begin: the index of the opening bracket of the text.
    :return: the index of its closing bracket, the label, and the index after the label;
        -1 for the closing bracket if the text has no such label.
    """
    nothing = -1, "", -1
    if not state.src.startswith("[", begin) or state.src.find("]", begin) < 0:
        return nothing
    end = state.md.helpers.parseLinkLabel(state, begin, is_link)
    match = _LABEL.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if match is None:
        return nothing
    references = state.env.get("references", {})
    label = normalizeReference(match["label"])
    text = normalizeReference(state.src[begin + 1 : end])
    if label not in references or (text and text in references):
        return nothing
    return end, label, match.end()


def _spaced_image(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "!":
        return False
    begin = state.pos + 1
    end, label, label_end = _find(state, begin, is_link=False)
    if end < 0:
        return False
    if not silent:
        reference = state.env["references"][label]
        href, title = reference["href"], reference["title"]
        _push_image(state, begin, end, href, title).meta["label"] = label
    state.pos = label_end
    return True


def _spaced_reference(state: StateInline, silent: bool) -> bool:
    end, label, label_end = _find(state, state.pos, is_link=True)
    if end < 0:
        return False
    if not silent:
        reference = state.env["references"][label]
        _push_link(state, end, reference["href"], reference["title"], label)
    state.pos = label_end
    return True


def _spaced_image_url(state: StateInline, silent: bool) -> bool:
    begin = state.pos + 1
    if not state.src.startswith("![", state.pos) or state.src.find("]", begin) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, begin, False)
    match = _IMAGE_URL.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if match is None:
        return False
    if not silent:
        url = state.md.normalizeLink(match["url"])
        _push_image(state, begin, end, url, match["double"] or match["single"] or "")
    state.pos = match.end()
    return True


def _push_image(
    state: StateInline, begin: int, end: int, src: str, title: str
) -> Token:
    """Push an image.

    :param begin: the index of the opening bracket of the alternative text.
    :param end: the index of its closing bracket.
    """
    token = state.push("image", "img", 0)
    token.content = state.src[begin + 1 : end]
    token.children = state.md.inline.parse(token.content, state.md, state.env, [])
    token.attrs = {"src": src, "alt": ""}
    if title:
        token.attrs["title"] = title
    return token


def _spaced_url(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or state.src.find("]", state.pos) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos, True)
    match = _URL.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if match is None:
        return False
    text = normalizeReference(state.src[state.pos + 1 : end])
    if text in state.env.get("references", {}):
        return False
    if not silent:
        url = state.md.normalizeLink(match["url"])
        _push_link(state, end, url, match["double"] or match["single"] or "")
    state.pos = match.end()
    return True


def _push_link(
    state: StateInline, end: int, href: str, title: str = "", label: str = ""
) -> None:
    """Push a link around the text in brackets at the current position.

    :param end: the index of the closing bracket.
    """
    after = state.posMax
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": href}
    if title:
        token.attrs["title"] = title
    if label:
        token.meta["label"] = label
    state.pos, state.posMax = state.pos + 1, end
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = after
