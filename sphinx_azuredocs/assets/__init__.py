"""Style sheets, scripts, templates and translations that the extension adds."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from ..locale import CATALOG

_ASSETS = Path(__file__).parent
_LOCALE = _ASSETS.parent / "locale"
STYLE_SHEET = "sphinx-azuredocs.css"


def setup_assets(app: Sphinx) -> None:
    """Add the style sheet, and the translations of the texts added to pages.

    :param app: the application.
    """
    app.add_message_catalog(CATALOG, str(_LOCALE))
    app.add_css_file(STYLE_SHEET)


def add_static_path(app: Sphinx) -> None:
    """Add the folder of style sheets and scripts to the static files of the project."""
    config = app.config
    config.html_static_path = [*config.html_static_path, str(_ASSETS / "static")]
