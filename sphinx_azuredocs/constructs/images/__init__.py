"""Images: ``:::image``, with icons, borders, lightboxes and long descriptions."""

from __future__ import annotations

from ...page.dialects import ARTICLES
from ..construct import Construct, Handler
from .html import setup_images, show_larger_images
from .render import render_colon_image, render_complex_image
from .syntax import COMPLEX_IMAGE, INLINE_IMAGE

CONSTRUCT = Construct(
    "image",
    dialects=ARTICLES,
    blocks=(COMPLEX_IMAGE,),
    inlines=(INLINE_IMAGE,),
    render=(render_colon_image, render_complex_image),
    setup=setup_images,
    handlers=(Handler("doctree-resolved", show_larger_images),),
)
