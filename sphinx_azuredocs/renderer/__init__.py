"""MyST's renderer, extended for the pages of each dialect."""

from __future__ import annotations

from .base import BaseRenderer, line_of
from .code_blocks import CodeBlockRenderer
from .headings import HeadingRenderer
from .html_files import HtmlFileRenderer
from .links import LinkRenderer

__all__ = ["AzureRenderer", "BaseRenderer", "MystRenderer", "line_of"]


class AzureRenderer(HeadingRenderer, LinkRenderer, HtmlFileRenderer, CodeBlockRenderer):
    """Render the tokens of a page, and of the files it includes, to docutils nodes."""


class MystRenderer(BaseRenderer):
    """Render the tokens of a page as MyST does, except included text."""
