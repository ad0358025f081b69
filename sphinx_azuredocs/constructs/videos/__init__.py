"""Videos: ``> [AZURE.VIDEO name]``, ``> [!VIDEO URL]``, ``:::video``, media links."""

from __future__ import annotations

from ...assets import beside
from ...page.dialects import ARTICLES
from ..construct import Construct, Handler, plain
from .nodes import MEDIA_CLASS, VIDEO_CLASS, play_media, setup_videos
from .render import (
    render_azure_video,
    render_colon_video,
    render_complex_video,
    render_media,
)
from .syntax import COMPLEX_VIDEO, INLINE_VIDEO, video_plugin
from .write import respell_video, write_azure_video

CONSTRUCT = Construct(
    "video",
    dialects=ARTICLES,
    syntax=plain(video_plugin),
    blocks=(COMPLEX_VIDEO,),
    inlines=(INLINE_VIDEO,),
    render=(
        render_azure_video,
        render_colon_video,
        render_complex_video,
        render_media,
    ),
    write=(write_azure_video,),
    respell=respell_video,
    setup=setup_videos,
    handlers=(Handler("doctree-resolved", play_media),),
    assets=(beside(__file__, "azuredocs-videos.css", VIDEO_CLASS, MEDIA_CLASS),),
)
