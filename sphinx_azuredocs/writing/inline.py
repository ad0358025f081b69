"""Inline tokens as source text: as Markdown where Markdown has them, else as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from markdown_it.token import Token

_BACKTICKS = re.compile(r"`+")
ELEMENTS = {
    "strong": "strong",
    "em": "em",
    "s": "del",
    "superscript": "sup",
    "subscript": "sub",
    "span": "span",
    "abbreviation": "abbr",
    "html_code": "code",
    "link": "a",
}
"""Type of an inline token, without ``_open`` → element of HTML."""


class CannotWriteError(Exception):
    """Tokens that cannot be written in a dialect; the message names them."""


def as_html(tokens: Sequence[Token]) -> str:
    """Return inline tokens as HTML.

    :param tokens: the tokens.
    :raises CannotWriteError: for tokens that HTML does not have.
    """
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "text_special"):
            parts.append(escape(token.content, quote=False))
        elif token.type == "code_inline":
            name = "kbd" if token.attrs.get("class") == "kbd" else "code"
            content = escape(token.content, quote=False)
            parts.append(f"<{name}>{content}</{name}>")
        elif token.type == "image":
            parts.append(image_tag(token))
        elif token.type == "softbreak":
            parts.append("\n")
        elif token.type == "problem":
            pass
        elif token.nesting and (kind := token.type.rpartition("_")[0]) in ELEMENTS:
            is_start = token.nesting > 0
            name = tag_name(token) or ELEMENTS[kind]
            parts.append(start_tag(token) if is_start else f"</{name}>")
        elif token.type in LEAVES:
            parts.append(LEAVES[token.type](token))
        else:
            raise CannotWriteError(token.type)
    return "".join(parts)


def attributes_in_tag(token: Token) -> str:
    """Return the source of the attributes of a tag for a token."""
    attributes = {name: str(value) for name, value in token.attrs.items()}
    attributes |= token.meta.get("html_attributes", {})
    if "meaning" in token.meta:
        attributes["title"] = token.meta["meaning"]
    return "".join(f' {k}="{escape(v)}"' for k, v in attributes.items())


def tag_name(token: Token) -> str:
    """Return the name of the element of a token."""
    return token.tag or ELEMENTS.get(token.type.rpartition("_")[0], "")


def start_tag(token: Token) -> str:
    """Return the start tag of the element of a token."""
    attributes = token.copy(attrs=dict(token.attrs))
    name = tag_name(token)
    classes = str(attributes.attrs.get("class", "")).split()
    if name != "span" and f"azure-{name}" in classes:
        classes.remove(f"azure-{name}")
        attributes.attrs.pop("class")
        if classes:
            attributes.attrs["class"] = " ".join(classes)
    return f"<{name}{attributes_in_tag(attributes)}>"


def link_of(text: str, token: Token) -> str:
    """Return a link or image, without ``!``, in Markdown.

    :param text: the text in its brackets.
    :param token: the token, with the URL and title.
    """
    url = str(token.attrs.get("href", token.attrs.get("src", "")))
    if re.search(r"[\s()<>]", url) or not url:
        url = f"<{url}>"
    title = str(token.attrs.get("title", "")).replace('"', '\\"')
    return f'[{text}]({url} "{title}")' if title else f"[{text}]({url})"


def image_tag(token: Token) -> str:
    """Return an image as an element of HTML."""
    shown = token.copy(attrs={**token.attrs, "alt": _alternative(token)})
    return f"<img{attributes_in_tag(shown)}>"


def _alternative(token: Token) -> str:
    children = token.children or ()
    if any(child.type not in ("text", "text_special") for child in children):
        raise CannotWriteError("image")
    return "".join(child.content for child in children)


def _code(token: Token) -> str:
    if token.attrs.get("class") == "kbd":
        return f"<kbd>{escape(token.content, quote=False)}</kbd>"
    runs = {len(run) for run in _BACKTICKS.findall(token.content)}
    fence = next("`" * n for n in range(1, len(runs) + 2) if n not in runs)
    content = token.content
    if (
        content.startswith("`")
        or content.endswith("`")
        or (content.startswith(" ") and content.endswith(" ") and content.strip())
    ):
        content = f" {content} "
    return f"{fence}{content}{fence}"


def _anchor(token: Token) -> str:
    return "".join(f'<a id="{escape(name)}"></a>' for name in token.meta["anchors"])


LEAVES: dict[str, Callable[[Token], str]] = {
    "code_inline": _code,
    "image": image_tag,
    "softbreak": lambda _token: "\n",
    "hardbreak": lambda _token: "\\\n",
    "html_break": lambda _token: "<br>",
    "html_inline": lambda token: token.content,
    "anchor": _anchor,
}
"""Type of an inline token → function that returns its source."""
