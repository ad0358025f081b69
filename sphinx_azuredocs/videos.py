"""Videos of the site: a linked card, or a player where a setting asks for one.

A card loads nothing from elsewhere. Where there is no player, which is everywhere but
in HTML pages, a video is a link.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from .config import Settings
from .translation import translate as _

VIDEO_CLASS = "azure-video"
# After references are resolved, which is at 10.
_AFTER_REFERENCES = 20


def build_video(url: str, title: str) -> nodes.container:
    """A video, as a link to it.

    :param url: where it is shown.
    :param title: what it is called; empty if it has no name.
    """
    link = build_video_link(url, title)
    paragraph = nodes.paragraph(link.rawsource, "", link)
    return nodes.container("", paragraph, classes=[VIDEO_CLASS])


def build_video_link(url: str, title: str) -> nodes.reference:
    """A link to a video, for a line of text.

    :param url: where it is shown.
    :param title: what it is called; empty if it has no name.
    """
    text = _("Video: %s") % (title or urlsplit(url).hostname or url)
    return nodes.reference(text, text, refuri=url, internal=False)


class PlayersInHtml(SphinxPostTransform):
    """Put players over the links, if the setting says so."""

    default_priority = _AFTER_REFERENCES
    builders = ("html", "dirhtml", "singlehtml")

    def run(self, **_kwargs: object) -> None:
        """Change the videos of a page."""
        containers = self.document.findall(nodes.container)
        videos = [node for node in containers if VIDEO_CLASS in node["classes"]]
        if not videos or Settings.from_config(self.config).video != "embed":
            return
        for video in videos:
            for link in list(video.findall(nodes.reference)):
                player = _player(link["refuri"], link.astext())
                video.insert(0, nodes.raw("", player, format="html"))


def _player(url: str, title: str) -> str:
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" loading="lazy" '
        'allow="fullscreen" referrerpolicy="no-referrer"></iframe>'
    )


def setup_videos(app: Sphinx) -> None:
    """Register what HTML needs."""
    app.add_post_transform(PlayersInHtml)
