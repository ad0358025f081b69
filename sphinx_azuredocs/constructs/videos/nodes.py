"""Videos and sound: links, and players in HTML pages.

A video of the site is a linked card, or a player where a setting asks for one: a card
loads nothing from elsewhere. A file of video or sound is a player, if browsers play it;
what is elsewhere is loaded when the reader plays it. Everywhere else it is a link.
"""

from __future__ import annotations

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

VIDEO_CLASS = "azure-video"
MEDIA_CLASS = "azure-media"
_AUDIO_CLASS = "azure-media-audio"
_PLAYED = (
    *(".aac", ".flac", ".m4a", ".m4v", ".mov", ".mp3", ".mp4", ".mp4a", ".mpga"),
    *(".oga", ".ogg", ".ogv", ".opus", ".wav", ".weba", ".webm"),
)
"""The suffixes of files that browsers play."""
# After references are resolved, which is at 10.
_AFTER_REFERENCES = 20


def build_video(url: str, title: str) -> nodes.container:
    """Return a video as a link to it.

    :param url: where it is shown.
    :param title: what it is called; empty if it has no name.
    """
    link = build_video_link(url, title)
    paragraph = nodes.paragraph(link.rawsource, "", link)
    return nodes.container("", paragraph, classes=[VIDEO_CLASS])


def build_video_link(url: str, title: str) -> nodes.reference:
    """Return an inline link to a video.

    :param url: where it is shown.
    :param title: what it is called; empty if it has no name.
    """
    text = _("Video: %s") % (title or split_url(url).hostname or url)
    return nodes.reference(text, text, refuri=url, internal=False)


def media_classes(kind: str) -> list[str]:
    """Return the classes of a link to a file.

    :param kind: ``"video"`` or ``"audio"``.
    """
    return [MEDIA_CLASS, _AUDIO_CLASS] if kind == "audio" else [MEDIA_CLASS]


def media_label(kind: str, name: str) -> str:
    """Return the text of a link to a file.

    :param kind: ``"video"`` or ``"audio"``.
    :param name: what it is called.
    """
    return (_("Audio: %s") if kind == "audio" else _("Video: %s")) % name


class PlayersInHtml(SphinxPostTransform):
    """Put players over the links, if the setting says so."""

    default_priority = _AFTER_REFERENCES
    builders = (*PAGES, *ONE_PAGE)

    def run(self, **_kwargs: object) -> None:
        """Change the videos of a page."""
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
    """Put players in the place of the links to files that browsers play."""
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
            # Not `replace_self`, which gives what it puts there its classes.
            raw = nodes.raw("", _media_player(link, url), format="html")
            link.parent.replace(link, raw)


def _media_player(link: nodes.Element, url: str) -> str:
    is_audio = _AUDIO_CLASS in link["classes"]
    name = "audio" if is_audio else "video"
    # Nothing is asked of another site before the reader asks for it.
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


def setup_videos(app: Sphinx) -> None:
    """Register what HTML needs."""
    app.add_post_transform(PlayersInHtml)
