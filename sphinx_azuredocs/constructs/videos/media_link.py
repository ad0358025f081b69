"""Links to media in the syntax of images: ``![Title](talk.mp4)``.

Links to video and audio files become ``media`` tokens. Links to videos of YouTube and
Vimeo become ``colon_video`` tokens, as for ``:::video``. Source of the grammar:
Markdig: ``MediaLinkExtension.cs``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, urlencode

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ...files.urls import split_url, unsplit_url
from .hosts import VIMEO, YOUTUBE, YOUTUBE_SHORT
from .syntax import player_url

_VIDEO = (
    *(".3g2", ".3gp", ".asf", ".avi", ".f4v", ".flv", ".m4v", ".mj2", ".mkv", ".mov"),
    *(".movie", ".mp4", ".mpeg", ".mpg", ".ogv", ".qt", ".webm", ".wmv"),
)
_AUDIO = (
    *(".aac", ".aif", ".aiff", ".au", ".flac", ".m3u", ".m4a", ".mid", ".mp3"),
    *(".mp4a", ".mpga", ".oga", ".ogg", ".opus", ".wav", ".weba", ".wma"),
)
_SHORTS = "/shorts/"


def media_link_plugin(md: MarkdownIt) -> None:
    """Turn images whose URL is a video or audio file into ``media`` tokens.

    The ``meta`` of a token has the strings ``url``, ``title`` and ``kind``, which is
    ``"video"`` or ``"audio"``.

    :param md: the parser.
    """
    md.core.ruler.before("colon_video", "media_link", _media)


def _media(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and "![" in token.content:
            _replace(token.children or [])


def _replace(children: list[Token]) -> None:
    links = 0
    for index, token in enumerate(children):
        links += token.nesting * (token.type in ("link_open", "link_close"))
        # An image in a link stays an image: a click must follow the link.
        if token.type == "image" and not links and (media := _media_of(token)):
            children[index] = media


def _media_of(image: Token) -> Token | None:
    url = str(image.attrs.get("src", ""))
    parts = split_url(f"https:{url}" if url.startswith("//") else url)
    host = (parts.hostname or "").lower()
    title = _text(image.children or []) or str(image.attrs.get("title", ""))
    if host in YOUTUBE or host in VIMEO:
        player = _player(host, url)
        meta = {"url": player, "title": title}
        return Token("colon_video", "", 0, meta=meta) if player else None
    suffix = PurePosixPath(parts.path).suffix.lower()
    for kind, suffixes in (("video", _VIDEO), ("audio", _AUDIO)):
        if suffix in suffixes:
            meta = {"url": url, "title": title, "kind": kind}
            return Token("media", "", 0, map=image.map, meta=meta)
    return None


def _text(tokens: Sequence[Token]) -> str:
    return "".join(t.content if not t.children else _text(t.children) for t in tokens)


def _player(host: str, url: str) -> str | None:
    """Return the URL of a video's player.

    :param host: the host in lower case, one of YouTube or Vimeo.
    :param url: the URL of the page or player of the video.
    :return: ``None`` if the URL does not identify a video.
    """
    parts = split_url(url)
    if host in VIMEO:
        name = parts.path.rstrip("/").rpartition("/")[2]
        return f"https://player.vimeo.com/video/{name}" if name.isdecimal() else None
    if parts.path.startswith(_SHORTS):
        parts = parts._replace(path=f"/embed/{parts.path.removeprefix(_SHORTS)}")
    host = host if host == YOUTUBE_SHORT else "www.youtube.com"
    # The start time in seconds: `t` for a page, `start` for a player.
    query = [
        ("start", value.rstrip("s")) if name == "t" else (name, value)
        for name, value in parse_qsl(parts.query)
    ]
    parts = parts._replace(scheme="https", netloc=host, query=urlencode(query))
    player = player_url(unsplit_url(parts))
    return player if "/embed/" in player else None
