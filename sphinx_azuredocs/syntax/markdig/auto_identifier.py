"""Slugs of headings by Markdig's algorithm, and headings as labels of links.

A docset chooses Markdig's algorithm or GitHub's in ``docfx.json``. With the option
``AutoLink``, ``[First steps]`` is a link to the heading of that text. Source: Markdig:
``AutoIdentifierExtension.cs``.
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
_SEPARATORS = re.compile(r"[\s_.-]+")
_OTHER = re.compile(r"[^\w\s.-]")
_REPEATED = re.compile(r"(.)\1+")


def slug_function(options: Any) -> Callable[[str], str] | None:
    """Return the function that makes the slug of a heading from its text.

    :param options: the options of Markdig's extension in ``docfx.json``.
    :return: ``None`` for GitHub's algorithm.
    """
    words = {word.strip().lower() for word in str(options or "").split(",")}
    if "github" in words:
        return None
    # Markdig's default is ASCII only.
    is_ascii = options is None or bool(words & {"default", "allowonlyascii"})
    return _ascii_slug if is_ascii else _slug


def auto_link_plugin(md: MarkdownIt, options: Any) -> None:
    """Define the text of each heading as a label of links, unless it is defined.

    :param md: the parser.
    :param options: the options of Markdig's extension; the default has ``AutoLink``.
    """
    words = {word.strip().lower() for word in str(options or "default").split(",")}
    if words & {"default", "autolink"}:
        slug = slug_function(options) or github_slug
        md.core.ruler.before("inline", "auto_link", partial(_define, slug))


def github_slug(text: str) -> str:
    """Return GitHub's slug of a heading: letters, digits, hyphens and underscores.

    :param text: the text of the heading, without markup.
    """
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
    """Return Markdig's slug: letters, digits and the separators between them.

    Whitespace becomes a hyphen where no other separator is next to it.
    """
    text = _BEFORE_LETTERS.sub("", _OTHER.sub("", text.lower()))
    return _SEPARATORS.sub(_joined, text).strip("-_.")


def _joined(between: re.Match[str]) -> str:
    separators = _REPEATED.sub(r"\1", "".join(between[0].split()))
    return separators or "-"
