"""Host names of the video sites that the dialects know."""

from __future__ import annotations

NO_COOKIES = "www.youtube-nocookie.com"
"""YouTube's host for players that set no cookies."""
YOUTUBE_SHORT = "youtu.be"
"""YouTube's host for short URLs: the path is the id of a video."""
YOUTUBE = frozenset(
    (
        *("youtube.com", "www.youtube.com", "m.youtube.com", YOUTUBE_SHORT),
        *(NO_COOKIES, "youtube-nocookie.com"),
    )
)
"""All hosts of YouTube, for watch pages and for players."""
VIMEO = frozenset(("vimeo.com", "www.vimeo.com", "player.vimeo.com"))
CHANNEL_9 = "channel9.msdn.com"
LEARN = "learn-video.azurefd.net"
