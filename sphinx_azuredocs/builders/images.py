"""Images in formats that contain their files: EPUB and LaTeX."""

from __future__ import annotations

import shutil
from hashlib import sha1
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger

from ..files.door import FileError, read_head
from ..warnings import Problem, WarningKind, report
from .pages import nodes_of_our_pages

_LOGGER = getLogger(__name__)
_BUILDERS = ("epub", "latex")
_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": (".png",),
    b"\xff\xd8\xff": (".jpg", ".jpeg"),
    b"GIF8": (".gif",),
}
"""First bytes of a file → the suffixes of its format, the usual one first."""
_LATEX = (".png", ".jpg", ".jpeg", ".pdf", ".eps")


class NameImagesByContent(SphinxPostTransform):
    """Post-transform that gives images the suffix of their content.

    Browsers look at the content. Books and LaTeX rely on the suffix, and LaTeX stops at
    a PNG file with the suffix ``.jpg``.
    """

    # After remote images are fetched, before images are converted.
    default_priority = 180
    builders = _BUILDERS

    def run(self, **_kwargs: object) -> None:
        """Replace each image of another format than its suffix by a renamed copy."""
        name = self.env.docname
        for node in nodes_of_our_pages(self.env, self.document, name, nodes.image):
            source = self.env.srcdir / node["uri"]
            if node["uri"] in self.env.images and (suffix := _suffix(source)):
                self._rename(node, source, suffix)

    def _rename(self, node: nodes.image, source: Path, suffix: str) -> None:
        folder = Path(self.env.doctreedir, "images", _digest(str(node["uri"])))
        folder.mkdir(parents=True, exist_ok=True)
        copy = folder / (source.stem + suffix)
        shutil.copyfile(source, copy)
        node["uri"] = str(copy)
        node["candidates"] = {"*": str(copy)}
        self.env.images.add_file(self.env.docname, str(copy))


def _digest(text: str) -> str:
    return sha1(text.encode(), usedforsecurity=False).hexdigest()


def _suffix(path: Path) -> str:
    """Return the suffix of the format of an image; empty if the file has it."""
    try:
        start = read_head(path, 8)
    except FileError:
        return ""
    for signature, suffixes in _SIGNATURES.items():
        if start.startswith(signature):
            return "" if path.suffix.lower() in suffixes else suffixes[0]
    return ""


def replace_missing_images(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace images that the output cannot contain by their alternative text.

    These are missing files, which Sphinx has reported, and formats that the builder
    does not support. Images of other sites, which could not be fetched, become links.
    Handler of Sphinx's event ``doctree-resolved``.

    :param app: the application.
    :param doctree: the page, or for LaTeX the document, with resolved references.
    :param docname: the docname of the page or document.
    """
    if app.builder.name not in _BUILDERS:
        return
    types = getattr(app.builder, "media_types", _LATEX)
    for node in nodes_of_our_pages(app.env, doctree, docname, nodes.image):
        uri = node["uri"]
        suffix = PurePosixPath(uri).suffix
        if uri in app.env.images and suffix.lower() in types:
            continue
        if uri.startswith("data:") and app.builder.name == "epub":
            continue
        if uri in app.env.images:
            message = (
                f"{app.builder.name} cannot show {uri!r}, and its text is shown; "
                "load sphinx.ext.imgconverter, or use PNG"
            )
            report(_LOGGER, Problem(WarningKind.IMAGE, message), node)
        node.replace_self(_text_of(node))


def _text_of(node: nodes.image) -> nodes.Node:
    """Return what is shown for an image that is not in the output."""
    uri, text = node["uri"], node.get("alt") or PurePosixPath(node["uri"]).name
    is_remote = uri.startswith(("http://", "https://"))
    content: nodes.Element
    if is_remote and not _is_in_link(node):
        content = nodes.reference("", text, refuri=uri)
    else:
        content = nodes.inline("", text)
    is_text = isinstance(node.parent, nodes.TextElement)
    return content if is_text else nodes.paragraph("", "", content)


def _is_in_link(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.reference):
            return True
    return False


def setup_images_of_books(app: Sphinx) -> None:
    """Register the transform that names images by their content.

    :param app: the application.
    """
    app.add_post_transform(NameImagesByContent)
