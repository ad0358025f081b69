"""Images: paths relative to the file in which they are written."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ..config.dialects import Dialect
from ..docset.dependencies import absent_file
from ..files.letter_case import find_file
from ..files.urls import is_malformed, split_url
from ..links.lookup import File, lookup_early
from ..warnings import Problem, WarningKind
from .base import BaseRenderer, line_of
from .html_attributes import set_html_attributes

_BREAKS = frozenset(("softbreak", "hardbreak", "html_break"))


class ImageRenderer(BaseRenderer):
    """Renderer of images, whose paths are relative to the file that contains them."""

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render an image; its path is relative to the file that contains it.

        An image without a source, or of a repository that is not checked out, is
        reported, and its alternative text is shown.
        """
        if not token.attrGet("src"):
            message = "an image has no source and was left out, but its words; add one"
            self.report(Problem(WarningKind.IMAGE, message), line_of(token))
            text = self.renderInlineAsText(token.children or [])
            self.current_node.append(nodes.Text(text))
            return
        if absent := self.absent_image(str(token.attrGet("src")), token):
            self.report(absent, line_of(token))
            text = self.renderInlineAsText(token.children or [])
            self.current_node.append(nodes.Text(text))
            return
        super().render_image(token)
        image = self.last_node(nodes.image)
        # Sphinx removes the line number of images without rawsource.
        image.rawsource = f"![{image['alt']}]({image['uri']})"
        image["uri"] = self.image_uri(image["uri"], token)
        if title := str(token.attrs.get("title", "")):
            set_html_attributes(image, {"title": title}, self.document)
        self.locate_definition(image, token)

    def renderInlineAsText(self, tokens: list[SyntaxTreeNode]) -> str:  # noqa: N802
        """Return the alternative text of an image: the text of every token in it.

        MyST's method leaves out code, math and line breaks, which CommonMark 0.31 §6.4
        includes.

        :param tokens: the tokens between the brackets.
        """
        return "".join(map(self._alternative_text, tokens))

    def _alternative_text(self, token: SyntaxTreeNode) -> str:
        if token.type in _BREAKS:
            return " "
        if token.type == "html_inline":
            return ""
        if token.children:
            return self.renderInlineAsText(token.children)
        return token.content

    def absent_image(self, uri: str, token: SyntaxTreeNode) -> Problem | None:
        """Return the problem of an image in a repository that is not checked out.

        :param uri: the URI of the image, as written.
        :param token: the token of the image.
        :return: ``None`` for an image in this repository or with an external URL.
        """
        path = unquote(uri.partition("?")[0].partition("#")[0]).replace("\\", "/")
        if self.context.dialect is Dialect.MYST or ":" in path or not path:
            return None
        for file in self.resolve_path(path, token):
            if absent := absent_file(Path(self.home), Path(file)):
                message = f"{uri} is in another repository; {absent.advice}"
                if place := self.definition_of(token):
                    file, line = place
                    return Problem(WarningKind.IMAGE, message, Path(file), line)
                return Problem(WarningKind.IMAGE, message)
        return None

    def image_uri(self, uri: str, token: SyntaxTreeNode) -> str:
        """Return the URI of an image, as Sphinx resolves it.

        :param uri: the URI of the image, as written.
        :param token: the token of the image.
        :return: a path from the source directory with a leading ``/``, or a URL. A path
            with a leading ``/`` that is not a file of the project becomes a URL of the
            published site.
        """
        decoded = self.md.normalizeLinkText(uri)
        if is_malformed(decoded):
            # Reported when the page is checked.
            return decoded
        parts = split_url(uri)
        if parts.scheme or parts.netloc:
            return uri
        if uri.startswith("/"):
            if self.context.dialect is Dialect.MYST:
                return uri
            found = lookup_early(uri, self.place_of(token), self.domain)
            if isinstance(found, File):
                return f"/{found.path}"
            return self.domain.urls.read(uri, self.sphinx_env.docname).url
        path = unquote(parts.path).replace("\\", "/")
        files = [Path(file) for file in self.resolve_path(path, token)]
        return self.source_path(find_file(files) or files[0]) if files else uri
