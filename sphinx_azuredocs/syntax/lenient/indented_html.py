"""Text that is indented like code, and cannot be meant as code: images and HTML.

It lost the list item that it stood in, or was never in one. The Markdown of 2014 let it
pass where CommonMark does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..blocks import join_code, split_code, text_paragraphs
from ..sources import References, Sources

_IMAGE = re.compile(
    r"(?:\A|\n)[ \t]*!\[[^\]\n]*\](?:\[(?P<label>[^\]\n]+)\]|\([^()\n]*\))"
)
_HTML_BEGIN = re.compile(r"""\s*<(?:pre\b|div\s+class="dev-callout")""", re.IGNORECASE)
_HTML_END = ("</pre>", "</div>", "</li>")


def misplaced_plugin(md: MarkdownIt) -> None:
    """Read it as what it is."""
    md.core.ruler.before("inline", "misplaced", _misplaced)


def _misplaced(state: StateCore) -> None:
    tokens: list[Token] = []
    sources = Sources.of(state.env)
    for token in sources.follow(list(state.tokens), state.env):
        if token.type == "code_block" and _IMAGE.search(token.content):
            tokens += _with_images(token, sources.scope())
        else:
            if token.type == "code_block" and _is_html(token.content):
                token.type = "html_block"
            tokens.append(token)
    state.tokens[:] = tokens


def _with_images(code: Token, references: References) -> Iterator[Token]:
    """The code, with parts of it that begin with an image as paragraphs."""

    def is_image(part: Token) -> bool:
        image = _IMAGE.match(part.content)
        if image is None:
            return False
        # A label that is defined nowhere is one of an example.
        label = image["label"]
        return label is None or normalizeReference(label) in references

    for is_text, parts in groupby(split_code(code), is_image):
        if is_text:
            for part in parts:
                yield from text_paragraphs(part)
        else:
            yield join_code(list(parts))


def _is_html(code: str) -> bool:
    begins = _HTML_BEGIN.match(code) is not None
    return begins and code.rstrip().lower().endswith(_HTML_END)
