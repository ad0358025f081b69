"""Versions: a list of the versions of a page, which leads to the page in each."""

from __future__ import annotations

from ...assets import beside
from ...page.dialects import ARTICLES
from ..construct import Construct, Handler
from .html import PICKER_CLASS, add_canonical_url, add_picker

CONSTRUCT = Construct(
    "versions",
    dialects=ARTICLES,
    assets=(beside(__file__, "azuredocs-versions.css", PICKER_CLASS),),
    handlers=(
        Handler("doctree-resolved", add_picker),
        Handler("html-page-context", add_canonical_url),
    ),
)
