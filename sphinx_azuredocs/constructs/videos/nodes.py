"""Nodes of videos and audio files: links, which can become players in HTML pages.

A video of a video site is a link, styled as a card, which loads nothing from the site.
With ``azuredocs_video = "embed"`` it also gets an embedded player. A link to a video or
audio file that browsers can play is replaced by a player, which loads files of other
sites only when the reader starts it. In other formats they remain links.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ...config import Settings
from ...domain.azure import azure_domain
from ...files.urls import split_url
from ...locale import translate as _
from ...page.builders import ONE_PAGE, PAGES

_AROUND_WORD = " :：\u00a0\u202f"
"""Characters between ``Video`` or ``Audio`` and the name in a label, to be stripped."""
VIDEO_CLASS = "azure-video"
MEDIA_CLASS = "azure-media"
_AUDIO_CLASS = "azure-media-audio"
_PLAYED = (
    *(".aac", ".flac", ".m4a", ".m4v", ".mov", ".mp3", ".mp4", ".mp4a", ".mpga"),
    *(".oga", ".ogg", ".ogv", ".opus", ".wav", ".weba", ".webm"),
)
"""The suffixes of files that browsers can play."""
# A transform priority: Sphinx resolves references at 10.
_AFTER_REFERENCES = 20


def build_video(
    url: str, title: str, thumbnail: nodes.image | None = None
) -> nodes.container:
    """Return the container of a video, with a link to the video.

    :param url: the URL of the player, or of the page that shows the video.
    :param title: the title; empty for an unknown title.
    :param thumbnail: an image, which HTML shows below the title.
    """
    link = build_video_link(url, title)
    if thumbnail is not None:
        link += addnodes.only("", thumbnail, expr="format_html")
    paragraph = nodes.paragraph(link.rawsource, "", link)
    return nodes.container("", paragraph, classes=[VIDEO_CLASS])


def build_video_link(url: str, title: str) -> nodes.reference:
    """Return a link to a video.

    :param url: the URL of the player, or of the page that shows the video.
    :param title: the title; empty for an unknown title.
    """
    text = media_label("video", title)
    return nodes.reference(text, text, refuri=url, internal=False)


def media_classes(kind: str) -> list[str]:
    """Return the classes of a link to a video or audio file.

    :param kind: ``"video"`` or ``"audio"``.
    """
    return [MEDIA_CLASS, _AUDIO_CLASS] if kind == "audio" else [MEDIA_CLASS]


def media_label(kind: str, name: str) -> str:
    """Return the translated text of a link to a file, such as ``Video: name``.

    :param kind: ``"video"`` or ``"audio"``.
    :param name: the name; empty for the label ``Video`` or ``Audio``. If it begins with
        this label, the label is not repeated.
    """
    label = _("Audio: %s") if kind == "audio" else _("Video: %s")
    word = (label % "").strip(_AROUND_WORD)
    pattern = rf"\s*(?:{kind}|{re.escape(word)})\s*(?:[:：–—-]|\Z)"
    said = re.match(pattern, name, re.IGNORECASE)
    rest = name[said.end() :].strip() if said else name.strip()
    return label % rest if rest else word


class PlayersInHtml(SphinxPostTransform):
    """Post-transform that embeds players if ``azuredocs_video`` is ``"embed"``."""

    default_priority = _AFTER_REFERENCES
    builders = (*PAGES, *ONE_PAGE)

    def run(self, **_kwargs: object) -> None:
        """Insert a player before the link of each video."""
        if not azure_domain(self.env).has_class(self.env.docname, VIDEO_CLASS):
            return
        if Settings.of(self.config).video != "embed":
            return
        containers = self.document.findall(nodes.container)
        for video in [node for node in containers if VIDEO_CLASS in node["classes"]]:
            for link in list(video.findall(nodes.reference)):
                player = _player(link["refuri"], link.astext())
                video.insert(0, nodes.raw("", player, format="html"))


def play_media(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Replace links to video and audio files by players, if browsers can play the file.

    Handler of Sphinx's event ``doctree-resolved``, for HTML pages.
    """
    builder = app.builder
    if builder.name not in PlayersInHtml.builders:
        return
    if not azure_domain(app.env).has_class(docname, MEDIA_CLASS):
        return
    page = builder.get_target_uri(docname).partition("#")[0]
    for kind in (nodes.reference, addnodes.download_reference):
        for link in list(document.findall(kind)):
            if MEDIA_CLASS not in link["classes"]:
                continue
            url = link.get("refuri") or link.get("filename") or ""
            if not split_url(url).path.lower().endswith(_PLAYED):
                continue
            if "refuri" not in link:
                url = f"{relative_uri(page, '_downloads')}/{quote(url)}"
            # Not `replace_self`, which adds the classes of the link to the player.
            raw = nodes.raw("", _media_player(link, url), format="html")
            link.parent.replace(link, raw)


def _media_player(link: nodes.Element, url: str) -> str:
    is_audio = _AUDIO_CLASS in link["classes"]
    name = "audio" if is_audio else "video"
    # Load nothing from another site before the reader starts the player.
    preload = "none" if "refuri" in link else "metadata"
    title = escape(link.astext())
    return (
        f'<{name} class="{MEDIA_CLASS}" controls="controls" preload="{preload}" '
        f'title="{title}" aria-label="{title}" src="{escape(url)}"></{name}>'
    )


def _player(url: str, title: str) -> str:
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" loading="lazy" '
        'allow="fullscreen" referrerpolicy="no-referrer"></iframe>'
    )


class UrlsInText(SphinxPostTransform):
    """Post-transform that adds the URL of each video, which these formats leave out."""

    default_priority = _AFTER_REFERENCES
    builders = ("text", "man")

    def run(self, **_kwargs: object) -> None:
        """Insert the URL after the link of each video."""
        containers = self.document.findall(nodes.container)
        for video in [node for node in containers if VIDEO_CLASS in node["classes"]]:
            for link in list(video.findall(nodes.reference)):
                url = nodes.Text(f" ({link['refuri']})")
                link.parent.insert(link.parent.index(link) + 1, url)


def setup_videos(app: Sphinx) -> None:
    """Register the post-transforms for players and for URLs."""
    app.add_post_transform(PlayersInHtml)
    app.add_post_transform(UrlsInText)
