"""Text that is indented like code, and cannot be meant as code: images and HTML.

It lost the list item that it stood in, or was never in one. The Markdown of 2014 let it
pass where CommonMark does not.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .blocks import text_paragraphs

_IMAGE = re.compile(r"\s*!\[[^\]\n]*\](?:\[[^\]\n]*\]|\([^()\n]*\))")
_HTML_BEGIN = re.compile(r"""\s*<(?:pre\b|div\s+class="dev-callout")""", re.IGNORECASE)
_HTML_END = ("</pre>", "</div>")


def misplaced_plugin(md: MarkdownIt) -> None:
    """Read it as what it is."""
    md.core.ruler.before("inline", "misplaced", _misplaced)


def _misplaced(state: StateCore) -> None:
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "code_block" and _IMAGE.match(token.content):
            tokens += text_paragraphs(token)
        else:
            if token.type == "code_block" and _is_html(token.content):
                token.type = "html_block"
            tokens.append(token)
    state.tokens[:] = tokens


def _is_html(code: str) -> bool:
    begins = _HTML_BEGIN.match(code) is not None
    return begins and code.rstrip().lower().endswith(_HTML_END)
