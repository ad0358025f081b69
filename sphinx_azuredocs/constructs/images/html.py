"""Output of icons, and of images with a border, larger version or long description.

An image with a larger version is a link to this version. In HTML a script opens the
link in a lightbox. A long description follows its image. In HTML it is collapsed, in a
``<details>`` element.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ...domain.azure import azure_domain
from ...locale import translate as _
from ...page.builders import ONE_PAGE, PAGES, SERIALISED
from ...renderer.files import DESCRIPTION_CLASS
from ...renderer.links import LIGHTBOX_CLASS

BORDER_CLASS = "azure-border"
ICON_CLASS = "azure-icon"
# A transform priority: Sphinx resolves references at 10.
_AFTER_REFERENCES = 20


class DescriptionsInHtml(SphinxPostTransform):
    """Post-transform that makes long descriptions collapsible in HTML."""

    default_priority = _AFTER_REFERENCES
    builders = (*PAGES, *ONE_PAGE, *SERIALISED)

    def run(self, **_kwargs: object) -> None:
        """Enclose the content of each long description in ``<details>``."""
        if not azure_domain(self.env).has_class(self.env.docname, DESCRIPTION_CLASS):
            return
        summary = f"<details><summary>{escape(_('Description of the image'))}</summary>"
        for node in list(self.document.findall(nodes.container)):
            if DESCRIPTION_CLASS in node["classes"]:
                node.insert(0, nodes.raw("", summary, format="html"))
                node.append(nodes.raw("", "</details>", format="html"))


class IconsInLatex(SphinxPostTransform):
    """Post-transform that gives icons the height of the text in LaTeX."""

    default_priority = _AFTER_REFERENCES
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Set the height of each icon."""
        for image in self.document.findall(nodes.image):
            if ICON_CLASS in image["classes"]:
                image["height"] = "1em"


def show_larger_images(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace download links to larger images by links that show the image.

    Handler of Sphinx's event ``doctree-resolved``. Sphinx renders download links with
    an attribute that makes the browser save the file.
    """
    if app.builder.name not in PAGES:
        return
    if not azure_domain(app.env).has_class(docname, LIGHTBOX_CLASS):
        return
    page = app.builder.get_target_uri(docname)
    for node in list(doctree.findall(addnodes.download_reference)):
        if LIGHTBOX_CLASS in node["classes"] and "filename" in node:
            uri = relative_uri(page, f"_downloads/{quote(node['filename'])}")
            classes = node["classes"]
            link = nodes.reference(refuri=uri, internal=True, classes=classes)
            link += node.children
            node.replace_self(link)


def setup_images(app: Sphinx) -> None:
    """Register the post-transforms for long descriptions and for icons."""
    app.add_post_transform(DescriptionsInHtml)
    app.add_post_transform(IconsInLatex)
