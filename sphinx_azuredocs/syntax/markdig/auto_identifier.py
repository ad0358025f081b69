"""The anchors of headings as Markdig has them, where it is not told to do as GitHub.

With them the text of a heading is a label of links to it: ``[First steps]``. Source:
Markdig's specification of ``AutoIdentifiers``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..sources import Sources

_BEFORE_LETTERS = re.compile(r"^[\W\d_]+")
_MARKS = re.compile(r"[\s_.-]+")
_OTHER = re.compile(r"[^\w\s.-]")
_REPEATED = re.compile(r"(.)\1+")


def slug_function(options: Any) -> Callable[[str], str] | None:
    """What makes an anchor of the text of a heading.

    :param options: the options of Markdig's extension.
    :return: ``None`` for GitHub's way.
    """
    words = {word.strip().lower() for word in str(options or "").split(",")}
    if "github" in words:
        return None
    # Markdig's default is ASCII alone.
    is_ascii = options is None or bool(words & {"default", "allowonlyascii"})
    return _ascii_slug if is_ascii else _slug


def auto_link_plugin(md: MarkdownIt, options: Any) -> None:
    """Define the text of each heading as a label of links, where no label is.

    :param options: the options of Markdig's extension; ``AutoLink`` is in the default.
    """
    words = {word.strip().lower() for word in str(options or "default").split(",")}
    if words & {"default", "autolink"}:
        slug = slug_function(options) or github_slug
        md.core.ruler.before("inline", "auto_link", partial(_define, slug))


def github_slug(text: str) -> str:
    """Return GitHub's slug of a heading: letters, digits, hyphens and underscores."""
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def _define(slug: Callable[[str], str], state: StateCore) -> None:
    sources = Sources.of(state.env)
    heading: Token | None = None
    for token in sources.follow(list(state.tokens), state.env):
        if token.type == "inline" and heading is not None:
            label = normalizeReference(token.content)
            references = sources.current.references
            if label and label not in references:
                anchors = heading.meta.get("anchors") or [slug(_text(state, token))]
                references[label] = {
                    "title": "",
                    "href": f"#{anchors[0]}",
                    "map": token.map,
                }
        heading = token if token.type == "heading_open" else None


def _text(state: StateCore, inline: Token) -> str:
    """Return the text of a heading without its markup."""
    children = state.md.inline.parse(inline.content, state.md, state.env, [])
    return "".join(token.content for token in children)


def _ascii_slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _slug(plain.encode("ascii", "ignore").decode())


def _slug(text: str) -> str:
    """Letters and digits, and what is between them: a mark if there is one."""
    text = _BEFORE_LETTERS.sub("", _OTHER.sub("", text.lower()))
    return _MARKS.sub(_joined, text).strip("-_.")


def _joined(between: re.Match[str]) -> str:
    marks = _REPEATED.sub(r"\1", "".join(between[0].split()))
    return marks or "-"
