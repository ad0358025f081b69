"""Build documentation written for the Azure and Microsoft Learn sites with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension: one call per subsystem, in the order of a build.

    The subsystems are imported here, so that the command line starts without them.

    :param app: the application.
    :return: the version, and that reading and writing in parallel are safe.
    """
    from .assets import setup_assets
    from .builders.agents import setup_agents
    from .builders.images import setup_images_of_books
    from .builders.latex import setup_latex
    from .builders.man import setup_man
    from .builders.one_page import setup_one_page
    from .config.register import setup_config
    from .dialect import setup_constructs
    from .domain.azure import setup_domain
    from .events import setup_events
    from .formats.register import setup_parsers
    from .navigation.root_page import setup_contents
    from .navigation.start_page import setup_start_page
    from .page.translations import setup_translations
    from .reports.freshness import setup_freshness
    from .reports.page_list import setup_page_list

    setup_config(app)
    setup_parsers(app)
    setup_domain(app)
    setup_constructs(app)
    setup_page_list(app)
    setup_contents(app)
    setup_start_page(app)
    setup_translations(app)
    setup_freshness(app)
    setup_man(app)
    setup_agents(app)
    setup_latex(app)
    setup_images_of_books(app)
    setup_one_page(app)
    setup_assets(app)
    setup_events(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
