"""Text that is indented like code, and cannot be meant as code: images and HTML.

It lost the list item that it stood in, or was never in one. The Markdown of 2014 let it
pass where CommonMark does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_IMAGE = re.compile(r"\s*!\[[^\]\n]*\](?:\[[^\]\n]*\]|\([^()\n]*\))")
_HTML_BEGIN = re.compile(r"""\s*<(?:pre\b|div\s+class="dev-callout")""", re.IGNORECASE)
_HTML_END = ("</pre>", "</div>")
_BLOCK = re.compile(r"(?:^[^\n]*\S[^\n]*\n?)+", re.MULTILINE)


def misplaced_plugin(md: MarkdownIt) -> None:
    """Read it as what it is."""
    md.core.ruler.before("inline", "misplaced", _misplaced)


def _misplaced(state: StateCore) -> None:
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "code_block" and _IMAGE.match(token.content):
            tokens += _paragraphs(token)
        else:
            if token.type == "code_block" and _is_html(token.content):
                token.type = "html_block"
            tokens.append(token)
    state.tokens[:] = tokens


def _is_html(code: str) -> bool:
    begins = _HTML_BEGIN.match(code) is not None
    return begins and code.rstrip().lower().endswith(_HTML_END)


def _paragraphs(code: Token) -> Iterator[Token]:
    """The paragraphs that the text of a code block is."""
    first = code.map[0] if code.map else 0
    for block in _BLOCK.finditer(code.content):
        begin = first + code.content.count("\n", 0, block.start())
        lines = [line.strip() for line in block[0].rstrip("\n").split("\n")]
        map_ = [begin, begin + len(lines)]
        yield Token("paragraph_open", "p", 1, block=True, map=map_)
        inline = Token("inline", "", 0, block=True, map=[*map_], children=[])
        inline.content = "\n".join(lines)
        yield inline
        yield Token("paragraph_close", "p", -1, block=True)
