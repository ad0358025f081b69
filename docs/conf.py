"""Configuration of the documentation, which is built with the extension itself."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_azuredocs import __version__
from sphinx_azuredocs.api import Construct, TripleColon, add_construct

project = "sphinx-azuredocs"
author = "The sphinx-azuredocs developers"
copyright = "2026, the sphinx-azuredocs developers"  # noqa: A001
version = release = __version__

extensions = ["sphinx.ext.autodoc", "sphinx_azuredocs"]
include_patterns = ["*.md", "develop/*.md", "demo/**"]
html_theme = "furo"
html_title = f"sphinx-azuredocs {release}"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
latex_engine = "xelatex"

# Links to headings of other pages, and definition lists.
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]

# The demo docset, and the pages that show constructs.
azuredocs_docsets = ["demo"]
azuredocs_byline = ["authors", "reviewed"]
azuredocs_dialects = dict.fromkeys(
    [
        *("account-comparison", "headings", "html", "includes", "links", "notes"),
        *("page-header", "selectors"),
    ],
    "azure",
) | dict.fromkeys(
    [
        *("code", "columns", "html-learn", "images", "markdown"),
        *("monikers", "tabs", "videos", "xref", "zones"),
    ],
    "learn",
)
azuredocs_published = {"{slug}.md": "/documentation/articles/{slug}/"}


def render_example(renderer: Any, token: Any) -> None:
    """Append the frame around the source of an example and its result."""
    with renderer.current_node_context(
        nodes.container(classes=["azure-example"]), append=True
    ):
        renderer.render_children(token)


def setup(app: Sphinx) -> None:
    """Add the block ``::: example`` … ``::: example-end``."""
    block = TripleColon("example")
    add_construct(app, Construct("example", blocks=(block,), render=(render_example,)))
