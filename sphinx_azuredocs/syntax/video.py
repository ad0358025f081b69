"""Videos: ``> [AZURE.VIDEO getting-started]``, by their name on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .blocks import paragraph_of, split_blocks

_VIDEO = re.compile(
    r"\s*\[(?:WACOM|AZURE)\.VIDEO[ \t]+(?P<name>[\w.-]+)[ \t]*\]\s*", re.IGNORECASE
)
_HINT = re.compile(r"\.VIDEO", re.IGNORECASE)


def video_plugin(md: MarkdownIt) -> None:
    """Turn lines and quotes that are a video into ``azure_video``.

    The video's name is the token's ``info``.
    """
    md.core.ruler.before("inline", "azure_video", _videos)


def _videos(state: StateCore) -> None:
    if any(_has_video(token) for token in state.tokens):
        state.tokens[:] = _rewrite(state.tokens)


def _has_video(token: Token) -> bool:
    if token.type != "inline" or not _HINT.search(token.content):
        return False
    return any(map(_VIDEO.fullmatch, token.content.split("\n")))


def _rewrite(tokens: Sequence[Token]) -> Iterator[Token]:
    for block in split_blocks(tokens):
        opening, closing = block[0], block[-1]
        if opening.type == "paragraph_open":
            yield from _split_paragraph(*block)
        elif len(block) == 1:
            yield opening
        else:
            inner = list(_rewrite(block[1:-1]))
            only_videos = all(token.type == "azure_video" for token in inner)
            if opening.type == "blockquote_open" and inner and only_videos:
                yield from inner
            else:
                yield from (opening, *inner, closing)


def _split_paragraph(opening: Token, inline: Token, closing: Token) -> Iterator[Token]:
    """Take the lines that are a video out of a paragraph."""
    first = inline.map[0] if inline.map else 0
    if not _has_video(inline):
        yield from (opening, inline, closing)
        return
    text: list[str] = []
    for number, line in enumerate(inline.content.split("\n"), first):
        if match := _VIDEO.fullmatch(line):
            yield from paragraph_of(opening, closing, text, number - len(text))
            text = []
            video = Token("azure_video", "", 0, block=True, info=match["name"])
            video.map = [number, number + 1]
            yield video
        else:
            text.append(line)
    end = first + inline.content.count("\n") + 1
    yield from paragraph_of(opening, closing, text, end - len(text))
