"""Images: ``:::image``, with icons, borders, lightboxes and long descriptions."""

from __future__ import annotations

from sphinx.config import Config

from ...assets import beside
from ...locale import translate as _
from ...page.dialects import ARTICLES
from ...renderer.files import DESCRIPTION_CLASS
from ...renderer.links import LIGHTBOX_CLASS
from ..construct import Construct, Handler
from .html import BORDER_CLASS, ICON_CLASS, setup_images, show_larger_images
from .render import render_colon_image, render_complex_image
from .syntax import COMPLEX_IMAGE, INLINE_IMAGE

_CLASSES = (BORDER_CLASS, ICON_CLASS, LIGHTBOX_CLASS, DESCRIPTION_CLASS)


def _words(_config: Config) -> dict[str, str]:
    return {"close": _("Close")}


CONSTRUCT = Construct(
    "image",
    dialects=ARTICLES,
    blocks=(COMPLEX_IMAGE,),
    inlines=(INLINE_IMAGE,),
    render=(render_colon_image, render_complex_image),
    setup=setup_images,
    handlers=(Handler("doctree-resolved", show_larger_images),),
    assets=(
        beside(__file__, "azuredocs-images.js", LIGHTBOX_CLASS, data=_words),
        beside(__file__, "azuredocs-images.css", *_CLASSES),
    ),
)
