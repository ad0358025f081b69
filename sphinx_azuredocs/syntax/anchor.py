"""Anchors: ``<a name="x"></a>`` and ``<a id="x">``, in, before and around text.

They are targets for links, whatever they stand in. Those of a heading, in it or on a
line before it, are anchors of the section.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .blocks import closing_index, push_text_block

_OPENING = re.compile(r"<a(?=[\s>/])(?P<attributes>[^>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?a[\s>/]", re.IGNORECASE)
_BROKEN = re.compile(
    r"""<a\s+(?:name|id)\s*=\s*["']?(?P<name>[\w.:-]+)["']?\s*(?:/?>|(?=</a\s*>))""",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</a\s*>", re.IGNORECASE)
_NAME = re.compile(
    r"""(?:^|\s)(?:name|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""",
    re.IGNORECASE,
)
_OPENED = "azuredocs_opened_anchors"
_LINK = re.compile(r"(?:^|\s)href\s*=", re.IGNORECASE)


def anchor_plugin(md: MarkdownIt) -> None:
    """Turn anchors into ``anchor`` tokens, their names in ``meta["anchors"]``.

    Those of headings are ``meta["anchors"]`` of ``heading_open``.
    """
    md.block.ruler.before(
        "html_block",
        "azure_anchor_line",
        _anchor_line,
        {"alt": ["paragraph", "reference", "blockquote"]},
    )
    md.inline.ruler.after("html_inline", "azure_broken_anchor", _broken_anchor)
    md.core.ruler.after("inline", "azure_anchor", _anchors)


def _broken_anchor(state: StateInline, silent: bool) -> bool:
    """Read the tag of an anchor that lacks a quote or its bracket as the HTML meant."""
    match = _BROKEN.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = f'<a name="{match["name"]}">'
    state.pos = match.end()
    return True


def _anchor_line(
    state: StateBlock, start_line: int, _end_line: int, silent: bool
) -> bool:
    """Read a tag alone on its line as text, as it would be HTML up to a blank line."""
    if state.is_code_block(start_line):
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    line = state.src[begin : state.eMarks[start_line]].strip()
    if not line.startswith(("<a", "<A", "</a", "</A")):
        return False
    opened = state.env.get(_OPENED, 0)
    opening = _OPENING.fullmatch(line)
    if opening and not _LINK.search(opening["attributes"]):
        opened += 1
    elif _CLOSING.fullmatch(line) and opened:
        opened -= 1
    else:
        return False
    if not silent:
        state.env[_OPENED] = opened
        push_text_block(state, "paragraph", "p", line, (start_line, start_line + 1))
    return True


def _anchors(state: StateCore) -> None:
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "inline" and token.children and _TAG.search(token.content):
            token.children = _find(token.children)
            if tokens[-1].type == "heading_open":
                names, token.children = _take(token.children)
                tokens[-1].meta.setdefault("anchors", []).extend(names)
        tokens.append(token)
    state.tokens[:] = _before_headings(tokens)


def _find(children: list[Token]) -> list[Token]:
    """Inline tokens with anchors in place of the HTML that makes them."""
    result: list[Token] = []
    links: list[bool] = []
    for token in children:
        opening = closing = None
        if token.type == "html_inline":
            opening = _OPENING.fullmatch(token.content)
            closing = _CLOSING.fullmatch(token.content)
        if opening:
            links.append(bool(_LINK.search(opening["attributes"])))
            if names := _names(opening["attributes"]):
                result.append(Token("anchor", "", 0, meta={"anchors": names}))
            if not links[-1]:
                continue
        elif closing and (not links or not links.pop()):
            continue
        result.append(token)
    return result


def _names(attributes: str) -> list[str]:
    found = (m[1] or m[2] or m[3] for m in _NAME.finditer(attributes))
    return list(dict.fromkeys(name for name in found if name))


def _take(children: list[Token]) -> tuple[list[str], list[Token]]:
    """Part the names of anchors from the other tokens."""
    names: list[str] = []
    rest: list[Token] = []
    for token in children:
        if token.type == "anchor":
            names += token.meta["anchors"]
        elif rest or token.type != "text" or token.content.strip():
            rest.append(token)
    return names, rest


def _before_headings(tokens: list[Token]) -> list[Token]:
    """Give headings the anchors of a paragraph before them that has nothing else."""
    result: list[Token] = []
    pending: list[Token] = []
    names: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = closing_index(tokens, index) if token.type == "paragraph_open" else index
        block = tokens[index : end + 1]
        alone = _only_anchors(block)
        if alone is not None:
            names += alone
            pending += block if alone else []
        else:
            if token.type == "heading_open" and names:
                token.meta.setdefault("anchors", []).extend(names)
            else:
                result += pending
            result += block
            names, pending = [], []
        index = end + 1
    return result + pending


def _only_anchors(block: list[Token]) -> list[str] | None:
    """The names in a paragraph that has anchors, or tags of them, and nothing else."""
    if len(block) != 3 or block[1].type != "inline":
        return None
    names, rest = _take(block[1].children or [])
    space = (t.type in ("softbreak", "text") and not t.content.strip() for t in rest)
    return names if all(space) else None
