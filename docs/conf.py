"""Configuration of the documentation, which is built with the extension itself."""

from sphinx_azuredocs import __version__

project = "sphinx-azuredocs"
author = "The sphinx-azuredocs developers"
copyright = "2026, the sphinx-azuredocs developers"  # noqa: A001
version = release = __version__

extensions = ["sphinx.ext.autodoc", "sphinx_azuredocs"]
html_theme = "furo"
html_title = f"sphinx-azuredocs {release}"

# Pages link to headings of other pages.
myst_heading_anchors = 4
# A page that shows tabs as Learn has them.
azuredocs_dialects = {"tabs-and-zones": "learn"}
