"""Build documentation written for the Azure and Microsoft Learn sites with Sphinx."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from .account_comparison import setup_account_comparison
from .choices import setup_choices
from .config import setup_config
from .contents import setup_contents
from .domain import setup_domain
from .encoding import setup_encoding
from .epub import setup_epub
from .freshness import setup_freshness
from .headings import setup_headings
from .images import setup_images
from .man import setup_man
from .output_names import setup_output_names
from .page import setup_page
from .page_list import setup_page_list
from .parser import AzureParser
from .redirects import setup_redirects
from .repository import setup_repository
from .selectors import setup_selectors
from .sidebar import setup_sidebar
from .task_lists import setup_task_lists
from .translation import CATALOG
from .videos import setup_videos
from .xref import setup_xref
from .yaml_source import setup_yaml

__version__ = "0.1.0"

_ASSETS = Path(__file__).parent / "assets"
_AFTER_OTHERS = 900


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the extension up: each room registers what it has."""
    setup_config(app)
    setup_repository(app)
    setup_encoding(app)
    setup_parser(app)
    setup_yaml(app)
    setup_domain(app)
    setup_xref(app)
    setup_page(app)
    setup_output_names(app)
    setup_headings(app)
    setup_page_list(app)
    setup_redirects(app)
    setup_contents(app)
    setup_sidebar(app)
    setup_freshness(app)
    setup_account_comparison(app)
    setup_selectors(app)
    setup_videos(app)
    setup_task_lists(app)
    setup_images(app)
    setup_choices(app)
    setup_epub(app)
    setup_man(app)
    setup_assets(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def setup_parser(app: Sphinx) -> None:
    """Read Markdown with our parser, in whatever order extensions are named."""
    # MyST-NB sets up all of MyST but its parser, and has `.md` for itself.
    if "myst_nb" not in app.extensions:
        app.setup_extension("myst_parser")
    app.add_source_parser(AzureParser, override=True)
    app.connect("config-inited", _register_again, priority=_AFTER_OTHERS)


def _register_again(app: Sphinx, _config: Config) -> None:
    """Come after extensions that were loaded after this one."""
    app.add_source_parser(AzureParser, override=True)
    if "myst_nb" in app.extensions:
        from .notebook import AzureNotebookParser

        app.add_source_parser(AzureNotebookParser, override=True)


def setup_assets(app: Sphinx) -> None:
    """Add the style sheet, and the translations of the words that we add."""
    app.add_message_catalog(CATALOG, str(_ASSETS / "locale"))
    app.connect("builder-inited", _add_static_path)
    app.add_css_file("sphinx-azuredocs.css")


def _add_static_path(app: Sphinx) -> None:
    config = app.config
    config.html_static_path = [*config.html_static_path, str(_ASSETS / "static")]
