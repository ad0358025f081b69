"""Videos, as docfx writes them."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from ...writing.inline import CannotWriteError
from ...writing.markdown import Lines, MarkdownWriter, quoted
from ...writing.spelling import Line
from .render import url_of_video
from .syntax import VIDEO


def respell_video(line: Line) -> Lines | None:
    """Return ``[!VIDEO URL]`` for ``[AZURE.VIDEO name]``."""
    match = VIDEO.fullmatch(line.text)
    if match is None or not match["name"]:
        return None
    marker = _marker(match["name"], line.context.settings.site_url)
    return [marker] if line.in_quote else quoted([marker])


def _marker(name: str, site_url: str) -> str:
    return f'[!VIDEO {url_of_video(name, site_url)} title="{name.replace("-", " ")}"]'


def write_azure_video(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a video."""
    token = block[0]
    if token.info:
        return quoted([_marker(token.info, writer.context.settings.site_url)])
    if token.meta.get("thumbnail"):
        raise CannotWriteError("azure_video")
    title = f' title="{token.meta["title"]}"' if token.meta["title"] else ""
    return quoted([f"[!VIDEO {token.meta['url']}{title}]"])
