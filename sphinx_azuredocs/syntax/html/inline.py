"""Inline HTML: ``<strong>``, ``<a href>``, ``<br>`` and similar elements.

An element with a Markdown equivalent becomes the tokens of Markdown. An element with an
id becomes an anchor. Elements that only HTML output has stay raw HTML, and names that
are not HTML elements are text: ``<jobFile>``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ...warnings import Problem, WarningKind
from ..attributes import html_attributes
from ..problem import problem_token
from .broken_tag import broken_tag_plugin
from .elements import (
    BLOCKS,
    CHOICES,
    CODE,
    CONVERTED_INLINES,
    EMPHASIS,
    MARKED,
    SHIFTED,
    SPANS,
    STRONG,
    TAG,
    VOID,
    is_html,
    is_named,
)
from .kept import ATTRIBUTE_NAME, kept_attributes
from .xref_element import SCHEME, element_target

_CODE = re.compile(
    r"<(?P<name>code|kbd|samp|tt)(?P<attributes>\s[^<>]*)?>(?P<content>[^<]*)</(?P=name)\s*>",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\d+(?:px|%|em)?")
_MARKUP = {
    **dict.fromkeys(STRONG, "strong"),
    **dict.fromkeys(EMPHASIS, "em"),
    **dict.fromkeys(CODE, "html_code"),
    **SHIFTED,
}
_MAX_DEPTH = 40
"""Maximal nesting depth of inline elements; the tags of deeper elements are dropped."""


def html_inline_plugin(md: MarkdownIt) -> None:
    """Convert tags in text to tokens of Markdown.

    Additional tokens are ``superscript``, ``subscript``, ``html_code``, ``html_break``,
    ``span`` with classes, ``abbreviation`` with the string ``meta["meaning"]``, and
    ``anchor`` with the list of names ``meta["anchors"]``.

    :param md: the parser.
    """
    md.inline.ruler.before("html_inline", "html_code", _code)
    md.use(broken_tag_plugin)
    md.inline.ruler2.push("html_elements", _elements)


def _code(state: StateInline, silent: bool) -> bool:
    """Parse a code element without other tags in it as a code span.

    Markdown in its content is not parsed.
    """
    if state.src[state.pos] != "<":
        return False
    match = _CODE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        if anchors := _anchors(
            match["name"], html_attributes(match["attributes"] or "")
        ):
            state.push("anchor", "", 0).meta["anchors"] = anchors
        content = " ".join(unescape(match["content"]).split())
        token = state.push("code_inline", "code", 0)
        token.content = content
        if match["name"].lower() == "kbd":
            token.attrs["class"] = "kbd"
    state.pos = match.end()
    return True


@dataclass(frozen=True)
class _Open:
    """An open inline element of HTML, or open markup of Markdown.

    :param name: the name of the element; empty for markup of Markdown.
    :param closing: the token that closes the element; ``None`` for Markdown, which has
        a closing token already.
    :param is_link: True for a link.
    :param is_dropped: True for a link in another link, whose tokens are dropped.
    """

    name: str
    closing: Token | None = None
    is_link: bool = False
    is_dropped: bool = False


def _elements(state: StateInline) -> None:
    if any(token.type == "html_inline" for token in state.tokens):
        state.tokens[:] = _Converter(state.src.lower()).convert(state.tokens)


class _Converter:
    """Converter of the tags in one text. Open elements are closed at its end.

    :param text: the source text, in lower case, which is searched for end tags.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._result: list[Token] = []
        self._opened: list[_Open] = []
        self._links = 0

    def convert(self, tokens: list[Token]) -> list[Token]:
        """Return inline tokens with HTML converted to tokens of Markdown.

        Line breaks at the end are dropped.

        :param tokens: the inline tokens of the text.
        """
        for token in tokens:
            if token.type == "html_inline":
                self._html(token)
            else:
                self._markdown(token)
        self._close_down_to(0)
        while self._result and self._result[-1].type in ("html_break", "hardbreak"):
            self._result.pop()
        return self._result

    def _markdown(self, token: Token) -> None:
        if token.nesting < 0:
            # Markup and elements do not overlap: the elements in the markup end here.
            while self._opened and self._opened[-1].name:
                self._close_last()
            if self._opened and self._close_last().is_dropped:
                return
        elif token.nesting > 0:
            is_link = token.type == "link_open"
            is_dropped = is_link and self._links > 0
            self._push(_Open("", None, is_link, is_dropped))
            if is_dropped:
                return
        self._result.append(token)

    def _html(self, token: Token) -> None:
        tag = TAG.fullmatch(token.content)
        if tag is None:
            if token.content.startswith("<!--"):
                self._result.append(token)
            else:
                self._as_text(token)
            return
        name = tag["name"].lower()
        known = is_html(name, tag["attributes"], self._text)
        if not known or is_named(tag, self._text):
            self._as_text(token)
        elif tag["end"] and name != "br":
            self._end(name)
        else:
            self._start(name, html_attributes(tag["attributes"]), token)

    def _as_text(self, token: Token) -> None:
        self._result.append(Token("text", "", 0, content=token.content))

    def _start(self, name: str, attributes: dict[str, str], token: Token) -> None:
        # Raw HTML contains its id already.
        is_kept = name not in CONVERTED_INLINES | BLOCKS
        if not is_kept and (anchors := _anchors(name, attributes)):
            self._result.append(Token("anchor", "", 0, meta={"anchors": anchors}))
        if name == "br":
            self._result.append(Token("html_break", "br", 0))
        elif name == "img":
            self._result.append(_image(attributes))
        elif name in _MARKUP:
            self._open(name, _MARKUP[name], {}, _meta(name, attributes))
        elif name == "a":
            self._start_link(attributes)
        elif name == "xref":
            self._start_xref(attributes, token)
        elif name in MARKED | SPANS:
            self._start_span(name, attributes)
        else:
            self._start_kept(name, attributes, token)

    def _start_kept(self, name: str, attributes: dict[str, str], token: Token) -> None:
        """Keep an element that only HTML output has as raw HTML.

        The tag of a block element becomes a line break instead.
        """
        if name in BLOCKS and not self._is_choice(name):
            self._separate()
        elif name in VOID - {"wbr"}:
            self._result.append(token)
        elif name != "wbr":
            self._open_raw(name, attributes)

    def _start_link(self, attributes: dict[str, str]) -> None:
        if "href" in attributes and not self._links:
            kept = {"href": attributes["href"].strip(" \t\n“”")}
            kept |= {k: attributes[k] for k in ("title", "nocheck") if k in attributes}
            self._open("a", "link", kept, _meta("a", attributes))

    def _start_xref(self, attributes: dict[str, str], token: Token) -> None:
        target = element_target(attributes)
        if target is None or self._links:
            self._as_text(token)
            return
        depth = len(self._opened)
        self._open("xref", "link", {"href": target})
        if token.content.endswith("/>") or "</xref" not in self._text:
            self._close_down_to(depth)

    def _start_span(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("abbr", "acronym") and attributes.get("title"):
            meaning = {"meaning": attributes["title"]}
            self._open(name, "abbreviation", {}, meaning | _meta(name, attributes))
            return
        classes = attributes.get("class", "").split()
        if name in MARKED:
            classes.insert(0, f"azure-{name}")
        meta = _meta("span", attributes)
        if classes or meta:
            attrs = {"class": " ".join(classes)} if classes else {}
            self._open(name, "span", attrs, meta)

    def _is_choice(self, name: str) -> bool:
        """Return True for an option in an open ``<select>`` or ``<datalist>``."""
        return name in ("option", "optgroup") and any(
            opened.name in CHOICES for opened in self._opened
        )

    def _open_raw(self, name: str, attributes: dict[str, str]) -> None:
        """Keep an element as raw HTML, and add an end tag if it is missing."""
        if len(self._opened) >= _MAX_DEPTH:
            return
        # The ids of other elements become anchors before them.
        keeps_id = name not in CONVERTED_INLINES | BLOCKS
        written = "".join(
            f' {key}="{escape(value)}"'
            for key, value in attributes.items()
            if ATTRIBUTE_NAME.fullmatch(key) and (key != "id" or keeps_id)
        )
        opening = Token("html_inline", "", 0, content=f"<{name}{written}>")
        self._result.append(opening)
        closing = Token("html_inline", "", 0, content=f"</{name}>")
        self._push(_Open(name, closing))

    def _end(self, name: str) -> None:
        for place in range(len(self._opened) - 1, -1, -1):
            if not self._opened[place].name:
                break
            if self._opened[place].name == name:
                self._close_down_to(place)
                return
        if name in BLOCKS:
            self._separate()

    def _separate(self) -> None:
        """Append a line break for a block tag in text, which cannot contain blocks."""
        if self._result and self._result[-1].type != "html_break":
            self._result.append(Token("html_break", "br", 0))

    def _open(
        self,
        name: str,
        kind: str,
        attributes: dict[str, str],
        meta: dict[str, Any] | None = None,
    ) -> None:
        if len(self._opened) < _MAX_DEPTH:
            opening = Token(f"{kind}_open", name, 1, attrs={**attributes})
            opening.meta = meta or {}
            self._result.append(opening)
            closing = Token(f"{kind}_close", name, -1)
            self._push(_Open(name, closing, kind == "link"))

    def _push(self, opened: _Open) -> None:
        self._opened.append(opened)
        self._links += opened.is_link

    def _close_down_to(self, place: int) -> None:
        while len(self._opened) > place:
            self._close_last()

    def _close_last(self) -> _Open:
        opened = self._opened.pop()
        self._links -= opened.is_link
        if opened.closing and opened.is_link and self._is_empty_link():
            # A link without content is invisible.
            href = self._result.pop().attrs["href"]
            message = f"a link to {href} has no text and was left out; give it one"
            problem = Problem(WarningKind.LINK, message)
            self._result.append(problem_token(problem))
        elif opened.closing:
            self._result.append(opened.closing)
        return opened

    def _is_empty_link(self) -> bool:
        if not self._result or self._result[-1].type != "link_open":
            return False
        # A link by uid shows the name of its target.
        return not str(self._result[-1].attrs["href"]).startswith(SCHEME)


def _meta(name: str, attributes: dict[str, str]) -> dict[str, Any]:
    """Return the ``meta`` of a token for an element: attributes that only HTML has.

    :param name: the name of the element.
    :param attributes: all attributes of the element.
    :return: the key ``html_attributes``; empty if no such attribute exists.
    """
    kept = kept_attributes(name, attributes)
    return {"html_attributes": kept} if kept else {}


def _anchors(name: str, attributes: dict[str, str]) -> list[str]:
    names = [attributes.get("id", "")]
    if name == "a":
        names.append(attributes.get("name", ""))
    return list(dict.fromkeys(filter(None, names)))


def _image(attributes: dict[str, str]) -> Token:
    token = Token("image", "img", 0, children=[])
    token.attrs = {"src": attributes.get("src", "").strip(), "alt": ""}
    token.content = attributes.get("alt", "")
    if token.content:
        token.children = [Token("text", "", 0, content=token.content)]
    for name in ("width", "height"):
        if _LENGTH.fullmatch(attributes.get(name, "").strip()):
            token.attrs[name] = attributes[name].strip()
    if attributes.get("align", "").lower() in ("left", "center", "right"):
        token.attrs["align"] = attributes["align"].lower()
    if title := attributes.get("title"):
        token.attrs["title"] = title
    kept = kept_attributes("img", attributes)
    kept = {key: value for key, value in kept.items() if key not in token.attrs}
    if kept:
        token.meta["html_attributes"] = kept
    return token
