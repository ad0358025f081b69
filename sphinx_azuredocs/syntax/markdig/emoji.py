"""Emoji by GitHub's names (``:smile:``) and, as an option, by smileys (``:)``).

A letter or digit may not be next to the colons: ``10:30:45`` and ``a:b:c`` stay text,
as do unknown names. Source: Markdig: ``EmojiMapping.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_NAME = re.compile(r"(?<![^\W_]):[a-z0-9+-][a-z0-9_+-]*:(?![^\W_])")
# Eyes (some with a nose) → mouth → name of the emoji.
_EYES = {
    ":": {
        **dict.fromkeys(")", "smiley"),
        **dict.fromkeys("(", "frowning"),
        **dict.fromkeys("D", "smile"),
        **dict.fromkeys("Pp", "stuck_out_tongue"),
        **dict.fromkeys("oO", "open_mouth"),
        **dict.fromkeys("|", "neutral_face"),
        **dict.fromkeys("/", "confused"),
        **dict.fromkeys("*", "kissing"),
        **dict.fromkeys("@", "rage"),
        **dict.fromkeys("$sSzZ", "unamused"),
    },
    ";": {")": "wink", "(": "sob"},
    ":'": {"(": "cry", ")": "joy", "D": "joy"},
    ":,": {"(": "cry", ")": "joy", "D": "joy"},
    ">:": {"(": "angry"},
    "]:": {"(": "imp", ")": "smiling_imp"},
    **{eyes: {")": "innocent"} for eyes in ("o:", "O:", "0:")},
    **{eyes: {")": "sunglasses"} for eyes in ("8-", "B-")},
    **{eyes: {")": "laughing"} for eyes in ("x-", "X-")},
}
_SMILEYS = {
    eyes + nose + mouth: f":{name}:"
    for eyes, mouths in _EYES.items()
    for nose in (("",) if eyes.endswith("-") else ("", "-"))
    for mouth, name in mouths.items()
} | {"<3": ":heart:", "</3": ":broken_heart:"}
_ARROWS = {"<-": "←", "->": "→", "<->": "↔", "<=": "⇐", "=>": "⇒", "<=>": "⇔"}
_LONGEST_FIRST = sorted({**_SMILEYS, **_ARROWS}, key=len, reverse=True)
_SMILEY = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})(?!\S)")


def emoji_plugin(md: MarkdownIt) -> None:
    """Replace names of emoji in text, except in code and URLs.

    :param md: the parser.
    """
    md.inline.ruler2.after(
        "fragments_join", "emoji", partial(_replace, ":", _NAME, _by_name)
    )


def smiley_plugin(md: MarkdownIt) -> None:
    """Replace smileys (``:)``) by emoji and ASCII arrows (``->``) by arrows.

    :param md: the parser.
    """
    md.inline.ruler2.after(
        "fragments_join", "smiley", partial(_replace, "", _SMILEY, _by_smiley)
    )


def _replace(
    hint: str,
    pattern: re.Pattern[str],
    emoji_of: Callable[[re.Match[str]], str],
    state: StateInline,
) -> None:
    """Replace the matches of a pattern in text tokens, except in bare URLs.

    :param hint: a string in every match, to skip other text quickly.
    :param pattern: the pattern.
    :param emoji_of: returns the replacement of a match.
    """
    if hint not in state.src or not pattern.search(state.src):
        return
    is_url = False
    for token in state.tokens:
        if token.type == "text" and not is_url:
            token.content = pattern.sub(emoji_of, token.content)
        is_url = token.type == "link_open" and token.info == "auto"


def _by_name(match: re.Match[str]) -> str:
    return emoji_named(match[0])


def _by_smiley(match: re.Match[str]) -> str:
    text = match[0]
    return _ARROWS[text] if text in _ARROWS else emoji_named(_SMILEYS[text])


@cache
def emoji_named(name: str) -> str:
    """Return the emoji of a name, or the name itself if it is unknown.

    :param name: the name with its colons, for example ``:smile:``.
    """
    # Imported late: the table of names is large, and few pages have emoji.
    from emoji import emojize

    return emojize(name, language="alias")
