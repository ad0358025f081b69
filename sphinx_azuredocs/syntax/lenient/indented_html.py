"""Images and HTML that are indented by four columns or more, but are not code.

Mostly they are content of a list item that is no longer above them. CommonMark 0.31
§4.4 makes indented code of them.
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


def indented_html_plugin(md: MarkdownIt) -> None:
    """Turn indented code that begins with an image or HTML into paragraphs and HTML.

    :param md: the parser.
    """
    md.core.ruler.before("inline", "indented_html", _indented_html)


def _indented_html(state: StateCore) -> None:
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
    """Yield a code block, with runs of lines that begin with an image as text.

    :param references: the link reference definitions of the file.
    """

    def is_image(part: Token) -> bool:
        image = _IMAGE.match(part.content)
        if image is None:
            return False
        # An image with an undefined label is an example of Markdown.
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
