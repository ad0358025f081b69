"""Style sheets, scripts, templates and translations that the extension adds.

``sphinx-azuredocs.css`` is for all pages, and has the colours that others use. Other
style sheets and scripts lie beside the code of their construct. A page loads them only
if it has a class that needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..locale import CATALOG

STATIC = Path(__file__).parent / "static"
"""The folder of style sheets and scripts that belong to no single construct."""
_LOCALE = Path(__file__).parents[1] / "locale"
STYLE_SHEET = "sphinx-azuredocs.css"
ARTICLE_CLASS = "azure-article"
"""The class of the outer section of pages that are not plain MyST."""


_Data = Callable[[Config], dict[str, str]]


def _no_data(_config: Config) -> dict[str, str]:
    return {}


@dataclass(frozen=True)
class Asset:
    """A style sheet or script of HTML pages.

    :param path: the file; its name begins with ``azuredocs-``, since the static files
        of all extensions are in one folder.
    :param classes: the page loads the file if its HTML contains one of these strings.
    :param data: returns the ``data-*`` attributes of the script element, by name
        without ``data-``, for a configuration: texts and settings.
    """

    path: Path
    classes: tuple[str, ...]
    data: _Data = field(default=_no_data, compare=False)

    def add_to(self, app: Sphinx) -> None:
        """Add the file to the page that is written.

        :param app: the application.
        """
        if self.path.suffix == ".css":
            app.add_css_file(self.path.name)
            return
        texts = self.data(app.config).items()
        data: dict[str, Any] = {f"data-{name}": text for name, text in texts}
        app.add_js_file(self.path.name, loading_method="defer", **data)


def beside(module: str, name: str, *classes: str, data: _Data = _no_data) -> Asset:
    """Return the asset beside a module, for pages that have one of some classes.

    :param module: ``__file__`` of the module.
    :param name: the name of the file.
    :param classes: the classes.
    :param data: the ``data-*`` attributes of the script element.
    """
    return Asset(Path(module).with_name(name), classes, data)


DIRECTION = beside(__file__, "azuredocs-direction.css", ARTICLE_CLASS)
"""The style sheet of articles with properties that EPUB 3.3 §6.3.1 forbids."""

TEXT = beside(
    __file__,
    "azuredocs-text.css",
    *('"azure-ins', '"azure-u"', '"azure-u ', '"azure-del', '"azure-s"', '"azure-s '),
    *('"azure-strike', '"azure-mark', '"azure-cite'),
    *("azure-task-list", "azure-footer", "azure-label", "azure-rule"),
)
"""The style sheet of text and blocks that docutils has no element for.

``"azure-s"`` is the class of ``<s>``, and the start of others.
"""


def setup_assets(app: Sphinx) -> None:
    """Add the style sheet, and the translations of the texts added to pages.

    :param app: the application.
    """
    app.add_message_catalog(CATALOG, str(_LOCALE))
    app.add_css_file(STYLE_SHEET)
