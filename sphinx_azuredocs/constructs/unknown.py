"""Unknown and incomplete constructs in brackets: ``[AZURE.CAROUSEL]``.

They are kept as text, with a warning. So is an include without its closing bracket.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from ..page.dialects import ARTICLES
from ..syntax.html.content import CALLOUT_KINDS
from ..syntax.problem import problem_token
from ..warnings import Problem, WarningKind
from .construct import Construct, plain
from .includes.syntax import INCLUDE

_PREFIXES = ("AZURE.", "WACOM.", "!")
_OF_QUOTES = {*CALLOUT_KINDS, "DIV", "SELECTOR", "SELECTOR-LIST", "VIDEO"}
"""The names of constructs that begin a quote."""
# In capitals only, as all constructs of the site: `[Azure.com]` is text.
_CONSTRUCT = re.compile(
    r"\[(?:WACOM|AZURE)\.(?P<name>[A-Z][A-Z-]+)(?:\s*\](?![(\[:])|(?=\s))"
)
# docfx's constructs, in any letter case.
_DOCFX = re.compile(r"\[!(?P<name>[A-Za-z][\w-]*)(?:\s[^\[\]\n]*)?\](?![(\[:])")
_CODE = re.compile(
    r"\[!(?P<name>code|notebook)(?:-[^\[\]\s]+)?[ ]*"
    r"\[[^\[\]\n]*\][ \t]*\([^()\n]*\)[ \t]*\]",
    re.IGNORECASE,
)
_HALF_INCLUDE = re.compile(
    r"\[(?P<prefix>(?:WACOM|AZURE)\.|!)INCLUDE[+-]?\s*\[[^\n]*", re.IGNORECASE
)


def unknown_construct_plugin(md: MarkdownIt) -> None:
    """Report unknown constructs and keep them as text.

    :param md: the parser.
    """
    md.inline.ruler.after("include", "unknown_construct", _unknown_construct)


def _unknown_construct(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    if match := _HALF_INCLUDE.match(state.src, state.pos):
        if INCLUDE.match(state.src, state.pos):
            return False
        prefix = "!" if match["prefix"] == "!" else "AZURE."
        message = (
            "an incomplete include was left as text; "
            f"write [{prefix}INCLUDE [name](../includes/file.md)]"
        )
        problem = Problem(WarningKind.INCLUDE, message)
    elif match := _CODE.match(state.src, state.pos):
        message = (
            f"{match[0]!r} was left as text, as it is not alone on its line; "
            "write it on a line of its own"
        )
        problem = Problem(WarningKind.SNIPPET, message)
    elif match := _match(state):
        problem = Problem(WarningKind.UNKNOWN_CONSTRUCT, _advice(match))
    else:
        return False
    if match.re is not _HALF_INCLUDE:
        # The bracket is text; the text after it is parsed as usual.
        if silent or _is_label(match["name"], state):
            return False
        text = "["
    else:
        text = match[0]
    if not silent:
        if state.pending:
            state.pushPending()
        state.tokens.append(problem_token(problem))
        state.push("text", "", 0).content = text
    state.pos += len(text)
    return True


def _advice(match: re.Match[str]) -> str:
    written = match[0].strip()
    if match["name"].upper() in _OF_QUOTES:
        return (
            f"{written!r} was left as text, as it does not begin a quote; write it at "
            "the beginning of a quote"
        )
    return (
        f"unknown construct {written!r} was left as text; "
        "correct its name, or write \\[ for a bracket"
    )


def _match(state: StateInline) -> re.Match[str] | None:
    if state.src.startswith("[!", state.pos):
        return _DOCFX.match(state.src, state.pos)
    return _CONSTRUCT.match(state.src, state.pos)


def _is_label(name: str, state: StateInline) -> bool:
    """Return True if the name of a construct is a defined label of a link."""
    references = state.env.get("references", {})
    return any(normalizeReference(f"{p}{name}") in references for p in _PREFIXES)


CONSTRUCT = Construct(
    "unknown", dialects=ARTICLES, syntax=plain(unknown_construct_plugin)
)
