"""The script for interactive parts of HTML pages: tabs, zone pivots, larger images.

Only pages that have one of these load it. Without the script, and in print, all tabs
and zones are shown with their titles.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..renderer.links import LIGHTBOX_CLASS
from .construct import Construct, Handler
from .tabs.nodes import TAB_GROUP_CLASS
from .zones.nodes import SELECTOR_CLASS

_CLASSES = (TAB_GROUP_CLASS, SELECTOR_CLASS, LIGHTBOX_CLASS)
SCRIPT = "sphinx-azuredocs.js"


def add_script(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Add the script to a page that needs it.

    A handler of Sphinx's event ``html-page-context``.
    """
    body = context.get("body", "")
    if any(name in body for name in _CLASSES):
        app.add_js_file(SCRIPT, loading_method="defer")


CONSTRUCT = Construct("script", handlers=(Handler("html-page-context", add_script),))
