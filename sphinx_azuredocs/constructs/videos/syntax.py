"""Videos: ``> [AZURE.VIDEO getting-started]``, ``> [!VIDEO https://…]``.

The site of 2014 knew its videos by name. docfx has their URLs, and shows those of
YouTube and Channel 9 without cookies; it writes ``:::video source="…":::``, too.
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
from ...syntax.blocks import paragraph_of, split_blocks
from ...syntax.triple_colon import (
    Attributes,
    InvalidError,
    TripleColon,
    allow,
    complex_only,
    require,
)
from ...syntax.triple_colon_inline import TripleColonInline
from ...warnings import WarningKind

_VIDEO = re.compile(
    r"""\s*\[(?:
        (?:WACOM|AZURE)\.VIDEO[ \t]+(?P<name>[\w.-]+)
      | !VIDEO[ \t]+(?P<url>https?://[^\]\s]+)
        (?:[ \t]+(?:title=)?(?P<mark>"?)(?P<title>[^"\]\n]*?)(?P=mark))?
    )[ \t]*\]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_HINT = re.compile(r"[.!]VIDEO", re.IGNORECASE)
_EXAMPLE = (
    ':::video source="https://…" title="Words" thumbnail="image.png" '
    'upload-date="2026-01-31":::'
)
_YOUTUBE = ("youtube.com", "www.youtube.com", "youtu.be", "www.youtube-nocookie.com")
# Pages that no other page may show.
_OTHER_PATHS = re.compile(r"(?:v|shorts|live)/([^/]+)")
_NO_COOKIES = "www.youtube-nocookie.com"
_CHANNEL_9 = "channel9.msdn.com"
_LEARN = "learn-video.azurefd.net"


def video_plugin(md: MarkdownIt) -> None:
    """Turn lines and quotes that are a video into ``azure_video``.

    The video's name is the token's ``info``, or its URL is in ``meta["url"]``.
    """
    md.core.ruler.before("inline", "azure_video", _videos)
    md.core.ruler.after("inline", "colon_video", _videos_alone)


def _videos_alone(state: StateCore) -> None:
    """Make blocks of the videos of three colons that have a paragraph to themselves."""
    if any(map(_is_video, state.tokens)):
        state.tokens[:] = _take_out_of_paragraphs(state.tokens)


def _is_video(inline: Token) -> bool:
    if not inline.children or inline.children[-1].type != "colon_video":
        return False
    return all(child.type == "problem" for child in inline.children[:-1])


def _take_out_of_paragraphs(tokens: Sequence[Token]) -> Iterator[Token]:
    paragraph: list[Token] = []
    for token in tokens:
        if token.type == "paragraph_open":
            paragraph = [token]
        elif paragraph and _is_video(token):
            *problems, video = token.children or []
            for child in (*problems, video):
                child.map, child.block = token.map, True
            paragraph = [*problems, video.copy(type="azure_video")]
        elif paragraph and token.type == "paragraph_close":
            if paragraph[0].type == "paragraph_open":
                paragraph.append(token)
            yield from paragraph
            paragraph = []
        elif paragraph:
            paragraph.append(token)
        else:
            yield token


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
    """Where a video's player is, one that sets no cookies if there is such a one.

    :param url: the URL as it is written.
    """
    parts = split_url(url)
    host = (parts.hostname or "").lower()
    if parts.scheme.lower() not in ("http", "https") or not host:
        return url
    parts = parts._replace(scheme="https", path=parts.path or "/")
    query = parse_qsl(parts.query, keep_blank_values=True)
    if host == _CHANNEL_9 and ("nocookie", "true") not in query:
        with_it = "&".join(filter(None, (parts.query, "nocookie=true")))
        parts = parts._replace(query=with_it)
    elif host in _YOUTUBE:
        path = _youtube_path(host, parts.path, dict(query))
        parts = parts._replace(netloc=_NO_COOKIES)
        if path:
            kept = [(name, value) for name, value in query if name != "v"]
            if "rel" not in dict(query):
                kept.append(("rel", "0"))
            parts = parts._replace(path=path, query=urlencode(kept))
    return unsplit_url(parts)


def _youtube_path(host: str, path: str, query: dict[str, str]) -> str:
    """The path of a player, for a video's page, short URL or player."""
    name = path.strip("/")
    if name.startswith("embed/"):
        return path
    if host == "youtu.be" and name:
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
        msg = f'max-width="{width}" is no whole number'
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
    if parts.hostname == _CHANNEL_9:
        if not parts.path.rstrip("/").endswith("/player"):
            yield "the source is no player; add /player to its path"
    elif not _is_player(parts.hostname or "", parts.path):
        yield "the source is no player of YouTube, Channel 9, Microsoft or Learn"


def _is_player(host: str, path: str) -> bool:
    if host in _YOUTUBE:
        return path.startswith("/embed/")
    if host == _LEARN:
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

``meta`` is that of :data:`INLINE_VIDEO`; in them stands what is said of the video.
"""

INLINE_VIDEO = TripleColonInline(
    name="video",
    kind=WarningKind.VIDEO,
    read=_read,
    check=_check,
    token_type="colon_video",
    example=_EXAMPLE,
)
"""Token ``colon_video``; ``meta``: ``url``, ``title`` and ``thumbnail``."""
