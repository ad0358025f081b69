"""Videos: ``> [AZURE.VIDEO getting-started]``, by their name on the site."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .blocks import closing_index

_VIDEO = re.compile(
    r"\s*\[(?:WACOM|AZURE)\.VIDEO[ \t]+(?P<name>[\w.-]+)[ \t]*\]\s*", re.IGNORECASE
)


def video_plugin(md: MarkdownIt) -> None:
    """Turn a quote or paragraph that is a video into ``azure_video``.

    The video's name is the token's ``info``.
    """
    md.core.ruler.before("inline", "azure_video", _videos)


def _videos(state: StateCore) -> None:
    result: list[Token] = []
    index = 0
    while index < len(state.tokens):
        token = state.tokens[index]
        end = index
        if token.type in ("blockquote_open", "paragraph_open"):
            end = closing_index(state.tokens, index)
        inlines = [t for t in state.tokens[index : end + 1] if t.type == "inline"]
        match = _VIDEO.fullmatch(inlines[0].content) if len(inlines) == 1 else None
        if match and end > index:
            video = Token("azure_video", "", 0, block=True, info=match["name"])
            video.map = token.map
            result.append(video)
            index = end + 1
        else:
            result.append(token)
            index += 1
    state.tokens[:] = result
