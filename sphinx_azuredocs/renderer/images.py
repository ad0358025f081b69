"""Images: paths relative to the file in which they are written."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ..files.letter_case import find_file
from ..warnings import Problem, WarningKind
from .base import BaseRenderer, line_of


class ImageRenderer(BaseRenderer):
    """Images: paths relative to the file in which they are written."""

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render an image, its path relative to the file it was written in."""
        if not token.attrGet("src"):
            message = "an image has no source and was left out, but its words; add one"
            self.report(Problem(WarningKind.IMAGE, message), line_of(token))
            text = self.renderInlineAsText(token.children or [])
            self.current_node.append(nodes.Text(text))
            return
        super().render_image(token)
        image = self.last_node(nodes.image)
        # Sphinx takes the line from images that have no source text.
        image.rawsource = f"![{image['alt']}]({image['uri']})"
        image["uri"] = self.image_uri(image["uri"], token)

    def image_uri(self, uri: str, token: SyntaxTreeNode) -> str:
        """Where an image is, for Sphinx to find it.

        :param uri: its URI, as it is written.
        :param token: the token that names it.
        """
        parts = urlsplit(uri)
        if parts.scheme or parts.netloc or uri.startswith("/"):
            return uri
        path = unquote(parts.path).replace("\\", "/")
        files = [Path(file) for file in self.resolve_path(path, token)]
        return self.source_path(find_file(files) or files[0]) if files else uri
