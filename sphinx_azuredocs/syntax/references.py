"""Inline parsing with the link reference definitions of each file.

Labels are scoped to files: ``[1]`` in an article and ``[1]`` in a file that it includes
may have different URLs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .footnotes import rename_footnotes
from .sources import Sources


def references_plugin(md: MarkdownIt, *, notes_lines: bool = True) -> None:
    """Resolve labels per file, and record the file that defines each link.

    The ``link_open`` and ``image`` tokens get ``meta["defined_in"]``, the
    :class:`~.sources.SourceFile` in which their URL is written. A relative URL is
    relative to that file, not to the file that uses the label.

    :param md: the parser.
    :param notes_lines: True to record the line of each inline token.
    """
    md.options["store_labels"] = True
    md.core.ruler.before("block", "sources", _install_sources)
    md.core.ruler.at("inline", partial(parse_inlines, notes_lines))
    md.core.ruler.after("inline", "footnote_names", rename_footnotes)


def _install_sources(state: StateCore) -> None:
    Sources.of(state.env)


def parse_inlines(
    notes_lines: bool,
    state: StateCore,
    is_needed: Callable[[Token, Token | None], bool] | None = None,
) -> None:
    """Parse the content of inline tokens, with the labels of their file.

    A rule of markdown-it's core, in place of ``inline``.

    :param notes_lines: True to record the line of each inline token.
    :param state: the state of the parse.
    :param is_needed: takes an inline token and the token before it. It returns False to
        leave the token without children. By default all tokens are parsed.
    """
    sources = Sources.of(state.env)
    before = state.env["references"]
    previous: Token | None = None
    for token in sources.follow(state.tokens, state.env):
        opening, previous = previous, token
        if token.type == "inline":
            token.children = token.children or []
            if is_needed is not None and not is_needed(token, opening):
                token.children.append(Token("text", "", 0, content=token.content))
                continue
            state.env["references"] = sources.scope()
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            mark_definitions(token.children, sources)
            if notes_lines:
                _set_lines(token)
    state.env["references"] = before


def _set_lines(inline: Token) -> None:
    """Set ``meta["line"]`` of inline tokens to their 0-based line, for warnings.

    Tokens of included files are left out: their lines are those of another file.
    """
    if not inline.map or "\n" not in inline.content:
        return
    line, included = inline.map[0], 0
    for token in inline.children or []:
        if token.type.startswith("include_text"):
            included += token.nesting
        elif included:
            continue
        elif token.type in ("softbreak", "hardbreak"):
            line += 1
        else:
            token.meta.setdefault("line", line)
            line += token.content.count("\n")


def mark_definitions(tokens: Iterable[Token], sources: Sources) -> None:
    """Set ``meta["defined_in"]`` of links and images to the file that has the URL.

    :param tokens: inline tokens of the current file.
    :param sources: the files of the page.
    """
    for token in tokens:
        if token.type in ("link_open", "image") and "defined_in" not in token.meta:
            label = token.meta.get("label")
            token.meta["defined_in"] = (
                sources.defining(label) if label else sources.current
            )
        if token.children:
            mark_definitions(token.children, sources)
