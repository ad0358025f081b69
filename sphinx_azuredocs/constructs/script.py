"""What readers choose in HTML: tabs, zone pivots, and larger images.

A script does it, on the pages that have any of these. Without it, and in print, all
tabs and zones are shown, with their titles.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..renderer.links import LIGHTBOX_CLASS
from .construct import Construct, Handler
from .tabs.nodes import TAB_GROUP_CLASS
from .zones.nodes import SELECTOR_CLASS

_CHOICES = (TAB_GROUP_CLASS, SELECTOR_CLASS, LIGHTBOX_CLASS)
SCRIPT = "sphinx-azuredocs.js"


def add_script(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Add the script to a page that needs it."""
    body = context.get("body", "")
    if any(name in body for name in _CHOICES):
        app.add_js_file(SCRIPT, loading_method="defer")


CONSTRUCT = Construct("script", handlers=(Handler("html-page-context", add_script),))
