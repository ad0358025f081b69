"""Videos: ``> [AZURE.VIDEO getting-started]``, ``> [!VIDEO https://…]``.

Articles of 2014 refer to videos by name, articles for docfx by URL. docfx also has
``:::video source="…":::``, and replaces YouTube and Channel 9 players by players that
set no cookies. Source of the grammar: docfx: ``QuoteSectionNoteParser.cs``,
``VideoExtension.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ...files.urls import split_url, unsplit_url
from ...syntax.attributes import InvalidError
from ...syntax.blocks import paragraph_of, split_blocks
from ...syntax.triple_colon import (
    Attributes,
    TripleColon,
    allow,
    complex_only,
    require,
)
from ...syntax.triple_colon_inline import TripleColonInline
from ...warnings import WarningKind
from .hosts import CHANNEL_9, LEARN, NO_COOKIES, YOUTUBE, YOUTUBE_SHORT

VIDEO = re.compile(
    r"""\s*\[(?:
        (?:WACOM|AZURE)\.VIDEO[ \t]+(?P<name>[\w.-]+)
      | !VIDEO[ \t]+(?P<url>https?://[^\]\s]+)
        (?:[ \t]+(?:title=)?(?P<quote>"?)(?P<title>[^"\]\n]*?)(?P=quote))?
    )[ \t]*\]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""Pattern of a line with a video: its ``name``, or its ``url`` and ``title``."""
_HINT = re.compile(r"[.!]VIDEO", re.IGNORECASE)
_EXAMPLE = (
    ':::video source="https://…" title="Words" thumbnail="image.png" '
    'upload-date="2026-01-31":::'
)
# Paths of YouTube pages that cannot be embedded; the id of the video follows the slash.
_OTHER_PATHS = re.compile(r"(?:v|shorts|live)/([^/]+)")


def video_plugin(md: MarkdownIt) -> None:
    """Turn lines and block quotes with only a video into ``azure_video`` tokens.

    Either ``info`` is the name of the video, or ``meta`` has its ``url`` and ``title``.

    :param md: the parser.
    """
    md.core.ruler.before("inline", "azure_video", _videos)
    md.core.ruler.after("inline", "colon_video", _videos_alone)


def _videos_alone(state: StateCore) -> None:
    """Turn each triple-colon video that is alone on its line into a block."""
    if any(_has_colon_video(token) for token in state.tokens):
        state.tokens[:] = _take_out_of_paragraphs(state.tokens)


def _has_colon_video(token: Token) -> bool:
    if token.type != "inline":
        return False
    return any(child.type == "colon_video" for child in token.children or [])


def _take_out_of_paragraphs(tokens: Sequence[Token]) -> Iterator[Token]:
    for block in split_blocks(tokens):
        if block[0].type == "paragraph_open" and _has_colon_video(block[1]):
            yield from _split_at_videos(*block)
        elif len(block) == 1 or block[0].type == "paragraph_open":
            yield from block
        else:
            yield from (block[0], *_take_out_of_paragraphs(block[1:-1]), block[-1])


def _split_at_videos(opening: Token, inline: Token, closing: Token) -> Iterator[Token]:
    """Yield the tokens of a paragraph, split at lines with only a triple-colon video.

    The videos of these lines become ``azure_video`` blocks between the paragraphs.
    """
    text: list[Token] = []
    for line, line_break in _lines(inline.children or []):
        if not _is_video(line):
            text += line if line_break is None else [*line, line_break]
            continue
        yield from _paragraph(opening, inline, closing, text)
        text = []
        first = inline.map[0] if inline.map else 0
        for token in line:
            number = token.meta.get("line", first)
            token.map, token.block = [number, number + 1], True
            is_video = token.type == "colon_video"
            yield token.copy(type="azure_video") if is_video else token
    yield from _paragraph(opening, inline, closing, text)


def _lines(children: Sequence[Token]) -> Iterator[tuple[list[Token], Token | None]]:
    """Yield the tokens of each line, and its line break; ``None`` for the last line."""
    line: list[Token] = []
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            yield line, token
            line = []
        else:
            line.append(token)
    yield line, None


def _is_video(line: Sequence[Token]) -> bool:
    """Return True if a line consists of a triple-colon video and ``problem`` tokens."""
    shown = [token for token in line if token.type != "problem"]
    return len(shown) == 1 and shown[0].type == "colon_video"


def _paragraph(
    opening: Token, inline: Token, closing: Token, children: list[Token]
) -> Iterator[Token]:
    """Yield the tokens of a paragraph made of some lines of another paragraph.

    A line break at the end is dropped. No lines give no tokens.

    :param opening: the opening token of the other paragraph.
    :param inline: its inline token.
    :param closing: its closing token.
    :param children: the inline tokens of the lines.
    """
    if children and children[-1].type in ("softbreak", "hardbreak"):
        children = children[:-1]
    if children:
        first = inline.map[0] if inline.map else 0
        number = children[0].meta.get("line", first)
        map_ = [number, number + 1]
        yield opening.copy(map=map_)
        yield inline.copy(children=children, map=[*map_])
        yield closing.copy()


def _videos(state: StateCore) -> None:
    if any(_has_video(token) for token in state.tokens):
        state.tokens[:] = _rewrite(state.tokens)


def _has_video(token: Token) -> bool:
    if token.type != "inline" or not _HINT.search(token.content):
        return False
    return any(map(VIDEO.fullmatch, token.content.split("\n")))


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
    """Yield the tokens of a paragraph, split at lines with ``[!VIDEO …]`` or the like.

    The videos of these lines become ``azure_video`` blocks between the paragraphs.
    """
    first = inline.map[0] if inline.map else 0
    if not _has_video(inline):
        yield from (opening, inline, closing)
        return
    text: list[str] = []
    for number, line in enumerate(inline.content.split("\n"), first):
        if match := VIDEO.fullmatch(line):
            yield from paragraph_of(opening, closing, text, number - len(text))
            text = []
            video = Token("azure_video", "", 0, block=True, info=match["name"] or "")
            if match["url"]:
                url, title = player_url(match["url"]), match["title"] or ""
                video.meta = {"url": url, "title": title}
            video.map = [number, number + 1]
            yield video
        else:
            text.append(line)
    end = first + inline.content.count("\n") + 1
    yield from paragraph_of(opening, closing, text, end - len(text))


def player_url(url: str) -> str:
    """Return the URL of a video's player; for YouTube and Channel 9 without cookies.

    :param url: the URL of a video's page or player, as written.
    :return: the ``https`` URL of the player; for an unknown host, the URL with the
        scheme ``https``; for an invalid URL or another scheme, the URL as written.
    """
    parts = split_url(url)
    host = (parts.hostname or "").lower()
    if parts.scheme.lower() not in ("http", "https") or not host:
        return url
    parts = parts._replace(scheme="https", path=parts.path or "/")
    query = parse_qsl(parts.query, keep_blank_values=True)
    if host == CHANNEL_9 and ("nocookie", "true") not in query:
        with_it = "&".join(filter(None, (parts.query, "nocookie=true")))
        parts = parts._replace(query=with_it)
    elif host in YOUTUBE:
        path = _youtube_path(host, parts.path, dict(query))
        parts = parts._replace(netloc=NO_COOKIES)
        if path:
            kept = [(name, value) for name, value in query if name != "v"]
            if "rel" not in dict(query):
                kept.append(("rel", "0"))
            parts = parts._replace(path=path, query=urlencode(kept))
    return unsplit_url(parts)


def _youtube_path(host: str, path: str, query: dict[str, str]) -> str:
    """Return the path of YouTube's player for the URL of a page, short URL or player.

    :param host: the host of the URL, in lower case.
    :param path: the path of the URL.
    :param query: the parameters of the URL.
    :return: the empty string if the URL does not identify a video or playlist.
    """
    name = path.strip("/")
    if name.startswith("embed/"):
        return path
    if host == YOUTUBE_SHORT and name:
        return f"/embed/{name}"
    if name == "watch" and query.get("v"):
        return f"/embed/{query['v']}"
    if match := _OTHER_PATHS.fullmatch(name):
        return f"/embed/{match[1]}"
    if name in ("watch", "playlist") and query.get("list"):
        return "/embed/videoseries"
    return ""


def _read(attributes: Attributes) -> dict[str, Any]:
    allow(
        attributes,
        *("type", "source", "title", "max-width", "thumbnail", "upload-date"),
        "duration",
    )
    require(attributes, "source")
    width = attributes.get("max-width", "").strip()
    if width and not width.isdecimal():
        msg = f'max-width="{width}" is not a whole number'
        raise InvalidError(msg)
    return {
        "url": player_url(attributes["source"].strip()),
        "title": attributes.get("title", "").strip(),
        "thumbnail": attributes.get("thumbnail", "").strip(),
    }


def _check(attributes: Attributes) -> Iterator[str]:
    for name in ("thumbnail", "upload-date"):
        if not attributes.get(name, "").strip():
            yield f'{name}="…" is missing'
    parts = split_url(attributes["source"].strip().lower())
    if parts.hostname == CHANNEL_9:
        if not parts.path.rstrip("/").endswith("/player"):
            yield "the source is not a player; add /player to its path"
    elif not _is_player(parts.hostname or "", parts.path):
        yield "the source is not a player of YouTube, Channel 9, Microsoft or Learn"


def _is_player(host: str, path: str) -> bool:
    if host in YOUTUBE:
        return path.startswith("/embed/")
    if host == LEARN:
        return path.endswith("/player")
    is_microsoft = re.fullmatch(r"(?:\w+\.)?microsoft\.com", host)
    return bool(is_microsoft and re.search(r"/(?:videoplayer|video-player)/", path))


COMPLEX_VIDEO = TripleColon(
    name="video",
    kind=WarningKind.VIDEO,
    read=complex_only(_read),
    token_type="complex_video",
    example=f"{_EXAMPLE} … :::video-end:::",
    closes=None,
    dedents=True,
    is_inline_too=True,
    describes=True,
)
"""Tokens ``complex_video_open`` and ``complex_video_close``.

The opening token has the ``meta`` of :data:`INLINE_VIDEO`. The tokens between them are
the description.
"""

INLINE_VIDEO = TripleColonInline(
    name="video",
    kind=WarningKind.VIDEO,
    read=_read,
    check=_check,
    token_type="colon_video",
    example=_EXAMPLE,
)
"""Token ``colon_video``; ``meta``: strings ``url``, ``title`` and ``thumbnail``."""
