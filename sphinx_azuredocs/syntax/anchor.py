"""Anchors: ``<a name="x"></a>`` and ``<a id="x">``, in, before and around text.

They are targets of links in every container. Anchors in a heading, and in a paragraph
of anchors before it, become anchors of the section.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .blocks import closing_index


def anchor_plugin(md: MarkdownIt) -> None:
    """Move the names of ``anchor`` tokens in and before a heading to the heading.

    The names become ``meta["anchors"]`` of ``heading_open``. Those before it have their
    0-based lines in ``meta["anchor_lines"]``.

    :param md: the parser.
    """
    md.core.ruler.after("inline", "azure_anchor", _anchors)


def _anchors(state: StateCore) -> None:
    opening: Token | None = None
    for token in state.tokens:
        if token.type == "inline" and opening is not None:
            names, token.children = _take(token.children or [])
            if names:
                opening.meta.setdefault("anchors", []).extend(names)
        opening = token if token.type == "heading_open" else None
    state.tokens[:] = _before_headings(_without_empty_headings(state.tokens))


def _without_empty_headings(tokens: list[Token]) -> list[Token]:
    """Return the tokens, with headings without text replaced by their anchors."""
    result: list[Token] = []
    for token in tokens:
        result.append(token)
        if token.type == "heading_close" and not result[-2].children:
            opening = result[-3]
            del result[-3:]
            if names := opening.meta.get("anchors"):
                meta = {"anchors": names}
                result.append(
                    Token("anchor", "", 0, block=True, map=opening.map, meta=meta)
                )
    return result


def _take(children: list[Token]) -> tuple[list[str], list[Token]]:
    """Separate the names of anchors from the other tokens.

    :return: the names, and the other tokens without blank text at the beginning.
    """
    names: list[str] = []
    rest: list[Token] = []
    for token in children:
        if token.type == "anchor":
            names += token.meta["anchors"]
        elif rest or token.type != "text" or token.content.strip():
            rest.append(token)
    return names, rest


def _before_headings(tokens: list[Token]) -> list[Token]:
    """Return the tokens, with paragraphs of anchors alone moved to the next heading."""
    result: list[Token] = []
    pending: list[Token] = []
    names: dict[str, int] = {}
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = closing_index(tokens, index) if token.type == "paragraph_open" else index
        block = tokens[index : end + 1]
        alone = _only_anchors(block)
        if alone is not None:
            line = block[0].map[0] if block[0].map else 0
            for name in alone:
                names.setdefault(name, line)
            pending += block if alone else []
        else:
            if token.type == "heading_open" and names:
                token.meta.setdefault("anchors", []).extend(names)
                token.meta["anchor_lines"] = names
            else:
                result += pending
            result += block
            names, pending = {}, []
        index = end + 1
    return result + pending


def _only_anchors(block: list[Token]) -> list[str] | None:
    """Return the names of the anchors in a block; ``None`` if it has other content."""
    if block[0].type == "anchor":
        return list(block[0].meta["anchors"])
    if len(block) != 3 or block[1].type != "inline":
        return None
    names, rest = _take(block[1].children or [])
    space = (t.type in ("softbreak", "text") and not t.content.strip() for t in rest)
    return names if all(space) else None
