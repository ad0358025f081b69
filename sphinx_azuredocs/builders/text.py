"""Plain text: the URLs of videos."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from ..constructs.videos.nodes import VIDEO_CLASS


def write_video_urls(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Write the URL of each video after its title.

    Sphinx's text writer leaves out URLs, which are the content of a video. Handler of
    Sphinx's event ``doctree-resolved``.

    :param app: the application.
    :param doctree: the page, with resolved references.
    """
    if app.builder.name != "text":
        return
    for video in doctree.findall(nodes.container):
        if VIDEO_CLASS in video["classes"]:
            for link in list(video.findall(nodes.reference)):
                url = nodes.Text(f" <{link['refuri']}>")
                link.parent.insert(link.parent.index(link) + 1, url)
