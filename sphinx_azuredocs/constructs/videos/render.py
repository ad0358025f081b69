"""Render functions for videos and audio files: links, which HTML turns into players."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ...files.door import is_file
from ...files.urls import is_malformed, split_url
from ...page.translations import translate_within
from ...renderer import AzureRenderer
from ...renderer.files import link_to_file, render_description
from .nodes import build_video, build_video_link, media_classes, media_label


def render_media(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``media`` token as a link to a video or audio file."""
    meta = token.meta
    name = meta["title"] or PurePosixPath(unquote(split_url(meta["url"]).path)).name
    link = link_to_file(renderer, token, meta["url"])
    link["classes"] += media_classes(meta["kind"])
    link += nodes.Text(media_label(meta["kind"], name))
    renderer.current_node.append(link)


def append_video(
    renderer: AzureRenderer, token: SyntaxTreeNode, url: str, title: str
) -> None:
    """Append a video as a block.

    :param renderer: the renderer.
    :param token: the token of the video, for its source and line.
    :param url: the URL of the player, or of the page that shows the video.
    :param title: the title; empty for the title of the current section.
    """
    picture = _thumbnail(renderer, token)
    video = build_video(url, title or _section_title(renderer), picture)
    for node in video.findall(nodes.Element):
        renderer.add_line_and_source_path(node, token)
    for paragraph in video.findall(nodes.paragraph):
        translate_within(paragraph)
    renderer.current_node.append(video)


def _thumbnail(renderer: AzureRenderer, token: SyntaxTreeNode) -> nodes.image | None:
    """Return the image of a video; None if the project does not have the file.

    Images of other sites are not loaded.
    """
    path = token.meta.get("thumbnail", "")
    if not path or is_malformed(path) or split_url(path).netloc:
        return None
    uri = renderer.image_uri(path, token)
    if not is_file(Path(renderer.sphinx_env.srcdir, uri.lstrip("/"))):
        return None
    image = nodes.image(f"![]({uri})", uri=uri, alt="")
    renderer.add_line_and_source_path(image, token)
    return image


def _section_title(renderer: AzureRenderer) -> str:
    """Return the title of the current section; the empty string outside sections."""
    node: nodes.Node | None = renderer.current_node
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    title = next(iter(node.children), None) if node is not None else None
    return title.astext() if isinstance(title, nodes.title) else ""


def render_video_url(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a token with ``meta["url"]`` and ``meta["title"]`` as a video block."""
    append_video(renderer, token, token.meta["url"], token.meta["title"])


def render_colon_video(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``colon_video`` token: a video within text, as a link."""
    title = token.meta["title"] or _section_title(renderer)
    link = build_video_link(token.meta["url"], title)
    renderer.add_line_and_source_path(link, token)
    renderer.current_node.append(link)


def render_complex_video(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``complex_video`` token: a video, followed by its description."""
    render_video_url(renderer, token)
    render_description(renderer, token)


def url_of_video(name: str, site_url: str) -> str:
    """Return the URL of a page of the site that shows a video.

    :param name: the name of the video.
    :param site_url: the URL of the site.
    """
    return f"{site_url.rstrip('/')}/documentation/videos/{name}/"


def render_azure_video(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an ``azure_video`` token as a video block.

    The token has ``meta["url"]``, or in ``info`` the name of a video of the site
    ``azuredocs_site_url``.
    """
    if "url" in token.meta:
        render_video_url(renderer, token)
        return
    url = url_of_video(token.info, renderer.settings.site_url)
    append_video(renderer, token, url, token.info.replace("-", " "))
